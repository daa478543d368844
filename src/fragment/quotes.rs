//! Quotation marks in a table that open a cell and never close it, so that a reader of tables takes the rows below for a
//! part of that cell.

/// A cell whose quotation mark is not closed as it should be, and which holds line breaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Unclosed {
    /// Byte offset of the mark that opens it.
    pub(super) opens: usize,
    /// Byte offset after what it swallows.
    pub(super) ends: usize,
}

/// All such cells of a table with this sign between its cells, in order.
pub(super) fn unclosed(text: &str, sign: u8) -> Vec<Unclosed> {
    let bytes = text.as_bytes();
    let ends_cell = |at: usize| {
        bytes
            .get(at)
            .is_none_or(|b| *b == sign || matches!(b, b'\n' | b'\r'))
    };
    let mut out = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        if bytes.get(at) != Some(&b'"') {
            at += next(bytes, at, |b| b == sign || b == b'\n') + 1;
            continue;
        }
        let opens = at;
        let close = closing(bytes, at + 1);
        at = close.map_or(bytes.len(), |close| close + 1);
        let whole = close.is_some() && ends_cell(at);
        // What stands between the mark and the end of the cell belongs to it.
        at += next(bytes, at, |b| b == sign || b == b'\n');
        let inside = bytes.get(opens..at).unwrap_or_default();
        if !whole && inside.trim_ascii_end().contains(&b'\n') {
            out.push(Unclosed { opens, ends: at });
        }
        at += 1;
    }
    out
}

/// How many bytes from `at` on come before one of these.
fn next(bytes: &[u8], at: usize, is: impl Fn(u8) -> bool) -> usize {
    let rest = bytes.get(at..).unwrap_or_default();
    rest.iter().position(|b| is(*b)).unwrap_or(rest.len())
}

/// The mark that closes a cell that is open at `at`; two together are one of its text.
fn closing(bytes: &[u8], mut at: usize) -> Option<usize> {
    loop {
        at += bytes.get(at..)?.iter().position(|b| *b == b'"')?;
        if bytes.get(at + 1) != Some(&b'"') {
            return Some(at);
        }
        at += 2;
    }
}

#[cfg(test)]
mod tests {
    use super::unclosed;

    #[test]
    fn marks_that_swallow_rows() {
        for (text, swallowed) in [
            ("a,b\nA,\"B\nC,D\nE,F\n", "\"B\nC,D\nE,F\n"),
            ("a,b\nA,\"B\nC,\"D\nE,F\n", "\"B\nC,\"D"),
        ] {
            let found = unclosed(text, b',');
            assert_eq!(found.len(), 1, "{text}");
            assert_eq!(
                text.get(found[0].opens..found[0].ends),
                Some(swallowed),
                "{text}"
            );
        }
    }

    #[test]
    fn cells_that_are_closed() {
        for text in [
            "a,b\n\"A\",\"B\n\nC\"\nD,E\n",
            "a,b\r\n\"A \"\"x\"\"\",\"B\r\n\"\r\n",
            "a,b\nA 5\" pipe,B\nC,D\n",
            "a,b\n\"A\" and more,B\n",
            "",
            "\"",
        ] {
            assert_eq!(unclosed(text, b','), [], "{text}");
        }
    }
}
