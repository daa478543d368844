//! Signs, prices per unit, counted things of a size, restatements, times and purposes: what must match and what not.

use briefmill::figures::{Figure, figures};

use crate::plain_text::text;

fn found(plain: &str) -> Vec<Figure> {
    figures(&text(plain))
}

/// Text, value and unit of each figure.
fn check(plain: &str, expected: &[(&str, &str, &str)]) {
    let all = found(plain);
    let got: Vec<(String, String, String)> = all
        .into_iter()
        .map(|f| (f.text, f.value.unwrap().to_string(), f.unit))
        .collect();
    let expected: Vec<_> = expected
        .iter()
        .map(|(t, v, u)| ((*t).to_owned(), (*v).to_owned(), (*u).to_owned()))
        .collect();
    assert_eq!(got, expected, "{plain}");
}

fn what(plain: &str) -> String {
    found(plain)
        .into_iter()
        .next()
        .and_then(|f| f.what)
        .unwrap_or_default()
}

fn when(plain: &str) -> String {
    found(plain)
        .into_iter()
        .next()
        .and_then(|f| f.when)
        .unwrap_or_default()
}

#[test]
fn a_part_of_one_unit_is_no_share() {
    for plain in [
        "The bus fills up in a quarter of an hour.",
        "It reacts within a tenth of a second and stops in a fifth of a mile.",
        "A reading takes a third of a minute, a tenth of a day or half of a week.",
        "It costs a tenth of a cent.",
    ] {
        check(plain, &[]);
    }
    check("It runs a third of the day.", &[("a third", "33.3", "%")]);
    check(
        "It owns a quarter of a rival and half of an office.",
        &[("a quarter", "25", "%"), ("half", "50", "%")],
    );
}

#[test]
fn a_minus_sign_belongs_to_its_amount() {
    check(
        "It starts at minus 10 °C and survives -30 °C.",
        &[("minus 10 °C", "-10", "°C"), ("-30 °C", "-30", "°C")],
    );
    check(
        "Margins were −5% and (-7 %).",
        &[("−5%", "-5", "%"), ("-7 %", "-7", "%")],
    );
    check(
        "Cash flow was -$4 million, then minus $3 million.",
        &[
            ("-$4 million", "-4000000", "USD"),
            ("minus $3 million", "-3000000", "USD"),
        ],
    );
    check(
        "It runs from minus 20 to 55 °C.",
        &[("minus 20 to 55 °C", "-20", "°C"), ("55 °C", "55", "°C")],
    );
    check(
        "It runs between -40 and 60 °C and rests from -30 to -10 °C.",
        &[
            ("-40 and 60 °C", "-40", "°C"),
            ("60 °C", "60", "°C"),
            ("-30 to -10 °C", "-30", "°C"),
            ("-10 °C", "-10", "°C"),
        ],
    );
}

#[test]
fn hyphens_in_words_and_ranges_are_no_minus_sign() {
    check(
        "It grew 10-20 % and, in the XK-5% range, a loss of $4 million followed.",
        &[
            ("10-20 %", "10", "%"),
            ("20 %", "20", "%"),
            ("$4 million", "4000000", "USD"),
        ],
    );
    check(
        "It sold $10 -$12 tickets, plus or minus 5%.",
        &[
            ("$10 -$12", "10", "USD"),
            ("$12", "12", "USD"),
            ("5%", "5", "%"),
        ],
    );
}

#[test]
fn things_of_a_size_are_counted() {
    check(
        "The city has more than 4,000 megawatt stations.",
        &[("4,000 megawatt stations", "4000", "stations")],
    );
    check(
        "It plans over 300 kilowatt charging stations.",
        &[("300 kilowatt charging stations", "300", "stations")],
    );
    check(
        "It has more than 4,000 megawatts of stations and a 4,000 megawatt one.",
        &[
            ("4,000 megawatts", "4000", "MW"),
            ("4,000 megawatt", "4000", "MW"),
        ],
    );
    check(
        "It offers 150 kilowatt chargers and more than 90 megawatt hours.",
        &[
            ("150 kilowatt", "150", "kW"),
            ("90 megawatt hours", "90", "MWh"),
        ],
    );
}

