//! The blocks of a page that hold text, and what can be told of each without understanding a word: how it is set, where it
//! stands, what stands around it, how often its like occurs.

#![expect(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    reason = "shares and counts are asked about with few digits"
)]

use std::collections::{HashMap, HashSet};

use super::covering::triples;
use super::marked::{is_marked, own_text};
use super::weigh::{Weight, sums};
use crate::hash::fold;
use crate::html::elements::Class;
use crate::html::flat::Flat;
use crate::html::marks::Marks;
use crate::html::naming::{Hidden, Names, hidden};

/// What is also asked of the blocks beside one.
fn of_neighbour(facts: &Facts) -> [f32; 12] {
    [
        facts.text,
        facts.link,
        facts.ended,
        facts.heading,
        facts.p,
        facts.li,
        facts.voted,
        facts.beside,
        facts.alike,
        facts.stated,
        facts.nav,
        facts.ruled,
    ]
}

/// The row of numbers by which a block is judged: its own facts, then some of the one and two before and after it.
pub(super) fn row(blocks: &[Block], at: usize) -> Vec<f32> {
    let own = blocks.get(at).map_or([0.0; COUNT], |b| b.facts.row());
    let mut row = own.to_vec();
    for place in [
        at.checked_sub(2),
        at.checked_sub(1),
        Some(at + 1),
        Some(at + 2),
    ] {
        let block = place.and_then(|p| blocks.get(p));
        row.extend(block.map_or([-9.0; 12], |b| of_neighbour(&b.facts)));
    }
    row
}

