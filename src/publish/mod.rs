//! Outlets for a finished site. They ask a [`Site`](crate::site::Site) for its routes' bytes and know nothing of
//! templates.

pub mod folder;
mod manifest;
mod record;
pub mod target;
