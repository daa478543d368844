//! Which way a language is written.

/// Scripts that are written from right to left: those whose `characterOrder` is `right-to-left` in Unicode's CLDR
/// (`common/properties/scriptMetadata.txt`, column RTL), by their codes of ISO 15924.
const SCRIPTS: &[&str] = &[
    "adlm", "arab", "aran", "armi", "avst", "cprt", "hatr", "hebr", "hung", "khar", "lydi", "mand",
    "mani", "mend", "merc", "mero", "narb", "nbat", "nkoo", "orkh", "palm", "phli", "phlp", "phnx",
    "prti", "rohg", "samr", "sarb", "sogd", "sogo", "syrc", "thaa", "yezi",
];

/// Languages that are written in one of them where their tag names no script, by the likely subtags of CLDR
/// (`common/supplemental/likelySubtags.xml`).
const LANGUAGES: &[&str] = &[
    "acm", "aeb", "afb", "aii", "ajp", "apc", "apd", "ar", "arc", "arq", "ars", "ary", "arz",
    "azb", "bal", "bgn", "bqi", "ckb", "dv", "fa", "glk", "haz", "he", "iw", "ji", "khw", "ks",
    "lrc", "luz", "mzn", "nqo", "pbt", "pes", "phr", "pnb", "prs", "ps", "rhg", "sam", "sd", "sdh",
    "skr", "syr", "ug", "ur", "yi",
];

/// Places in which a language is written so that is not elsewhere, by the same.
const PLACES: &[(&str, &[&str])] = &[
    ("az", &["iq", "ir"]),
    ("kk", &["af", "cn", "ir", "mn"]),
    ("ku", &["iq", "ir", "lb"]),
    ("ky", &["cn"]),
    ("pa", &["pk"]),
    ("ms", &["cc"]),
    ("tg", &["pk"]),
    ("uz", &["af"]),
];

/// `rtl` for the tag of a language that is written from right to left, else `ltr`.
pub(super) fn direction_of(tag: &str) -> &'static str {
    let tag = tag.to_ascii_lowercase();
    let mut parts = tag.split(['-', '_']);
    let language = parts.next().unwrap_or_default();
    let parts: Vec<&str> = parts.take_while(|part| part.len() > 1).collect();
    let script = parts
        .iter()
        .find(|part| part.len() == 4 && part.bytes().all(|b| b.is_ascii_alphabetic()));
    let leftward = if let Some(script) = script {
        SCRIPTS.contains(script)
    } else {
        let places = PLACES.iter().find(|(of, _)| *of == language);
        LANGUAGES.contains(&language)
            || places.is_some_and(|(_, places)| parts.iter().any(|p| places.contains(p)))
    };
    if leftward { "rtl" } else { "ltr" }
}

#[cfg(test)]
mod tests {
    use super::direction_of;

    #[test]
    fn the_script_tells_the_direction() {
        for tag in [
            "ar",
            "ar-EG",
            "AR-eg",
            "he",
            "iw",
            "fa-IR",
            "ur",
            "ps",
            "yi",
            "dv",
            "ckb",
            "az-Arab",
            "uz-AF",
            "pa-Arab-PK",
            "pa-PK",
            "ku-IQ",
            "ff-Adlm",
            "ar-u-nu-latn",
            "arz",
        ] {
            assert_eq!(direction_of(tag), "rtl", "{tag}");
        }
        for tag in [
            "",
            "en",
            "de-CH",
            "ar-Latn",
            "fa-Latn-IR",
            "az",
            "uz",
            "pa-IN",
            "ku",
            "ku-TR",
            "zh-Hant",
            "x-ar",
            "en-x-arab",
            "arn",
            "hebrew",
        ] {
            assert_eq!(direction_of(tag), "ltr", "{tag}");
        }
        for table in [super::SCRIPTS, super::LANGUAGES] {
            assert!(table.is_sorted(), "{table:?}");
        }
    }
}
