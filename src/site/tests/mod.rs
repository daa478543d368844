//! Tests of the stage from outside its parts.

mod contexts;
mod following;
mod heads;
mod markdown;
mod pictures;
mod search;
mod whole;
