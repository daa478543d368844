//! What a headline leaves out of its lead, as patterns in order.

use std::sync::LazyLock;

use regex::Regex;

/// A pattern of what a headline leaves out and what stays of it.
struct Omission {
    pattern: &'static str,
    keep: &'static str,
}

/// What goes when the lead is still too long: legal forms, adverbs before a verb, the announcer of an announcement.
const WHEN_LONG: &[Omission] = &[
    // A legal form goes whole: "Acme Co., Ltd.", "Acme, Inc.,", "Acme Company Limited".
    Omission {
        pattern: r"(\p{Lu}[\w&-]*), (?:(?:Co|Company|Pty|Pte)\b\.?,? )?(?:Inc|Corp|Ltd|Limited|LLC|Plc|PLC)\b\.?,?",
        keep: "$1",
    },
    Omission {
        pattern: r"(\p{Lu}[\w&-]*),? (?:Co|Company|Pty|Pte)\b\.?,? (?:Ltd|Limited|Inc)\b\.?",
        keep: "$1",
    },
    Omission {
        pattern: r"(\p{Lu}[\w&-]*) (?:Inc|Corp|Ltd|Plc|PLC|Co|LLC|AG|SE|NV|GmbH|AB|ASA)\b\.?",
        keep: "$1",
    },
    Omission {
        pattern: r"\b(to|will|has|have) (?:[a-z]{3,}ly|also|now) ",
        keep: "$1 ",
    },
    Omission {
        pattern: r"^(?:While|Although|Though|As|When|Because|Despite|Amid) (?:[^,]|,\d){10,120}, (\p{L})",
        keep: "$1",
    },
];

/// What goes when nothing else makes the lead short enough.
const LAST_RESORT: &[Omission] = &[Omission {
    pattern: r"^[^,]{2,60} (?:announced|confirmed) that (?:the )?",
    keep: "",
}];

const DAY: &str = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day";

/// A day of a month in either order.
const DATE: &str = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.? \d{1,2}|\d{1,2}(?:st|nd|rd|th)? (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*";

/// What goes, in order. `{day}` stands for a weekday, `{date}` for a day of a month, `{say}` for a verb of saying.
const OMISSIONS: &[Omission] = &[
    // Brackets: conversions, tickers, acronyms.
    Omission {
        pattern: r"\s*[(\[（][^()\[\]（）]{0,80}[)\]）]",
        keep: "",
    },
    // ", the ministry said on Thursday" at the end.
    Omission {
        pattern: r"(?:,|\s[–—-]+) (?:according to|as reported by) [^,]*(?:,[^,]{0,60})?[.]?$",
        keep: "",
    },
    Omission {
        pattern: r",[”’']? [^,;]{2,70}? {say}(?: [^,]{0,60})?[.]?$",
        keep: "",
    },
    Omission {
        pattern: r",[”’']? {say} [^,;]{2,70}[.]?$",
        keep: "",
    },
    // The comma after a date stays where the next clause begins with it.
    Omission {
        pattern: r",? (?:on |late |early |late on |early on )?{day},? (?:the )?(?:{date})(?:,? \d{4})?(, (?:and|but|as|after|while) )",
        keep: "$1",
    },
    // The day of the news, with its date and hour: "on Tuesday, 22 March 2022,", "Monday morning".
    Omission {
        pattern: r",? (?:on |late |early |late on |early on )?{day},? (?:the )?(?:{date})(?:,? \d{4})?,?( |[.;:]|$)",
        keep: "$1",
    },
    Omission {
        pattern: r" (?:on |late |early |late on |early on )?{day}(?: (?:morning|afternoon|evening|night))?([ ,.;:]|$)",
        keep: "$1",
    },
    Omission {
        pattern: r" (?:today|yesterday|last week|this week|earlier today)\b",
        keep: "",
    },
    Omission {
        pattern: r",? on (?:{date})\b(?:,? \d{4})?",
        keep: "",
    },
    // Explanations set between commas after the subject.
    Omission {
        pattern: r"^([^,]{2,60}), (?:an? |the |which |who |whose |one of |part of |based |backed |founded |formerly |led |owned |known )[^,]{3,160}(?:, [^,]{3,60})??, (\p{Ll})",
        keep: "$1 $2",
    },
    // "X said on Friday that it will" is X will.
    Omission {
        pattern: r"^([^,;:]{2,60}?),? {say}(?: (?:on |late |early )*(?:{day}|today|yesterday|last week))?(?: in an? [\w ]{3,20})?(?: that)? (?:it|they|he|she|the company|the firm) (is|are|was|has|had|have|will|would|plans?|expects?|aims?|could|may|intends?)\b",
        keep: "$1 $2",
    },
];

/// Verbs of saying, as the end of a lead has them.
const SAY: &str =
    r"(?:said|says|announced|reported|told|showed|shows|confirmed|wrote|adds|added|reports)";

/// Patterns in order, each with what stays.
pub(super) type Patterns = Vec<(Regex, &'static str)>;

fn build(omissions: &'static [Omission]) -> Patterns {
    let build = |o: &Omission| {
        let pattern = o
            .pattern
            .replace("{day}", DAY)
            .replace("{date}", DATE)
            .replace("{say}", SAY);
        Regex::new(&pattern).ok().map(|r| (r, o.keep))
    };
    omissions.iter().filter_map(build).collect()
}

/// What goes from every lead.
pub(super) static PATTERNS: LazyLock<Patterns> = LazyLock::new(|| build(OMISSIONS));
pub(super) static LONG_PATTERNS: LazyLock<Patterns> = LazyLock::new(|| build(WHEN_LONG));
pub(super) static LAST_PATTERNS: LazyLock<Patterns> = LazyLock::new(|| build(LAST_RESORT));
