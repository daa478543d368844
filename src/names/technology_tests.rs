//! Cases of technologies that must match and cases that must not, in sentences of our own.

use std::sync::OnceLock;

use super::{TAG, Tags, find_tags};
use crate::catalogue::{Catalogue, TermKind};
use crate::text::prose::Text;

fn catalogue() -> &'static Catalogue {
    static CATALOGUE: OnceLock<Catalogue> = OnceLock::new();
    CATALOGUE.get_or_init(Catalogue::built_in)
}

fn tags(markdown: &str) -> Tags {
    find_tags("", &Text::from_markdown(markdown), catalogue())
}

fn check(markdown: &str, expected: &[&str]) {
    let tags = tags(markdown);
    let mut names: Vec<&str> = tags
        .tags
        .iter()
        .filter(|t| t.kind == TermKind::Technology)
        .map(|t| t.name.as_str())
        .collect();
    names.sort_unstable();
    assert_eq!(names, expected, "{markdown}");
}

#[test]
fn a_word_of_other_things_needs_its_context() {
    check("Ford sells a pickup with a longer bed.", &["pickup truck"]);
    check("The pickup in demand surprised the baker.", &[]);
    check(
        "The navy ordered a destroyer and a frigate.",
        &["destroyer", "frigate"],
    );
    check("He was the destroyer of that myth.", &[]);
    check("The hybrid car needs less gasoline.", &["hybrid vehicle"]);
    check("The conference was a hybrid of talks and games.", &[]);
    check(
        "Switchgear with a circuit breaker for the grid.",
        &["switchgear"],
    );
    check(
        "The exchange tripped its circuit breaker as shares fell.",
        &[],
    );
}

#[test]
fn verbs_are_no_things() {
    check("They will rocket past the launch date.", &[]);
    check("The firm plans to pick up the pace.", &[]);
    check("Ads went over the top, and users plug in the lamp.", &[]);
    check("The phone packs a battery cell.", &["battery cell"]);
    check("Watch the cars sharing your road.", &[]);
    check("Its pick-up sold well.", &["pickup truck"]);
}

#[test]
fn phrases_of_ordinary_language_take_their_words_away() {
    check(
        "She won a gold medal, the gold standard of sport, at a mine.",
        &[],
    );
    check("There is a silver lining for the mine.", &[]);
    check("The mine produced 3,000 ounces of gold.", &["gold"]);
}

#[test]
fn letters_need_the_noun_that_they_abbreviate_with_or_their_branch() {
    check(
        "An ICE has an engine block.",
        &["internal combustion engine"],
    );
    check("ICE raided a farm.", &[]);
    check(
        "The ADC is an antibody with a payload.",
        &["antibody-drug conjugate"],
    );
    check("The ADC said talks had failed.", &[]);
    check(
        "AI and EVs.",
        &["artificial intelligence", "electric vehicle"],
    );
}

#[test]
fn letters_defined_with_other_words_are_another_thing() {
    check(
        "The Country Solar Pact (CSP) was signed. CSP is on thermal roofs.",
        &[],
    );
}

#[test]
fn a_prefix_makes_another_word() {
    check("Drugs for non-small cell lung cancer.", &[]);
    check(
        "The carrier puts a small cell on each lamp post.",
        &["small cell"],
    );
}

#[test]
fn a_field_keeps_its_last_letter() {
    check("The robotics firm grew.", &["robotics"]);
    check("A genomics firm grew.", &["genomics"]);
    check("The genomic firm grew.", &[]);
}

#[test]
fn two_nouns_joined_share_a_head_only_as_modifiers() {
    check(
        "Hybrid and electric vehicles sell.",
        &["electric vehicle", "hybrid vehicle"],
    );
    check(
        "Shared platforms, motors and electric vehicles.",
        &["electric vehicle"],
    );
}

#[test]
fn how_much_is_not_what() {
    for text in [
        "It has a 12-megapixel camera and a 6.1-inch display.",
        "A 35-day process on a 5-year platform.",
        "An 8-core engine sits beside a 4-hour battery.",
        "A 100-megawatt battery and a 3.0-liter engine.",
        "A cutting-edge platform and an innovative battery.",
        "The A11 chip runs the VX4 aircraft.",
    ] {
        check(text, &[]);
    }
}

#[test]
fn unknown_names_are_found_by_what_modifies_them() {
    check("A niobium-doped anode lasts.", &["niobium-doped anode"]);
    check("The firm tests an IL-99 antagonist.", &["IL-99 antagonist"]);
    check("They build a plutonium reactor.", &["plutonium reactor"]);
    check("They build a clever reactor.", &[]);
    check("The growth engine and the dealer network hum.", &[]);
}

#[test]
fn an_unknown_name_is_under_what_its_last_words_name() {
    let broader = |name: &str| {
        catalogue()
            .broader(TermKind::Technology, name)
            .map(|t| t.name.as_str())
    };
    assert_eq!(broader("niobium-doped anode"), Some("anode"));
    assert_eq!(broader("magma battery"), Some("battery"));
    assert_eq!(broader("sodium-ion battery"), None);
    assert_eq!(broader("magma widget"), None);
}

#[test]
fn a_suggestion_is_no_tag() {
    let found = tags("They showed a magma reactor at lunch.");
    assert!(found.tags.is_empty());
    assert!(
        found
            .suggestions
            .iter()
            .flat_map(|t| &t.mentions)
            .all(|m| m.confidence < TAG)
    );
}

#[test]
fn a_long_sentence_of_risky_names_is_read() {
    // Quadratic time would take hours.
    let found = tags(&"pickup ICE hybrid rocket drones pack CSP ".repeat(4_000));
    assert!(found.tags.iter().any(|t| t.name == "drone"));
}

#[test]
fn a_broad_term_tags_only_what_is_about_it() {
    check("The lid is of aluminum and glass.", &[]);
    check(
        "Aluminum is dear. A shortage of aluminum worries canners.",
        &["aluminium"],
    );
    check("Its cathodes need less cobalt.", &["cathode", "cobalt"]);
    check("Guests arrived in a sedan.", &[]);
}

#[test]
fn a_word_whose_sense_only_another_sentence_tells_is_a_suggestion() {
    let text =
        "They sell a tent, a stove and a battery. The weather was fine. The print pack is red.";
    check(text, &[]);
    let found = tags(text);
    assert!(found.suggestions.iter().any(|t| t.name == "battery pack"));
}

#[test]
fn a_firm_called_after_a_technology_is_the_firm() {
    check("2G Energy AG raised its forecast. Shares of 2G fell.", &[]);
    check("The old 2G network was shut.", &["2G"]);
}

#[test]
fn a_name_inside_another_word_is_another_thing() {
    check("They offer order-online-pick-up-in-store.", &[]);
    check("Mary Kiero-Watson of IBM left.", &[]);
}
