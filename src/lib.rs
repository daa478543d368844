#![doc = include_str!("../ARCHITECTURE.md")]

pub mod finding;
pub mod hash;
pub mod kept;
pub mod rule;
pub mod text;

pub mod grammar;

pub mod disk;
pub mod html;
pub(crate) mod pattern;
pub mod period;
pub mod picture;
pub mod publisher;
pub mod slug;
pub mod source_kinds;
pub(crate) mod table;
pub(crate) mod trees;
pub mod yaml;

pub mod editor_rules;
pub mod editor_sources;
pub mod front_matter;
pub mod settings;

pub mod fragment;

pub mod clean;

pub mod catalogue;

pub mod events;
pub mod figures;
pub mod headline;
pub mod key_points;
pub mod names;
pub mod rules;
pub mod summary;

pub mod brief;
pub mod draft;

pub mod edition;

pub mod digest;

pub mod group;

pub mod site;

pub mod pipeline;

pub mod check;

pub mod preview;
pub mod publish;

pub mod report;

pub mod cli;
pub mod commands;
