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
    owners(sentence, &split, &found, amount)
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
        ("Ford grew 5% and then 5%.", "5%"),
        ("Ford bought Tesla shares and a rival paid $5bn.", "$5bn"),
        ("Ford said it is spending $5bn.", "$5bn"),
    ] {
        assert!(
            who(sentence, amount).is_empty(),
            "{sentence}: {:?}",
            who(sentence, amount)
        );
    }
}
