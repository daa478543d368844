//! How long a headline is, in characters.

/// A headline is best up to this many characters.
pub(super) const GOOD: usize = 90;

/// And never cut longer than this.
pub(super) const MOST: usize = 100;

/// A whole lead up to this many characters is better than a cut that loses more than a third of it.
pub(super) const WHOLE: usize = 110;

/// But where the lead has no shorter clause, up to this many.
pub(super) const LONGEST: usize = 125;

/// The same for languages whose phrases are not known here, so that only a mark of punctuation ends a clause.
pub(super) const LONGEST_ABROAD: usize = 140;

/// A cut headline shorter than this says too little.
pub(super) const LEAST: usize = 26;

/// The same where no verb can be told, so that a short piece may be a name and its explanation only.
pub(super) const LEAST_ABROAD: usize = 55;
