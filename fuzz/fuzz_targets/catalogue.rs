//! Any text as the editor's catalogue: every term is found by its name, and no parent is its own child's child.
#![no_main]

use briefmill_fuzz::{Catalogue, Term, TermKind, Text, check_findings, find_tags};
use libfuzzer_sys::fuzz_target;

const PATH: &str = "content/catalogue.yaml";

/// A few terms, since laying over the built-in ones would take most of the time.
fn some() -> Catalogue {
    let mut shell = Term::new(TermKind::Company, "Shell");
    shell.context = vec!["oil".to_owned(), "gas".to_owned()];
    let mut lges = Term::new(TermKind::Company, "LG Energy Solution");
    lges.aliases = vec!["LGES".to_owned()];
    lges.parent = Some("LG Chem".to_owned());
    Catalogue::new(vec![
        shell,
        lges,
        Term::new(TermKind::Company, "LG Chem"),
        Term::new(TermKind::Technology, "solid-state battery"),
    ])
}

fuzz_target!(|yaml: &str| {
    let (catalogue, findings) = some().with_decisions(PATH, yaml);
    check_findings(yaml, &findings);
    assert!(
        findings.iter().all(|f| f.path.as_deref() == Some(PATH)),
        "{findings:?}"
    );
    for term in catalogue.terms.iter() {
        assert!(!term.name.trim().is_empty(), "{term:?}");
        assert!(
            catalogue.resolve(term.kind, &term.name).is_some(),
            "{term:?}"
        );
        let mut above = catalogue.parent(term);
        for _ in 0..=catalogue.terms.len() {
            above = above.and_then(|t| catalogue.parent(t));
        }
        assert!(above.is_none(), "the parents of {term:?} never end");
    }
    let (again, _) = some().with_decisions(PATH, yaml);
    assert_eq!(again.terms, catalogue.terms);
    let text = Text::from_markdown(
        "LGES, a unit of LG Chem, and Shell will build a solid-state battery plant near gas fields.",
    );
    let tags = find_tags("LGES and Shell build a plant", &text, &catalogue);
    for tag in &tags.tags {
        assert!(
            !tag.name.is_empty() && !catalogue.is_ignored(&tag.name),
            "{tag:?}"
        );
    }
});
