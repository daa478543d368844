//! What an amount measures, how it is qualified, whether it rises or falls, its range, what it is per, and which amounts
//! of an article matter.

use briefmill::figures::{Direction, Figure, Qualifier, figures, salience};
use briefmill::text::prose::Text;

use crate::plain_text::text;

fn first(plain: &str) -> Figure {
    figures(&text(plain)).into_iter().next().unwrap()
}

#[test]
fn an_amount_is_qualified_by_the_words_beside_it() {
    use Qualifier::{About, AtLeast, Exactly, LessThan, MoreThan, Nearly, UpTo};
    for (plain, expected) in [
        ("The plant cost about $5 million.", Some(About)),
        ("The plant cost an estimated $5 million.", Some(About)),
        ("The plant cost $5 million or so.", Some(About)),
        ("The plant cost nearly $5 million.", Some(Nearly)),
        ("The plant cost up to $5 million.", Some(UpTo)),
        ("The plant cost as much as $5 million.", Some(UpTo)),
        ("The plant cost at least $5 million.", Some(AtLeast)),
        ("The plant cost $5 million or more.", Some(AtLeast)),
        ("The plant cost more than $5 million.", Some(MoreThan)),
        ("More than 500 jobs will go.", Some(MoreThan)),
        ("It has 500+ employees.", Some(MoreThan)),
        ("The plant cost less than $5 million.", Some(LessThan)),
        ("The plant cost exactly $5 million.", Some(Exactly)),
        ("Nearly half of the workers left.", Some(Nearly)),
        ("Das Werk kostet rund 5 Millionen Euro.", Some(About)),
        ("L'usine coûte plus de 5 millions d'euros.", Some(MoreThan)),
        ("La planta cuesta hasta 5 millones de euros.", Some(UpTo)),
        (
            "Lo stabilimento costa almeno 5 milioni di euro.",
            Some(AtLeast),
        ),
        ("売上高は約300億円だった。", Some(About)),
        ("올해 매출은 최대 30억 달러다.", Some(UpTo)),
        ("投资超过20亿元。", Some(MoreThan)),
        ("The plant cost $5 million.", None),
        ("It is about a plant of $5 million.", None),
    ] {
        assert_eq!(first(plain).qualifier, expected, "{plain}");
    }
}

#[test]
fn an_amount_rises_or_falls_where_its_clause_says_so() {
    use Direction::{Fall, Rise};
    for (plain, expected) in [
        ("Revenue rose 8% to $3 billion.", Some(Rise)),
        ("Sales were up 8%.", Some(Rise)),
        ("It saw an 8% increase in sales.", Some(Rise)),
        ("Profit fell by more than 12 percent.", Some(Fall)),
        ("It cut 500 jobs.", Some(Fall)),
        ("A decline in exports of 4% followed.", Some(Fall)),
        ("Der Umsatz stieg um 8 Prozent.", Some(Rise)),
        ("Die Preise sind im Mai um 5 Prozent gesunken.", Some(Fall)),
        ("Las ventas cayeron un 5 %.", Some(Fall)),
        ("It raised $5 million.", None),
        ("The plant cost $5 million.", None),
        ("It holds 40% of the market.", None),
    ] {
        assert_eq!(first(plain).direction, expected, "{plain}");
    }
    let all = figures(&text("Revenue rose 8% to $3 billion from $2.8 billion."));
    let directions: Vec<_> = all.iter().map(|f| f.direction).collect();
    assert_eq!(directions, [Some(Rise), Some(Rise), None]);
}

#[test]
fn the_ends_of_a_range_know_it() {
    let all = figures(&text("It may cost between $5 and $7 billion."));
    let ends: Vec<_> = all
        .iter()
        .map(|f| {
            let range = f.range.unwrap();
            (range.from.to_string(), range.to.to_string(), f.upper_end)
        })
        .collect();
    let end = |upper| ("5000000000".to_owned(), "7000000000".to_owned(), upper);
    assert_eq!(ends, [end(false), end(true)]);
    assert_eq!(all.first().unwrap().text, "$5 and $7 billion");
    for plain in [
        "Sales rose from $2 billion to $3 billion.",
        "It paid $2 million and $3 million.",
        "It makes 5 to 6 GWh from 7 MW.",
    ] {
        let last = figures(&text(plain)).into_iter().last().unwrap();
        assert_eq!(last.range, None, "{plain}");
    }
}

#[test]
fn an_amount_is_per_something() {
    for (plain, expected) in [
        ("It spends $2 million a year.", Some("year")),
        ("It pays $2 million annually.", Some("annually")),
        ("Fuel is $2 a litre.", Some("litre")),
        ("It earned $1.20 per share.", Some("share")),
        ("It makes 5 GWh per year.", Some("year")),
        ("It spent $2 million a year ago.", None),
        ("It spent $2 million.", None),
    ] {
        assert_eq!(first(plain).per.as_deref(), expected, "{plain}");
    }
}

