//! Headlines in languages without a grammar here: whole sentences, or whole clauses where a mark and a word of the
//! language show that one ends. What neither can be shortened nor is short stays as it is.
//!
//! Each of the first sentences is tried whole and without what it can do without: an opening phrase, a clause that is
//! inserted, a clause at its end. What costs the least is taken; a sentence that leans on another costs much.

use std::sync::LazyLock;

use crate::pattern::Pattern;
use crate::table::{Values, Words, tables};
use crate::text::stands::{share_in, stems};
use crate::text::words::{is_hangul, is_wide};

tables! {
    "data/abroad.txt" => {
        /// Words with which a clause begins that the one before the comma does without.
        ADDS: Words = "adds";
        /// Words with which a sentence begins that opens with less than a statement.
        OPENS: Words = "opens";
        /// Verbs of saying, whose clause follows the comma.
        SAYS: Words = "says";
        /// Words that stand for something said before.
        LEANS: Words = "leans";
        /// Those that stand for a subject, wherever a clause begins with them.
        SUBJECTS: Words = "subjects";
        /// Articles.
        ARTICLES: Words = "articles";
        /// Nouns of time, before which nothing points back.
        TIMES: Words = "times";
        /// Words that point at what was said before, though they open no sentence.
        POINTS: Words = "points-back";
        /// Words for the reader, as they are written there.
        READER: Words = "reader";
        /// Days of the week, with which a sentence opens.
        DAYS: Words = "days";
        /// Phrases that open what a clause does without, no comma before them.
        TRAILS: Values = "trails";
        /// Phrases within a sentence that say no more than that its subject says so.
        FILLERS: Values = "fillers";
        /// Words of an allegation, which is never told without who alleges it.
        ALLEGES: Words = "alleges";
        /// What shows that a clause of Chinese has its verb.
        CHINESE_VERBS: Values = "chinese-verbs";
        /// Words with which a clause of Chinese opens that calls for another.
        CHINESE_OPENS: Values = "chinese-opens";
        /// Beginnings of a sentence of Chinese, Japanese or Korean that goes on from another.
        WIDE_LEANS: Values = "wide-leans";
        /// Words before which a relative clause belongs to what is said.
        OWED: Words = "owed";
    }
}

/// Longest headline, in characters, that needs no editor, and that may stand at all; in scripts whose characters are
/// words.
const WANTED: usize = 100;
const WANTED_WIDE: usize = 60;
const LONGEST: usize = 130;
const LONGEST_WIDE: usize = 80;

/// A clause is no shorter.
const LEAST: usize = 45;
const LEAST_WIDE: usize = 14;

/// Conversions, tickers, acronyms.
static BRACKETS: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(r"\s*(?:\([^()]{0,80}\)|（[^（）]{0,80}）|\[[^\[\]]{0,80}\]|＝[^＝]{1,20}＝)")
        .unwrap_or_else(|e| panic!("{e}"))
});

/// A place, a wire or a picture's credit before a dash: "© Acme Hamburg (wire) - ".
static LABEL: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(r"^[^.!?]{0,40}[\d)©][^.!?]{0,20}?\s[-–—]\s+").unwrap_or_else(|e| panic!("{e}"))
});

/// A Chinese wire's name and hour, and who reported: "示例财讯 | 据报道，", "示例讯 2月10日上午消息", "近日，".
static CHINESE_LABEL: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(r"^(?:[^，。、]{2,12}[讯訊][\s|｜]*)?(?:\d+月\d+日(?:上午|下午|晚间|早间)?消息[，\s]*)?(?:据[^，。人]{0,14}(?:报道|消息)[，]\s*)?(?:(?:近日|日前|今日|昨日|今天|昨天|当地时间)?(?:\d+月)?(?:\d+日)?(?:上午|下午|晚间|早间|晚|凌晨)?[，]\s*)?").unwrap_or_else(|e| panic!("{e}"))
});

