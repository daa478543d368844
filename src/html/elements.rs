//! What the elements of HTML are: one table, from which every module asks.
//!
//! A class is a fact that several rules rely on. A list that belongs to one rule alone, and says what that rule does, stands
//! beside it.

/// A set of elements.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Class(u32);

impl Class {
    /// Lies inside a line of text and only dresses it.
    pub(crate) const DRESSING: Self = Self(1);
    /// Dressing that says nothing of its words.
    pub(crate) const BARE: Self = Self(1 << 1);
    /// Dressing that sets words apart from those around them.
    pub(crate) const STRONG: Self = Self(1 << 2);
    /// Stands in a line of text as a whole. What neither dresses nor stands in a line is a block.
    pub(crate) const ATOM: Self = Self(1 << 3);
    /// Is shown without being words.
    pub(crate) const MEDIA: Self = Self(1 << 4);
    /// Its text is never the article's.
    pub(crate) const UNREAD: Self = Self(1 << 5);
    /// Its text is seen by no reader. Narrower than [`UNREAD`](Self::UNREAD): the choices of a form are seen.
    pub(crate) const UNSEEN: Self = Self(1 << 6);
    /// Has neither content nor end tag.
    pub(crate) const VOID: Self = Self(1 << 7);
    /// Its content is no markup but text up to its own end tag.
    pub(crate) const RAW: Self = Self(1 << 8);
    /// Ends where the next of its name begins.
    pub(crate) const ENDS_ALIKE: Self = Self(1 << 9);
    /// Around it, an open element of that kind stays open when the next of its name begins inside.
    pub(crate) const FENCE: Self = Self(1 << 10);
    /// Goes on in the next block when it is left open, so that each block then holds all of them again.
    pub(crate) const FORMATTING: Self = Self(1 << 11);
    /// Formatting that is left open inside ends with it.
    pub(crate) const ENDS_FORMATTING: Self = Self(1 << 12);
    /// A heading of any level.
    pub(crate) const HEADING: Self = Self(1 << 13);
    /// A block in which pictures stand in the line.
    pub(crate) const LINE: Self = Self(1 << 14);
    /// A block of rows, items or raw lines: loose text in it is no paragraph.
    pub(crate) const PARTED: Self = Self(1 << 15);
    /// Only holds others, so that text which stands directly in it counts for it.
    pub(crate) const HOLDER: Self = Self(1 << 16);
    /// Works instead of saying: scripts, styles, forms, buttons, players.
    pub(crate) const MACHINERY: Self = Self(1 << 17);
    /// Belongs to a page, not to what it shows.
    pub(crate) const CHROME: Self = Self(1 << 18);
    /// Tells text that holds it as HTML.
    pub(crate) const MARKUP: Self = Self(1 << 19);
    /// Stands in whole pages only.
    pub(crate) const PAGE: Self = Self(1 << 20);

    const fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// All classes of an element, none for one that nobody knows. Names are as a parser gives them: in lower case.
    pub(crate) fn of(name: &str) -> Self {
        let letter = |of: &str| of.bytes().next().map_or(0, usize::from);
        let (from, to) = (BEGIN.get(letter(name)), BEGIN.get(letter(name) + 1));
        let (Some(from), Some(to)) = (from, to) else {
            return Self(0);
        };
        let rows = TABLE.get(*from..*to);
        let row = rows.into_iter().flatten().find(|row| row.0 == name);
        Self(row.map_or(0, |row| row.1))
    }

    /// The same for a name as a source writes it.
    pub(crate) fn of_written(name: &str) -> Self {
        if name.bytes().any(|b| b.is_ascii_uppercase()) {
            Self::of(&name.to_ascii_lowercase())
        } else {
            Self::of(name)
        }
    }

    /// Whether an element of these classes stands as a block. One that nobody knows does.
    pub(crate) fn is_block(self) -> bool {
        !self.is(IN_LINE)
    }

