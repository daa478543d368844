//! Data as a script that hands it to one function of the page, so that it loads without a server
//! and under a policy that allows the site's own scripts and no others.

use std::fmt::Write as _;

use serde::Serialize;

/// A script in the making: the call of one function with strings and lists.
#[derive(Debug)]
pub(super) struct Script(String);

impl Script {
    /// The call of a function that hands over what `part` is called.
    pub(super) fn of(function: &str, part: &str) -> Self {
        let mut own = Self(format!("{function}("));
        own.quote(part);
        own
    }

    /// Adds a string.
    pub(super) fn text(&mut self, text: &str) -> &mut Self {
        self.0.push(',');
        self.quote(text);
        self
    }

    /// Adds anything that JSON can hold.
    pub(super) fn data<T: Serialize>(&mut self, data: &T) -> &mut Self {
        self.0.push(',');
        // Plain fields always serialise.
        let json = serde_json::to_string(data).unwrap_or_else(|_| "null".to_owned());
        for c in json.chars() {
            match c {
                '<' | '\u{2028}' | '\u{2029}' => self.code(c),
                _ => self.0.push(c),
            }
        }
        self
    }

    /// The file's bytes.
    pub(super) fn bytes(self) -> Vec<u8> {
        let mut text = self.0;
        text.push_str(")\n");
        text.into_bytes()
    }

    /// A string of JavaScript. `<` cannot begin an end tag or a comment, wherever the script is put.
    fn quote(&mut self, text: &str) {
        self.0.push('"');
        for c in text.chars() {
            match c {
                '"' | '\\' => {
                    self.0.push('\\');
                    self.0.push(c);
                }
                // Columns of a table are set apart by it.
                '\t' => self.0.push(c),
                '<' | '\u{2028}' | '\u{2029}' | '\0'..='\u{1f}' => self.code(c),
                _ => self.0.push(c),
            }
        }
        self.0.push('"');
    }

    /// One character by its number.
    fn code(&mut self, c: char) {
        // Writing to a string cannot fail.
        let _ = write!(self.0, "\\u{:04x}", u32::from(c));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_ends_its_string() {
        let hostile = "</script><!--\"\\\u{2028}\u{2029}\n\r\0'`${x}";
        let mut script = Script::of("give", "a");
        script.text(hostile).data(&[hostile]);
        let text = String::from_utf8(script.bytes()).unwrap();
        let inside = text.strip_prefix("give(\"a\",").unwrap();
        let inside = inside.strip_suffix(")\n").unwrap();
        for bad in ["<", "\u{2028}", "\u{2029}", "\n", "\r", "\0"] {
            assert!(!inside.contains(bad), "{inside}");
        }
        // Both arguments are JSON too, so that reading them as such gives what went in.
        let read: (String, Vec<String>) = serde_json::from_str(&format!("[{inside}]")).unwrap();
        assert_eq!(read, (hostile.to_owned(), vec![hostile.to_owned()]));
    }
}
