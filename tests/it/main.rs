//! briefmill's tests, one binary; the modules are named after the stages and the promises.

#![allow(
    clippy::unwrap_used,
    clippy::get_unwrap,
    clippy::format_push_string,
    clippy::case_sensitive_file_extension_comparisons,
    clippy::string_slice,
    clippy::disallowed_methods,
    reason = "a test that meets what it does not expect must fail there and then; its files are its own"
)]

mod bad_input;
mod bad_input_size;
mod browser;
mod clean;
mod command_line;
mod controls;
mod digest_test;
mod dossiers;
mod drafts;
mod editions;
mod editor;
mod evals;
mod faults;
mod figures_context;
mod figures_money;
mod figures_said;
mod figures_words;
mod file_links;
mod fragment_hostile;
mod fragment_reading;
mod growth;
mod headline_and_points;
mod held_back;
mod hostile;
mod incremental;
mod kinds_of_input;
mod next_steps;
mod nothing_is_lost;
mod order;
mod outputs;
mod page_words;
mod pages;
mod paths;
mod pictures;
mod plain_text;
mod preview;
mod races;
mod reader_pages;
mod readme;
mod real_fragment;
mod sentences;
mod source_kinds;
mod stories;
mod transcripts;
mod updates;
