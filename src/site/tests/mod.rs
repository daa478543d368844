//! Tests of the stage from outside its parts.

mod contexts;
mod markdown;
mod search;
mod whole;
