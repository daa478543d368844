//! Charts as inline SVG, drawn when the page is made. Each stands beside a table of the same numbers, so the picture
//! itself is hidden from screen readers where it is small, and described where it is large.

use std::fmt::Write as _;

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive as _;

use crate::digest::Activity;
use crate::html::escape::escape_into;

/// Width of a bar and its gap in a chart's own units.
const STEP: usize = 12;
/// Height of a chart's bars.
const HEIGHT: u32 = 96;

/// What the tallest bar may stand for at least, so that a single brief does not look like a peak.
const LEAST: u32 = 3;

/// The top of a chart's scale; none where there is nothing to draw.
pub(super) fn scale(activity: &Activity) -> Option<u32> {
    let most = activity.bins.iter().map(|b| b.count).max()?;
    (most > 0 && activity.bins.len() > 1).then_some(most.max(LEAST))
}

/// Bars of a term's briefs over time. The classes `bar` and `axis` are for the style sheet.
pub(super) fn activity_chart(activity: &Activity, title: &str) -> String {
    let Some(most) = scale(activity) else {
        return String::new();
    };
    let width = activity.bins.len() * STEP;
    let mut out = format!(
        "<svg class=\"activity\" viewBox=\"0 0 {width} {}\" role=\"img\" preserveAspectRatio=\"none\"><title>",
        HEIGHT + 2
    );
    escape_into(&mut out, title);
    out.push_str("</title>");
    for (i, bin) in activity.bins.iter().enumerate() {
        if bin.count == 0 {
            continue;
        }
        let height = (bin.count * HEIGHT / most).max(2);
        let _ = write!(
            out,
            "<rect class=bar x={} y={} width={} height={height}><title>",
            i * STEP + 1,
            HEIGHT - height,
            STEP - 2,
        );
        escape_into(&mut out, &bin.label);
        let _ = write!(out, ": {}</title></rect>", bin.count);
    }
    let _ = write!(
        out,
        "<path class=\"axis\" d=\"M0 {y}H{width}\"/></svg>",
        y = HEIGHT + 1
    );
    out
}

/// An amount of a series.
pub(super) struct SeriesBar<'a> {
    /// The point in time.
    pub(super) label: &'a str,
    /// The amount as a decimal number.
    pub(super) value: &'a str,
    /// In the article's words.
    pub(super) text: &'a str,
}

/// Bars of amounts of one unit at several points in time, from nought; empty where one is not understood or below it.
pub(super) fn series_chart(bars: &[SeriesBar<'_>], title: &str) -> String {
    let values = bars.iter().map(|b| b.value.parse::<Decimal>().ok());
    let values: Option<Vec<Decimal>> = values.collect();
    let most = values.as_ref().and_then(|v| v.iter().max().copied());
    let (Some(values), Some(most)) = (values, most.filter(|m| *m > Decimal::ZERO)) else {
        return String::new();
    };
    if values.iter().any(Decimal::is_sign_negative) {
        return String::new();
    }
    let width = bars.len() * STEP;
    let mut out = format!(
        "<svg class=\"series\" viewBox=\"0 0 {width} {}\" role=\"img\" preserveAspectRatio=\"none\"><title>",
        HEIGHT + 2
    );
    escape_into(&mut out, title);
    out.push_str("</title>");
    for ((i, bar), value) in bars.iter().enumerate().zip(values) {
        let share = value.checked_div(most).unwrap_or_default();
        let height = share.checked_mul(Decimal::from(HEIGHT));
        let height = height.and_then(|h| h.round().to_u32());
        let height = height.unwrap_or_default().clamp(1, HEIGHT);
        let _ = write!(
            out,
            "<rect class=bar x={} y={} width={} height={height}><title>",
            i * STEP + 2,
            HEIGHT - height,
            STEP - 4,
        );
        escape_into(&mut out, bar.label);
        out.push_str(": ");
        escape_into(&mut out, bar.text);
        out.push_str("</title></rect>");
    }
    let _ = write!(
        out,
        "<path class=\"axis\" d=\"M0 {y}H{width}\"/></svg>",
        y = HEIGHT + 1
    );
    out
}

/// Small bars of a term's briefs over time: one path of upright strokes on a step of four.
pub(super) fn sparkline(activity: &Activity) -> String {
    let Some(most) = scale(activity) else {
        return String::new();
    };
    let mut out = format!(
        "<svg class=\"spark\" viewBox=\"0 0 {} 20\" aria-hidden=\"true\" preserveAspectRatio=\"none\"><path d=\"",
        activity.bins.len() * 4
    );
    for (i, bin) in activity.bins.iter().enumerate() {
        if bin.count > 0 {
            let top = 20 - (bin.count * 18 / most).max(2);
            let _ = write!(out, "M{} 20V{top}", i * 4 + 2);
        }
    }
    out.push_str("\"/></svg>");
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bars_of_a_series_stand_in_their_ratio_and_what_cannot_be_drawn_is_not() {
        let bars = |values: &[&'static str]| -> String {
            let bars: Vec<SeriesBar<'_>> = values
                .iter()
                .map(|value| SeriesBar {
                    label: "2023",
                    value,
                    text: "<5",
                })
                .collect();
            series_chart(&bars, "a & b")
        };
        let chart = bars(&["5", "10", "0.001"]);
        for part in [
            "height=48>",
            "height=96>",
            "height=1>",
            "a &amp; b",
            "2023: &lt;5",
        ] {
            assert!(chart.contains(part), "{part}\n{chart}");
        }
        for values in [&[][..], &["0"], &["5", "-1"], &["5", "many"]] {
            assert_eq!(bars(values), "", "{values:?}");
        }
    }
}
