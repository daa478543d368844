//! Tests of the stage from outside its parts.

mod contexts;
mod following;
mod heads;
mod markdown;
mod search;
mod whole;
