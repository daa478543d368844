//! Quantities, shares and multiples; conversions, what for and when; and that no input panics.

use briefmill::figures::{Figure, FigureKind, figures};

use crate::plain_text::text;

fn found(plain: &str) -> Vec<Figure> {
    figures(&text(plain))
}

/// Kind, value and unit of each figure.
fn check(plain: &str, expected: &[(FigureKind, &str, &str)]) {
    let got: Vec<(FigureKind, String, String)> = found(plain)
        .into_iter()
        .map(|f| (f.kind, f.value.unwrap().to_string(), f.unit))
        .collect();
    let expected: Vec<_> = expected
        .iter()
        .map(|(k, v, u)| (*k, (*v).to_owned(), (*u).to_owned()))
        .collect();
    assert_eq!(got, expected, "{plain}");
}

#[test]
fn quantities_have_their_unit_and_rate() {
    use FigureKind::{Capacity, Count};
    check(
        "A 40 GWh plant and a 10-megawatt one.",
        &[(Capacity, "40", "GWh"), (Capacity, "10", "MW")],
    );
    check(
        "It makes 2.4 to 2.6 million tonnes a year.",
        &[(Capacity, "2400000", "t"), (Capacity, "2600000", "t/year")],
    );
    check(
        "It builds 500,000 vehicles a year and employs 1,200 people.",
        &[
            (Capacity, "500000", "vehicles/year"),
            (Count, "1200", "people"),
        ],
    );
    check(
        "Cells of 450 Wh with a 7-nanometer chip.",
        &[(Capacity, "450", "Wh"), (Capacity, "7", "nm")],
    );
    check(
        "Packs reach 170 Wh/kg, cells 300 watt-hours per kilogram and 650 Wh/l, with 190 mAh/g.",
        &[
            (Capacity, "170", "Wh/kg"),
            (Capacity, "300", "Wh/kg"),
            (Capacity, "650", "Wh/L"),
            (Capacity, "190", "mAh/g"),
        ],
    );
    check(
        "Die Fabrik liefert 2,5 GWh pro Jahr.",
        &[(Capacity, "2.5", "GWh/year")],
    );
}

#[test]
fn names_years_and_numbers_of_things_are_no_quantities() {
    check(
        "The 4680 cell, the Model 3, the XK-120 and the A4 came in 2023.",
        &[],
    );
    check(
        "In 2025 vehicles will use 21700 cells, says Article 12.",
        &[],
    );
    check("Call 555-1234 before 5 p.m. on May 3.", &[]);
}

#[test]
fn shares_come_in_digits_and_words() {
    use FigureKind::Share;
    check(
        "It holds 68 percent, up 3.5% or 2 percentage points.",
        &[(Share, "68", "%"), (Share, "3.5", "%"), (Share, "2", "pp")],
    );
    check(
        "It holds more than a quarter of the market.",
        &[(Share, "25", "%")],
    );
    check("In the third quarter of 2024 half the team left.", &[]);
    assert_eq!(
        found("It holds more than a quarter of the market.")
            .first()
            .unwrap()
            .text,
        "more than a quarter"
    );
}

#[test]
fn multiples_count_where_they_govern_a_noun() {
    use FigureKind::Multiple;
    check(
        "It aims to quadruple output of cathodes and triple exports of tools.",
        &[(Multiple, "4", "×"), (Multiple, "3", "×")],
    );
    check("It will double the capacity.", &[(Multiple, "2", "×")]);
    check(
        "It has three times the range and grew fivefold.",
        &[(Multiple, "3", "×"), (Multiple, "5", "×")],
    );
    check(
        "A double-decker took a triple jump, called 3 times already, and output doubled.",
        &[],
    );
}

#[test]
fn conversions_are_stated_or_follow_from_the_rate() {
    let all = found(
        "It invests 20 trillion won ($15.1 billion). It adds 7 trillion won.\n\n($1 = 1,328.3900 won)",
    );
    assert_eq!(all.len(), 2);
    let stated = all.first().unwrap().converted.as_ref().unwrap();
    assert_eq!(
        (
            stated.value.to_string().as_str(),
            stated.unit.as_str(),
            stated.rule.id
        ),
        ("15100000000", "USD", "stated")
    );
    let rate = all.get(1).unwrap().converted.as_ref().unwrap();
    assert_eq!(
        (
            rate.value.to_string().as_str(),
            rate.unit.as_str(),
            rate.rule.id
        ),
        ("5269536807.71", "USD", "rate")
    );
    assert_eq!(
        found("It paid 3 billion yen, or about $20 million.").len(),
        1
    );
    assert_eq!(found("It paid 10 dollars or 10 euros.").len(), 2);
}

#[test]
fn what_and_when_are_the_sentences_own_words() {
    let what_when = |plain: &str| {
        let first = found(plain).into_iter().next().unwrap();
        (
            first.what.unwrap_or_default(),
            first.when.unwrap_or_default(),
        )
    };
    let pair = |a: &str, b: &str| (a.to_owned(), b.to_owned());
    assert_eq!(
        what_when("It will invest $5 billion through 2030 to develop new batteries, it said."),
        pair("new batteries", "through 2030")
    );
    assert_eq!(
        what_when("It got a 7 billion won support plan for makers."),
        pair("support plan for makers", "")
    );
    assert_eq!(
        what_when("By the end of the decade it will build 50 GWh of storage."),
        pair("storage", "By the end of the decade")
    );
    assert_eq!(
        what_when("It aims to triple exports of tools with the money."),
        pair("exports of tools", "")
    );
    assert_eq!(
        what_when("It has a capacity of up to 12 GWh a year to begin with."),
        pair("capacity", "")
    );
    assert_eq!(
        what_when("It rose 7.2 per cent on its first day."),
        pair("", "")
    );
    assert_eq!(
        what_when("It got a $70 million bank loan."),
        pair("bank loan", "")
    );
    assert_eq!(
        what_when("With a yearly profit of $9 million."),
        pair("yearly profit", "")
    );
}

#[test]
fn odd_input_does_not_panic() {
    let long = "9".repeat(400);
    for plain in [
        long.as_str(),
        "$",
        "$ $ $ 1",
        "1.2.3,4,5 million billion trillion trillion dollars",
        "兆兆兆兆億円",
        "½½½ €",
        "(((( $5 ((((",
        "a half a a quarter",
        "\u{202e}$5\u{200b}bn",
        "1/0 million dollars",
        "$99999999999999999999999999999 trillion trillion",
        "万亿万亿万亿万亿元",
        "one hundred hundred hundred million million million million euros",
    ] {
        let _ = found(plain);
    }
}
