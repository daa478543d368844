//! Which language a text is in: one detector for all rules.

use whichlang::Lang;

use super::prose::{BlockKind, Text};
use crate::table::{Words, tables};

/// A text of fewer bytes in letters tells its language only where a small word of it bears the detector out: of this many
/// and more, single sentences of news are told apart nearly without fault.
const LEAST: usize = 60;

tables! {
    "data/small_words.txt" => {
        /// Small words of German.
        GERMAN: Words = "german";
        /// Small words of French.
        FRENCH: Words = "french";
        /// Small words of Italian.
        ITALIAN: Words = "italian";
        /// Small words of Spanish.
        SPANISH: Words = "spanish";
    }
}

/// Bytes of a text that are read; more tell nothing new.
const MOST: usize = 4_000;

/// The language of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Language {
    English,
    German,
    French,
    Spanish,
    Italian,
    Portuguese,
    Dutch,
    Swedish,
    Russian,
    Turkish,
    Vietnamese,
    /// Any other.
    Other,
    /// Too short to tell.
    Unknown,
}

impl Language {
    /// The language of a text's prose.
    pub(crate) fn of(text: &Text) -> Self {
        let mut sample = String::new();
        let blocks = text.blocks.iter().filter(|b| b.kind != BlockKind::Code);
        for block in blocks {
            if sample.len() >= MOST {
                break;
            }
            let room = block.text.floor_char_boundary(MOST - sample.len());
            sample.push_str(block.text.get(..room).unwrap_or_default());
            sample.push('\n');
        }
        Self::of_words(&sample)
    }

    /// The language of these words.
    fn of_words(words: &str) -> Self {
        let letters = words.chars().filter(|c| c.is_alphabetic());
        let short = letters.map(char::len_utf8).sum::<usize>() < LEAST;
        let told = match whichlang::detect_language(words) {
            Lang::Eng => Self::English,
            Lang::Deu => Self::German,
            Lang::Fra => Self::French,
            Lang::Spa => Self::Spanish,
            Lang::Ita => Self::Italian,
            Lang::Por => Self::Portuguese,
            Lang::Nld => Self::Dutch,
            Lang::Swe => Self::Swedish,
            Lang::Rus => Self::Russian,
            Lang::Tur => Self::Turkish,
            Lang::Vie => Self::Vietnamese,
            _ => Self::Other,
        };
        if short && !told.is_borne_out_by(words) {
            return Self::Unknown;
        }
        told
    }

    /// Whether a small word of this language stands in the text; of those whose numbers are read differently.
    fn is_borne_out_by(self, words: &str) -> bool {
        let small = match self {
            Self::German => &*GERMAN,
            Self::French => &*FRENCH,
            Self::Italian => &*ITALIAN,
            Self::Spanish => &*SPANISH,
            _ => return false,
        };
        words
            .split(|c: char| !c.is_alphabetic())
            .any(|word| small.has(&word.to_lowercase()))
    }

    /// Whether the rules for English hold: they also do where nothing tells another language.
    pub(crate) fn may_be_english(self) -> bool {
        matches!(self, Self::English | Self::Unknown)
    }

    /// The language of a two-letter code of the tables.
    pub(crate) fn of_code(code: &str) -> Option<Self> {
        match code {
            "en" => Some(Self::English),
            "de" => Some(Self::German),
            "fr" => Some(Self::French),
            "es" => Some(Self::Spanish),
            "it" => Some(Self::Italian),
            "nl" => Some(Self::Dutch),
            "pt" => Some(Self::Portuguese),
            "ru" => Some(Self::Russian),
            "sv" => Some(Self::Swedish),
            "tr" => Some(Self::Turkish),
            "vi" => Some(Self::Vietnamese),
            _ => None,
        }
    }

    /// Whether a comma marks decimals and a full stop groups of three.
    pub(crate) fn comma_decimal(self) -> bool {
        !matches!(self, Self::English | Self::Other | Self::Unknown)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_of_news_tells_its_language() {
        for (words, expected) in [
            (
                "Three makers plan to invest in a plant for batteries by the end of the decade.",
                Language::English,
            ),
            (
                "Drei Hersteller wollen bis zum Ende des Jahrzehnts in ein Werk für Batterien investieren.",
                Language::German,
            ),
            (
                "Trois fabricants veulent investir dans une usine de batteries avant la fin de la décennie.",
                Language::French,
            ),
            (
                "Tres fabricantes quieren invertir en una planta de baterías antes del final de la década.",
                Language::Spanish,
            ),
            (
                "Tre produttori vogliono investire in uno stabilimento di batterie entro la fine del decennio.",
                Language::Italian,
            ),
            (
                "세 업체는 이번 십 년이 끝나기 전에 배터리 공장에 투자할 계획이다.",
                Language::Other,
            ),
            ("Three makers invest.", Language::Unknown),
            ("Es kostet fünfundzwanzig Euro.", Language::German),
            ("Il coûte vingt-cinq euros.", Language::French),
            ("Umicore Vale Glencore", Language::Unknown),
        ] {
            assert_eq!(Language::of_words(words), expected, "{words}");
        }
    }

    #[test]
    fn long_texts_are_cut_between_characters() {
        let text = Text::from_markdown(&"é".repeat(10_000));
        let _ = Language::of(&text);
        let text = Text::from_markdown(
            "```\nthe code of the program is not the prose of a text, which tells its language\n```",
        );
        assert_eq!(Language::of(&text), Language::Unknown);
    }
}
