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
fn a_headline_leaves_out_dateline_brackets_days_and_announcer() {
    let cases = [
        (
            "ROME, May 2 (Agency) - The carmaker Fiat (FIA.MI) plans to jointly invest 2 billion euros ($2.2 billion) through 2030 to build batteries, the industry ministry said on Thursday.",
            "Carmaker Fiat plans to jointly invest 2 billion euros through 2030 to build batteries",
        ),
        (
            "Acme Inc, which belongs to Zenith, said on Monday that it will open a plant in Ohio.",
            "Acme, which belongs to Zenith, will open a plant in Ohio",
        ),
        (
            "ROTTERDAM, March 3 (Wire) - Norvolt, a maker of sodium-ion cells that was spun out of a university in 2019, said on Monday it would build a 400 million euro factory in Rotterdam, after the port agreed to waive rent for five years.",
            "Norvolt to build a 400 million euro factory, after the port agreed to waive rent for five years",
        ),
        (
            "By Ann Lee\n\nWill it work?\n\nAcme opens a plant in Ohio today.",
            "Acme opens a plant in Ohio",
        ),
        (
            "• Acme slides 9% to 351.5 rupees.",
            "Acme slides 9% to 351.5 rupees",
        ),
        (
            "Northwind Motor Co., Ltd. opened a pilot line in Osaka.",
            "Northwind Motor opened a pilot line in Osaka",
        ),
        ("Acme won Friday's auction.", "Acme won Friday's auction"),
        (
            "Acme raised its forecast Tuesday morning after strong sales.",
            "Acme raised its forecast after strong sales",
        ),
    ];
    for (body, expected) in cases {
        assert_eq!(headline(body), expected);
    }
}

#[test]
fn what_says_the_speaker_of_a_leak_stays() {
    let body = "Acme is in talks to sell its mines in the north to Zenith for $2 billion, people familiar with the matter said.";
    assert!(
        headline(body).ends_with("people familiar with the matter said"),
        "{}",
        headline(body)
    );
}

#[test]
fn the_sentence_that_tells_the_news_is_taken() {
    for (body, expected) in [
        // Scene-setting first.
        (
            "As demand for storage grows, the need for new chemistries has never been greater. Norvolt has opened a plant for sodium-ion cells in Rotterdam.",
            "Norvolt has opened a plant for sodium-ion cells in Rotterdam",
        ),
        // What leans on another sentence is none, however short.
        (
            "Norvolt has opened a plant for sodium-ion cells in Rotterdam with a ceremony. It is large. The move follows a slump.",
            "Norvolt has opened a plant for sodium-ion cells in Rotterdam with a ceremony",
        ),
    ] {
        assert_eq!(headline(body), expected);
    }
}

#[test]
fn a_headline_is_never_cut_inside_a_phrase() {
    for body in [
        "A utility has opened a storage site for surplus wind power near the northern coast of the country as part of a plan by the government and its partners to end the use of coal.",
        "Northwind Motor on Thursday opened a pilot line for solid-state cells in the hills above Osaka, on which it wants to make samples next year.",
        "Acme and its old Canadian rival Zenith Storage Holding have spread $9 billion over four new plants, and later sold one of them.",
        "Mining house Basalt has taken over the mines and smelters of the bankrupt nickel refiner Harrow, ending a dispute that had lasted for two years.",
        "Metal maker Basalt, a publicly traded holding company focused on low and medium voltage and based in Oslo, announced today that it will buy a rival from the north of the country for cash.",
    ] {
        let got = headline(body);
        assert!(!got.ends_with([',', ' ']), "{got}");
        let last = got.rsplit(' ').next().unwrap_or_default();
        let hangs = [
            "of", "the", "as", "by", "a", "and", "with", "has", "which", "to", "on", "over",
        ];
        assert!(!hangs.contains(&last), "{got}");
        assert!(
            ["opened", "spread", "taken over", "will buy"]
                .iter()
                .any(|v| got.contains(v)),
            "{got}"
        );
    }
}

