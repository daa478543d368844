//! The inner loops of what is worked out from a text, on real articles of this repository: `cargo bench --bench derive`.
//!
//! Each loop reads the same texts from first to last, so that its figure is the time of all of them and one run compares
//! with another of the same machine. `cargo bench --bench derive -- figures` runs those whose name has the word, and
//! `cargo bench --bench derive -- --test` each once, without a clock.

use std::hint::black_box;

use briefmill::brief::markdown::to_markdown;
use briefmill::catalogue::Catalogue;
use briefmill::draft::{cleaned, draft};
use briefmill::editor_rules::EditorRules;
use briefmill::figures::figures;
use briefmill::fragment::{Fragment, read};
use briefmill::grammar::sentence::Sentence;
use briefmill::key_points::key_points;
use briefmill::names::find_tags;
use briefmill::text::prose::Text;
use criterion::{BatchSize, Criterion, criterion_group, criterion_main};

/// Articles as they came: their names and their bytes.
const FRAGMENTS: [(&str, &[u8]); 5] = [
    (
        "eu-batteries-regulation.html",
        include_bytes!("../content/fragments/eu-batteries-regulation.html"),
    ),
    (
        "freyr-turns-to-solar.html",
        include_bytes!("../content/fragments/freyr-turns-to-solar.html"),
    ),
    (
        "li-cycle-assets-to-glencore.html",
        include_bytes!("../content/fragments/li-cycle-assets-to-glencore.html"),
    ),
    (
        "panasonic-de-soto-opening.html",
        include_bytes!("../content/fragments/panasonic-de-soto-opening.html"),
    ),
    (
        "toyota-solid-state-roadmap.html",
        include_bytes!("../content/fragments/toyota-solid-state-roadmap.html"),
    ),
];

/// An article with its headline, as a brief has it.
struct Article {
    title: String,
    body_markdown: String,
    text: Text,
}

fn fragments() -> Vec<Fragment> {
    let read = |(name, bytes): &(&str, &[u8])| read(name, bytes, None).fragments;
    FRAGMENTS.iter().flat_map(read).collect()
}

fn articles() -> Vec<Article> {
    let mut fragments = fragments();
    let rules = EditorRules::default();
    fragments
        .iter_mut()
        .map(|fragment| {
            let title = fragment.metadata.title.as_ref();
            let title = title.map(|t| t.value.clone()).unwrap_or_default();
            let body_markdown = to_markdown(&cleaned(fragment, &rules).article);
            Article {
                text: Text::from_markdown(&body_markdown),
                title,
                body_markdown,
            }
        })
        .collect()
}

fn build(c: &mut Criterion) {
    let articles = articles();
    c.bench_function("markdown", |b| {
        b.iter(|| {
            for article in &articles {
                black_box(Text::from_markdown(&article.body_markdown));
            }
        });
    });
    c.bench_function("tagging", |b| {
        b.iter(|| {
            for (_, sentence) in articles.iter().flat_map(|a| a.text.sentences()) {
                black_box(Sentence::read(sentence));
            }
        });
    });
    c.bench_function("figures", |b| {
        b.iter(|| {
            for article in &articles {
                black_box(figures(&article.text));
            }
        });
    });
    let found: Vec<_> = articles.iter().map(|a| figures(&a.text)).collect();
    c.bench_function("key points", |b| {
        b.iter(|| {
            for (article, found) in articles.iter().zip(&found) {
                let told = [article.title.as_str()];
                black_box(key_points(&article.text, found, &told, None));
            }
        });
    });
    let catalogue = Catalogue::built_in();
    let names = catalogue.names();
    c.bench_function("catalogue's names", |b| {
        b.iter(|| {
            for (_, sentence) in articles.iter().flat_map(|a| a.text.sentences()) {
                black_box(names.find(&names.words(sentence)));
            }
        });
    });
}

fn ingest(c: &mut Criterion) {
    let catalogue = Catalogue::built_in();
    let rules = EditorRules::default();
    let articles = articles();
    c.bench_function("names", |b| {
        b.iter(|| {
            for article in &articles {
                black_box(find_tags(&article.title, &article.text, &catalogue));
            }
        });
    });
    c.bench_function("reading", |b| b.iter(|| black_box(fragments())));
    c.bench_function("cleaning", |b| {
        b.iter_batched_ref(
            fragments,
            |fragments| {
                for fragment in fragments {
                    black_box(cleaned(fragment, &rules));
                }
            },
            BatchSize::SmallInput,
        );
    });
    c.bench_function("draft", |b| {
        b.iter_batched(
            fragments,
            |fragments| {
                for fragment in fragments {
                    black_box(draft(fragment, &catalogue));
                }
            },
            BatchSize::SmallInput,
        );
    });
}

criterion_group!(derive, build, ingest);
criterion_main!(derive);