#[test]
fn a_price_says_what_it_is_per() {
    check(
        "Packs cost $75 per kilowatt-hour, cells $35 per kWh.",
        &[
            ("$75 per kilowatt-hour", "75", "USD"),
            ("$35 per kWh", "35", "USD"),
        ],
    );
    check(
        "Fuel is $2 a litre, carbon €40 per tonne and power €90/MWh.",
        &[
            ("$2 a litre", "2", "USD"),
            ("€40 per tonne", "40", "EUR"),
            ("€90/MWh", "90", "EUR"),
        ],
    );
    check(
        "It paid $5 million a unit of the group had lent, and $9 million a kilometre-long pipe.",
        &[
            ("$5 million", "5000000", "USD"),
            ("$9 million", "9000000", "USD"),
        ],
    );
}

#[test]
fn a_quantity_repeated_in_brackets_is_one() {
    check(
        "Cells store 160 watt-hours per kilogram (160 Wh/kg).",
        &[("160 watt-hours per kilogram", "160", "Wh/kg")],
    );
    check(
        "It makes 2 gigawatts (2,000 MW) of panels.",
        &[("2 gigawatts", "2", "GW")],
    );
    check(
        "It makes 2 gigawatts (3 GW by then) and 50% (20 GWh).",
        &[
            ("2 gigawatts", "2", "GW"),
            ("3 GW", "3", "GW"),
            ("50%", "50", "%"),
            ("20 GWh", "20", "GWh"),
        ],
    );
}

#[test]
fn times_are_whole_words() {
    assert_eq!(
        when("It will spend $5 million between 2026 and 2030."),
        "between 2026 and 2030"
    );
    assert_eq!(
        when("It will spend $5 million from 2026 to 2030."),
        "from 2026 to 2030"
    );
    assert_eq!(
        when("Es zahlt 5 Millionen Euro zwischen 2026 und 2030."),
        "zwischen 2026 und 2030"
    );
    assert_eq!(when("It will spend $5 million to begin 2030 well."), "");
    assert_eq!(
        when("It will spend $5 million in the 2030s."),
        "in the 2030s"
    );
    assert_eq!(when("It will spend $5 million in 20304 places."), "");
}

#[test]
fn what_is_a_noun_phrase_or_nothing() {
    for (plain, expected) in [
        ("About 5% goes to the state.", ""),
        ("The lorry drives 90 km farther.", ""),
        ("It drives 400 km on one charge.", ""),
        ("It drives 400 km on a single charge.", ""),
        ("It put $5 million in a new kiln.", "new kiln"),
        ("About 5% of owners agreed.", "owners"),
        ("It fell 5% in early trading.", ""),
        ("It gained 300 km in ten minutes.", ""),
        ("It sold 5% above the list price.", ""),
        ("It raised $5 million together with banks.", ""),
        ("It spent $5 million for two plants.", "two plants"),
        (
            "The makers earn annual sales of $5 million.",
            "annual sales",
        ),
        (
            "It paid $5 million for a network of kiosks along the coast.",
            "network of kiosks",
        ),
        (
            "It has 5 GWh of annual capacity running at its site.",
            "annual capacity",
        ),
        ("It paid $5 million for water supply.", "water supply"),
        ("It paid $5 million for seed.", "seed"),
        ("The wall is 5 metres high.", "wall"),
        (
            "Die Preise sind im Mai um 5 Prozent gestiegen und die Löhne auch.",
            "",
        ),
        ("It paid $5 million for machines installed.", "machines"),
    ] {
        assert_eq!(what(plain), expected, "{plain}");
    }
}