#[test]
fn what_describes_makes_room_for_what_is_told() {
    for (body, expected) in [
        // The day of what will be done is news, that of the telling is not.
        (
            "OSLO, March 3 (Wire) - The chief executives of Basalt Inc and Norvolt AG will testify on July 27 before lawmakers, the chamber said on Tuesday.",
            "Chief executives of Basalt and Norvolt will testify on July 27 before lawmakers, the chamber said",
        ),
        // What it is for says more than how large it is.
        (
            "Basalt, a maker of pumps, said on Monday it has signed a large and significant new agreement with Norvolt to build a pumping station near the northern harbour of Rotterdam, its chief said.",
            "Basalt has signed a large and significant new agreement with Norvolt to build a pumping station",
        ),
    ] {
        assert_eq!(headline(body), expected);
    }
}

#[test]
fn what_a_headline_leaves_out_makes_nothing_else_true() {
    for (body, must) in [
        // "Space is a place."
        (
            "Rotterdam is a costly place for makers of pumps, but Basalt and its partners from the north of the country are about to make it even costlier for all.",
            "costly place",
        ),
        // "a threat than"
        (
            "Norvolt has said that cheap imports of sodium-ion cells are a greater threat to its plants in Rotterdam and Oslo than the price of power in winter.",
            "greater threat",
        ),
        (
            "Basalt said on Monday it has dropped its proposed takeover of the publicly traded holding company Norvolt, which has its seat in the harbour of Rotterdam.",
            "proposed takeover",
        ),
    ] {
        let got = headline(body);
        assert!(got.contains(must), "{got}");
    }
}

#[test]
fn abroad_a_headline_is_a_whole_sentence_or_a_whole_clause() {
    for (body, expected) in [
        (
            "Die Basalt AG baut in Rotterdam für 400 Millionen Euro eine Fabrik für Natrium-Ionen-Zellen, nachdem der Hafen der Firma die Pacht für fünf Jahre erlassen und ihr ein Grundstück am Wasser zugesagt hat.",
            "Die Basalt AG baut in Rotterdam für 400 Millionen Euro eine Fabrik für Natrium-Ionen-Zellen",
        ),
        (
            "Der Chef der Basalt AG sagte der Zeitung am Montag, die Firma wolle bauen.",
            "Der Chef der Basalt AG sagte der Zeitung am Montag, die Firma wolle bauen",
        ),
        (
            "例社は3日、新工場の建設を発表した。同社は来年に稼働させる。",
            "例社は3日、新工場の建設を発表した",
        ),
    ] {
        assert_eq!(headline(body), expected);
    }
}

#[test]
fn a_sentence_without_end_is_read_in_no_time_and_is_no_headline() {
    let endless = "Acme builds a plant and a mill ".repeat(4_000);
    assert_eq!(headline(&format!("{}.", endless.trim())), "");
    assert_eq!(headline(&"ACME BUILDS A PLANT ".repeat(2_000)), "");
    assert_eq!(headline(&"x".repeat(60_000)), "");
    let next = format!("{}.\n\nBasalt opens a mine in Chile.", endless.trim());
    assert_eq!(headline(&next), "Basalt opens a mine in Chile");
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
    let body = "# Heading one two three four.\n\nAcme will invest $5 billion in a plant in Ohio by 2030. Will it work? \"We hope so,\" its chief said.\n\nThe weather in Ohio was fine on that day. The plant will make 40 GWh of cells a year and employ 2,000 people.\n\nThe mill of Zenith will make 40 GWh of cells a year and employ 2,000 people.\n\n($1 = 0.92 euros)";
    let text = Text::from_markdown(body);
    let points = key_points(&text, &figures(&text), &[], None);
    let words: Vec<&str> = points.iter().map(|p| text.sentence(p.sentence)).collect();
    assert_eq!(
        words,
        [
            "Acme will invest $5 billion in a plant in Ohio by 2030.",
            "The mill of Zenith will make 40 GWh of cells a year and employ 2,000 people."
        ]
    );
    assert!(
        key_points(
            &Text::from_markdown("One two three. Four five six."),
            &[],
            &[],
            None
        )
        .is_empty()
    );
}
