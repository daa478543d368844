//! Headlines from leads, and key points, by case.

use briefmill::figures::figures;
use briefmill::headline::propose;
use briefmill::key_points::key_points;
use briefmill::text::prose::Text;

fn headline(body: &str) -> String {
    propose(&Text::from_markdown(body))
        .map(|p| p.headline)
        .unwrap_or_default()
}

#[test]
fn a_headline_leaves_out_dateline_brackets_attribution_and_day() {
    let cases = [
        (
            "ROME, May 2 (Agency) - The carmaker Fiat (FIA.MI) plans to jointly invest 2 billion euros ($2.2 billion) through 2030 to build batteries, the industry ministry said on Thursday.",
            "Carmaker Fiat plans to jointly invest 2 billion euros through 2030 to build batteries",
        ),
        (
            "Acme Inc, which belongs to Zenith, said on Monday that it will open a plant in Ohio.",
            "Acme Inc will open a plant in Ohio",
        ),
        (
            "By Ann Lee\n\nWill it work?\n\nAcme opens a plant in Ohio today, according to its chief.",
            "Acme opens a plant in Ohio",
        ),
    ];
    for (body, expected) in cases {
        assert_eq!(headline(body), expected);
    }
}

#[test]
fn a_long_lead_is_cut_where_a_clause_ends() {
    let body = "A utility has opened a storage site for surplus wind power near the northern coast of the country as part of a plan by the government and its partners to end the use of coal.";
    let got = headline(body);
    assert!(
        got.chars().count() <= 100 && body.contains(got.trim_start_matches("Utility")),
        "{got}"
    );
    assert!(
        !got.ends_with([',', ' '])
            && !["of", "the", "as", "by", "a", "and"]
                .iter()
                .any(|w| got.ends_with(&format!(" {w}"))),
        "{got}"
    );
}

#[test]
fn a_headline_is_never_cut_in_half() {
    let cases = [
        // A legal form goes whole, and stays whole where there is room.
        (
            "Northwind Motor Co., Ltd. on Thursday opened a pilot line for solid-state cells in the hills above Osaka, on which it wants to make samples next year.",
            "Northwind Motor opened a pilot line for solid-state cells in the hills above Osaka",
        ),
        (
            "Eastern Amber Cells Co., Limited (EAC) on Friday started making sodium cells, the first that a plant in the province has made since its opening in the spring.",
            "Eastern Amber Cells started making sodium cells",
        ),
        (
            "Northwind Motor Co., Ltd. opened a pilot line.",
            "Northwind Motor Co., Ltd. opened a pilot line",
        ),
        // The verb keeps the complement that it calls for, and its particle keeps its object.
        (
            "Acme and its old Canadian rival Zenith Storage Holding have spread $9 billion over four new plants, and later sold one of them.",
            "Acme and its old Canadian rival Zenith Storage Holding have spread $9 billion over four new plants",
        ),
        (
            "Mining house Basalt has taken over the mines and smelters of the bankrupt nickel refiner Harrow, ending a dispute that had lasted for two years.",
            "Mining house Basalt has taken over the mines and smelters of the bankrupt nickel refiner Harrow",
        ),
        // A weekday takes its date along.
        (
            "Acme delivered the first hundred vans built in Wales on Monday, 7 June 2021, and so ended a wait that had lasted longer than its owners wanted to remember.",
            "Acme delivered the first hundred vans built in Wales, and so ended a wait",
        ),
        (
            "Acme raised its forecast Tuesday morning after strong sales.",
            "Acme raised its forecast after strong sales",
        ),
        ("Acme won Friday's auction.", "Acme won Friday's auction"),
    ];
    for (body, expected) in cases {
        assert_eq!(headline(body), expected);
    }
}

#[test]
fn dropping_the_announcer_leaves_no_pronoun_alone() {
    let body = "Acme Energy, a maker of cells with a long history in the north of the country, announced that its new plant in the harbour of the old town would open for business in the spring of next year.";
    assert!(headline(body).starts_with("Acme"), "{}", headline(body));
}

#[test]
fn a_text_without_words_has_no_headline() {
    assert_eq!(headline(""), "");
    assert_eq!(headline("Acme opens plant"), "Acme opens plant");
}

#[test]
fn key_points_are_telling_sentences_in_reading_order() {
    let body = "# Heading one two three four.\n\nAcme will invest $5 billion in a plant in Ohio by 2030. Will it work? \"We hope so,\" its chief said.\n\nThe weather in Ohio was fine on that day. The plant will make 40 GWh of cells a year and employ 2,000 people.\n\n($1 = 0.92 euros)";
    let text = Text::from_markdown(body);
    let points = key_points(&text, &figures(&text), &[]);
    let words: Vec<&str> = points.iter().map(|p| text.sentence(p.sentence)).collect();
    assert_eq!(
        words,
        [
            "Acme will invest $5 billion in a plant in Ohio by 2030.",
            "The plant will make 40 GWh of cells a year and employ 2,000 people."
        ]
    );
    assert!(
        key_points(
            &Text::from_markdown("One two three. Four five six."),
            &[],
            &[]
        )
        .is_empty()
    );
}
