//! Datelines: the place, the day and the agency that newspapers put before the first words of a text.

use std::sync::LazyLock;

use crate::pattern::Pattern;
use crate::table::{Values, tables};

tables! {
    "data/agencies.txt" => {
        /// Agencies as datelines name them in brackets.
        BRACKETED: Values = "bracketed";
        /// Services that pass on what firms write.
        RELEASED: Values = "released";
        /// Agencies whose names stand in a dateline of Chinese, Japanese or Korean.
        EAST_ASIAN: Values = "east-asian";
    }
}

/// The letters of scripts with spaces between words and their accents, as two ranges.
const LETTERS: &str = r"[a-zA-Z\u{aa}-\u{24f}\u{370}-\u{1fff}]";

/// Digits, also wide ones.
const DIGITS: &str = "[0-9０-９]";

/// What a dateline is made of.
static DATELINE: LazyLock<Pattern> = LazyLock::new(|| {
    const MONTH: &str = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?";
    let capitals = r"\p{Lu}[\p{Lu}’'.-]{2,}(?:[ ,/]+(?:\p{Lu}[\p{L}.]*|de|of|am|la|le|the))*";
    let agency = r"[(/][^()/]{2,40}[)/]";
    let short_day =
        format!(r"(?:{MONTH} \d{{1,2}}|\d{{1,2}}\.? {MONTH}|\d{{1,2}}\. \p{{L}}+)(?:,? \d{{4}})?");
    let dash = r"(?:—|–|--|-|:)+";
    // A place as a text writes it, with its region or country.
    let word = r"\p{Lu}[\p{L}’'-]+\.?";
    let place = format!(
        r"{word}(?:(?:[ /]|/ )(?:{word}|am|an der|auf|da|de|del|der|do|dos|la|le|les|of|the)){{0,3}}(?:, (?:{word}|[A-Z]\.)(?: {word}){{0,2}})?"
    );
    let before = r"(?:le |den |el |il |dia )?";
    let named = format!(
        r"{before}(?:\d{{1,2}}(?:st|nd|rd|th|er|º|\.)? ?(?:de |of )?\p{{L}}+\.?|\p{{L}}+\.? \d{{1,2}}(?:st|nd|rd|th)?)"
    );
    let year = r",? (?:de |del )?(?:19|20)\d\d";
    let numbers = r"(?:\d{1,2}[./-]\d{1,2}[./-]\d{4}|\d{4}-\d\d-\d\d)";
    let day = format!("(?:{named}{year}|{numbers})");
    let wires = BRACKETED.join("|");
    let wire = format!(r"(?i:[(/] ?(?:[^()/]{{0,20}}\b)?(?:{wires})(?:\b[^()/]{{0,20}})? ?[)/])");
    let sign = r"\s*(?:\.\s?)?(?:—|–|-{1,2}|\||:)+\s*";
    // LONDON--(BUSINESS WIRE)--Mar 11, 2025--
    let release = format!(
        r"{place}\s*(?:--|—|–)\s*\([^()]{{2,40}}\)\s*(?:--|—|–)\s*(?:{day}\s*(?:--|—|–)\s*)?"
    );
    // Berlin, 11. März 2025 (dpa) – ; Oslo, Norway | 11 March 2025 | ; Madrid, 11 mar (EFE).-
    let dated = format!(r"{place}(?:,|\s*[|–—-])?\s*{day}\.?(?:\s*{wire}|\s*{agency})?{sign}");
    let agency_dated = format!(
        r"{place},?\s*(?:{named}(?:{year})?|\d{{1,2}}\s)?\.?\s*{wire}(?:{sign}|\s*\.\s*|\s+)"
    );
    // San José, 21 Abr (Diario).-
    let place_day_agency =
        format!(r"{place},\s*{named}(?:{year})?\s*{agency}\s*[.:]?\s?(?:—|–|-{{1,2}})\s*");
    // (ANSA) - ROMA, 11 MAR -
    let agency_first = format!(r"{wire}{sign}{place},?\s*(?:{named}(?:{year})?){sign}");
    // HA LONG, Vietnam - [Media Wire](https://…) - 4 August 2026 - ; Boerne, TX (Wire.ai) Monday Sep 8, 2025 @ 7:00 AM
    // Pacific — ; March 11, 2025 (MEDIAWIRE) -
    let services = RELEASED.join("|");
    let service = format!(
        r"(?i:[(/\[] ?(?:{services})(?:\b[^()/\[\]]{{0,20}})? ?[)/\]](?:\([^()\s]{{4,80}}\))?|/(?:{services})\b)"
    );
    let weekday = r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)[a-z]*,? )?";
    let time = r"(?:\s*@?\s*\d{1,2}:\d\d ?[AP]\.?M\.?(?: [\p{L}/]+){0,2})?";
    let apart = r"\s*[,–—|/-]*\s*";
    let month_day = format!(r"{weekday}(?:{day}|{short_day})");
    let region = r"(?:,? ?[A-Z]{2,3}\b\.?){0,2}";
    let released = format!(
        r"(?:(?:{capitals}|{place}){region}{apart})?(?:{month_day}{apart})?{service}(?:{apart}{month_day}{time})?{sign}"
    );
    // Agency and reporter before the first words in Korean, Japanese and Chinese.
    let reporter = r"(?:[^=＝.。]{2,40}(?:기자|특파원|통신원)\s*[=＝]\s*)?";
    let korean = format!(
        r"\([^()=]{{1,15}}=[^()]{{1,20}}\)\s*{reporter}|\[[^\[\]=]{{1,15}}=[^\[\]]{{1,20}}\]\s*{reporter}|\[[^\[\]]{{1,25}}(?:기자|특파원)\]\s*|\[[^\[\]]{{1,12}}(?:뉴스|신문|일보|경제|통신|투데이|데일리)\]\s*"
    );
    let japanese = r"【[^】]{1,30}】\s*|［[^］]{1,30}］\s*[-－―—]?\s*|\[\p{Han}[^\[\]]{1,25}(?:日|ロイター|通信|時事|共同)\]\s*[-－―—]\s*";
    let chinese = r"[（(]?\p{Han}{2,14}(?:\d{4}年)?\d{1,2}月\d{1,2}日(?:专?[电電讯訊]|综合[电電])(?:[（(][^（）()]{1,30}[）)])?[）)]?[\s，：]*";
    let pattern = format!(
        r"^(?:{agency_first}|(?:{capitals}(?:[ ,]+{short_day})?,?\s*(?:{agency})?|{agency})\s*{dash}\s+{sign_day}|{release}|{dated}|{agency_dated}|{place_day_agency}|{released}|{korean}|{japanese}|{chinese})",
        sign_day = format_args!(r"(?:{day}{sign})?"),
    );
    // All letters and all digits of the world, written out dozens of times, would take longer to build than to read a
    // thousand texts: those of scripts whose datelines look like this are enough.
    let pattern = pattern
        .replace(r"\p{L}", LETTERS)
        .replace(r"\d", DIGITS)
        // Borders of words in all scripts would keep the quick automaton from reading most texts.
        .replace(r"\b", r"(?-u:\b)");
    Pattern::new(&pattern).expect("a test reads a dateline with it")
});

