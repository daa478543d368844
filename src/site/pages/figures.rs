//! `/figures/`: the ledger of all amounts.

use tera::Value;

use crate::digest::BriefId;
use crate::finding::Finding;
use crate::site::Site;
use crate::site::layout::{Head, Pager};
use crate::site::routes::FIGURES_PER_PAGE;
use crate::site::values::more;

pub(in crate::site) fn figures(
    site: &Site,
    number: usize,
    address: &str,
) -> Result<String, Box<Finding>> {
    let briefs = &site.digest.briefs;
    let pager = Pager {
        base: "figures/",
        number,
        items: briefs.iter().map(|b| b.figures.len()).sum(),
        per_page: FIGURES_PER_PAGE,
    };
    let range = pager.range();
    let figures = briefs
        .iter()
        .zip(0..)
        .flat_map(|(brief, i)| brief.figures.iter().map(move |f| (BriefId(i), f)))
        .skip(range.start)
        .take(range.len())
        .map(|(id, figure)| site.shared.figure(&site.digest, id, figure));
    let figures: Vec<Value> = figures.collect();
    let head = Head {
        kind: "figures",
        title: "Figures",
        description: format!(
            "{} amounts from {}, each with its sentence.",
            pager.items, site.settings.title
        ),
        address,
        ..Head::default()
    };
    let stated = briefs.iter().map(|b| b.amounts as usize).sum();
    site.page("figures.html", head, Some(pager), |context, _| {
        context.insert_value("more_figures", more(stated, pager.items));
        context.insert_value("figures", Value::from(figures));
    })
}
