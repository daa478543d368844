//! Learns by what pairs of briefs are told to be of one story (`src/group/stories/data/weights.txt`), and measures it on
//! stories that it did not learn from.
//!
//! ```text
//! cargo run --example learn_stories -- words ARTICLES.jsonl.gz
//! cargo run --example learn_stories -- weights EVENTS.jsonl TOPICS.jsonl ARTICLES.jsonl.gz [--write src/group/stories/data/weights.txt]
//! ```
//!
//! The first prints the rows of `common_words.txt`. The second takes three sets of articles, an object a line with `id`,
//! `title`, `date` and `text`: one whose `story` is an event (and `apart` lists what looks like it and is none), one of
//! headlines whose `story` is a topic, wider than an event, and one of articles of which only `pairs.txt` beside this
//! program says which are of one story. It prints how well the stories of each fifth are found by what was learned from
//! the other four.

#![allow(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::disallowed_methods,
    clippy::needless_range_loop,
    clippy::print_stdout,
    reason = "a program for developers that reads their own files and prints"
)]

mod logistic;

use std::collections::{BTreeMap, HashMap, HashSet};
use std::error::Error;
use std::io::Read;

use briefmill::group::stories::learning::{
    Article, Collection, Learned, Pair, fact_names, table_of_common_words, table_of_weights,
};
use logistic::{Example, learn};
use serde_json::Value;

/// Stories are parted into so many groups; each is judged by what was learned from the others.
const GROUPS: u64 = 5;
/// How much the weights are held back.
const CALM: f64 = 2.0;
/// What a pair of one topic counts: it is often no pair of one event.
const TOPIC: f64 = 0.1;
/// What a pair counts of the articles that were labelled by pairs: nearly all are of two stories.
const LABELLED: f64 = 0.5;

/// By how much headlines alone must say more than the labelled topics ask for: in a stream of news many more look alike.
const DOUBT: f32 = 0.9;

/// Pairs of articles that were read: ids, and whether they are of one story or it is open. All others that look alike
/// are of two.
const READ: &str = include_str!("pairs.txt");

/// The facts that add nothing where there is a text.
const NOT_OF_TEXTS: [&str; 3] = [
    "headline-amounts-shared",
    "headline-words-in-headline",
    "headlines-alike",
];

/// The facts by which headlines alone are told apart.
const OF_HEADLINES: [&str; 7] = [
    "days-apart",
    "headline-amounts-shared",
    "headline-in-headline",
    "headline-words-in-headline",
    "headlines-alike",
    "headlines-alike-root",
    "same-day",
];

/// Articles of one set with what is known of them.
struct Set {
    ids: Vec<String>,
    articles: Vec<Article>,
    /// The story of each; those alone have one of their own.
    stories: Vec<String>,
    /// Pairs of look-alikes.
    apart: Vec<(usize, usize)>,
    /// The group of each: all that is said to be or not to be of one story is in one.
    groups: Vec<u64>,
}

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let file = |i: usize| arguments.get(i).ok_or("a file is missing");
    if arguments.first().is_some_and(|a| a == "words") {
        print!("{}", table_of_common_words(&read(file(1)?)?.articles));
        return Ok(());
    }
    let (events, topics, read_ones) = (read(file(1)?)?, read(file(2)?)?, read(file(3)?)?);
    let write = arguments.iter().position(|a| a == "--write");
    let write = write.and_then(|i| arguments.get(i + 1));
    let bare = |set: &Set| -> Vec<Article> {
        let articles = set.articles.iter();
        articles
            .map(|a| Article {
                text: a.title.clone(),
                ..a.clone()
            })
            .collect()
    };
    let mut whole = Collection::of(&events.articles);
    let mut heads = Collection::of(&bare(&events));
    let mut topic = Collection::of(&bare(&topics));
    let mut labelled = Collection::of(&read_ones.articles);
    let labelled_heads = Collection::of(&bare(&read_ones));
    let seen: HashSet<&String> = events.articles.iter().map(|a| &a.title).collect();
    let verdicts = verdicts();

    let (of_whole, of_heads, of_topic) = (whole.pairs(), heads.pairs(), topic.pairs());
    let (of_labelled, of_bare) = (labelled.pairs(), labelled_heads.pairs());
    let texts_of = |leave: Option<u64>| {
        let mut examples = of_stories(&events, &of_whole, leave, 1.0);
        examples.extend(of_verdicts(
            &read_ones,
            &of_labelled,
            &verdicts,
            &seen,
            leave,
        ));
        learned(&examples, |fact| !NOT_OF_TEXTS.contains(&fact), 0.0)
    };
    let headlines_of = |leave: Option<u64>| {
        let mut examples = of_stories(&events, &of_heads, leave, 1.0);
        examples.extend(of_stories(&topics, &of_topic, leave, TOPIC));
        examples.extend(of_verdicts(&read_ones, &of_bare, &verdicts, &seen, leave));
        learned(&examples, |fact| OF_HEADLINES.contains(&fact), DOUBT)
    };
    let mut scores: BTreeMap<&str, Score> = BTreeMap::new();
    for leave in 0..GROUPS {
        let (texts, headlines) = (texts_of(Some(leave)), headlines_of(Some(leave)));
        for (name, set, collection) in [
            ("events with texts", &events, &mut whole),
            ("events, headlines alone", &events, &mut heads),
            ("topics, headlines alone", &topics, &mut topic),
        ] {
            let found = collection.stories(&texts, &headlines);
            scores.entry(name).or_default().add(set, &found, leave);
        }
    }
    for (name, score) in &scores {
        println!("{name:24} {}", score.line());
    }
    let (texts, headlines) = (texts_of(None), headlines_of(None));
    let rows = table_of_weights(&texts, &headlines);
    println!("{rows}");
    let found = labelled.stories(&texts, &headlines);
    report(
        &read_ones,
        &found,
        &seen,
        arguments.iter().any(|a| a == "--show"),
    );
    if let Some(path) = write {
        let old = std::fs::read_to_string(path)?;
        let head = old.lines().take_while(|l| l.starts_with('#'));
        let head: Vec<&str> = head.collect();
        std::fs::write(path, format!("{}\n\n{rows}", head.join("\n")))?;
    }
    Ok(())
}

