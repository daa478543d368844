#!/usr/bin/env bash
# Copies what the repository holds of each kind of input into the corpora, and the program's lock file, so that the
# targets are built from the same versions.
set -euo pipefail
cd "$(dirname "$0")"
cp ../Cargo.lock Cargo.lock
for target in fragment markdown front_matter catalogue settings; do
  mkdir -p "corpus/$target"
done

# A fragment's first byte chooses the ending of its name.
fragment() {
  { printf '%s' "$1"; cat "$2"; } > "corpus/fragment/$(echo "$2" | tr -c 'a-zA-Z0-9\n' _)"
}
while IFS= read -r file; do
  case "$file" in
    *.html | *.htm) fragment h "$file" ;;
    *.txt) fragment t "$file" ;;
    *.md) fragment m "$file" ;;
    *.json) fragment j "$file" ;;
    *.jsonl) fragment l "$file" ;;
    *.xml) fragment x "$file" ;;
    *.eml | *.mhtml) fragment e "$file" ;;
    *.csv) fragment c "$file" ;;
  esac
done < <(find ../content/fragments ../tests/cmd ../tests/fixtures -type f 2>/dev/null)

copy() {
  target=$1
  shift
  find "$@" -type f 2>/dev/null | while IFS= read -r file; do
    cp "$file" "corpus/$target/$(echo "$file" | tr -c 'a-zA-Z0-9\n' _)"
  done
}
copy markdown ../content/briefs ../content/pages ../content/companies ../tests/rules ../README.md
copy front_matter ../content/briefs ../content/companies ../content/technologies ../content/pages -name '*.md'
copy settings .. -maxdepth 3 -name 'briefmill.yaml' -not -path '*/target/*'
copy catalogue .. -maxdepth 5 -name 'catalogue.yaml' -not -path '*/target/*'

# The README's blocks of YAML are the rest: settings, decisions on names, sidecars.
awk '/^```yaml/ { inside = 1; n++; next } /^```/ { inside = 0 } inside { print > ("corpus/settings/readme-" n) }' ../README.md
cp corpus/settings/readme-* corpus/catalogue/
