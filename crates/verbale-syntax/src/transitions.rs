//! What parser and entity recogniser share: scores of the next transition from
//! precomputed features of the tokens in view (spaCy's
//! `TransitionBasedParser.v2`, greedy).

use crate::{
    kernel::{self, Kernel, PANEL},
    layer::{Precision, Room, Weights},
    pack::{Pack, PackError},
    tok2vec::WIDTH,
};

const HIDDEN: usize = 64;
const PIECES: usize = 2;
const UNMAXED: usize = HIDDEN * PIECES;

/// The layers above the token vectors.
#[derive(Debug)]
pub(crate) struct Scorer {
    linear: &'static [f32],
    linear_bias: &'static [f32],
    lower: Weights,
    lower_bias: &'static [f32],
    padding: &'static [f32],
    upper: &'static [f32],
    upper_bias: &'static [f32],
    /// Tokens in view of a state.
    slots: usize,
    /// Scores with room for whole panels.
    columns: usize,
}

impl Scorer {
    pub(crate) fn new(
        pack: &Pack,
        prefix: &str,
        slots: usize,
        moves: usize,
        precision: Precision,
    ) -> Result<Self, PackError> {
        let columns = moves.next_multiple_of(PANEL);
        Ok(Self {
            linear: pack.numbers(&format!("{prefix}/linear/W"), WIDTH * HIDDEN)?,
            linear_bias: pack.numbers(&format!("{prefix}/linear/b"), HIDDEN)?,
            lower: Weights::new(pack, &format!("{prefix}/lower/W"), HIDDEN, slots * UNMAXED, precision)?,
            lower_bias: pack.numbers(&format!("{prefix}/lower/b"), UNMAXED)?,
            padding: pack.numbers(&format!("{prefix}/lower/pad"), slots * UNMAXED)?,
            upper: pack.numbers(&format!("{prefix}/upper/W"), HIDDEN * columns)?,
            upper_bias: pack.numbers(&format!("{prefix}/upper/b"), moves)?,
            slots,
            columns,
        })
    }

    /// Computes the share of every token in every slot once.
    pub(crate) fn read(&self, kernel: Kernel, vectors: &[f32]) -> Features<'_> {
        let tokens = vectors.len() / WIDTH;
        let mut hidden = vec![0.0; tokens * HIDDEN];
        kernel::affine(kernel, vectors, tokens, WIDTH, WIDTH, self.linear, &mut hidden);
        for row in hidden.chunks_exact_mut(HIDDEN) {
            for (x, bias) in row.iter_mut().zip(self.linear_bias) {
                *x += bias;
            }
        }
        let mut shares = vec![0.0; tokens * self.slots * UNMAXED];
        self.lower.product(kernel, &hidden, tokens, HIDDEN, &mut Room::default(), &mut shares);
        Features { scorer: self, kernel, shares, scores: vec![0.0; self.columns] }
    }
}

/// The features of one text, and room for the scores of one state.
#[derive(Debug)]
pub(crate) struct Features<'a> {
    scorer: &'a Scorer,
    kernel: Kernel,
    shares: Vec<f32>,
    scores: Vec<f32>,
}

impl Features<'_> {
    /// The scores of all transitions in a state that sees these tokens.
    pub(crate) fn score(&mut self, seen: &[Option<u32>]) -> &[f32] {
        let scorer = self.scorer;
        let mut unmaxed = [0.0; UNMAXED];
        for (slot, token) in seen.iter().enumerate() {
            let share = match token {
                Some(token) => &self.shares[(*token as usize * scorer.slots + slot) * UNMAXED..][..UNMAXED],
                None => &scorer.padding[slot * UNMAXED..][..UNMAXED],
            };
            for (sum, x) in unmaxed.iter_mut().zip(share) {
                *sum += x;
            }
        }
        let hidden: [f32; HIDDEN] = kernel::rows::largest(&unmaxed, scorer.lower_bias);
        kernel::affine(self.kernel, &hidden, 1, HIDDEN, HIDDEN, scorer.upper, &mut self.scores);
        let moves = scorer.upper_bias.len();
        for (score, bias) in self.scores.iter_mut().zip(scorer.upper_bias) {
            *score += bias;
        }
        &self.scores[..moves]
    }
}

/// The first of the best transitions that are valid.
pub(crate) fn best(scores: &[f32], valid: impl Fn(usize) -> bool) -> Option<usize> {
    let mut best: Option<usize> = None;
    for (i, score) in scores.iter().enumerate() {
        if best.is_none_or(|best| *score > scores[best]) && valid(i) {
            best = Some(i);
        }
    }
    best
}
