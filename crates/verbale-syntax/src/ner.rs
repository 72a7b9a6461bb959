//! The entity recogniser: begin, in, last, unit, out (spaCy's `ner.pyx`).

use crate::{
    Entity, EntityLabel,
    kernel::Kernel,
    layer::Precision,
    pack::{Pack, PackError},
    transitions::{Scorer, best},
};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Move {
    Begin(EntityLabel),
    In(EntityLabel),
    Last(EntityLabel),
    Unit(EntityLabel),
    Out,
    /// A transition that spaCy allows for preset entities only.
    Never,
}

/// The recogniser's layers and its transitions.
#[derive(Debug)]
pub(crate) struct Recogniser {
    scorer: Scorer,
    moves: Vec<Move>,
}

impl Recogniser {
    pub(crate) fn new(pack: &Pack, precision: Precision) -> Result<Self, PackError> {
        let moves = pack.text("ner/moves")?.lines().map(read_move).collect::<Result<Vec<_>, _>>()?;
        Ok(Self { scorer: Scorer::new(pack, "ner", 3, moves.len(), precision)?, moves })
    }

    /// The names among the tokens with these vectors. No name begins on white
    /// space or crosses the start of a sentence.
    pub(crate) fn find(
        &self,
        kernel: Kernel,
        vectors: &[f32],
        is_space: &[bool],
        sentence_start: &[bool],
    ) -> Vec<Entity> {
        let n = is_space.len();
        let mut features = self.scorer.read(kernel, vectors);
        let mut found = Vec::new();
        let mut open: Option<(u32, EntityLabel)> = None;
        for at in 0..n {
            let token = at as u32;
            let first = open.map(|(start, _)| start);
            let before = first.and(token.checked_sub(1));
            let scores = features.score(&[Some(token), first, before]);
            let more = at + 1 < n && !sentence_start[at + 1];
            let chosen = best(scores, |i| match self.moves[i] {
                Move::Begin(_) => open.is_none() && more && !is_space[at],
                Move::In(label) => more && open.is_some_and(|(_, open)| open == label),
                Move::Last(label) => open.is_some_and(|(_, open)| open == label),
                Move::Unit(_) => open.is_none() && !is_space[at],
                Move::Out => open.is_none(),
                Move::Never => false,
            });
            match chosen.map(|chosen| self.moves[chosen]) {
                Some(Move::Begin(label)) => open = Some((token, label)),
                Some(Move::Last(label)) => {
                    found.extend(open.take().map(|(start, _)| Entity { start, end: token + 1, label }));
                }
                Some(Move::Unit(label)) => found.push(Entity { start: token, end: token + 1, label }),
                _ => {}
            }
        }
        found
    }
}

fn read_move(name: &str) -> Result<Move, PackError> {
    let Some((kind, label)) = name.split_once('-') else {
        return Ok(if name == "O" { Move::Out } else { Move::Never });
    };
    let Some(label) = EntityLabel::from_label(label) else {
        return Ok(Move::Never);
    };
    match kind {
        "B" => Ok(Move::Begin(label)),
        "I" => Ok(Move::In(label)),
        "L" => Ok(Move::Last(label)),
        "U" => Ok(Move::Unit(label)),
        _ => Err(PackError(format!("section ner/moves: unknown transition {name}"))),
    }
}
