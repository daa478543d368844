//! Which language a text is in, as far as it decides how numbers are written.

use std::collections::HashMap;
use std::sync::LazyLock;

/// A language whose numbers are read differently.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Language {
    English,
    German,
    French,
    Spanish,
    Italian,
    Other,
}

/// Small words that give a language away.
const MARKERS: &[(Language, &[&str])] = &[
    (
        Language::English,
        &[
            "the", "of", "and", "to", "in", "for", "is", "was", "it", "that", "on", "with", "by",
            "at",
        ],
    ),
    (
        Language::German,
        &[
            "der", "die", "das", "und", "von", "ist", "mit", "für", "auf", "den", "im", "ein",
            "eine", "zu", "bei", "nicht", "wurde", "werden", "hat", "es", "kostet", "mehr", "sich",
            "dem",
        ],
    ),
    (
        Language::French,
        &[
            "le", "la", "les", "des", "du", "et", "de", "pour", "est", "une", "un", "sur", "dans",
            "au", "aux", "que", "qui", "par", "avec", "plus", "il",
        ],
    ),
    (
        Language::Spanish,
        &[
            "el", "la", "los", "las", "de", "del", "y", "en", "por", "que", "con", "una", "un",
            "para", "su", "se", "es", "más", "al",
        ],
    ),
    (
        Language::Italian,
        &[
            "il", "lo", "la", "gli", "di", "del", "della", "e", "che", "per", "con", "una", "un",
            "nel", "dei", "al", "da", "è", "più", "sono", "ha", "le", "ai",
        ],
    ),
];

/// The languages of each small word, one bit each in the order of [`MARKERS`].
static OF_WORD: LazyLock<HashMap<&str, u8>> = LazyLock::new(|| {
    let mut map = HashMap::new();
    for (i, (_, words)) in MARKERS.iter().enumerate() {
        for word in *words {
            *map.entry(*word).or_default() |= 1 << i;
        }
    }
    map
});

impl Language {
    /// The language of a two-letter code.
    pub(super) fn of_code(code: &str) -> Option<Self> {
        match code {
            "en" => Some(Self::English),
            "de" => Some(Self::German),
            "fr" => Some(Self::French),
            "es" => Some(Self::Spanish),
            "it" => Some(Self::Italian),
            _ => None,
        }
    }

    /// The language whose small words are most frequent in the first words of a text.
    pub(super) fn of_text<'a>(words: impl Iterator<Item = &'a str>) -> Self {
        let mut counts = [0_usize; 5];
        let mut lower = String::new();
        for word in words.take(100) {
            let word = word.trim_matches(|c: char| !c.is_alphabetic());
            if word.is_empty() || word.len() > 6 {
                continue;
            }
            lower.clear();
            lower.extend(word.chars().flat_map(char::to_lowercase));
            let Some(languages) = OF_WORD.get(lower.as_str()) else {
                continue;
            };
            for (i, count) in counts.iter_mut().enumerate() {
                *count += usize::from(languages >> i & 1);
            }
        }
        let mut best = (Self::Other, 0);
        for (count, (language, _)) in counts.iter().zip(MARKERS) {
            if *count > best.1 {
                best = (*language, *count);
            }
        }
        best.0
    }

    /// Whether a comma marks decimals and a full stop groups of three.
    pub(super) fn comma_decimal(self) -> bool {
        matches!(
            self,
            Self::German | Self::French | Self::Spanish | Self::Italian
        )
    }
}
