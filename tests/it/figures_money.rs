//! Amounts of money in many notations, case by case.

use briefmill::figures::{FigureKind, figures};

use crate::plain_text::text;

#[test]
fn money_is_read_in_every_notation() {
    let mut wrong = Vec::new();
    for line in include_str!("../figures/money.txt")
        .lines()
        .filter(|l| !l.starts_with('#') && !l.is_empty())
    {
        let (words, expected) = line.split_once("=>").unwrap();
        let expected: Vec<(f64, &str)> = expected
            .split(';')
            .filter_map(|e| e.trim().split_once(' '))
            .map(|(value, unit)| (value.parse().unwrap(), unit))
            .collect();
        let found = figures(&text(words.trim()));
        let got: Vec<(f64, &str)> = found
            .iter()
            .filter(|f| f.kind == FigureKind::Money)
            .map(|f| {
                (
                    f.value.unwrap().to_string().parse().unwrap(),
                    f.unit.as_str(),
                )
            })
            .collect();
        if got != expected {
            wrong.push(format!(
                "{words}\n  expected {expected:?}\n  got      {got:?}"
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
