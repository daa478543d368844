//! Any text as the file of a brief: what reads is written so that it reads the same, and rewriting one field leaves
//! every other as it was.
#![no_main]

use briefmill_fuzz::{check_findings, file, fingerprint, front_matter, merge};
use libfuzzer_sys::fuzz_target;

const PATH: &str = "content/briefs/a.md";

fuzz_target!(|source: &str| {
    let split = front_matter::split(source);
    assert!(source.ends_with(split.body));
    let yaml = split.yaml.unwrap_or_default();
    for field in ["title", "made", "companies", "derived", "a"] {
        let block = front_matter::raw_block(yaml, field);
        if !block.is_empty() {
            assert_eq!(front_matter::set_key(yaml, field, block), yaml, "{field}");
        }
    }
    let (brief, findings) = match file::parse(PATH, source) {
        Ok(read) => read,
        Err(findings) => {
            assert!(!findings.is_empty());
            check_findings(source, &findings);
            return;
        }
    };
    check_findings(source, &findings);
    // As the tool would write it, marked as its own, so that marks of a conflict in the text are the text's.
    let mut own = brief.clone();
    own.made = Some(fingerprint(&own, "00000000", "00000000"));
    let text = file::render(&own);
    let (again, _) = file::parse(PATH, &text).unwrap_or_else(|f| panic!("{f:?}\n{text}"));
    assert_eq!(file::render(&again), text);
    assert_eq!(
        (
            &again.title,
            again.date,
            &again.companies,
            &again.body_markdown
        ),
        (&own.title, own.date, &own.companies, &own.body_markdown)
    );
    // A changed fragment: what a person wrote stays, what is merged reads, and merging once more changes nothing.
    let mut fresh = brief.clone();
    fresh.title = "Another headline".to_owned();
    fresh.companies = vec!["Tesla".to_owned()];
    fresh.made = Some(fingerprint(&fresh, "11111111", "11111111"));
    if let merge::Merged::Updated { text, .. } =
        merge::merge(PATH, source, &fresh, Default::default())
    {
        let (merged, _) = file::parse(PATH, &text).unwrap_or_else(|f| panic!("{f:?}\n{text}"));
        assert_eq!(merged.extra, brief.extra, "{text}");
        match merge::merge(PATH, &text, &fresh, Default::default()) {
            merge::Merged::Updated { text: twice, .. } => assert_eq!(twice, text),
            merge::Merged::Unchanged | merge::Merged::Kept => {}
        }
    }
});
