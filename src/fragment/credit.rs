//! Who a text says wrote it and sent it, in what newspapers put before the first sentence and after the last: datelines
//! with their agency or reporter, "Reporting by …", a name after a dash, `홍길동 기자`, `（记者 张三）`.

use std::sync::LazyLock;

use regex::Regex;

use super::people::{is_person, is_wire, opens_byline, people};
use crate::html::plain::blocks;
use crate::table::{Values, tables};
use crate::text::dateline;

tables! {
    "data/credits.txt" => {
        /// Words before the names of those who wrote the text, behind it.
        OPENERS: Values = "openers";
        /// Words before the names of others, behind those.
        OTHERS: Values = "others";
    }
}

/// How much of the end of a body is looked at, in bytes.
const TAIL: usize = 2000;

/// Longest line of credits in characters.
const LONGEST: usize = 300;

/// Longest line in characters with which somebody signs.
const SIGNATURE: usize = 60;

/// An agency in a dateline: "(Example Wire)", "/Example Wire/".
static AGENCY: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"[(/]\s*([^()/]{2,40}?)\s*[)/]\s*[^\p{L}\p{N}]*$")
        .expect("a test reads a dateline with it")
});

/// Reporters in a dateline or a closing bracket in Chinese, Japanese and Korean.
static REPORTERS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?x)
        [(（]\s*(?:本报|本報|新华社|见习|特约)?[记記]者\s*[:：]?\s*([^()（）]{2,30})[)）]  # （记者 张三）
        | [(（【［]\s*([^()（）【】［］=＝\s]{2,12})\s*[記记]者\s*[)）】］]               # （山田太郎記者）
        | ^[【［][^】］=＝]{1,15}[=＝]([^】］]{2,20})[】］]                                # 【北京=山田太郎】
        | ^(?:\([^()]{1,20}\)|\[[^\[\]]{1,20}\])?\s*([\p{Hangul}]{2,4}(?:[\s,·]+[\p{Hangul}]{2,4}){0,2}\s*(?:선임|전문|인턴|수습)?(?:기자|특파원))\s*[=＝]
        | ^\[[^\[\]]{1,15}\s([\p{Hangul}]{2,4}\s*(?:선임|전문|인턴|수습)?(?:기자|특파원))\]
        ",
    )
    .expect("a test reads names with it")
});

/// The agency that the dateline of a line names: "KYOTO (Example Wire) – Cells …".
pub(super) fn agency(line: &str) -> Option<String> {
    let (dateline, _) = dateline::split(line);
    if let Some(known) = dateline::known_agency(dateline) {
        return Some(known.to_owned());
    }
    // Nearly no line has a dateline, and many runs never need the pattern.
    if !dateline.contains(['(', '/']) {
        return None;
    }
    let agency = AGENCY
        .captures(dateline.trim_end())?
        .get(1)?
        .as_str()
        .trim();
    let named = agency.chars().next().is_some_and(char::is_uppercase)
        && !agency
            .chars()
            .any(|c| c.is_ascii_digit() || matches!(c, ':' | '='));
    named.then(|| agency.to_owned())
}

/// The people whom the first line or a closing bracket of a text in Chinese, Japanese or Korean names as its reporters.
pub(super) fn reporters(line: &str) -> Vec<String> {
    // Each alternative has one of these.
    if !line.contains(['者', '자', '원', '【', '［']) {
        return Vec::new();
    }
    let Some(found) = REPORTERS.captures(line) else {
        return Vec::new();
    };
    let names = found.iter().skip(1).flatten().next();
    names
        .map(|n| {
            // What stands before such names says already what they are.
            people(&format!("记者 {}", n.as_str().trim()), None)
        })
        .unwrap_or_default()
}

