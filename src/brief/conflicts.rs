//! Marks that version control leaves in a file where it could not merge.

/// The line (from 1) of the first of three marks in their order, each at the start of a line and outside fenced code;
/// none where not all three are there, since a row of `=` underlines a heading.
pub fn marker_line(text: &str) -> Option<usize> {
    let mut fence: Option<&str> = None;
    let mut ours = None;
    let mut divided = false;
    for (number, line) in (1..).zip(text.lines()) {
        let start = line.trim_start();
        let mark = ["```", "~~~"].into_iter().find(|m| start.starts_with(m));
        if let Some(mark) = mark {
            match fence {
                None => fence = Some(mark),
                Some(open) if open == mark => fence = None,
                Some(_) => {}
            }
            continue;
        }
        if fence.is_some() {
            continue;
        }
        let is = |mark: &str| {
            line.strip_prefix(mark)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
        };
        if is("<<<<<<<") {
            ours = Some(number);
            divided = false;
        } else if is("=======") {
            divided = ours.is_some();
        } else if is(">>>>>>>") && divided {
            return ours;
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::marker_line;

    #[test]
    fn three_marks_in_order_are_a_conflict() {
        let text = "a\n<<<<<<< HEAD\nours\n=======\ntheirs\n>>>>>>> feature\n";
        assert_eq!(marker_line(text), Some(2));
        assert_eq!(marker_line(&text.replace('\n', "\r\n")), Some(2));
        let diff3 = "<<<<<<< a\nx\n||||||| base\ny\n=======\nz\n>>>>>>> b\n";
        assert_eq!(marker_line(diff3), Some(1));
    }

    #[test]
    fn headings_quotations_and_code_are_none() {
        for text in [
            "Heading\n=======\n\nText\n",
            ">>>>>>> a deep quotation\n",
            "```\n<<<<<<< HEAD\na\n=======\nb\n>>>>>>> x\n```\n",
            "Type `<<<<<<< HEAD` to see\n=======\n>>>>>>> b\n",
            "<<<<<<<<< nine\n=======\n>>>>>>> b\n",
        ] {
            assert_eq!(marker_line(text), None, "{text}");
        }
    }
}
