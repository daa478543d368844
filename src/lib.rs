#![doc = include_str!("../ARCHITECTURE.md")]

pub mod disk;
pub mod finding;
pub mod front_matter;
pub mod settings;
pub mod slug;
pub mod span;
pub mod yaml;

pub mod fragment;

pub mod clean;

pub mod brief;

pub mod catalogue;

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