/// The people whom the last lines of a body name as those who wrote it, with that line.
pub(super) fn closing(body: &str) -> Option<(Vec<String>, String)> {
    let from = body.len().saturating_sub(TAIL);
    let from = (from..=body.len()).find(|at| body.is_char_boundary(*at))?;
    let tail = body.get(from..)?;
    // Not in the middle of a tag.
    let tail = if from == 0 {
        tail
    } else {
        tail.split_once('<').map_or(tail, |(before, _)| {
            tail.get(before.len()..).unwrap_or_default()
        })
    };
    let quoted = tail.contains("<blockquote") || tail.contains("</blockquote");
    let lines = blocks(tail, usize::MAX);
    let last = lines.len().saturating_sub(1);
    let skip = lines.len().saturating_sub(5);
    lines.iter().enumerate().skip(skip).find_map(|(at, line)| {
        if line.chars().count() > LONGEST {
            return None;
        }
        let mut names = credited(line);
        if names.is_empty() && is_labelled(line) {
            names = people(line, None);
        }
        if names.is_empty() && at == last && at > 0 {
            names = signed(line, quoted);
            if names.is_empty() && !quoted && stands_right(tail) && is_person(line) {
                names = vec![line.clone()];
            }
        }
        (!names.is_empty()).then(|| (names, line.clone()))
    })
}

/// Whether a line is short, no sentence, and opens with the label of who wrote the text: "Text: Jane Doe | Photos: …".
fn is_labelled(line: &str) -> bool {
    let label = line.split_once([':', '：']).map(|(label, _)| label);
    let short = line.chars().count() <= 2 * SIGNATURE && !line.ends_with(['.', '。']);
    short && label.is_some_and(|l| l.chars().count() <= 20) && opens_byline(line)
}

/// Whether the last paragraph is set to the right, as a signature is.
fn stands_right(tail: &str) -> bool {
    let last = tail.rfind("<p").and_then(|at| tail.get(at..));
    let style = last
        .and_then(|p| p.split_once('>'))
        .map(|(tag, _)| tag.replace(' ', "").to_ascii_lowercase());
    style.is_some_and(|s| {
        s.contains("text-align:right")
            || s.contains("text-align:end")
            || s.contains("align=\"right\"")
            || s.contains("align=right")
    })
}

/// The people of a line of credits: "Reporting by Jane Doe in Oslo; Editing by John Roe".
fn credited(line: &str) -> Vec<String> {
    let line = line.trim_start_matches(['(', '[', '*', '—', '–', '-', ' ']);
    let lower = line.to_lowercase();
    if lower.len() != line.len() {
        return Vec::new();
    }
    let opened = OPENERS.iter().find_map(|o| {
        let rest = lower.strip_prefix(o)?;
        rest.starts_with([' ', ':'])
            .then(|| line.len() - rest.len())
    });
    let Some(start) = opened else {
        return Vec::new();
    };
    let end = OTHERS
        .iter()
        .filter_map(|o| lower.get(start..)?.find(o).map(|at| start + at))
        .chain(
            line.get(start..)
                .and_then(|l| l.find([';', ')', ']']))
                .map(|at| start + at),
        )
        .min()
        .unwrap_or(line.len());
    let names = line.get(start..end).unwrap_or_default();
    people(
        names
            .trim_start_matches([':', ' '])
            .trim_end_matches([' ', '.']),
        None,
    )
}

/// The person who signs a text with a last line: "— Jane Doe", `홍길동 기자 hong@example.kr`.
fn signed(line: &str, quoted: bool) -> Vec<String> {
    let reporters = signing_reporters(line);
    if reporters.is_empty() {
        signing(line, quoted).into_iter().collect()
    } else {
        reporters
    }
}

/// The reporters who sign in Chinese, Japanese or Korean.
fn signing_reporters(line: &str) -> Vec<String> {
    if line.chars().count() > SIGNATURE {
        return Vec::new();
    }
    let reporter = ["기자", "특파원", "记者", "記者"]
        .iter()
        .any(|w| line.contains(w));
    let sentence = line.ends_with(['.', '。', '다', '!', '?']);
    if reporter && !sentence {
        let names = reporters(line);
        return if names.is_empty() {
            people(line, None)
        } else {
            names
        };
    }
    Vec::new()
}

