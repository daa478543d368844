//! Sentences of our own whose amount has an owner, and such whose amount has none.

use super::*;
use crate::group::surface::{Index, Surfaces};
use crate::text::words::words;

/// Each firm whose amount it is; the firms known are the first argument.
fn who(sentence: &str, amount: &str) -> Vec<&'static str> {
    let firms = [
        "Ford",
        "SK On",
        "BYD",
        "Tesla",
        "Northmoor Research",
        "SK",
        "Tesla Grohmann",
    ];
    let surfaces: Vec<Surfaces> = firms.iter().map(|f| Surfaces::new([*f])).collect();
    let split = words(sentence);
    let found = places(&Index::new(&surfaces).places_in(&split));
    let start = sentence.find(amount).unwrap();
    let held = Held {
        split: &split,
        firms: &found,
        place: Span {
            start,
            end: start + amount.len(),
        },
        what: None,
        doer: None,
        main: None,
    };
    owners(held)
        .into_iter()
        .filter_map(|i| firms.get(i).copied())
        .collect()
}

#[test]
fn a_subject_possessor_or_agent_owns_the_amount() {
    for (sentence, amount, owners) in [
        ("Ford bears $7 billion of it.", "$7 billion", vec!["Ford"]),
        ("On Monday, Ford invested $5bn.", "$5bn", vec!["Ford"]),
        ("In 2025 Ford sold 5 GWh.", "5 GWh", vec!["Ford"]),
        (
            "Ford plans $5bn in Ohio and $3bn in Texas.",
            "$3bn",
            vec!["Ford"],
        ),
        ("An investment of $5bn by Ford helps.", "$5bn", vec!["Ford"]),
        ("A $5bn investment by Ford helps.", "$5bn", vec!["Ford"]),
        ("They count Ford's $7 billion.", "$7 billion", vec!["Ford"]),
        (
            "SK On and Ford will spend $9bn.",
            "$9bn",
            vec!["Ford", "SK On"],
        ),
        (
            "Ford, BYD and SK On hold 40%.",
            "40%",
            vec!["Ford", "SK On", "BYD"],
        ),
        ("Ford Co. will spend $5bn.", "$5bn", vec!["Ford"]),
        (
            "Ford (NYSE: FF), a maker of cars, raised $5bn.",
            "$5bn",
            vec!["Ford"],
        ),
        (
            "Ford and its Korean partner SK On invest $5bn.",
            "$5bn",
            vec!["Ford", "SK On"],
        ),
        (
            "Ford will build in Lund, Sweden, and invest $5bn.",
            "$5bn",
            vec!["Ford"],
        ),
        ("Ford's sales rose 5%.", "5%", vec!["Ford"]),
        (
            "Ford, a maker of cars, will invest $5bn.",
            "$5bn",
            vec!["Ford"],
        ),
        ("Carmaker Ford will invest $5bn.", "$5bn", vec!["Ford"]),
        ("Analysts said Ford will invest $5bn.", "$5bn", vec!["Ford"]),
        (
            "Tesla Grohmann invested $5m.",
            "$5m",
            vec!["Tesla Grohmann"],
        ),
        ("Ford built cars and BYD sold 5%.", "5%", vec!["BYD"]),
        ("Ford said it is spending $5bn.", "$5bn", vec!["Ford"]),
        ("Ford grew 5% and then 5%.", "5%", vec!["Ford"]),
        ("Ford (5%) and BYD rose.", "5%", vec!["Ford"]),
    ] {
        assert_eq!(who(sentence, amount), owners, "{sentence}");
    }
}

#[test]
fn customers_sources_and_bystanders_own_nothing() {
    for (sentence, amount) in [
        (
            "The trio, which supply Tesla, BYD and Ford, hold a quarter.",
            "a quarter",
        ),
        ("The trio of SK, BYD and Ford have 25%.", "25%"),
        ("The company supplies Tesla and will invest $5bn.", "$5bn"),
        (
            "According to Northmoor Research, they hold 38 percent.",
            "38 percent",
        ),
        (
            "Northmoor Research said they hold 38 percent.",
            "38 percent",
        ),
        (
            "They hold 38 percent, Northmoor Research said.",
            "38 percent",
        ),
        (
            "Northmoor Research estimates a share of 38 percent.",
            "38 percent",
        ),
        ("It sold 5% of its cells to Tesla.", "5%"),
        ("Ford's suppliers invested $5bn.", "$5bn"),
        ("Ford expects that 40 of its vehicles are new.", "40"),
        (
            "Investors led by Halden Bank, BYD and Tesla paid $5m.",
            "$5m",
        ),
        ("Ford will build (BYD paid $5bn) a plant.", "$5bn"),
        ("The battery maker and its parent Ford sold $5m.", "$5m"),
        ("Ford dealers sold 5%.", "5%"),
        ("The Ford Foundation gave $5m.", "$5m"),
        ("Ford Foundation grants were $5m.", "$5m"),
        ("Ford bought Tesla shares and a rival paid $5bn.", "$5bn"),
    ] {
        assert!(
            who(sentence, amount).is_empty(),
            "{sentence}: {:?}",
            who(sentence, amount)
        );
    }
}

/// Whether the amount is the company's that the text is about; the first known firm.
fn is_main(sentence: &str, amount: &str, what: Option<&str>) -> bool {
    let surfaces: Vec<Surfaces> = ["Ford", "BYD"]
        .iter()
        .map(|f| Surfaces::new([*f]))
        .collect();
    let split = words(sentence);
    let found = places(&Index::new(&surfaces).places_in(&split));
    let start = sentence.find(amount).unwrap();
    let held = Held {
        split: &split,
        firms: &found,
        place: Span {
            start,
            end: start + amount.len(),
        },
        what,
        doer: None,
        main: Some(0),
    };
    owners(held) == [0]
}

#[test]
fn words_that_stand_for_the_subject_of_the_text_own_its_amounts() {
    for (sentence, amount, what) in [
        ("It will spend $5bn.", "$5bn", None),
        ("The company invested $5bn.", "$5bn", None),
        ("The company's sales rose 5%.", "5%", None),
        ("On Monday, we raised $5m.", "$5m", None),
        ("Its sales rose 5%.", "5%", None),
        ("Analysts said it lost $5m.", "$5m", None),
        ("They count its $7 billion.", "$7 billion", None),
        ("Net profit rose 5%.", "5%", Some("Net profit")),
        ("Adjusted EBITDA was $5m.", "$5m", Some("Adjusted EBITDA")),
        ("They count its net sales of $5m.", "$5m", Some("net sales")),
    ] {
        assert!(is_main(sentence, amount, what), "{sentence}");
    }
    for (sentence, amount, what) in [
        ("BYD rose as it lost $5m.", "$5m", None),
        ("The group of makers spent $5bn.", "$5bn", None),
        ("They spent $5bn.", "$5bn", None),
        ("Exports rose 5%.", "5%", Some("Exports")),
        ("Net profit rose 5% at BYD.", "5%", Some("Net profit")),
        ("Sales of cars rose 5%.", "5%", Some("Sales of cars")),
        ("Car sales rose 5%.", "5%", Some("Car sales")),
    ] {
        assert!(!is_main(sentence, amount, what), "{sentence}");
    }
}
