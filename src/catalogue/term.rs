//! A term.

/// Which taxonomy a term belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TermKind {
    /// A commercial firm.
    Company,
    /// A named technical thing.
    Technology,
}

/// One company or one technology.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    /// Which taxonomy.
    pub kind: TermKind,
    /// The canonical name, as the trade press writes it.
    pub name: String,
    /// Other names, former names and acronyms.
    pub aliases: Vec<String>,
    /// ISO 3166 alpha-2 code of a company's seat.
    pub country: Option<String>,
    /// Canonical name of the parent company or of the broader technology.
    pub parent: Option<String>,
    /// For an ambiguous name: words of which one must stand near it.
    pub context: Vec<String>,
    /// Those of its names that are ordinary words, or names of other things, too.
    pub ambiguous: Vec<String>,
    /// A heading of the hierarchy, such as `battery`: too general to tag.
    pub heading: bool,
    /// A thing of every day, a trade, a product or a raw material: it tags what is about it, not what names it in passing.
    pub broad: bool,
}

impl Term {
    /// A term of which only the name is known.
    pub fn new(kind: TermKind, name: impl Into<String>) -> Self {
        Self {
            kind,
            name: name.into(),
            aliases: Vec::new(),
            country: None,
            parent: None,
            context: Vec::new(),
            ambiguous: Vec::new(),
            heading: false,
            broad: false,
        }
    }

    /// Its canonical name, then its aliases.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.name.as_str()).chain(self.aliases.iter().map(String::as_str))
    }
}