/// A place in capitals with its region, where no space follows the dash: "MOUNTAIN VIEW, Calif.—The maker".
static TIGHT: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(r"^\p{Lu}[\p{Lu}’'.-]{2,}(?: \p{Lu}[\p{Lu}’'.-]+)*(?:, \p{Lu}\p{L}+\.?)?—")
        .unwrap_or_else(|e| panic!("{e}"))
});

/// Signs of which each dateline has one.
const SIGNS: [char; 14] = [
    '—', '–', '-', '|', ':', '(', '[', '/', '=', '＝', '【', '［', '（', '日',
];

/// Longest beginning of a text that is looked at, in characters.
const WITHIN: usize = 160;

/// The dateline of a text, and the words behind it.
pub(crate) fn split(text: &str) -> (&str, &str) {
    let most = text
        .char_indices()
        .nth(WITHIN)
        .map_or(text.len(), |(at, _)| at);
    let begins = text.get(..most).unwrap_or(text);
    // Most sentences have no sign that a dateline has, and are not looked at any closer.
    if !begins.contains(SIGNS) {
        return ("", text);
    }
    let mut end = DATELINE.find(begins).map_or(0, |found| found.end);
    // The service's line, and then the firm's own: "(Wire) - March 11, 2025 - DALLAS — ".
    if end > 0 {
        let rest = begins.get(end..).unwrap_or_default();
        end += DATELINE.find(rest).map_or(0, |found| found.end);
    }
    // "NASA—the agency—said" is no dateline.
    if end == 0
        && begins.contains('—')
        && let Some(found) = TIGHT.find(begins)
        && begins
            .get(found.end..)
            .is_some_and(|rest| rest.starts_with(char::is_uppercase))
    {
        end = found.end;
    }
    text.split_at_checked(end).unwrap_or(("", text))
}

