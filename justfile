# What is run daily. `just` alone lists it; every line also works without just.

export CARGO_TERM_COLOR := env("CARGO_TERM_COLOR", "auto")

_list:
    @just --list --unsorted

# Render this repository's digest into public/
build *OPTIONS:
    cargo run --release -- build {{OPTIONS}}

# Preview it, with the browser
serve *OPTIONS:
    cargo run --release -- serve --open {{OPTIONS}}

# Run the tests whose name contains NAME, or all
test NAME="":
    cargo test --locked {{NAME}}

# Renew the transcripts of tests/cmd; read every line that git then shows as changed
transcripts:
    SNAPSHOTS=overwrite cargo test --locked transcripts

# Format, lints, docs: as CI wants them
lint:
    cargo fmt --check
    cargo clippy --locked --all-targets -- -D warnings
    RUSTDOCFLAGS="-D warnings" cargo doc --locked --no-deps --document-private-items

# Licences, duplicates and sources of what is depended on
deny:
    cargo deny --locked check bans licenses sources

# The same with the database of advisories, which needs the network
audit:
    cargo deny --locked check

# Check the pages of this digest and of 1,200 made briefs in a browser and by the checkers; `--full` is thorough
site *OPTIONS:
    cargo build --locked
    test -d tests/site/node_modules || npm ci --prefix tests/site
    node tests/site/check.mjs target/debug/briefmill {{OPTIONS}}

# Make the README's pictures anew
pictures:
    cargo build --locked
    test -d tests/site/node_modules || npm ci --prefix tests/site
    node tests/site/pictures.mjs target/debug/briefmill

# All that CI runs, in its order
ci:
    bash .ci/run

# Score the program on the judged cases of evals/
evals *OPTIONS:
    cargo run --release --example evals -- {{OPTIONS}}

# Fuzz one target, ten minutes unless told otherwise: fragment, markdown, front_matter, catalogue, settings
fuzz TARGET SECONDS="600":
    fuzz/seed.sh
    cargo +nightly fuzz run --sanitizer none {{TARGET}} -- -max_total_time={{SECONDS}} -timeout=20

# Time the inner loops of what is worked out of a text; NAME chooses
bench-derive NAME="":
    cargo bench --bench derive -- {{NAME}}

# Time whole builds of made digests: `just bench-builds --briefs 1000,10000 --all`
bench-builds *OPTIONS:
    cargo build --locked --profile dist
    benches/builds.py {{OPTIONS}}

# Build a digest of N copies of this repository's fragments, from nothing and again, and tell how long each takes
bench N="25":
    #!/usr/bin/env bash
    set -euo pipefail
    cargo build --release --locked
    digest=$(mktemp -d)
    trap 'rm -r "$digest"' EXIT
    cp briefmill.yaml "$digest"
    for i in $(seq {{N}}); do
        find content/fragments -type f -name '*.*' | while IFS= read -r file; do
            mkdir -p "$digest/content/fragments/$i"
            # Each copy is another article: its words differ.
            sed -E "s/\b(said|says)\b/\1, in its note $i,/g" "$file" > "$digest/content/fragments/$i/$(basename "$file")"
        done
    done
    time target/release/briefmill build --root "$digest"
    time target/release/briefmill build --root "$digest"

# Pack the program for this machine into dist/
dist:
    #!/usr/bin/env bash
    set -euo pipefail
    cargo build --release --locked
    version=$(target/release/briefmill --version | cut -d ' ' -f 2)
    name="briefmill-$version-$(rustc -vV | sed -n 's/^host: //p')"
    mkdir -p "dist/$name"
    cp target/release/briefmill README.md CHANGELOG.md LICENSE "dist/$name"
    tar -C dist --sort=name --owner=0 --group=0 --numeric-owner --mtime=@0 -czf "dist/$name.tar.gz" "$name"
    rm -r "dist/$name"
    (cd dist && sha256sum "$name.tar.gz" | tee "$name.tar.gz.sha256")
