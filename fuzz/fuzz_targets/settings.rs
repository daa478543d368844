//! Any text as the settings: what is taken is safe to use, what is not is told with its place.
#![no_main]

use std::path::{Component, Path};

use briefmill_fuzz::{Settings, check_findings};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let settings = match Settings::parse(text) {
        Ok(settings) => settings,
        Err(findings) => {
            assert!(!findings.is_empty());
            check_findings(text, &findings);
            return;
        }
    };
    let address = url::Url::parse(&settings.base_url).expect("an address");
    assert!(matches!(address.scheme(), "http" | "https") && address.has_host());
    assert!(settings.paginate > 0 && settings.feed_entries > 0);
    for folder in [
        &settings.content,
        &settings.templates,
        &settings.static_files,
        &settings.output,
    ] {
        let path = Path::new(folder);
        let inside = path
            .components()
            .all(|c| matches!(c, Component::Normal(_) | Component::CurDir));
        assert!(
            inside && path.components().any(|c| matches!(c, Component::Normal(_))),
            "{folder}"
        );
    }
    assert_eq!(Settings::parse(text).as_ref(), Ok(&settings));
});