/// The day and the hour with which a sentence of Korean or Japanese opens.
static DAY: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(r"^(?:지난\s)?\d{1,2}일(?:\s(?:오전|오후|새벽|밤|낮)?\s?\d{1,2}시(?:\s?\d{1,2}분)?(?:께|쯤)?)?,?\s|^\d{1,2}日(?:午前|午後)?、")
        .unwrap_or_else(|e| panic!("{e}"))
});

/// A sentence as a headline.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Short {
    /// Its words.
    pub(super) headline: String,
    /// Whether something was left out.
    pub(super) cut: bool,
    /// What is lost and what is wrong with it.
    pub(super) cost: f64,
}

/// Whether a sentence begins with a word that stands for something said before, or its subject is such a word after an
/// opening: "Am Montag, …, ils".
pub(super) fn leans(sentence: &str) -> bool {
    let first = first_word(sentence);
    let second = sentence.split(' ').nth(1).map(first_word);
    // "Diese Woche", "questa settimana".
    if second.as_ref().is_some_and(|w| TIMES.has(w)) {
        return false;
    }
    let after = sentence.split(", ").skip(1).take(1);
    LEANS.has(&first)
        // "In questo contesto".
        || OPENS.has(&first) && second.is_some_and(|w| LEANS.has(&w))
        || (OPENS.has(&first) || DAYS.has(&first))
            && after.map(first_word).any(|w| SUBJECTS.has(&w))
        || WIDE_LEANS.iter().any(|w| sentence.starts_with(w))
}

/// The first word of a text in lower case; of "l'usine" the article.
fn first_word(text: &str) -> String {
    text.trim_start()
        .split([' ', '\u{a0}', '\'', '’', ','])
        .next()
        .unwrap_or_default()
        .to_lowercase()
}

fn length(text: &str) -> usize {
    text.chars().count()
}

/// A sentence without bullets, labels, brackets and its stop.
pub(super) fn bare(lead: &str) -> String {
    let lead = lead.trim_start_matches(|c: char| {
        matches!(
            c,
            '-' | '–' | '—' | '•' | '*' | '·' | '▪' | '■' | '●' | '○' | '△' | '▲' | ' '
        )
    });
    let after = |label: &Pattern, text: &str| -> String {
        let end = label.find(text).map_or(0, |m| m.end);
        text.get(end..).unwrap_or(text).to_owned()
    };
    let lead = after(&CHINESE_LABEL, &after(&LABEL, lead));
    let bare = BRACKETS.without(&lead);
    bare.trim()
        .trim_end_matches(['.', '。', '!', '！'])
        .trim()
        .to_owned()
}

/// Whether a sentence points back with one of its first words, or speaks to its reader.
fn is_of_others(sentence: &str) -> bool {
    /// Words that are looked at.
    const FRONT: usize = 5;
    let words = || sentence.split(|c: char| !c.is_alphanumeric());
    let mut front = words().filter(|w| !w.is_empty()).take(FRONT);
    front.any(|w| POINTS.has(&w.to_lowercase())) || words().skip(1).any(|w| READER.has(w))
}

/// A sentence as a headline at the least cost, the first of a text at `place` 0; none if it is too long and no clause of
/// it can stand. `recurs` are the stems of the words that a text comes back to.
pub(super) fn shorten(place: usize, lead: &str, recurs: &[u64]) -> Option<Short> {
    let whole = bare(lead);
    let whole = whole.as_str();
    let wide = whole.chars().filter(|c| is_wide(*c)).count() * 3 > length(whole);
    let (wanted, longest, least) = if wide {
        (WANTED_WIDE, LONGEST_WIDE, LEAST_WIDE)
    } else {
        (WANTED, LONGEST, LEAST)
    };
    let mut tries: Vec<(String, f64)> = vec![(whole.to_owned(), 0.0)];
    if length(whole) > wanted {
        tries.extend(if wide {
            in_wide(whole)
        } else {
            in_letters(whole)
        });
    }
    let price = |(text, lost): (String, f64)| {
        let long = length(&text);
        let over = if long > wanted { 0.8 } else { 0.0 };
        let place = f64::from(u8::try_from(place).unwrap_or(u8::MAX)) * 0.9;
        Short {
            cut: text != whole,
            cost: lost
                + over
                + place
                + if leans(&text) { 2.0 } else { 0.0 }
                // What somebody says, whom a sentence before it names.
                + if place > 0.0 && alleges(&text) { 0.9 } else { 0.0 }
                + if is_of_others(&text) { 1.0 } else { 0.0 }
                // A later sentence that has none of the text's words is no news of it.
                + if place > 0.0 && share_in(&stems(&text), recurs) <= 0.0 { 0.6 } else { 0.0 },
            headline: text,
        }
    };
    tries
        .into_iter()
        .filter(|(text, _)| {
            let long = length(text);
            long <= longest && (text == whole || long >= least) && balanced(text)
        })
        .map(price)
        .min_by(|a, b| {
            // Of equals the one that tells the most.
            let more = length(&b.headline).cmp(&length(&a.headline));
            a.cost.total_cmp(&b.cost).then(more)
        })
}