/// The person behind a dash.
fn signing(line: &str, quoted: bool) -> Option<String> {
    if line.chars().count() > SIGNATURE {
        return None;
    }
    // Under a quotation the same line says who said it.
    let name = line
        .strip_prefix(['—', '–'])
        .or_else(|| line.strip_prefix("--"))
        .map(str::trim);
    // "Jane Doe, Reuters" says for whom she writes.
    let (name, whose) = name?.split_once([',', '(', '/']).unwrap_or((name?, ""));
    let whose = whose.trim().trim_end_matches(')');
    let is_outlet = whose.is_empty()
        || whose.split_whitespace().count() <= 4 && whose.starts_with(char::is_uppercase)
        || is_wire(whose);
    (!quoted && is_outlet && is_person(name.trim())).then(|| name.trim().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn agencies_of_datelines() {
        for (line, name) in [
            (
                "KYOTO (Example Wire) – Cells are made.",
                Some("Example Wire"),
            ),
            (
                "OSLO, May 2 /Example Wire/ -- Cells are made.",
                Some("Example Wire"),
            ),
            ("OSLO, May 2 – Cells are made.", None),
            ("Berlin, 11. März 2025 (dpa) – Cells are made.", Some("dpa")),
            ("新华社北京3月11日电 电池厂开工。", Some("新华社")),
            ("Cells (small ones) – are made.", None),
            ("Cells are made.", None),
        ] {
            assert_eq!(agency(line).as_deref(), name, "{line}");
        }
    }

    #[test]
    fn reporters_of_datelines() {
        for (line, names) in [
            (
                "(서울=예제통신) 홍길동 기자 = 배터리 공장이 열렸다.",
                &["홍길동"][..],
            ),
            ("[예제경제 홍길동 기자] 배터리 공장이 열렸다.", &["홍길동"]),
            (
                "示例社北京11月21日电（记者 张三 李四）电池厂开工。",
                &["张三", "李四"],
            ),
            ("【北京=山田太郎】電池工場が開いた。", &["山田太郎"]),
            ("电池厂开工。（记者王小明）", &["王小明"]),
            ("배터리 공장이 열렸다고 기자들에게 말했다.", &[]),
            ("记者从公司获悉，电池厂开工。", &[]),
        ] {
            assert_eq!(reporters(line), names, "{line}");
        }
    }

    #[test]
    fn closing_lines() {
        let closing = |last: &str| {
            let body = format!("<p>Cells are made here.</p><p>{last}</p>");
            closing(&body).map(|c| c.0).unwrap_or_default()
        };
        for (last, names) in [
            (
                "Reporting by Jane Doe in Oslo and John Roe; Editing by Max Poe",
                &["Jane Doe", "John Roe"][..],
            ),
            ("(Reporting by Jane Doe. Editing by Max Poe)", &["Jane Doe"]),
            ("— Jane Doe", &["Jane Doe"]),
            ("— Jane Doe, Reuters", &["Jane Doe"]),
            ("Texte : Jane Doe | Photos : Max Poe", &["Jane Doe"]),
            ("Photos: Max Poe", &[]),
            ("– Jane Doe (The Herald)", &["Jane Doe"]),
            ("— Jane Doe, as she said", &[]),
            ("홍길동 기자 hong@example.kr", &["홍길동"]),
            ("Editing by Max Poe", &[]),
            ("— it is said", &[]),
            (
                "Reporting by the plant is slow this year, Jane Doe said.",
                &[],
            ),
            ("Jane Doe", &[]),
        ] {
            assert_eq!(closing(last), names, "{last}");
        }
        let right = "<p>Cells are made here.</p><p style='text-align: right'><b>Jane Doe</b></p>";
        assert_eq!(super::closing(right).unwrap().0, ["Jane Doe"]);
        assert!(super::closing("<p>A</p><blockquote>Cells!<br>— Jane Doe</blockquote>").is_none());
    }
}
