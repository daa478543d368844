//! The words and names that the rules know.

use crate::table::{Words, tables};

tables! {
    "data/people.txt" => {
        /// Given names.
        pub(super) FIRST_NAMES: Words = "first-names";
        /// Words of a person's office; what follows is a person.
        pub(super) ROLES: Words = "roles";
        /// Titles that stand before a name only: in "Burger King" and "Notre Dame" they are part of it.
        pub(super) FRONT_TITLES: Words = "front-titles";
        /// Offices of the state: what stands before them is a portfolio ("Economy Minister"), never a firm.
        pub(super) PUBLIC_ROLES: Words = "public-roles";
        /// What a minister or an officer is in charge of; a name made of nothing else is none.
        pub(super) PORTFOLIOS: Words = "portfolios";
        /// Heads of a firm, before their name ("X chief Jane Doe").
        pub(super) HEADS_OF_FIRMS: Words = "heads-of-firms";
        /// Whose office is "at X" or "of X".
        pub(super) OFFICERS: Words = "officers";
        /// How the office after a name and a comma begins.
        pub(super) OFFICE_OPENERS: Words = "office-openers";
        /// Stand between the words of an office.
        pub(super) OFFICE_MIDDLES: Words = "office-middles";
    }
    "data/places.txt" => {
        /// Words of the names of places.
        pub(super) PLACES: Words = "places";
        /// Names of several words.
        pub(super) PLACE_NAMES: Words = "place-names";
        /// Nationalities, and words that stand before a name as they do.
        pub(super) NATIONALITIES: Words = "nationalities";
        /// Prepositions that lead to places more often than to firms.
        pub(super) PLACE_LEADS: Words = "place-leads";
        /// "The city of X".
        pub(super) TOWN_NOUNS: Words = "town-nouns";
        /// Before the name of a place: "northern X".
        pub(super) QUARTERS: Words = "quarters";
        /// Between the commas and the name of the wider place: "X, northern Chile".
        pub(super) QUARTERS_INSIDE: Words = "quarters-inside";
        /// Codes of states and provinces, as they follow a town and a comma.
        pub(super) STATE_CODES: Words = "state-codes";
        /// After the name of a place and a hyphen.
        pub(super) PLACE_SUFFIXES: Words = "place-suffixes";
    }
    "data/bodies.txt" => {
        /// A capitalised run that begins or ends with one of these is a body that is no firm.
        pub(super) ORG_HEADS: Words = "org-heads";
        /// The same, for the first word only: what follows may end like a firm ("Department of Energy").
        pub(super) ORG_FIRST: Words = "org-first";
        /// Bodies, media, exchanges and programmes by name that look like firms.
        pub(super) KNOWN_BODIES: Words = "known-bodies";
    }
    "data/firms.txt" => {
        /// A noun that only firms answer to, before or after a name ("battery giant X"; "X, a chip maker").
        pub(super) FIRM_NOUNS: Words = "firm-nouns";
        /// What only a firm has ("X shares", "X's chief executive").
        pub(super) FIRM_OWNED: Words = "firm-owned";
        /// Of the nouns that firms have, those that towns, products and bodies have as well.
        pub(super) OWNED_WIDELY: Words = "owned-widely";
        /// Last words that firms take far more often than anything else.
        pub(super) ENDINGS: Words = "endings";
        /// Endings that title a product, a site or a field as often as a firm; alone they do not do.
        pub(super) SOFT_ENDINGS: Words = "soft-endings";
        /// First words that make a name of a field, a product or a department rather than a firm ("Smart Materials").
        pub(super) SOFT_FIRSTS: Words = "soft-firsts";
        /// First words of firms' names that cannot stand for the firm.
        pub(super) GENERIC_FIRST: Words = "generic-first";
        /// Words after a firm's name that leave it the firm: its units and branches.
        pub(super) UNIT_WORDS: Words = "unit-words";
        /// A firm's name and the word after it that together are something else.
        pub(super) NO_FIRM_PHRASES: Words = "no-firm-phrases";
        /// Nouns before a comma and a name ("its subsidiary, X, which …").
        pub(super) COMMA_NOUNS: Words = "comma-nouns";
        /// Stock exchanges as they stand before a ticker, and words for one.
        pub(super) EXCHANGES: Words = "exchanges";
        /// What one has "in" a firm.
        pub(super) INTERESTS: Words = "interests";
        /// Last words of a firm's name that its short form drops.
        pub(super) DROPPED: Words = "dropped";
        /// Of these, those that leave a firm of the catalogue the same.
        pub(super) DROPPED_OF_KNOWN: Words = "dropped-of-known";
        /// Last words of a partnership's name, after `and`.
        pub(super) PARTNERS: Words = "partners-of-a-name";
        /// Legal forms that are ordinary words as well; alone they prove nothing.
        pub(super) WEAK_FORMS: Words = "weak-forms";
        /// Words by which a later sentence speaks of firms named together before.
        pub(super) COLLECTIVES: Words = "collectives";
        /// Nouns after a number that speaks of firms named together before ("the three makers").
        pub(super) COLLECTIVE_NOUNS: Words = "collective-nouns";
    }
    "data/verbs.txt" => {
        /// Verbs that only firms take.
        pub(super) STRONG_VERBS: Words = "strong-verbs";
        /// weak-verbs
        pub(super) WEAK_VERBS: Words = "weak-verbs";
        /// Words just before a name that lead to firms.
        pub(super) FRAMES: Words = "frames";
        /// Of the frames above, those that lead to much else as well.
        pub(super) WEAK_FRAMES: Words = "weak-frames";
        /// The employer of a quoted expert follows.
        pub(super) ANALYST: Words = "analyst";
        /// Verbs of a firm that speaks.
        pub(super) SPEAKING: Words = "speaking";
        /// Verbs that firms take, but that after "which" prove nothing.
        pub(super) WEAK_WHICH_VERBS: Words = "weak-which-verbs";
    }
    "data/things.txt" => {
        /// Nouns of what has a name and is no firm: works and sites, products, events, bodies, places, laws.
        pub(super) THINGS: Words = "things";
    }
    "data/technologies.txt" => {
        /// Nouns that head a technology's name.
        pub(super) HEADS: Words = "heads";
        /// Words that make such a noun a named thing.
        pub(super) TECH_MODIFIERS: Words = "tech-modifiers";
        /// Verbs in the form in which they may stand right before a technology ("make battery cells"); no part of its name.
        pub(super) BARE_VERBS: Words = "bare-verbs";
        /// Adjectives and nouns that say nothing technical; trimmed at the left, and no ground by themselves.
        pub(super) GENERIC_MODIFIERS: Words = "generic-modifiers";
        /// Of the heads, those of much else besides technologies; alone a modifier does not make them one.
        pub(super) LOOSE_HEADS: Words = "loose-heads";
        /// Of the heads, those before which the gene or receptor stands that they act on.
        pub(super) TARGETED_HEADS: Words = "targeted-heads";
        /// Nouns that a head is only a modifier of ("battery price").
        pub(super) AFTER_HEADS: Words = "after-heads";
        /// Modifiers that names of technologies have, and names of much else.
        pub(super) BROAD_MODIFIERS: Words = "broad-modifiers";
        /// Nouns that head so many names that they say nothing of the sense of letters beside them.
        pub(super) BROAD_HEADS: Words = "broad-heads";
        /// Endings of compounds that name a technique ("cobalt-free", "gas-cooled").
        pub(super) COMPOUND_ENDINGS: Words = "compound-endings";
    }
    "data/words.txt" => {
        /// Months, days of the week and seasons.
        pub(super) MONTHS: Words = "months";
        /// Function words and adverbs that take a capital at a sentence's start.
        pub(super) STOP: Words = "stop";
        /// Numbers in words; a name that is one of them needs evidence.
        pub(super) NUMBER_WORDS: Words = "number-words";
        /// Comparatives and participles that open a sentence and are no name by themselves.
        pub(super) OPENERS: Words = "openers";
        /// A name after one of these is seldom a firm.
        pub(super) NO_FIRM_DETERMINERS: Words = "no-firm-determiners";
        /// Where an apposition ends.
        pub(super) APPOSITION_BREAKS: Words = "apposition-breaks";
        /// Prepositions whose phrase a comma ends ("At the show X, Tesla …").
        pub(super) PHRASE_LEADS: Words = "phrase-leads";
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_in_lower_case() {
        for list in [
            &PLACES,
            &STOP,
            &FIRST_NAMES,
            &ENDINGS,
            &THINGS,
            &KNOWN_BODIES,
        ] {
            let capital = list.iter().find(|w| **w != *w.to_lowercase());
            assert_eq!(capital, None);
        }
    }
}