/// What a long sentence may be in a script with spaces between words, each with what is lost.
fn in_letters(whole: &str) -> Vec<(String, f64)> {
    let mut bases: Vec<(String, f64)> = vec![(whole.to_owned(), 0.0)];
    let mut add = |text: Option<String>, cost: f64| {
        if let Some(text) = text {
            let cost = bases.last().map_or(0.0, |(_, c)| *c) + cost;
            bases.push((text, cost));
        }
    };
    let unfilled = without_fillers(whole);
    add(unfilled.clone(), 0.05);
    let text = unfilled.unwrap_or_else(|| whole.to_owned());
    let opened = after_colon(&text).or_else(|| after_opening(&text));
    add(opened.clone(), 0.2);
    let text = opened.unwrap_or(text);
    add(without_insertion(&text), 0.2);
    let mut out = Vec::new();
    for (base, cost) in &bases {
        out.push((base.clone(), *cost));
        for (part, lost) in beginnings(base) {
            out.push((part.to_owned(), cost + lost));
        }
    }
    out
}

/// A sentence without the phrases that say no more than that its subject says so.
fn without_fillers(text: &str) -> Option<String> {
    let filler = FILLERS.iter().map(|f| format!(" {f}"));
    let filler = filler.into_iter().find(|f| text.contains(f.as_str()))?;
    Some(text.replacen(&filler, "", 1))
}

/// What follows a colon, where what stands before it is a label and no announcement.
fn after_colon(text: &str) -> Option<String> {
    let (before, after) = text.split_once(": ")?;
    let says = before.split(' ').any(|w| SAYS.has(&w.to_lowercase())) || alleges(after);
    (!says && after.starts_with(char::is_uppercase) && length(after) >= LEAST)
        .then(|| after.to_owned())
}

/// What follows an opening phrase, where the comma after it is followed by an article or a name: "Con el fin de …, el
/// gobierno".
fn after_opening(text: &str) -> Option<String> {
    let mut rest = text;
    let mut found = false;
    for _ in 0..2 {
        let first = first_word(rest);
        // German and Dutch have their verb after it.
        if !OPENS.has(&first) && !DAYS.has(&first) {
            break;
        }
        let next = rest.match_indices(", ").find_map(|(at, mark)| {
            let after = rest.get(at + mark.len()..)?;
            let word = first_word(after);
            let stands = ARTICLES.has(&word)
                || after.starts_with(char::is_uppercase)
                || OPENS.has(&word) && DAYS.has(&first);
            stands.then_some(after)
        });
        let Some(after) = next else { break };
        rest = after;
        found = true;
    }
    let word = first_word(rest);
    (found && length(rest) >= LEAST && !SUBJECTS.has(&word) && !OPENS.has(&word))
        .then(|| rest.to_owned())
}

/// A sentence without a clause between commas that tells of a noun before it and ends before its verb.
fn without_insertion(text: &str) -> Option<String> {
    let commas: Vec<usize> = text.match_indices(", ").map(|(at, _)| at).collect();
    commas.windows(2).find_map(|pair| {
        let [from, to] = pair else { return None };
        let inside = text.get(from + 2..*to)?;
        let after = text.get(to + 2..)?;
        let goes_on = after.starts_with(char::is_lowercase)
            && !ADDS.has(&first_word(after))
            && !matches!(
                first_word(after).as_str(),
                "und" | "et" | "y" | "e" | "o" | "ou" | "oder"
            );
        if !(is_relative(inside) && goes_on) {
            return None;
        }
        Some(format!("{} {after}", text.get(..*from)?))
    })
}

