//! A rule as a value: what `why`, receipts, findings, settings and the manual call by one id and describe in one text.
//!
//! Each stage states its rules beside the code that applies them, and lists them in its `RULES`.

use serde::{Serialize, Serializer};

/// Where in the running order a rule applies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Stage {
    /// What a fragment states of itself: headline, date, authors, publisher, address, language.
    Statement,
    /// What of a saved page is its article.
    Page,
    /// What of the article's text is taken out.
    Cleaning,
    /// A headline made for an article that states none.
    Headline,
    /// The sentences that stand for the article.
    Summary,
    /// The sentences that say the most.
    KeyPoints,
    /// Amounts.
    Figures,
    /// Companies and technologies.
    Names,
    /// What kind of event is reported.
    Events,
    /// What kind of publisher reports it.
    Sources,
}

impl Stage {
    /// What the manual says of the stage's rules.
    pub const fn heading(self) -> &'static str {
        match self {
            Self::Statement => "What a fragment states of itself",
            Self::Page => "What of a saved page is its article",
            Self::Cleaning => "What of the text is taken out",
            Self::Headline => "Headlines that are proposed",
            Self::Summary => "The summary",
            Self::KeyPoints => "Key points",
            Self::Figures => "Figures",
            Self::Names => "Companies and technologies",
            Self::Events => "The kind of event",
            Self::Sources => "The kind of source",
        }
    }
}

/// One rule. Two rules are the same if stage and id are.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct Rule {
    /// Stable id, kebab-case, of one meaning in its stage.
    pub id: &'static str,
    /// Where it applies.
    pub stage: Stage,
    /// What it says to a reader: words that complete "from …" for what it found or made, and "taken out as …" for what
    /// it cut.
    pub words: &'static str,
    /// What it looks at, for the manual: a sentence or two, with an example.
    pub about: &'static str,
    /// Whether what it makes is a proposal: words of the article, but not as its source stated them.
    pub proposal: bool,
    /// Of a hundred results that the rule made alone, those that were wrong on a real collection of press articles and
    /// releases (1,004 of 2017 to 2026, read by a person); none where that was not measured.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub wrong_per_cent: Option<u8>,
}

impl Rule {
    /// A rule whose result is what the source states, or what the article's own words say.
    pub const fn new(stage: Stage, id: &'static str, words: &'static str) -> Self {
        Self {
            id,
            stage,
            words,
            about: "",
            proposal: false,
            wrong_per_cent: None,
        }
    }

    /// The same rule with what it looks at.
    #[must_use]
    pub const fn about(self, about: &'static str) -> Self {
        Self { about, ..self }
    }

    /// The same rule with the share that it gets wrong alone.
    #[must_use]
    pub const fn wrong(self, per_cent: u8) -> Self {
        Self {
            wrong_per_cent: Some(per_cent),
            ..self
        }
    }

    /// A rule that makes a proposal.
    pub const fn proposing(stage: Stage, id: &'static str, words: &'static str) -> Self {
        Self {
            proposal: true,
            ..Self::new(stage, id, words)
        }
    }
}

impl PartialEq for Rule {
    fn eq(&self, other: &Self) -> bool {
        (self.stage, self.id) == (other.stage, other.id)
    }
}

impl Eq for Rule {}

impl PartialOrd for Rule {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Rule {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        (self.id, self.stage).cmp(&(other.id, other.stage))
    }
}

impl std::hash::Hash for Rule {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        (self.stage, self.id).hash(state);
    }
}

impl std::fmt::Display for Rule {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(self.id)
    }
}

/// Where something derived came from: the rule and the sentence in the article's words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Receipt {
    /// The rule; serialised as its id.
    #[serde(serialize_with = "as_id")]
    pub rule: &'static Rule,
    /// The sentence.
    pub sentence: String,
}

/// Serialises a rule as its id.
///
/// # Errors
/// Those of the serialiser.
pub fn as_id<S: Serializer>(rule: &&'static Rule, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(rule.id)
}
