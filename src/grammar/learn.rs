//! Learning the weights of the tagger from tagged sentences.

use std::collections::HashMap;

use super::features::{Seen, facts};
use super::tagger::{TAGS, sure};
use super::tags::Tag;
use super::tokens::{Token, lowers};

/// A tagged sentence: its words and their tags.
pub type Tagged = Vec<(String, Tag)>;

#[derive(Default)]
struct Weight {
    now: f32,
    sum: f64,
    since: u32,
}

/// The weights after `rounds`, as bytes; a weight below `least` of the greatest is left out.
pub fn learn(sentences: &[Tagged], rounds: u32, least: f64) -> Vec<u8> {
    let mut weights: HashMap<u32, [Weight; TAGS]> = HashMap::new();
    let mut step = 0_u32;
    let mut order: Vec<usize> = (0..sentences.len()).collect();
    let mut seed = 1_u64;
    for _ in 0..rounds {
        // The same order on every machine.
        for i in (1..order.len()).rev() {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            order.swap(i, usize::try_from(seed >> 33).unwrap_or(0) % (i + 1));
        }
        for sentence in order.iter().filter_map(|i| sentences.get(*i)) {
            let tokens: Vec<Token<'_>> = sentence
                .iter()
                .map(|(w, _)| Token { text: w, start: 0 })
                .collect();
            let lowers = lowers(&tokens);
            let seen = Seen::all(&tokens, &lowers);
            let mut tags: Vec<Tag> = Vec::new();
            let mut found = Vec::new();
            for (token, (_, right)) in tokens.iter().zip(sentence) {
                step += 1;
                if let Some(sure) = sure(token) {
                    tags.push(sure);
                    continue;
                }
                facts(&seen, &tags, &mut found);
                let mut scores = [0_f32; TAGS];
                for row in found.iter().filter_map(|f| weights.get(f)) {
                    for (score, weight) in scores.iter_mut().zip(row) {
                        *score += weight.now;
                    }
                }
                let best = scores
                    .iter()
                    .zip(Tag::ALL)
                    .rev()
                    .max_by(|a, b| a.0.total_cmp(b.0));
                let guess = best.map_or(Tag::Noun, |(_, tag)| tag);
                if guess != *right {
                    for fact in &found {
                        let row = weights.entry(*fact).or_default();
                        for (tag, by) in [(*right, 1.0), (guess, -1.0)] {
                            if let Some(w) = row.get_mut(tag as usize) {
                                w.sum += f64::from(w.now) * f64::from(step - w.since);
                                w.since = step;
                                w.now += by;
                            }
                        }
                    }
                }
                tags.push(guess);
            }
        }
    }
    write(&weights, step, least)
}

fn write(weights: &HashMap<u32, [Weight; TAGS]>, step: u32, least: f64) -> Vec<u8> {
    let mean =
        |w: &Weight| (w.sum + f64::from(w.now) * f64::from(step - w.since)) / f64::from(step);
    let mut rows: Vec<(u32, Vec<(u8, f64)>)> = weights
        .iter()
        .map(|(fact, row)| {
            let row = row.iter().zip(0_u8..).map(|(w, t)| (t, mean(w)));
            (*fact, row.filter(|(_, m)| m.abs() >= least).collect())
        })
        .collect();
    rows.retain(|(_, row)| !row.is_empty());
    rows.sort_by_key(|(fact, _)| *fact);
    // Nearly all weights are small: the few beyond the range are cut to it.
    let mut all: Vec<f64> = rows
        .iter()
        .flat_map(|(_, r)| r.iter().map(|(_, m)| m.abs()))
        .collect();
    all.sort_by(f64::total_cmp);
    let most = all.get(all.len() * 9995 / 10000).copied().unwrap_or(1.0);
    let mut out = Vec::new();
    for (fact, row) in rows {
        let row: Vec<(u8, i8)> = row
            .into_iter()
            .map(|(tag, mean)| {
                #[allow(clippy::cast_possible_truncation, reason = "clamped to the range")]
                (
                    tag,
                    (mean / most * 127.0).round().clamp(-127.0, 127.0) as i8,
                )
            })
            .filter(|(_, w)| *w != 0)
            .collect();
        let Ok(count) = u8::try_from(row.len()) else {
            continue;
        };
        if count == 0 {
            continue;
        }
        out.extend(fact.to_le_bytes());
        out.push(count);
        for (tag, weight) in row {
            out.push(tag);
            out.push(weight.cast_unsigned());
        }
    }
    out
}
