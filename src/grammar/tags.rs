//! Parts of speech: those of Universal Dependencies (<https://universaldependencies.org/u/pos/>), the rarest left out.

/// A part of speech.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum Tag {
    /// A common noun: "plant", "sales".
    Noun,
    /// A name: "Norvolt", "Rotterdam".
    Name,
    /// An adjective: "new", "battery-powered".
    Adjective,
    /// A verb in any form: "build", "built", "building".
    Verb,
    /// A helping verb: "will", "has", and every form of "be".
    Auxiliary,
    /// An adverb: "today", "sharply".
    Adverb,
    /// A preposition: "of", "with".
    Preposition,
    /// A determiner: "the", "its", "every".
    Determiner,
    /// A pronoun: "it", "which".
    Pronoun,
    /// A number: "400", "million".
    Number,
    /// "and", "or", "but".
    Conjunction,
    /// "after", "because", "that".
    Subordinator,
    /// "to" before a verb, "not", "'s".
    Particle,
    /// A symbol: "$", "%".
    Symbol,
    /// A mark.
    Mark,
}

impl Tag {
    /// All of them, in the order of their numbers.
    pub const ALL: [Tag; 15] = [
        Tag::Noun,
        Tag::Name,
        Tag::Adjective,
        Tag::Verb,
        Tag::Auxiliary,
        Tag::Adverb,
        Tag::Preposition,
        Tag::Determiner,
        Tag::Pronoun,
        Tag::Number,
        Tag::Conjunction,
        Tag::Subordinator,
        Tag::Particle,
        Tag::Symbol,
        Tag::Mark,
    ];

    /// Its name in Universal Dependencies.
    pub fn code(self) -> &'static str {
        match self {
            Tag::Noun => "NOUN",
            Tag::Name => "PROPN",
            Tag::Adjective => "ADJ",
            Tag::Verb => "VERB",
            Tag::Auxiliary => "AUX",
            Tag::Adverb => "ADV",
            Tag::Preposition => "ADP",
            Tag::Determiner => "DET",
            Tag::Pronoun => "PRON",
            Tag::Number => "NUM",
            Tag::Conjunction => "CCONJ",
            Tag::Subordinator => "SCONJ",
            Tag::Particle => "PART",
            Tag::Symbol => "SYM",
            Tag::Mark => "PUNCT",
        }
    }

    /// The part of speech of that name.
    pub fn of_code(code: &str) -> Option<Tag> {
        Tag::ALL.into_iter().find(|t| t.code() == code)
    }
}