/// Whether the words after a comma are a clause that tells of the noun before it.
fn is_relative(inside: &str) -> bool {
    let first = first_word(inside);
    let last = inside.rsplit(' ').next().unwrap_or_default();
    match first.as_str() {
        "qui" | "dont" | "cuyo" | "cuya" | "deren" | "dessen" | "denen" => true,
        // In German and Dutch a clause ends in its verb, an explanation in a noun.
        "der" | "die" | "das" | "dem" | "den" => {
            inside.split(' ').count() > 2
                && last.starts_with(char::is_lowercase)
                && last.chars().all(char::is_alphabetic)
        }
        _ => false,
    }
}

/// The beginnings of a sentence that end where the language says that another clause begins, the dearer the more they
/// leave out.
fn beginnings(whole: &str) -> Vec<(&str, f64)> {
    let opens = OPENS.has(&first_word(whole));
    let alleges = alleges(whole);
    let mut out = Vec::new();
    let commas = whole.match_indices([',', ';', '–', '—', '-']);
    for (place, (at, mark)) in commas.enumerate() {
        let (Some(before), Some(after)) = (whole.get(..at), whole.get(at + mark.len()..)) else {
            continue;
        };
        let next = first_word(after);
        let inside = after.split(", ").next().unwrap_or_default().trim();
        let says = before
            .rsplit(' ')
            .take(5)
            .any(|w| SAYS.has(&w.to_lowercase()));
        let who = SAYS.has(&next)
            || matches!(
                next.as_str(),
                "selon"
                    | "según"
                    | "segundo"
                    | "secondo"
                    | "laut"
                    | "a"
                    | "ha"
                    | "wie"
                    | "so"
                    | "comme"
            );
        let ends = mark == ";"
            || ADDS.has(&next)
            || is_relative(inside)
            || SAYS.has(&next)
            || matches!(next.as_str(), "wie" | "so" | "comme" | "a" | "ha")
                && inside.split(' ').any(|w| SAYS.has(&w.to_lowercase()));
        let ends = ends || matches!(mark, "–" | "—" | "-") && before.ends_with(' ');
        // "..., teilte die Firma mit": who says so may go, unless it is an allegation.
        if after.starts_with(' ')
            && !says
            && ends
            && !(opens && place == 0)
            && !(who && alleges)
            && !is_open(before)
        {
            out.push((before.trim_end(), if who { 0.1 } else { 0.3 }));
        }
    }
    for trail in TRAILS.iter() {
        for (at, _) in whole.match_indices(trail) {
            let after = whole.get(at + trail.len()..).unwrap_or_default();
            if let Some(before) = whole.get(..at).and_then(|b| b.strip_suffix(' '))
                && after.starts_with(' ')
                && !opens
                && !is_open(before)
            {
                out.push((before, 0.4));
            }
        }
    }
    // "la directive X-1 qui oblige": what is named needs no more words.
    for mark in [" qui ", " dont ", " que ", " che ", " cuyo ", " cuya "] {
        for (at, _) in whole.match_indices(mark) {
            let Some(before) = whole.get(..at) else {
                continue;
            };
            let last = before.rsplit(' ').next().unwrap_or_default();
            let named =
                last.starts_with(char::is_uppercase) || last.chars().any(|c| c.is_ascii_digit());
            let relative = matches!(mark, " qui " | " dont " | " cuyo " | " cuya ")
                && !OWED.has(&last.to_lowercase())
                || named;
            if relative && !opens && !is_open(before) {
                out.push((before, 0.5));
            }
        }
    }
    out
}

/// Whether a sentence holds an allegation, or what somebody else says.
fn alleges(text: &str) -> bool {
    text.split(|c: char| !c.is_alphabetic())
        .any(|w| ALLEGES.has(&w.to_lowercase()))
}