/// Reads a set, packed or not.
fn read(path: &str) -> Result<Set, Box<dyn Error>> {
    let mut text = String::new();
    let file = std::fs::File::open(path)?;
    if path.to_lowercase().ends_with(".gz") {
        flate2::read::MultiGzDecoder::new(file).read_to_string(&mut text)?;
    } else {
        std::io::BufReader::new(file).read_to_string(&mut text)?;
    }
    let rows: Vec<Value> = text
        .lines()
        .filter(|l| !l.trim().is_empty())
        .map(serde_json::from_str)
        .collect::<Result<_, _>>()?;
    let field = |row: &Value, key: &str| row[key].as_str().unwrap_or_default().to_owned();
    let ids: Vec<String> = rows.iter().map(|r| field(r, "id")).collect();
    let place: HashMap<&String, usize> = ids.iter().enumerate().map(|(i, id)| (id, i)).collect();
    let articles = rows.iter().map(|row| {
        let (title, text) = (field(row, "title"), field(row, "text"));
        let text = if text.is_empty() {
            title.clone()
        } else {
            text.replace('\n', "\n\n")
        };
        let date = field(row, "date").get(..10).and_then(|d| d.parse().ok());
        Article { title, text, date }
    });
    let articles: Vec<Article> = articles.collect();
    let stories: Vec<String> = rows
        .iter()
        .zip(&ids)
        .map(|(row, id)| {
            row["story"]
                .as_str()
                .map_or_else(|| format!("alone {id}"), str::to_owned)
        })
        .collect();
    let mut apart = Vec::new();
    for (i, row) in rows.iter().enumerate() {
        for other in row["apart"]
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(Value::as_str)
        {
            if let Some(j) = place.get(&other.to_owned()) {
                apart.push((i.min(*j), i.max(*j)));
            }
        }
    }
    apart.sort_unstable();
    apart.dedup();
    let groups = groups(&ids, &stories, &apart);
    Ok(Set {
        ids,
        articles,
        stories,
        apart,
        groups,
    })
}

/// The group of each article, by the hash of the first id that it is tied to.
fn groups(ids: &[String], stories: &[String], apart: &[(usize, usize)]) -> Vec<u64> {
    let mut first: Vec<usize> = (0..ids.len()).collect();
    let mut last: HashMap<&String, usize> = HashMap::new();
    let mut ties: Vec<(usize, usize)> = apart.to_vec();
    for (i, story) in stories.iter().enumerate() {
        if let Some(before) = last.insert(story, i) {
            ties.push((before, i));
        }
    }
    loop {
        let mut changed = false;
        for (a, b) in &ties {
            let least = first[*a].min(first[*b]);
            changed |= first[*a] != least || first[*b] != least;
            first[*a] = least;
            first[*b] = least;
        }
        if !changed {
            break;
        }
    }
    let group = |i: &usize| {
        let hash = briefmill::hash::fold(ids[*i].bytes());
        (hash ^ (hash >> 29)) % GROUPS
    };
    first.iter().map(group).collect()
}

