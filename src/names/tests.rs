//! Cases that must match and cases that must not, in sentences of our own.

use std::sync::OnceLock;

use super::{Tags, find_tags};
use crate::catalogue::{Catalogue, TermKind};
use crate::table::{Values, tables};
use crate::text::prose::Text;

/// One catalogue for all cases: to build it is most of a test's time.
fn catalogue() -> &'static Catalogue {
    static CATALOGUE: OnceLock<Catalogue> = OnceLock::new();
    CATALOGUE.get_or_init(Catalogue::built_in)
}

fn tags(markdown: &str) -> Tags {
    find_tags("", &Text::from_markdown(markdown), catalogue())
}

fn names(tags: &Tags, kind: TermKind) -> Vec<&str> {
    let mut names: Vec<&str> = tags
        .tags
        .iter()
        .filter(|t| t.kind == kind)
        .map(|t| t.name.as_str())
        .collect();
    names.sort_unstable();
    names
}

fn companies(markdown: &str, expected: &[&str]) {
    assert_eq!(
        names(&tags(markdown), TermKind::Company),
        expected,
        "{markdown}"
    );
}

fn technologies(markdown: &str, expected: &[&str]) {
    assert_eq!(
        names(&tags(markdown), TermKind::Technology),
        expected,
        "{markdown}"
    );
}

tables! {
    "data/cases.txt" => {
        LEGAL_FORM: Cases = "legal-form";
        TICKER: Cases = "ticker";
        APPOSITION_BEFORE: Cases = "apposition-before";
        APPOSITION_AFTER: Cases = "apposition-after";
        PORTFOLIO: Cases = "portfolio";
        OFFICE_OF: Cases = "office-of";
        PLACE: Cases = "place";
        AMBIGUOUS: Cases = "ambiguous";
        THING: Cases = "thing";
        BODY: Cases = "body";
        FIRM_ENDING: Cases = "firm-ending";
        LISTED_WITH_FIRM: Cases = "listed-with-firm";
        FOREIGN: Cases = "foreign";
        BARE_FIRST_WORD: Cases = "bare-first-word";
        COUNTRY_IS_NO_CONTEXT: Cases = "country-is-no-context";
    }
}