/// Whether a beginning calls for more: an insertion that a comma opened and none closed, or a small word at its end.
fn is_open(before: &str) -> bool {
    let last = before
        .trim_end()
        .rsplit([' ', '\'', '’'])
        .next()
        .unwrap_or_default()
        .to_lowercase();
    let inserted = before.rsplit_once(", ").is_some_and(|(head, tail)| {
        // "Acme, die 300 Menschen beschäftigt": no verb of its own has come.
        is_relative(tail) && !head.contains(", ") && length(head) < LEAST
    });
    ARTICLES.has(&last) || OWED.has(&last) || OPENS.has(&last) || inserted
}

/// What a long sentence may be in a script whose characters are words, each with what is lost.
fn in_wide(whole: &str) -> Vec<(String, f64)> {
    let mut out: Vec<(String, f64)> = Vec::new();
    if !(whole.contains(is_hangul) || whole.contains(is_kana)) {
        out.extend(chinese_clauses(whole).map(|(part, lost)| (part.to_owned(), lost)));
        return out;
    }
    let bare = DAY.without(whole);
    if bare.len() < whole.len() {
        out.push((bare.to_string(), 0.1));
    }
    out.extend(last_clauses(&bare).map(|(part, lost)| (part.to_owned(), lost)));
    out.extend(topic_and_end(&bare).map(|part| (part, 0.5)));
    out
}

/// In languages whose verb stands last, the ends of the sentence that have a topic of their own: "…は…を発表した".
fn last_clauses(whole: &str) -> impl Iterator<Item = (&str, f64)> {
    /// A topic stands near the head of its clause, in characters.
    const NEAR: usize = 24;
    whole
        .match_indices(['、', ',', '，'])
        .filter_map(move |(at, mark)| {
            let rest = whole.get(at + mark.len()..)?.trim_start();
            let head: String = rest.chars().take(NEAR).collect();
            has_topic(&head).then_some((rest, 0.3))
        })
}

/// Whether the head of a clause holds its topic or its subject.
fn has_topic(head: &str) -> bool {
    if head.contains(is_kana) {
        return head
            .split('、')
            .next()
            .is_some_and(|h| h.contains(['は', 'が']));
    }
    head.split_whitespace()
        .take(4)
        .any(|w| length(w) > 1 && w.ends_with(['은', '는', '이', '가']))
}

/// The topic of a sentence with its last clause: "例社は、…し、来年に稼働させると発表した".
fn topic_and_end(whole: &str) -> Option<String> {
    /// Longest topic.
    const LONGEST_TOPIC: usize = 20;
    let kana = whole.contains(is_kana);
    let topic_end = if kana {
        let at = whole.find('は')?;
        at + 'は'.len_utf8()
    } else {
        let mut ends = whole.match_indices(' ').map(|(at, _)| at);
        ends.find(|at| {
            whole
                .get(..*at)
                .is_some_and(|w| w.ends_with(['은', '는']) && length(w) > 1)
        })?
    };
    let topic = whole.get(..topic_end)?;
    let last = whole
        .match_indices(['、', ','])
        .map(|(at, mark)| at + mark.len())
        .filter(|at| {
            whole
                .get(*at..)
                .is_some_and(|rest| length(rest) + length(topic) <= WANTED_WIDE)
        })
        .find(|at| *at > topic_end)?;
    let rest = whole.get(last..)?.trim_start();
    // A clause with a topic of its own is another sentence; one that a quotation was cut from is none.
    let head: String = rest.chars().take(LONGEST_TOPIC).collect();
    if has_topic(&head) || length(topic) > LONGEST_TOPIC || topic.contains(['、', ',']) {
        return None;
    }
    Some(if kana {
        format!("{topic}{rest}")
    } else {
        format!("{topic} {rest}")
    })
}