/// The agency that a dateline names without brackets around its name alone: one that is known.
pub(crate) fn known_agency(dateline: &str) -> Option<&'static str> {
    if dateline.is_empty() {
        return None;
    }
    let lower = dateline.to_lowercase();
    let word = |at: usize, length: usize| {
        let before = lower.get(..at).unwrap_or_default();
        let after = lower.get(at + length..).unwrap_or_default();
        !before.ends_with(char::is_alphanumeric) && !after.starts_with(char::is_alphanumeric)
    };
    let latin = BRACKETED.iter().find(|name| {
        let small = name.to_lowercase();
        lower
            .match_indices(&small)
            .any(|(at, found)| word(at, found.len()))
    });
    latin
        .or_else(|| EAST_ASIAN.iter().find(|name| dateline.contains(**name)))
        .copied()
}

#[cfg(test)]
mod tests {
    use super::{known_agency, split};

    #[test]
    fn datelines_of_many_countries() {
        for dateline in [
            "LONDON--(BUSINESS WIRE)--",
            "SEOUL, South Korea--(BUSINESS WIRE)--Mar 11, 2025--",
            "Berlin, 11. März 2025 (dpa) – ",
            "STOCKHOLM, Sweden – March 11, 2025 – ",
            "MUNICH, March 11, 2025 /PRNewswire/ -- ",
            "Paris, le 11 mars 2025 (AFP) - ",
            "Madrid, 11 mar (EFE).- ",
            "Lisboa, 11 mar 2025 (Lusa) – ",
            "Warszawa (PAP) - ",
            "Wien/Linz (APA) – ",
            "(ANSA) - ROMA, 11 MAR - ",
            "MOSCOW, March 11. /TASS/. ",
            "Tokyo, 11 March 2025: ",
            "Oslo, Norway | 11 March 2025 | ",
            "中新网北京2025年3月11日电 ",
            "[서울=뉴시스] 홍길동 기자 = ",
            "SEOUL, April 20 (Agency) — ",
            "March 11, 2025 (NEWMEDIAWIRE) - ",
            "DETROIT, MI - March 11, 2025 (NEWMEDIAWIRE) - ",
            "MOUNTAIN VIEW, Calif.—",
            "BERLIN—",
            "HOUSTON - (NewMediaWire) - March 11, 2025 - ",
            "(NewMediaWire) - March 11, 2025 - DALLAS — ",
            "Boerne, TX (Newsworthy.ai) Monday Mar 10, 2025 @ 7:00 AM Pacific — ",
            "LOS ANGELES, CA, March 11, 2025 /24-7PressRelease/ -- ",
            "LOS ANGELES, CA, March 11, 2025 /24-7PressRelease -- ",
            "HA LONG, VIETNAM - [Media OutReach Newswire](https://www.example.com/) - 4 August 2026 - ",
        ] {
            let text = format!("{dateline}The mill opens in May.");
            assert_eq!(
                split(&text),
                (dateline, "The mill opens in May."),
                "{dateline}"
            );
        }
    }

    #[test]
    fn sentences_stay_whole() {
        for text in [
            "Berlin (the capital) – the mill opens.",
            "Cells (small ones) – are made.",
            "Jane Doe, a director: the mill opens.",
            "Two mills – one of 2025 – open in May.",
            "On 11 March 2025 the mill opened.",
            "Mills open in May – and in June 2025 – at last.",
            "Reuters (a wire) said so.",
            "NASA—the agency—opens a mill.",
            "Wells Fargo, JPMorgan: the mill opens.",
        ] {
            assert_eq!(split(text).0, "", "{text}");
        }
    }

    #[test]
    fn agencies_that_are_known() {
        assert_eq!(known_agency("新华社北京3月11日电 "), Some("新华社"));
        assert_eq!(known_agency("MOSCOW, March 11. /TASS/. "), Some("TASS"));
        assert_eq!(known_agency("OSLO, May 2 – "), None);
        assert_eq!(known_agency("LAPACK, May 2 – "), None);
    }
}