#[test]
fn the_clause_says_what_an_amount_measures() {
    for (plain, expected) in [
        // The subject of a verb of change or of measure.
        ("Net profit for the quarter fell 12%.", "Net profit"),
        ("Exports of cars were down 4%.", "Exports of cars"),
        ("Revenue, excluding one site, rose 8%.", "Revenue"),
        ("Revenue is expected to reach $5 million.", "Revenue"),
        ("Analysts expect sales to grow 5%.", "sales"),
        ("The plant will cost $5 million.", "plant"),
        ("The deal, which is worth $5 million, ends.", "deal"),
        ("The stake is valued at $90 million.", "stake"),
        ("The phone starts at $499.", "phone"),
        ("It sells phones that cost $500.", "phones"),
        ("The Model 3 costs $35,000.", "Model 3"),
        ("The Nasdaq 100 rose 2%.", "Nasdaq 100"),
        ("The sector is off 22%.", "sector"),
        ("Shares hit a record high of $16.", "Shares"),
        ("It opened a site spanning 5 hectares.", "site"),
        (
            "Revenue, which rose 8%, is expected to reach $5 million.",
            "Revenue",
        ),
        // The same as the amount before.
        (
            "Profit rose 8% to $5 million, compared with $4 million.",
            "Profit",
        ),
        ("Revenue was $5 million, an increase of 8%.", "Revenue"),
        (
            "Revenue was $5 million, reflecting a 14% increase.",
            "Revenue",
        ),
        // Its object.
        ("It raised its sales target to $5 million.", "sales target"),
        ("It cut its costs by $5 million.", "costs"),
        // The noun that it describes.
        ("It opened a $400 million factory in Ohio.", "factory"),
        ("It saw an 8% rise in net sales.", "net sales"),
        ("It makes a 10-inch 720p touch display.", "touch display"),
        ("It sold 5% fewer phones.", "phones"),
        // The noun before.
        (
            "It won an order for 50 trains worth $400 million.",
            "order for 50 trains",
        ),
        ("A drop in sales of 8% followed.", "sales"),
        ("Revenue growth of 8% followed.", "Revenue growth"),
        ("Its highest room rate ($150) is new.", "highest room rate"),
        ("Median pay: $124,900", "Median pay"),
        ("Trail 6 tent: $285", "Trail 6 tent"),
        ("It won settlements exceeding $1 million.", "settlements"),
        // The noun after.
        ("It invested $5 million in a new plant.", "new plant"),
        ("It spent $5 million to build a plant.", "plant"),
        ("It sold $5 million of bonds.", "bonds"),
        ("It bought a plant for $5 million.", "plant"),
        (
            "It raised $40 million in Series C funding.",
            "Series C funding",
        ),
        // A known noun in another language.
        (
            "Der Umsatz stieg um 12 Prozent auf 5 Mio. Euro und blieb damit hoch.",
            "Umsatz",
        ),
    ] {
        let got = figures(&text(plain)).into_iter().last().unwrap().what;
        assert_eq!(got.as_deref(), Some(expected), "{plain}");
    }
    for plain in [
        "Quellwerk rose 3%.",
        "It rose 3%.",
        "The company reached $5 million.",
        "It saw gains of 5%.",
        "It paid a total of $5 million.",
        "It earned $5 million in 2024.",
        "It earned $5 million last year.",
        "It owns 40% of Quellwerk.",
        "Reaching all users would cost $5 million.",
        "It paid $5 million on Friday.",
    ] {
        assert_eq!(first(plain).what, None, "{plain}");
    }
}

#[test]
fn amounts_of_the_headline_and_the_lead_matter() {
    let body = "Quellwerk will invest $400 million in a new plant. It will employ 300 people.\n\n\
        The shares rose 2% to $14.20 in early trading. A coffee there costs $4.\n\n\
        The town has 4,000 homes. Last year the maker invested $90 million.";
    let text = Text::from_markdown(body);
    let all = figures(&text);
    let points = salience::weigh(&all, &text, "Quellwerk to invest $400 million in a plant");
    assert_eq!(points.len(), all.len());
    let chosen: Vec<&str> = salience::salient(&points)
        .into_iter()
        .filter_map(|place| all.get(place))
        .map(|f| f.text.as_str())
        .collect();
    assert_eq!(chosen.first(), Some(&"$400 million"));
    assert!(chosen.len() <= salience::MOST);
    assert!(
        !chosen.iter().any(|t| ["2%", "$14.20", "$4"].contains(t)),
        "{chosen:?}"
    );
}