/// In Chinese the runs of clauses from the head.
fn chinese_clauses(whole: &str) -> impl Iterator<Item = (&str, f64)> {
    whole
        .match_indices(['，', '；', ','])
        .filter_map(move |(at, mark)| {
            let before = whole.get(..at)?;
            let after = whole.get(at + mark.len()..)?;
            // "据报道" and "表示" call for what follows; "在" goes on with the same clause.
            let calls = before.ends_with([
                '称', '示', '说', '道', '悉', '布', '为', '是', '后', '时', '以', '下', '如',
            ]);
            let opens = before.starts_with(['在', '当']) && !before.contains('，');
            let goes_on = after
                .trim_start()
                .starts_with(['在', '的', '中', '从', '向', '对', '为', '即']);
            let clause = before.rsplit('，').next().unwrap_or(before);
            let says = CHINESE_VERBS.iter().any(|v| clause.contains(v));
            let opens = opens || CHINESE_OPENS.iter().any(|o| clause.contains(o));
            (!calls && !opens && !goes_on && says).then_some((before, 0.3))
        })
}

fn is_kana(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30ff}')
}

/// Whether each quotation that opens closes, too.
fn balanced(part: &str) -> bool {
    let count = |c: char| part.matches(c).count();
    [
        ('「', '」'),
        ('『', '』'),
        ('“', '”'),
        ('«', '»'),
        ('《', '》'),
        ('(', ')'),
    ]
    .iter()
    .all(|(o, c)| count(*o) == count(*c))
        && count('"').is_multiple_of(2)
        && (count('„') == 0 || count('„') <= count('“') + count('”'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn short(sentence: &str) -> String {
        shorten(0, sentence, &[])
            .map(|s| s.headline)
            .unwrap_or_default()
    }

    #[test]
    fn a_long_sentence_loses_what_it_does_without() {
        for (sentence, expected) in [
            // A clause inserted, whose verb is its last word.
            (
                "Die Basalt AG, die seit vielen Jahren in Rotterdam und Umgebung tätig ist und Zellen für Speicher fertigt, baut in Rotterdam eine Fabrik für Zellen.",
                "Die Basalt AG baut in Rotterdam eine Fabrik für Zellen",
            ),
            (
                "Die Basalt AG baut in Rotterdam eine Fabrik für Zellen, die ohne Lithium auskommen und vom Jahr 2027 an in Speichern stecken.",
                "Die Basalt AG baut in Rotterdam eine Fabrik für Zellen",
            ),
            (
                "Con el fin de cubrir la demanda de baterías, células y módulos de todo el norte del país, la firma Basalt abre una planta de baterías en Bilbao.",
                "la firma Basalt abre una planta de baterías en Bilbao",
            ),
            (
                "Le groupe Basalt ouvre une usine de cellules à Rotterdam, a annoncé lundi sa direction dans un communiqué, et embauche 300 personnes.",
                "Le groupe Basalt ouvre une usine de cellules à Rotterdam",
            ),
            (
                "27일 오전 10시 예제전자는 로테르담에 배터리 공장을 새로 짓고 삼백 명을 고용하기로 했다고 대변인이 밝혔다",
                "예제전자는 로테르담에 배터리 공장을 새로 짓고 삼백 명을 고용하기로 했다고 대변인이 밝혔다",
            ),
            (
                "示例公司将在鹿特丹投资4亿欧元建设一座钠离子电池工厂，除了电池之外还将在当地生产储能设备并雇用三百名工人，以满足整个欧洲市场对于长时间储能设备的迫切需求",
                "示例公司将在鹿特丹投资4亿欧元建设一座钠离子电池工厂",
            ),
        ] {
            assert_eq!(short(sentence), expected);
        }
    }

    #[test]
    fn an_allegation_keeps_who_alleges_it() {
        let sentence = "Le groupe Basalt aurait caché des pertes de plusieurs millions d’euros à ses actionnaires, selon un journal.";
        assert!(short(sentence).ends_with("selon un journal"));
    }

    #[test]
    fn a_subject_that_another_sentence_names_leans() {
        for sentence in [
            "In questo contesto, il mercato cresce.",
            "Sous les ors du palais, ils ont parlé.",
            "对此，示例公司尚未回应。",
        ] {
            assert!(leans(sentence), "{sentence}");
        }
        assert!(!leans("Dans le port, le groupe Basalt ouvre une usine."));
    }
}