/// What is known of pairs whose articles have a story each; those of a group that is left out are left out.
fn of_stories(set: &Set, pairs: &[Pair], leave: Option<u64>, same: f64) -> Vec<Example> {
    let mut out = Vec::new();
    for pair in pairs {
        let (a, b) = pair.articles;
        if leave.is_some_and(|l| set.groups[a] == l || set.groups[b] == l) {
            continue;
        }
        let yes = set.stories[a] == set.stories[b];
        let weight = if yes { same } else { 1.0 };
        out.push(Example {
            facts: pair.facts.clone(),
            yes,
            weight,
        });
    }
    out
}

/// The pairs that were read, and whether they are of one story; none where it is open.
fn verdicts() -> HashMap<(String, String), Option<bool>> {
    let rows = READ
        .lines()
        .filter(|l| !l.starts_with('#') && !l.is_empty());
    rows.filter_map(|row| {
        let mut words = row.split_whitespace().map(str::to_owned);
        let (a, b, verdict) = (words.next()?, words.next()?, words.next()?);
        Some(((a, b), (verdict == "same").then_some(true)))
    })
    .collect()
}

/// What is known of pairs of the articles that were labelled by pairs. An article that is in the other set too is left
/// out.
fn of_verdicts(
    set: &Set,
    pairs: &[Pair],
    verdicts: &HashMap<(String, String), Option<bool>>,
    seen: &HashSet<&String>,
    leave: Option<u64>,
) -> Vec<Example> {
    let mut out = Vec::new();
    for pair in pairs {
        let (a, b) = pair.articles;
        let group = set.groups[a];
        let titles = [&set.articles[a].title, &set.articles[b].title];
        if leave == Some(group) || titles.iter().any(|t| seen.contains(t)) {
            continue;
        }
        let of = |a: usize, b: usize| verdicts.get(&(set.ids[a].clone(), set.ids[b].clone()));
        let verdict = match of(a, b).or_else(|| of(b, a)) {
            Some(verdict) => *verdict,
            None => Some(titles[0] == titles[1]),
        };
        if let Some(yes) = verdict {
            out.push(Example {
                facts: pair.facts.clone(),
                yes,
                weight: LABELLED,
            });
        }
    }
    out
}

/// What these examples teach of some of the facts.
fn learned(examples: &[Example], use_fact: impl Fn(&str) -> bool, doubt: f32) -> Learned {
    let names = fact_names();
    let used: Vec<bool> = names.iter().map(|n| use_fact(n)).collect();
    let (base, weights) = learn(examples, &used, CALM);
    Learned {
        base: base as f32 - doubt,
        weights: weights.iter().map(|w| *w as f32).collect(),
    }
}

/// B-cubed precision and recall, and how many look-alikes stay apart.
#[derive(Default)]
struct Score {
    precision: f64,
    recall: f64,
    articles: f64,
    apart: f64,
    alike: f64,
}

impl Score {
    /// Adds the articles of one group.
    fn add(&mut self, set: &Set, found: &[usize], group: u64) {
        let all = 0..set.ids.len();
        for i in all.clone().filter(|i| set.groups[*i] == group) {
            let held: Vec<usize> = all.clone().filter(|j| found[*j] == found[i]).collect();
            let true_ones: Vec<usize> = all
                .clone()
                .filter(|j| set.stories[*j] == set.stories[i])
                .collect();
            let both = held
                .iter()
                .filter(|j| set.stories[**j] == set.stories[i])
                .count() as f64;
            self.precision += both / held.len() as f64;
            self.recall += both / true_ones.len() as f64;
            self.articles += 1.0;
        }
        for (a, b) in set.apart.iter().filter(|(a, _)| set.groups[*a] == group) {
            self.alike += 1.0;
            self.apart += f64::from(u8::from(found[*a] != found[*b]));
        }
    }

    fn line(&self) -> String {
        format!(
            "B-cubed precision {:.3} recall {:.3}, look-alikes apart {:.3} of {}",
            self.precision / self.articles,
            self.recall / self.articles,
            self.apart / self.alike.max(1.0),
            self.alike
        )
    }
}

/// Says how many stories were found in the articles that were labelled by pairs; with `show`, which.
fn report(set: &Set, found: &[usize], seen: &HashSet<&String>, show: bool) {
    let mut stories: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (i, story) in found.iter().enumerate() {
        stories.entry(*story).or_default().push(i);
    }
    stories.retain(|_, members| members.len() > 1);
    let inside: usize = stories.values().map(Vec::len).sum();
    println!(
        "{} stories of {inside} among {} articles",
        stories.len(),
        found.len()
    );
    for members in stories.values().filter(|_| show) {
        println!("--");
        for i in members {
            let article = &set.articles[*i];
            let mark = if seen.contains(&article.title) {
                "*"
            } else {
                " "
            };
            let date = article.date.map(|d| d.to_string()).unwrap_or_default();
            println!("{mark} {date} {} {}", set.ids[*i], article.title);
        }
    }
}
