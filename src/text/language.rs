//! Which language a text is in: one detector for all rules.

use whichlang::Lang;

use super::words::{is_wide, lower};
use crate::hash::Set;
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
        /// Small words of English.
        ENGLISH: Words = "english";
        /// Small words of Portuguese.
        PORTUGUESE: Words = "portuguese";
        /// Small words of Dutch.
        DUTCH: Words = "dutch";
    }
}

/// Bytes of a text that are read, or letters where each block is asked for itself; more tell nothing new.
const MOST: usize = 1_500;

/// Fewest letters of a block of a text that tells its language by itself, and of all such blocks together; a character of
/// a script whose characters are syllables or words counts as three letters.
const BLOCK: usize = 40;
const ALL: usize = 90;

/// The language of a text by its tag, where the text tells it surely: nearly all of its blocks are in it, by the detector,
/// and several of its small words stand in them. Of languages that the detector does not know, or takes for their
/// neighbours, nothing is told.
pub(crate) fn told_surely(blocks: &[String]) -> Option<&'static str> {
    let letters = |block: &String| -> usize {
        let letters = block.chars().filter(|c| c.is_alphabetic());
        letters.map(|c| if is_wide(c) { 3 } else { 1 }).sum()
    };
    let mut tally: Vec<(Lang, usize)> = Vec::new();
    let mut all = 0;
    for block in blocks {
        let count = letters(block);
        if count < BLOCK || all > MOST {
            continue;
        }
        all += count;
        let told = whichlang::detect_language(block);
        match tally.iter_mut().find(|(lang, _)| *lang == told) {
            Some((_, sum)) => *sum += count,
            None => tally.push((told, count)),
        }
    }
    let (told, most) = tally.into_iter().max_by_key(|(_, sum)| *sum)?;
    if all < ALL || most * 10 < all * 9 {
        return None;
    }
    let (tag, small): (_, Option<&Words>) = match told {
        Lang::Eng => ("en", Some(&ENGLISH)),
        Lang::Deu => ("de", Some(&GERMAN)),
        Lang::Fra => ("fr", Some(&FRENCH)),
        Lang::Spa => ("es", Some(&SPANISH)),
        Lang::Ita => ("it", Some(&ITALIAN)),
        Lang::Por => ("pt", Some(&PORTUGUESE)),
        Lang::Nld => ("nl", Some(&DUTCH)),
        Lang::Jpn => ("ja", None),
        Lang::Kor => ("ko", None),
        Lang::Cmn => ("zh", None),
        _ => return None,
    };
    small
        .is_none_or(|small| is_full_of(blocks, small))
        .then_some(tag)
}

/// Whether at least three of these small words stand in the blocks, and one of them among every eight words.
fn is_full_of(blocks: &[String], small: &Words) -> bool {
    let mut seen = Set::default();
    let (mut words, mut found) = (0_usize, 0_usize);
    let all = blocks
        .iter()
        .flat_map(|b| b.split(|c: char| !c.is_alphabetic()));
    for word in all.filter(|w| !w.is_empty()) {
        let word = lower(word);
        words += 1;
        if small.has(&word) {
            found += 1;
            seen.insert(word);
        }
    }
    seen.len() >= 3 && found * 8 >= words
}

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
    /// The language of these paragraphs together.
    pub(crate) fn of<'t>(paragraphs: impl Iterator<Item = &'t str>) -> Self {
        let mut sample = String::new();
        for paragraph in paragraphs {
            if sample.len() >= MOST {
                break;
            }
            let room = paragraph.floor_char_boundary(MOST - sample.len());
            sample.push_str(paragraph.get(..room).unwrap_or_default());
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
    fn a_text_tells_its_language_surely_or_not_at_all() {
        let told = |text: &str| told_surely(&text.lines().map(str::to_owned).collect::<Vec<_>>());
        let english = "Three makers plan to invest in a plant for batteries by the end of the decade, and the first of them is to open it in May.";
        let german = "Drei Hersteller wollen bis zum Ende des Jahrzehnts in ein Werk für Batterien investieren, und der erste will es im Mai eröffnen.";
        assert_eq!(told(english), Some("en"));
        assert_eq!(told(german), Some("de"));
        assert_eq!(
            told(
                "세 업체는 이번 십 년이 끝나기 전에 배터리 공장에 투자할 계획이라고 월요일에 말했다."
            ),
            Some("ko")
        );
        assert_eq!(told(&format!("{english}\n{german}")), None);
        for text in [
            "Three makers invest.",
            "Tre producenter vil inden årtiets udgang investere i en fabrik til batterier, og den første af dem skal åbne i maj.",
            "Trzej producenci chcą do końca dekady zainwestować w fabrykę baterii, a pierwszy z nich ma ją otworzyć w maju.",
            "Umicore, Vale, Glencore, Albemarle, Northvolt, Samsung, Panasonic, Varta, Siemens, Bosch, Valmet, Fortum, Livent",
        ] {
            assert_eq!(told(text), None, "{text}");
        }
    }

    #[test]
    fn long_texts_are_cut_between_characters() {
        let _ = Language::of(std::iter::once("é".repeat(10_000).as_str()));
    }
}