    /// Whether the two have a class in common.
    pub(crate) fn is(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Whether an element of this name is of the class.
    pub(crate) fn holds(self, name: &str) -> bool {
        Self::of(name).is(self)
    }
}

/// Whether an element of this name stands as a block.
pub(crate) fn is_block(name: &str) -> bool {
    Class::of(name).is_block()
}

const IN_LINE: Class = Class::DRESSING.and(Class::ATOM);

const DRESSING: u32 = Class::DRESSING.0;
const BARE: u32 = Class::BARE.0;
const STRONG: u32 = Class::STRONG.0;
const ATOM: u32 = Class::ATOM.0;
const MEDIA: u32 = Class::MEDIA.0;
const UNREAD: u32 = Class::UNREAD.0;
const UNSEEN: u32 = Class::UNSEEN.0;
const VOID: u32 = Class::VOID.0;
const RAW: u32 = Class::RAW.0;
const ENDS_ALIKE: u32 = Class::ENDS_ALIKE.0;
const FENCE: u32 = Class::FENCE.0;
const FORMATTING: u32 = Class::FORMATTING.0;
const ENDS_FORMATTING: u32 = Class::ENDS_FORMATTING.0;
const HEADING: u32 = Class::HEADING.0;
const LINE: u32 = Class::LINE.0;
const PARTED: u32 = Class::PARTED.0;
const HOLDER: u32 = Class::HOLDER.0;
const MACHINERY: u32 = Class::MACHINERY.0;
const CHROME: u32 = Class::CHROME.0;
const MARKUP: u32 = Class::MARKUP.0;
const PAGE: u32 = Class::PAGE.0;

/// Where the names that begin with each letter begin in the table, so that few are compared: names are asked for by the million.
const BEGIN: [usize; 129] = {
    let mut begin = [0; 129];
    let mut letter = 0;
    let mut row = 0;
    while letter < 129 {
        while row < TABLE.len() && (TABLE[row].0.as_bytes()[0] as usize) < letter {
            row += 1;
        }
        begin[letter] = row;
        letter += 1;
    }
    begin
};

/// The elements in alphabetical order.
const TABLE: &[(&str, u32)] = &[
    ("a", DRESSING | ENDS_ALIKE | FORMATTING | MARKUP),
    ("abbr", DRESSING | MARKUP),
    ("acronym", DRESSING),
    ("amp-ad", CHROME),
    ("amp-sidebar", CHROME),
    ("applet", ENDS_FORMATTING | MACHINERY),
    ("area", ATOM | VOID),
    ("article", FENCE | HOLDER | MARKUP),
    ("aside", MARKUP),
    ("audio", MEDIA),
    ("b", DRESSING | STRONG | FORMATTING | MARKUP),
    ("base", VOID | MACHINERY),
    ("bdi", DRESSING | BARE),
    ("bdo", DRESSING | BARE),
    ("big", DRESSING | BARE | FORMATTING),
    ("blockquote", FENCE | MARKUP),
    ("body", HOLDER | PAGE),
    ("br", ATOM | VOID | MARKUP),
    ("button", ATOM | MACHINERY),
    ("canvas", MACHINERY),
    ("caption", ENDS_FORMATTING | MARKUP),
    ("center", HOLDER | MARKUP),
    ("cite", DRESSING | MARKUP),
    ("code", DRESSING | FORMATTING | MARKUP),
    ("col", VOID),
    ("colgroup", PARTED),
    ("data", DRESSING),
    ("datalist", MACHINERY),
    ("dd", ENDS_ALIKE | MARKUP),
    ("del", DRESSING | MARKUP),
    ("dfn", DRESSING),
    ("dialog", MACHINERY),
    ("div", FENCE | HOLDER | MARKUP),
    ("dl", FENCE | PARTED | MARKUP),
    ("dt", ENDS_ALIKE | LINE | MARKUP),
    ("em", DRESSING | STRONG | FORMATTING | MARKUP),
    ("embed", MEDIA | VOID),
    ("figcaption", MARKUP),
    ("figure", MARKUP),
    ("font", DRESSING | BARE | FORMATTING | MARKUP),
    ("footer", CHROME | MARKUP),
    ("frame", MACHINERY),
    ("frameset", MACHINERY | PAGE),
    ("h1", HEADING | LINE | MARKUP),
    ("h2", HEADING | LINE | MARKUP),
    ("h3", HEADING | LINE | MARKUP),
    ("h4", HEADING | LINE | MARKUP),
    ("h5", HEADING | LINE | MARKUP),
    ("h6", HEADING | LINE | MARKUP),
    ("head", UNREAD | UNSEEN | PARTED | CHROME | PAGE),
    ("header", MARKUP),
    ("hr", MEDIA | VOID | MARKUP),
    ("html", PAGE),
    ("i", DRESSING | STRONG | FORMATTING | MARKUP),
    ("iframe", MEDIA | RAW | MARKUP),
    ("img", ATOM | MEDIA | VOID | MARKUP),
    ("input", ATOM | VOID | MACHINERY),
    ("ins", DRESSING | MARKUP),
    ("kbd", DRESSING),
    ("label", DRESSING | BARE | CHROME),
    ("li", ENDS_ALIKE | MARKUP),
    ("link", ATOM | VOID | MACHINERY | PAGE),
    ("main", HOLDER | MARKUP),
    ("map", ATOM | CHROME),
    ("mark", DRESSING | MARKUP),
    ("marquee", ENDS_FORMATTING),
    ("math", ATOM | MEDIA),
    ("menu", CHROME),
    ("meta", ATOM | VOID | MACHINERY | PAGE),
    ("meter", MACHINERY),
    ("nav", CHROME | MARKUP),
    ("nobr", DRESSING | FORMATTING),
    ("noembed", RAW),
    ("noframes", RAW),
    ("noscript", ATOM | UNREAD | UNSEEN | MACHINERY),
    ("object", MEDIA | ENDS_FORMATTING | MACHINERY),
    ("ol", FENCE | PARTED | MARKUP),
    ("option", ENDS_ALIKE),
    ("output", DRESSING | BARE),
    ("p", ENDS_ALIKE | LINE | MARKUP),
    ("param", VOID | MACHINERY),
    ("picture", ATOM | MEDIA | MARKUP),
    ("pre", LINE | PARTED | MARKUP),
    ("progress", MACHINERY),
    ("q", DRESSING | MARKUP),
    ("rb", DRESSING | BARE),
    ("rp", DRESSING | UNREAD),
    ("rt", DRESSING | UNREAD),
    ("rtc", DRESSING | UNREAD),
    ("ruby", DRESSING),
    ("s", DRESSING | FORMATTING | MARKUP),
    ("samp", DRESSING),
    ("script", ATOM | UNREAD | UNSEEN | RAW | MACHINERY | MARKUP),
    ("section", FENCE | HOLDER | MARKUP),
    ("select", ATOM | UNREAD | FENCE | MACHINERY),
    ("small", DRESSING | BARE | FORMATTING | MARKUP),
    ("source", ATOM | VOID | MARKUP),
    ("span", DRESSING | BARE | MARKUP),
    ("strike", DRESSING | FORMATTING),
    ("strong", DRESSING | STRONG | FORMATTING | MARKUP),
    ("style", ATOM | UNREAD | UNSEEN | RAW | MACHINERY | MARKUP),
    ("sub", DRESSING | MARKUP),
    ("sup", DRESSING | MARKUP),
    ("svg", ATOM | UNREAD | MACHINERY),
    ("table", FENCE | PARTED | MARKUP),
    ("tbody", ENDS_ALIKE | PARTED | MARKUP),
    ("td", ENDS_ALIKE | FENCE | ENDS_FORMATTING | HOLDER | MARKUP),
    (
        "template",
        ATOM | UNREAD | UNSEEN | ENDS_FORMATTING | MACHINERY,
    ),
    ("textarea", ATOM | UNREAD | RAW | MACHINERY),
    ("tfoot", PARTED),
    ("th", ENDS_ALIKE | FENCE | ENDS_FORMATTING | MARKUP),
    ("thead", ENDS_ALIKE | PARTED | MARKUP),
    ("time", DRESSING | MARKUP),
    ("title", UNREAD | UNSEEN | RAW | MACHINERY | PAGE),
    ("tr", ENDS_ALIKE | PARTED | MARKUP),
    ("track", VOID),
    ("tt", DRESSING | FORMATTING),
    ("u", DRESSING | STRONG | FORMATTING | MARKUP),
    ("ul", FENCE | PARTED | MARKUP),
    ("var", DRESSING),
    ("video", MEDIA | MARKUP),
    ("wbr", ATOM | VOID),
    ("xmp", RAW),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_sorted() {
        assert!(TABLE.is_sorted_by(|a, b| a.0 < b.0));
    }

    #[test]
    fn classes_are_told() {
        assert!(Class::VOID.holds("br") && !Class::VOID.holds("b"));
        assert!(Class::of_written("BLOCKQUOTE").is(Class::MARKUP));
        assert!(is_block("p") && is_block("news-box") && !is_block("em") && !is_block("img"));
        for (name, classes) in TABLE {
            assert!(classes & UNSEEN == 0 || classes & UNREAD != 0, "{name}");
        }
    }
}
