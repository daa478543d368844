//! Any bytes as a fragment: the brief that is made of them reads back, is written the same again, and is no larger than
//! what went in allows. The first byte chooses the name's ending.
#![no_main]

use std::sync::LazyLock;

use briefmill::fragment;
use briefmill_fuzz::{Catalogue, body_html, check_html, draft, file, fingerprint, merge};
use libfuzzer_sys::fuzz_target;

static CATALOGUE: LazyLock<Catalogue> = LazyLock::new(Catalogue::built_in);

/// A file of many records makes as many briefs; a few are enough.
const LOOKED_AT: usize = 3;

fuzz_target!(|data: &[u8]| {
    let Some((first, bytes)) = data.split_first() else {
        return;
    };
    let name = match first {
        b't' => "a.txt",
        b'm' => "a.md",
        b'j' => "a.json",
        b'l' => "a.jsonl",
        b'x' => "a.xml",
        b'e' => "a.eml",
        b'c' => "a.csv",
        _ => "a.html",
    };
    let reading = fragment::read(name, bytes, None);
    assert!(
        !reading.fragments.is_empty() || !reading.findings.is_empty(),
        "nothing is told of it"
    );
    for finding in &reading.findings {
        assert!(
            !finding.message.is_empty() && finding.remedy.as_deref() != Some(""),
            "{finding:?}"
        );
    }
    for fragment in reading.fragments.into_iter().take(LOOKED_AT) {
        let Some(made) = draft(fragment, &CATALOGUE) else {
            continue;
        };
        let mut brief = made.brief;
        brief.path = format!("content/briefs/{}.md", brief.slug.as_str());
        brief.made = Some(fingerprint(&brief, "00000000", &made.words_hash));
        assert!(!brief.title.trim().is_empty() && !brief.slug.as_str().is_empty());
        let text = file::render(&brief);
        let (read, findings) =
            file::parse(&brief.path, &text).unwrap_or_else(|f| panic!("{f:?}\n{text}"));
        assert!(findings.is_empty(), "{findings:?}\n{text}");
        assert_eq!(file::render(&read), text);
        assert_eq!(
            (read.title.as_str(), read.body_markdown.as_str()),
            (brief.title.trim(), brief.body_markdown.trim())
        );
        // Escapes and lists of names take more room than the words that they are made of, but only so much.
        assert!(
            text.len() <= 16 * bytes.len() + 20_000,
            "{} bytes of {}",
            text.len(),
            bytes.len()
        );
        check_html(&body_html(&read.body_markdown));
        // A second run finds nothing to do.
        assert!(matches!(
            merge::merge(&brief.path, &text, &brief, Default::default()),
            merge::Merged::Unchanged
        ));
    }
});