/// Companies and the text that names them.
type Cases = Vec<(Values, &'static str)>;

/// The table of cases: every one is tried, and all that fail are told.
#[test]
fn every_case_of_the_table_holds() {
    let rules = [
        &LEGAL_FORM,
        &TICKER,
        &APPOSITION_BEFORE,
        &APPOSITION_AFTER,
        &PORTFOLIO,
        &OFFICE_OF,
        &PLACE,
        &AMBIGUOUS,
        &THING,
        &BODY,
        &FIRM_ENDING,
        &LISTED_WITH_FIRM,
        &FOREIGN,
        &BARE_FIRST_WORD,
        &COUNTRY_IS_NO_CONTEXT,
    ];
    let mut wrong = Vec::new();
    for (expected, text) in rules.into_iter().flat_map(|cases| cases.iter()) {
        let found = tags(text);
        let found = names(&found, TermKind::Company);
        if found != *expected {
            wrong.push(format!("{text}\n    {found:?}, not {expected:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn legal_forms_acronyms_and_possessives_are_one_company() {
    companies(
        "Contemporary Amperex Technology Co., Limited (CATL) grew. CATL's rivals did not.",
        &["CATL"],
    );
    companies(
        "Toyota Motor Corp and Japan's Panasonic met.",
        &["Panasonic", "Toyota"],
    );
    companies("AT&T and AT & T are one.", &["AT&T"]);
}

#[test]
fn common_words_need_context() {
    companies("She ate an apple while the shell opened.", &[]);
    companies("Apple fell from the tree, said the farmer.", &[]);
    companies("Shares of Apple rose.", &["Apple"]);
    companies("Target the right customers.", &[]);
}

#[test]
fn firms_beyond_the_catalogue_are_discovered() {
    companies(
        "The city welcomed Brightmoor Cells GmbH last week.",
        &["Brightmoor Cells"],
    );
    companies("Battery startup Quellwerk raised funds.", &["Quellwerk"]);
    companies("Quellwerk (NASDAQ: QLW) fell.", &["Quellwerk"]);
    companies(
        "On Monday Quellwerk, a maker of pumps, closed its plant.",
        &["Quellwerk"],
    );
    companies(
        "Tesla, Panasonic and Quellwerk signed the pact.",
        &["Panasonic", "Quellwerk", "Tesla"],
    );
}

#[test]
fn initials_commas_and_longer_names_around_known_ones() {
    companies(
        "Halden Ridge Works Inc. grew. HRW said so.",
        &["Halden Ridge Works"],
    );
    companies(
        "It sold the stake to its subsidiary, Quellwerk, which makes pumps.",
        &["Quellwerk"],
    );
    companies("Samsung Fleetwood Co Ltd opened.", &["Samsung Fleetwood"]);
    companies(
        "The Department of Trade and Industrial Growth announced it.",
        &[],
    );
}

#[test]
fn a_former_name_is_the_firm_of_the_present_one() {
    for (text, expected) in [
        (
            "Meta Platforms, formerly known as Facebook, grew. Facebook had planned it in 2012.",
            &["Meta"][..],
        ),
        ("Facebook in 2012 bought Instagram.", &["Instagram", "Meta"]),
        (
            "Square, now Block, and PayPal cut fees.",
            &["Block", "PayPal"],
        ),
        (
            "Block, Inc., which was called Square, Inc. until 2021, rose.",
            &["Block"],
        ),
        (
            "X, the company that was Twitter until 2023, sued OpenAI.",
            &["OpenAI", "X Corp"],
        ),
        (
            "Quellwerk Energy, previously known as Halden Cells, grew. Halden Cells had moved.",
            &["Quellwerk Energy"],
        ),
        (
            "Brightmoor Cells (formerly Oakfield Power) supplies Tesla.",
            &["Brightmoor Cells", "Tesla"],
        ),
        (
            "Quellwerk Energy Inc. (NASDAQ: QLW), formerly Oakfield Power, lost money.",
            &["Quellwerk Energy"],
        ),
        (
            "Oakfield Power Inc. changed its name to Volterra Grid Inc. in May. Oakfield Power rose.",
            &["Volterra Grid"],
        ),
        (
            "Fenwick Minerals Ltd, the former Halloran Copper, hired him.",
            &["Fenwick Minerals"],
        ),
        (
            "Formerly known as Faurecia, Forvia supplies Volkswagen.",
            &["Forvia", "Volkswagen"],
        ),
        // None of these is a change of name.
        (
            "Brightmoor Cells GmbH, led by a former Tesla executive, grew.",
            &["Brightmoor Cells", "Tesla"],
        ),
        (
            "Brightmoor Cells GmbH, formerly Tesla's supplier, grew.",
            &["Brightmoor Cells", "Tesla"],
        ),
        (
            "Brightmoor Cells GmbH, formerly a Tesla unit, grew.",
            &["Brightmoor Cells", "Tesla"],
        ),
        (
            "John Smith, formerly Tesla, joined Rivian.",
            &["Rivian", "Tesla"],
        ),
        (
            "GE Vernova, a General Electric spin-off, supplies Vestas.",
            &["GE Vernova", "General Electric", "Vestas"],
        ),
        ("Chennai, formerly Madras, is a town.", &[]),
    ] {
        companies(text, expected);
    }
}

#[test]
fn names_are_found_in_scripts_without_spaces() {
    for (text, expected) in [
        (
            "宁德时代12日宣布，与蔚来合作建设换电站网络。比亚迪没有参与。",
            &["BYD", "CATL", "Nio"][..],
        ),
        (
            "LG에너지솔루션은 테슬라에 배터리를 공급한다.",
            &["LG Energy Solution", "Tesla"],
        ),
        ("삼성SDI와 SK온도 협의하고 있다.", &["SK On", "Samsung SDI"]),
        (
            "삼성전자에서는 테슬라까지도 고객이다.",
            &["Samsung Electronics", "Tesla"],
        ),
        (
            "LG 에너지솔루션이 CATL과 BYD보다 크다.",
            &["BYD", "CATL", "LG Energy Solution"],
        ),
        (
            "トヨタ自動車とパナソニックは提携する。",
            &["Panasonic", "Toyota"],
        ),
        (
            "テスラが日産自動車やCATLと組む。",
            &["CATL", "Nissan", "Tesla"],
        ),
        ("宁德时代新能源科技股份有限公司发布公告。", &["CATL"]),
        ("比亚迪股份有限公司发布公告。", &["BYD"]),
        ("京东方向苹果公司供应屏幕。", &["Apple", "BOE"]),
        ("Tesla在德国停产，LG化学供货。", &["LG Chem", "Tesla"]),
        (
            "鴻海與輝達合作，台積電參與。",
            &["Foxconn", "Nvidia", "TSMC"],
        ),
        ("เทสลาและโตโยต้าลงทุน", &["Tesla", "Toyota"]),
        // Parts of longer names.
        ("比亚迪半导体拟上市。", &[]),
        ("比亚迪精密制造有限公司招聘。", &[]),
        ("삼성전자서비스는 합의했다. 테슬라코리아도 그렇다.", &[]),
        ("トヨタ紡織と日産化学、テスラモーターズクラブ。", &[]),
    ] {
        companies(text, expected);
        let suggested = tags(text).suggestions;
        assert!(suggested.is_empty(), "{text}: {suggested:?}");
    }
    technologies(
        "蔚来建设换电站，研发全固态电池。",
        &["battery swapping", "solid-state battery"],
    );
    technologies(
        "전기차용 전고체 배터리를 만든다.",
        &["electric vehicle", "solid-state battery"],
    );
}

#[test]
fn people_bodies_places_and_products_are_no_firms() {
    companies(
        "The Ministry of Trade and the University of Leeds met in Berlin.",
        &[],
    );
    companies(
        "John Bellweather, chief executive, told Reuters that Bellweather would stay.",
        &[],
    );
    companies(
        "The Federal Energy Regulatory Commission (FERC) approved the Clean Power Act.",
        &[],
    );
    companies("He drove a Toyota Corolla past Toyota Stadium.", &[]);
    companies("An EV with AI needs a GPU.", &[]);
}

#[test]
fn technologies_are_found_in_all_their_spellings() {
    technologies(
        "Solid state batteries and a solid-state battery.",
        &["solid-state battery"],
    );
    technologies(
        "It makes lithium iron phosphate (LFP) cells and EVs.",
        &["LFP battery", "electric vehicle"],
    );
    technologies(
        "Hybrid and electric vehicles sell.",
        &["electric vehicle", "hybrid vehicle"],
    );
    technologies(
        "A gas-cooled widget and a niobium-doped anode.",
        &["niobium-doped anode"],
    );
    technologies("The company has a new battery and a better plant.", &[]);
}

#[test]
fn letters_that_the_text_defines_are_no_other_thing() {
    technologies(
        "The car has the Combined Charging System (CCS) and cuts CO2. CCS is widespread.",
        &["Combined Charging System"],
    );
    technologies(
        "Carbon capture and storage (CCS) stores CO2. CCS is costly.",
        &["carbon capture"],
    );
    technologies("Rules on CCS and on plugs differ.", &[]);
    technologies("CCS keeps CO2 under the sea.", &["carbon capture"]);
}

#[test]
fn sodium_cells_are_sodium_ion_batteries() {
    technologies(
        "It makes sodium cells and a sodium-ion cell.",
        &["sodium-ion battery"],
    );
    technologies("The cell walls let sodium pass.", &[]);
}

#[test]
fn plain_words_and_loose_phrases_are_not_even_suggested() {
    let suggested = |text: &str| -> Vec<String> {
        tags(text).suggestions.into_iter().map(|t| t.name).collect()
    };
    for text in [
        "He flew to the United States in May.",
        "The ship crossed the Arctic Circle.",
        "Three men came and then Twelve left.",
        "Biggest of all was the price.",
        "Circle the date, he said.",
        "They sold 200,000 cars and a million cars.",
        "They make batteries and want thin cells.",
    ] {
        assert!(suggested(text).is_empty(), "{text}: {:?}", suggested(text));
    }
    assert_eq!(suggested("They spoke of Circle at lunch.").len(), 1);
    assert_eq!(suggested("They showed a magma reactor at lunch.").len(), 1);
}

#[test]
fn a_trio_named_together_is_what_the_text_is_about() {
    let found =
        tags("The region is home to three makers: BYD, CATL and Gotion. The trio supply Tesla.");
    let about: Vec<&str> = found
        .tags
        .iter()
        .filter(|t| t.about)
        .map(|t| t.name.as_str())
        .collect();
    assert!(
        about.contains(&"BYD") && about.contains(&"CATL") && !about.contains(&"Tesla"),
        "{about:?}"
    );
}

#[test]
fn odd_input_gives_no_panic() {
    for text in [
        "",
        "'s",
        "& & &",
        "A",
        "(((",
        "İİİ ẞ ’s",
        "Ltd",
        "the The THE",
        "- – —",
        "\u{2}tesla\u{3}",
    ] {
        tags(text);
    }
}

#[test]
fn the_same_text_gives_the_same_tags() {
    let text = "Quellwerk GmbH, Tesla and Intel build solid-state batteries. Quellwerk leads.";
    assert_eq!(tags(text), tags(text));
}

#[test]
fn what_is_glued_or_led_in_is_no_part_of_a_name() {
    companies(
        "Vexara Robotics, Inc. makes pumps. About Vexara Robotics Vexara Robotics, Inc. (NASDAQ: VXRA) sells pumps.",
        &["Vexara Robotics"],
    );
    companies(
        "Vexara Pumps Ltd said so. About Vexara Pumps LtdVexara Pumps Ltd sells pumps.",
        &["Vexara Pumps"],
    );
    companies(
        "Carson Bexley of Stony Waters Capital LLC said the price was wrong.",
        &["Stony Waters Capital"],
    );
}

#[test]
fn a_partnership_is_one_name() {
    companies(
        "The bank was advised by Arden, Bexley, Carr & Dow LLP on the sale.",
        &["Arden, Bexley, Carr & Dow"],
    );
    companies(
        "It bought Orley and Associates, LLC for an undisclosed sum.",
        &["Orley and Associates"],
    );
}

#[test]
fn a_sign_of_a_share_and_a_town_are_no_firms() {
    companies("The shares (NYSE: VXQA) rose by a tenth.", &[]);
    companies("ROUND HOLM, TX, May 3 - The town opened a library.", &[]);
}