/// A number for each fact, in one place: the struct, the names, the row.
macro_rules! facts {
    ($($(#[doc = $doc:literal])+ $name:ident,)+) => {
        /// What can be told of a block. A truth is 1 or 0; what does not apply is -1.
        #[derive(Debug, Clone, Copy, Default, PartialEq)]
        pub(crate) struct Facts { $($(#[doc = $doc])+ pub $name: f32,)+ }

        impl Facts {
            /// The facts in the order of [`NAMES`].
            pub(crate) fn row(&self) -> [f32; COUNT] {
                [$(self.$name,)+]
            }
        }

        /// The names of the facts.
        pub(crate) const NAMES: &[&str] = &[$(stringify!($name),)+];
        /// How many facts there are.
        pub(crate) const COUNT: usize = NAMES.len();
    };
}

facts! {
    /// Characters.
    text,
    /// Share of them in links.
    link,
    /// Whether it ends as a sentence does.
    ended,
    /// Signs that end sentences, inside and at the end.
    stops,
    /// Commas per hundred characters.
    commas,
    /// Share of digits.
    digits,
    /// Share of capital letters.
    capitals,
    /// Whether it begins with a small letter.
    small,
    /// Mean length of a word.
    word,
    /// Number of links.
    links,
    /// Signs that part items of a line: `|`, `·`, `•`, `/`.
    parted,
    /// Whether it has an `@`, a `©` or a hash tag.
    signs,
    /// Whether it ends in a colon.
    colon,
    /// Whether it ends in a question mark.
    asked,
    /// Whether a `<time>` is in it.
    time,
    /// A picture stands in it.
    picture,
    /// Share of its characters set bold.
    bold,
    /// Is a paragraph.
    p,
    /// Is an item of a list.
    li,
    /// Is a cell.
    cell,
    /// Level of a heading, 0 for others.
    heading,
    /// Is a container with loose text.
    loose,
    /// Is preformatted.
    pre,
    /// Is a caption.
    caption,
    /// Is a term or its description.
    term,
    /// Is a quotation or in one.
    quoted,
    /// Steps up to a `<nav>`, `<menu>` or a part that names itself so.
    nav,
    /// Steps up to a `<footer>`.
    footer,
    /// Steps up to a `<header>`.
    header,
    /// Steps up to an `<aside>`.
    aside,
    /// Steps up to a `<form>`.
    form,
    /// Steps up to an `<article>`.
    article,
    /// Steps up to a `<main>`.
    main,
    /// Steps up to a `<figure>`.
    figure,
    /// Steps up to a `<table>`.
    table,
    /// Steps up to a list.
    list,
    /// Steps up to a link or button that holds whole blocks.
    pressed,
    /// Steps up to a part that names itself as beside the article.
    beside,
    /// Share of the page's prose in that part.
    beside_share,
    /// Steps up to a part that names itself the body.
    body,
    /// Share of the page's prose in that part.
    body_share,
    /// Steps up to comments.
    comments,
    /// Share of the page's prose in these.
    comments_share,
    /// Steps up to a part that is hidden.
    hidden,
    /// Share of the page's prose in it.
    hidden_share,
    /// Steps up to a part that names itself a summary.
    standfirst,
    /// Depth in the tree.
    depth,
    /// Place among the page's blocks, 0 to 1.
    place,
    /// Share of the page's text before it.
    before,
    /// Blocks since the first heading of the first level, 0 before it, -1 without one.
    since_h1,
    /// Share of the page's prose before that heading.
    before_h1,
    /// Blocks since the last heading.
    since_heading,
    /// Level of that heading.
    under,
    /// Whether it is in the element that the paragraphs voted for.
    voted,
    /// Share of the page's prose in that element.
    voted_share,
    /// Steps up until that element is inside too.
    voted_far,
    /// Share of that element's prose before it.
    voted_before,
    /// Share of that element's prose after it.
    voted_after,
    /// Text in the first container around it.
    a_text,
    /// Share of links there.
    a_link,
    /// Share of prose there.
    a_prose,
    /// Mean square root of the length of blocks there.
    a_mean,
    /// Blocks there.
    a_blocks,
    /// Share of the page's prose there.
    a_share,
    /// The same of the second container that holds more.
    b_text,
    /// Share of links there.
    b_link,
    /// Share of prose there.
    b_prose,
    /// Mean square root of the length of blocks there.
    b_mean,
    /// Blocks there.
    b_blocks,
    /// Share of the page's prose there.
    b_share,
    /// The same of the third.
    c_text,
    /// Share of links there.
    c_link,
    /// Share of prose there.
    c_prose,
    /// Mean square root of the length of blocks there.
    c_mean,
    /// Blocks there.
    c_blocks,
    /// Share of the page's prose there.
    c_share,
    /// The same of the fourth.
    d_text,
    /// Share of links there.
    d_link,
    /// Share of prose there.
    d_prose,
    /// Mean square root of the length of blocks there.
    d_mean,
    /// Blocks there.
    d_blocks,
    /// Share of the page's prose there.
    d_share,
    /// How many blocks of the page are set the same way.
    alike,
    /// Share of the page's text in these.
    alike_share,
    /// Their mean share of links.
    alike_link,
    /// The mean square root of their length.
    alike_text,
    /// The share of them that end as sentences do.
    alike_ended,
    /// How often these very words stand on the page.
    again,
    /// Whether they stood on the page before.
    repeated,
    /// Whether the rules for articles keep it.
    ruled,
    /// Share of its word triples in what the page's data states as the article, -1 without a statement.
    stated,
    /// Share of that statement's triples which the page shows.
    stated_shown,
    /// The kind that the page's data states: an article.
    kind_article,
    /// A thread.
    kind_thread,
    /// A product.
    kind_product,
    /// A list.
    kind_list,
    /// Share of the headline's words in it.
    headline,
}

/// What the page states of itself, as far as it helps to find its content.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Stated<'a> {
    /// Its headlines.
    pub titles: &'a [String],
    /// The article's text.
    pub body: Option<&'a str>,
    /// Types of schema.org and of Open Graph.
    pub types: &'a [String],
}

/// A block that holds text itself.
#[derive(Debug)]
pub(crate) struct Block {
    /// Its place in the page's list.
    pub at: usize,
    /// A number for how it is set, the same for all that are set so; nothing where no class tells.
    pub set: Option<u64>,
    /// What can be told of it.
    pub facts: Facts,
}

impl Block {
    /// Whether it stands in comments.
    pub(super) fn in_comments(&self) -> bool {
        self.facts.comments < FAR
    }
}

/// How many steps up something is at most that counts as near.
const FAR: f32 = 20.0;

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|w| !w.is_empty())
}

/// What a node has from those around it: the node up to which it is so.
#[derive(Debug, Clone, Copy, Default)]
struct Around {
    depth: usize,
    nav: Option<usize>,
    footer: Option<usize>,
    header: Option<usize>,
    aside: Option<usize>,
    form: Option<usize>,
    article: Option<usize>,
    main: Option<usize>,
    figure: Option<usize>,
    table: Option<usize>,
    list: Option<usize>,
    pressed: Option<usize>,
    beside: Option<usize>,
    body: Option<usize>,
    comments: Option<usize>,
    hidden: Option<usize>,
    standfirst: Option<usize>,
    quoted: Option<usize>,
}

impl Around {
    fn inside(mut self, page: &Flat<'_>, at: usize) -> Self {
        let Some(node) = page.nodes.get(at) else {
            return self;
        };
        let Some(element) = node.element else {
            return self;
        };
        self.depth += 1;
        let here = Some(at);
        match node.name() {
            "nav" | "menu" => self.nav = here,
            "footer" => self.footer = here,
            "header" => self.header = here,
            "aside" => self.aside = here,
            "form" => self.form = here,
            "article" => self.article = here,
            "main" => self.main = here,
            "figure" => self.figure = here,
            "table" => self.table = here,
            "ul" | "ol" | "dl" => self.list = here,
            "a" | "button" | "label" => self.pressed = here,
            "blockquote" => self.quoted = here,
            _ => {}
        }
        if element.attrs.is_empty() || matches!(node.name(), "html" | "body") {
            return self;
        }
        let names = Names::of(element);
        if names.any(|w| super::aside::NAVIGATION_NAMES.contains(&w)) {
            self.nav = here;
        }
        if names.any(|w| super::aside::COMMENT_NAMES.contains(&w)) {
            self.comments = here;
        }
        if names.is_body() {
            self.body = here;
        } else if names.is_beside() {
            self.beside = here;
        }
        if names.is_standfirst() {
            self.standfirst = here;
        }
        if matches!(hidden(element), Some(Hidden::Wholly | Hidden::FromEars)) {
            self.hidden = here;
        }
        self
    }
}

/// Running sums over the nodes.
struct Totals {
    text: Vec<f64>,
    link: Vec<f64>,
    prose: Vec<f64>,
    blocks: Vec<f64>,
    lengths: Vec<f64>,
}

impl Totals {
    fn between(sums: &[f64], a: usize, b: usize) -> f64 {
        sums.get(b).copied().unwrap_or(0.0) - sums.get(a).copied().unwrap_or(0.0)
    }
}

/// What is summed over all blocks that are set the same way.
#[derive(Default, Clone, Copy)]
struct Alike {
    count: f64,
    text: f64,
    link: f64,
    length: f64,
    ended: f64,
}

fn truth(of: bool) -> f32 {
    f32::from(u8::from(of))
}

/// The blocks of a page that hold text, without marked ones, in reading order; `voted` is the element for which the
/// paragraphs voted.
pub(super) fn blocks(
    page: &Flat<'_>,
    marks: &Marks,
    weights: &[Weight],
    voted: usize,
    stated: Stated<'_>,
    ruled: &[bool],
) -> Vec<Block> {
    let around = around(page);
    let length = |w: &Weight| f64::from(w.text).sqrt();
    let totals = Totals {
        text: sums(weights.iter().map(|w| f64::from(w.text))),
        link: sums(weights.iter().map(|w| f64::from(w.link))),
        prose: sums(weights.iter().map(|w| w.prose())),
        blocks: sums(weights.iter().map(|w| if w.text > 0 { 1.0 } else { 0.0 })),
        lengths: sums(weights.iter().map(length)),
    };
    let end = page.nodes.len();
    let all = |sums: &[f64]| Totals::between(sums, 0, end);
    let (text, prose) = (all(&totals.text).max(1.0), all(&totals.prose).max(1.0));
    let mut list: Vec<(usize, String)> = Vec::new();
    let mut marked_until = 0;
    for (at, weight) in weights.iter().enumerate() {
        let Some(node) = page.nodes.get(at) else {
            break;
        };
        if is_marked(node, marks) {
            marked_until = marked_until.max(node.end);
        }
        if at >= marked_until && weight.text > 0 {
            list.push((at, own_text(page, at, marks)));
        }
    }
    let keys: Vec<u64> = list.iter().map(|(at, _)| set_as(page, *at)).collect();
    let mut alike: HashMap<u64, Alike> = HashMap::new();
    let mut again: HashMap<u64, f32> = HashMap::new();
    let same = |t: &str| fold(words(t).flat_map(|w| w.bytes().chain([b' '])));
    for ((at, own), key) in list.iter().zip(&keys) {
        let w = weights.get(*at).copied().unwrap_or_default();
        let sum = alike.entry(*key).or_default();
        sum.count += 1.0;
        sum.text += f64::from(w.text);
        sum.link += f64::from(w.link);
        sum.length += length(&w);
        sum.ended += if w.ended { 1.0 } else { 0.0 };
        *again.entry(same(own)).or_default() += 1.0;
    }
    let spoken: Option<HashSet<u64>> = stated
        .body
        .filter(|b| b.chars().count() >= 300)
        .map(|b| triples(b).into_iter().collect());
    let mut shown = HashSet::new();
    let stated_shares: Vec<f32> = list
        .iter()
        .map(|(_, own)| {
            let Some(spoken) = &spoken else { return -1.0 };
            let these = triples(own);
            if these.is_empty() {
                return -1.0;
            }
            let hits: Vec<u64> = these
                .iter()
                .copied()
                .filter(|t| spoken.contains(t))
                .collect();
            let share = hits.len() as f32 / these.len() as f32;
            shown.extend(hits);
            share
        })
        .collect();
    let stated_shown = spoken
        .as_ref()
        .map_or(-1.0, |s| shown.len() as f32 / s.len().max(1) as f32);
    let of_type = |parts: &[&str]| {
        truth(
            stated
                .types
                .iter()
                .any(|t| parts.iter().any(|p| t.contains(p))),
        )
    };
    let page_facts = Facts {
        kind_article: of_type(&["article", "posting", "report"]),
        kind_thread: of_type(&["discussion", "qapage", "question", "comment"]),
        kind_product: of_type(&["product", "offer"]),
        kind_list: of_type(&["collectionpage", "itemlist", "searchresults"]),
        stated_shown,
        ..Facts::default()
    };
    let title_words: HashSet<String> = stated
        .titles
        .iter()
        .flat_map(|t| words(t))
        .map(str::to_lowercase)
        .collect();
    let voted_end = page.nodes.get(voted).map_or(end, |n| n.end);
    let voted_prose = Totals::between(&totals.prose, voted, voted_end);
    let h1 = list
        .iter()
        .position(|(at, _)| page.nodes.get(*at).is_some_and(|n| n.name() == "h1"));
    let before_h1 = h1.and_then(|i| list.get(i)).map_or(-1.0, |(at, _)| {
        Totals::between(&totals.prose, 0, *at) / prose
    });
    let mut heading: Option<(usize, f32)> = None;
    let mut seen: HashSet<u64> = HashSet::new();
    let mut out = Vec::with_capacity(list.len());
    for (i, (at, own)) in list.iter().enumerate() {
        let at = *at;
        let (Some(node), Some(weight)) = (page.nodes.get(at), weights.get(at)) else {
            continue;
        };
        let a = around.get(at).copied().unwrap_or_default();
        let steps = |of: Option<usize>| {
            of.map_or(FAR, |o| {
                let up = around.get(o).map_or(0, |x| x.depth);
                ((a.depth.saturating_sub(up)) as f32).min(FAR - 1.0)
            })
        };
        let share = |of: Option<usize>| {
            of.map_or(-1.0, |o| {
                let to = page.nodes.get(o).map_or(o, |n| n.end);
                (Totals::between(&totals.prose, o, to) / prose) as f32
            })
        };
        let name = node.name();
        let level = name
            .strip_prefix('h')
            .and_then(|l| l.parse::<u8>().ok())
            .filter(|l| (1..=6).contains(l))
            .map_or(0.0, f32::from);
        let mut facts = Facts {
            text: weight.text as f32,
            link: weight.link_share() as f32,
            ended: truth(weight.ended),
            p: truth(name == "p"),
            li: truth(name == "li"),
            cell: truth(matches!(name, "td" | "th")),
            heading: level,
            loose: truth(Class::HOLDER.holds(name) && name != "td"),
            pre: truth(name == "pre"),
            caption: truth(matches!(name, "figcaption" | "caption")),
            term: truth(matches!(name, "dt" | "dd")),
            quoted: truth(a.quoted.is_some()),
            nav: steps(a.nav),
            footer: steps(a.footer),
            header: steps(a.header),
            aside: steps(a.aside),
            form: steps(a.form),
            article: steps(a.article),
            main: steps(a.main),
            figure: steps(a.figure),
            table: steps(a.table),
            list: steps(a.list),
            pressed: steps(a.pressed),
            beside: steps(a.beside),
            beside_share: share(a.beside),
            body: steps(a.body),
            body_share: share(a.body),
            comments: steps(a.comments),
            comments_share: share(a.comments),
            hidden: steps(a.hidden),
            hidden_share: share(a.hidden),
            standfirst: steps(a.standfirst),
            depth: a.depth as f32,
            place: i as f32 / list.len().max(1) as f32,
            before: (Totals::between(&totals.text, 0, at) / text) as f32,
            since_h1: h1.map_or(-1.0, |h| i.saturating_sub(h) as f32),
            before_h1: before_h1 as f32,
            since_heading: heading.map_or(-1.0, |(h, _)| (i - h) as f32),
            under: heading.map_or(0.0, |(_, l)| l),
            voted: truth((voted..voted_end).contains(&at)),
            voted_share: (voted_prose / prose) as f32,
            voted_before: (Totals::between(&totals.prose, voted, at.clamp(voted, voted_end))
                / voted_prose.max(1.0)) as f32,
            voted_after: (Totals::between(&totals.prose, at.clamp(voted, voted_end), voted_end)
                / voted_prose.max(1.0)) as f32,
            again: again.get(&same(own)).copied().unwrap_or(1.0).min(20.0),
            repeated: truth(!seen.insert(same(own))),
            ruled: truth(ruled.get(at).copied().unwrap_or_default()),
            stated: stated_shares.get(i).copied().unwrap_or(-1.0),
            ..page_facts
        };
        let own_words: Vec<String> = words(own).map(str::to_lowercase).collect();
        facts.headline = if title_words.is_empty() {
            -1.0
        } else {
            own_words
                .iter()
                .filter(|w| title_words.contains(*w))
                .count() as f32
                / own_words.len().max(1) as f32
        };
        wording(&mut facts, own, own_words.len());
        dress(&mut facts, page, at, weight);
        if let Some(sum) = keys.get(i).and_then(|k| alike.get(k)) {
            facts.alike = sum.count.min(500.0) as f32;
            facts.alike_share = (sum.text / text) as f32;
            facts.alike_link = (sum.link / sum.text.max(1.0)) as f32;
            facts.alike_text = (sum.length / sum.count) as f32;
            facts.alike_ended = (sum.ended / sum.count) as f32;
        }
        containers(&mut facts, page, at, &totals, prose, (voted, voted_end));
        if level > 0.0 {
            heading = Some((i, level));
        }
        let set = keys.get(i).copied().filter(|_| is_classed(page, at));
        out.push(Block { at, set, facts });
    }
    out
}

/// The types that the page states for itself and what it shows, in small letters: `@type` of JSON-LD, `og:type`.
pub(super) fn types(page: &Flat<'_>) -> Vec<String> {
    let mut out = Vec::new();
    for at in page.named("meta") {
        if let Some(node) = page.nodes.get(at)
            && node.attr("property") == Some("og:type")
        {
            out.extend(node.filled("content").map(str::to_lowercase));
        }
    }
    let data = |n: &crate::html::flat::FlatNode<'_>| {
        n.attr("type")
            .is_some_and(|t| t.to_ascii_lowercase().contains("ld+json"))
    };
    for at in page.named("script") {
        let Some(node) = page.nodes.get(at).filter(|n| data(n)) else {
            continue;
        };
        for inside in page.nodes.get(at + 1..node.end).unwrap_or_default() {
            for after in inside.text.split("\"@type\"").skip(1) {
                let value = after.split('"').nth(1).unwrap_or_default();
                out.push(value.to_lowercase());
            }
        }
    }
    out
}

/// What each node has from those around it.
fn around(page: &Flat<'_>) -> Vec<Around> {
    let mut out: Vec<Around> = Vec::with_capacity(page.nodes.len());
    for (at, node) in page.nodes.iter().enumerate() {
        let outer = if node.parent == at {
            Around::default()
        } else {
            out.get(node.parent).copied().unwrap_or_default()
        };
        out.push(outer.inside(page, at));
    }
    out
}

/// A number for how a block is set: its name and classes and those of the elements around it.
fn set_as(page: &Flat<'_>, at: usize) -> u64 {
    let mut key = 0_u64;
    let mut up = at;
    for level in 0..4 {
        let Some(node) = page.nodes.get(up) else {
            break;
        };
        let class = node.attr("class").unwrap_or_default();
        let class = if level < 3 { class } else { "" };
        let this = fold(node.name().bytes().chain([b'.']).chain(class.bytes()));
        key = key.rotate_left(13).wrapping_mul(31) ^ this;
        if node.parent == up {
            break;
        }
        up = node.parent;
    }
    key
}

/// Whether a class says how a block is set: its own or one of the elements next around it.
fn is_classed(page: &Flat<'_>, at: usize) -> bool {
    let mut up = at;
    (0..3).any(|_| {
        let node = page.nodes.get(up);
        up = node.map_or(up, |n| n.parent);
        node.is_some_and(|n| n.filled("class").is_some())
    })
}

/// What the signs and letters of a text say.
fn wording(facts: &mut Facts, own: &str, words: usize) {
    let own = own.trim();
    let (mut letters, mut capitals, mut digits, mut all) = (0.0_f32, 0.0_f32, 0.0_f32, 0.0_f32);
    for c in own.chars().filter(|c| !c.is_whitespace()) {
        all += 1.0;
        letters += truth(c.is_alphabetic());
        capitals += truth(c.is_uppercase());
        digits += truth(c.is_numeric());
        facts.stops += truth(matches!(
            c,
            '.' | '!' | '?' | '。' | '！' | '？' | '।' | '۔'
        ));
        facts.commas += truth(matches!(c, ',' | '，' | '、' | '،' | ';'));
        facts.parted += truth(matches!(c, '|' | '·' | '•' | '/' | '»' | '›'));
        facts.signs += truth(matches!(c, '@' | '©' | '#'));
    }
    facts.stops = facts.stops.min(20.0);
    facts.commas *= 100.0 / all.max(1.0);
    facts.digits = digits / all.max(1.0);
    facts.capitals = capitals / letters.max(1.0);
    facts.small = truth(own.chars().next().is_some_and(char::is_lowercase));
    facts.word = letters / (words.max(1) as f32);
    facts.colon = truth(own.ends_with([':', '：']));
    facts.asked = truth(own.ends_with(['?', '？']));
}

/// What the elements inside a block say.
fn dress(facts: &mut Facts, page: &Flat<'_>, of: usize, weight: &Weight) {
    let end = page.nodes.get(of).map_or(0, |n| n.end);
    let mut at = of + 1;
    let mut bold_until = 0;
    let mut bold = 0.0;
    while let Some(node) = page.nodes.get(at).filter(|_| at < end) {
        if node.is_block() {
            at = node.end;
            continue;
        }
        match node.name() {
            "a" => facts.links += 1.0,
            "time" => facts.time = 1.0,
            "img" | "picture" => facts.picture = 1.0,
            "b" | "strong" => bold_until = bold_until.max(node.end),
            "" if at < bold_until => bold += node.text.trim().len() as f32,
            _ => {}
        }
        at += 1;
    }
    facts.links = facts.links.min(50.0);
    facts.bold = (bold / (weight.text.max(1) as f32)).min(1.0);
}

/// What stands in the containers around a block, each larger than the one before.
fn containers(
    facts: &mut Facts,
    page: &Flat<'_>,
    at: usize,
    totals: &Totals,
    prose: f64,
    voted: (usize, usize),
) {
    let mut up = at;
    let mut blocks = 1.0;
    let mut level = 0;
    facts.voted_far = 0.0;
    let mut reached = (voted.0..voted.1).contains(&at);
    // What stands farther out says little, and nesting may have no end.
    for _ in 0..40 {
        let Some(parent) = page.nodes.get(up).map(|n| n.parent).filter(|p| *p != up) else {
            break;
        };
        up = parent;
        let end = page.nodes.get(up).map_or(up, |n| n.end);
        if !reached {
            facts.voted_far += 1.0;
            reached = up <= voted.0 && voted.1 <= end;
        }
        let inside = Totals::between(&totals.blocks, up, end);
        if inside <= blocks {
            continue;
        }
        blocks = inside;
        let text = Totals::between(&totals.text, up, end);
        let good = Totals::between(&totals.prose, up, end);
        let row = [
            text as f32,
            (Totals::between(&totals.link, up, end) / text.max(1.0)) as f32,
            (good / text.max(1.0)) as f32,
            (Totals::between(&totals.lengths, up, end) / inside.max(1.0)) as f32,
            inside.min(1000.0) as f32,
            (good / prose) as f32,
        ];
        let slots = match level {
            0 => [
                &mut facts.a_text,
                &mut facts.a_link,
                &mut facts.a_prose,
                &mut facts.a_mean,
                &mut facts.a_blocks,
                &mut facts.a_share,
            ],
            1 => [
                &mut facts.b_text,
                &mut facts.b_link,
                &mut facts.b_prose,
                &mut facts.b_mean,
                &mut facts.b_blocks,
                &mut facts.b_share,
            ],
            2 => [
                &mut facts.c_text,
                &mut facts.c_link,
                &mut facts.c_prose,
                &mut facts.c_mean,
                &mut facts.c_blocks,
                &mut facts.c_share,
            ],
            3 => [
                &mut facts.d_text,
                &mut facts.d_link,
                &mut facts.d_prose,
                &mut facts.d_mean,
                &mut facts.d_blocks,
                &mut facts.d_share,
            ],
            _ if reached => break,
            _ => {
                level += 1;
                continue;
            }
        };
        for (slot, value) in slots.into_iter().zip(row) {
            *slot = value;
        }
        level += 1;
    }
    facts.voted_far = facts.voted_far.min(FAR);
}
