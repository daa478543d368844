//! Tests of the stage from outside its parts.

mod markdown;
mod whole;
