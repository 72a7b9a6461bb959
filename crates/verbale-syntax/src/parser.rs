//! The dependency parser: arc-eager with sentence breaks and non-monotonic
//! repairs, pseudo-projective labels undone at the end (spaCy's
//! `arc_eager.pyx`, `nonproj.pyx`; Nivre & Nilsson 2005).

use crate::{
    Dep,
    kernel::Kernel,
    layer::Precision,
    pack::{Pack, PackError},
    transitions::{Scorer, best},
};

/// A label that the parser gives: a relation, and for an arc that was lifted
/// to make the tree projective the relation of its true head.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Label {
    dep: Dep,
    lifted_from: Option<Dep>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Move {
    Shift,
    Reduce,
    Left(Label),
    Right(Label),
    Break,
}

/// The parser's layers and its transitions.
#[derive(Debug)]
pub(crate) struct Parser {
    scorer: Scorer,
    moves: Vec<Move>,
}

/// Heads (a root is its own), relations and sentence starts of one text.
#[derive(Debug, Default)]
pub(crate) struct Tree {
    pub(crate) heads: Vec<u32>,
    pub(crate) deps: Vec<Dep>,
    pub(crate) sentence_start: Vec<bool>,
}

impl Parser {
    pub(crate) fn new(pack: &Pack, precision: Precision) -> Result<Self, PackError> {
        let moves = pack.text("parser/moves")?.lines().map(read_move).collect::<Result<Vec<_>, _>>()?;
        Ok(Self { scorer: Scorer::new(pack, "parser", 8, moves.len(), precision)?, moves })
    }

    /// Parses the tokens with these vectors. `is_space` tells which are white space.
    pub(crate) fn parse(&self, kernel: Kernel, vectors: &[f32], is_space: &[bool]) -> Tree {
        let mut features = self.scorer.read(kernel, vectors);
        let mut state = State::new(is_space.len());
        while !state.is_final() {
            let scores = features.score(&state.seen());
            let valid = state.valid();
            let Some(chosen) = best(scores, |i| match self.moves[i] {
                Move::Shift => valid.shift,
                Move::Reduce => valid.reduce,
                Move::Left(_) | Move::Right(_) => valid.arc,
                Move::Break => valid.sentence_break,
            }) else {
                break;
            };
            state.apply(self.moves[chosen]);
        }
        state.finish(is_space)
    }
}

fn read_move(name: &str) -> Result<Move, PackError> {
    let unknown = || PackError(format!("section parser/moves: unknown transition {name}"));
    let label = |text: &str| {
        let (dep, lifted_from) = match text.split_once("||") {
            Some((dep, head)) => (dep, Some(Dep::from_label(head).ok_or_else(unknown)?)),
            None => (text, None),
        };
        Ok(Label { dep: Dep::from_label(dep).ok_or_else(unknown)?, lifted_from })
    };
    match name.split_once('-') {
        None if name == "S" => Ok(Move::Shift),
        None if name == "D" => Ok(Move::Reduce),
        Some(("L", text)) => Ok(Move::Left(label(text)?)),
        Some(("R", text)) => Ok(Move::Right(label(text)?)),
        Some(("B", _)) => Ok(Move::Break),
        _ => Err(unknown()),
    }
}

#[derive(Debug, Clone, Copy)]
struct Valid {
    shift: bool,
    reduce: bool,
    arc: bool,
    sentence_break: bool,
}

/// Stack, buffer and arcs. The buffer is what was put back, last first, then
/// the tokens from `next` on.
struct State {
    stack: Vec<u32>,
    put_back: Vec<u32>,
    next: u32,
    length: u32,
    heads: Vec<Option<u32>>,
    labels: Vec<Option<Label>>,
    /// The latest left and right child of each token, and for each child the one before it on that side.
    left: Vec<Option<u32>>,
    right: Vec<Option<u32>>,
    before: Vec<Option<u32>>,
    shifted_back: Vec<bool>,
    starts: Vec<bool>,
}

impl State {
    fn new(length: usize) -> Self {
        Self {
            stack: Vec::new(),
            put_back: Vec::new(),
            next: 0,
            length: length as u32,
            heads: vec![None; length],
            labels: vec![None; length],
            left: vec![None; length],
            right: vec![None; length],
            before: vec![None; length],
            shifted_back: vec![false; length],
            starts: vec![false; length],
        }
    }

    fn s(&self, i: usize) -> Option<u32> {
        self.stack.len().checked_sub(i + 1).map(|at| self.stack[at])
    }

    fn b(&self, i: usize) -> Option<u32> {
        match self.put_back.len().checked_sub(i + 1) {
            Some(at) => Some(self.put_back[at]),
            None => Some(self.next + (i - self.put_back.len()) as u32).filter(|at| *at < self.length),
        }
    }

    fn buffer_length(&self) -> usize {
        (self.length - self.next) as usize + self.put_back.len()
    }

    fn is_final(&self) -> bool {
        self.stack.is_empty() && self.buffer_length() == 0
    }

    fn seen(&self) -> [Option<u32>; 8] {
        let (b0, s0) = (self.b(0), self.s(0));
        [
            b0,
            self.b(1),
            s0,
            self.s(1),
            self.s(2),
            b0.and_then(|b0| self.left[b0 as usize]),
            s0.and_then(|s0| self.left[s0 as usize]),
            s0.and_then(|s0| self.right[s0 as usize]),
        ]
    }

    fn valid(&self) -> Valid {
        let empty = self.stack.is_empty();
        let b0 = self.b(0);
        let at_start = b0.is_some_and(|b0| self.starts[b0 as usize]);
        let buffer = self.buffer_length();
        Valid {
            shift: empty || buffer >= 2 && !at_start && !b0.is_some_and(|b0| self.shifted_back[b0 as usize]),
            reduce: !empty,
            arc: !empty && buffer > 0 && !at_start,
            sentence_break: buffer >= 2
                && b0.zip(self.b(1)).is_some_and(|(b0, b1)| b1 == b0 + 1 && !self.starts[b1 as usize]),
        }
    }

    fn push(&mut self) {
        let b0 = self.put_back.pop().unwrap_or_else(|| {
            self.next += 1;
            self.next - 1
        });
        self.stack.push(b0);
    }

    fn add_arc(&mut self, head: u32, child: u32, label: Label) {
        let c = child as usize;
        if let Some(old) = self.heads[c] {
            // A child that gets another head is always the latest of its old one.
            let side = if old > child { &mut self.left } else { &mut self.right };
            if side[old as usize] == Some(child) {
                side[old as usize] = self.before[c];
            }
        }
        let side = if head > child { &mut self.left } else { &mut self.right };
        self.before[c] = side[head as usize].replace(child);
        self.heads[c] = Some(head);
        self.labels[c] = Some(label);
    }

    fn apply(&mut self, chosen: Move) {
        let (s0, b0) = (self.s(0), self.b(0));
        match (chosen, s0, b0) {
            (Move::Shift, _, Some(_)) => self.push(),
            (Move::Reduce, Some(s0), _) => {
                self.stack.pop();
                if self.heads[s0 as usize].is_none() && !self.stack.is_empty() {
                    self.shifted_back[s0 as usize] = true;
                    self.put_back.push(s0);
                }
            }
            (Move::Left(label), Some(s0), Some(b0)) => {
                self.add_arc(b0, s0, label);
                self.shifted_back[b0 as usize] = false;
                self.stack.pop();
            }
            (Move::Right(label), Some(s0), Some(b0)) => {
                self.add_arc(s0, b0, label);
                self.push();
            }
            (Move::Break, ..) => {
                if let Some(b1) = self.b(1) {
                    self.starts[b1 as usize] = true;
                }
            }
            _ => {}
        }
    }

    fn finish(self, is_space: &[bool]) -> Tree {
        let mut heads: Vec<u32> = (0..self.length).map(|i| self.heads[i as usize].unwrap_or(i)).collect();
        let mut deps: Vec<Dep> =
            self.labels.iter().map(|label| label.map_or(Dep::Root, |label| label.dep)).collect();
        let edges = Edges::new(&heads);
        for (i, label) in self.labels.iter().enumerate() {
            if let Some(head_label) = label.and_then(|label| label.lifted_from) {
                heads[i] = true_head(i as u32, head_label, &heads, &deps, &self.labels, &edges, is_space);
            }
        }
        for (i, dep) in deps.iter_mut().enumerate() {
            if heads[i] as usize == i {
                *dep = Dep::Root;
            }
        }
        let edges = Edges::new(&heads);
        let mut sentence_start = vec![false; heads.len()];
        for (i, head) in heads.iter().enumerate() {
            if *head as usize == i {
                sentence_start[edges.left[i] as usize] = true;
            }
        }
        Tree { heads, deps, sentence_start }
    }
}

/// The head of a lifted arc: breadth-first below the head that it was lifted
/// to, the first token with the relation of the true head, else that head.
fn true_head(
    token: u32,
    wanted: Dep,
    heads: &[u32],
    deps: &[Dep],
    labels: &[Option<Label>],
    edges: &Edges,
    is_space: &[bool],
) -> u32 {
    let mut level = vec![heads[token as usize]];
    while !level.is_empty() {
        let mut next = Vec::new();
        for above in level {
            for child in edges.left[above as usize]..=edges.right[above as usize] {
                let c = child as usize;
                if child == above || heads[c] != above || is_space[c] || child == token {
                    continue;
                }
                // A lifted label that is still to be undone matches no plain one.
                let plain = c < token as usize || labels[c].is_none_or(|label| label.lifted_from.is_none());
                if plain && deps[c] == wanted {
                    return child;
                }
                next.push(child);
            }
        }
        level = next;
    }
    heads[token as usize]
}

/// The outermost tokens below each token, as `set_children_from_heads` finds them.
struct Edges {
    left: Vec<u32>,
    right: Vec<u32>,
}

impl Edges {
    fn new(heads: &[u32]) -> Self {
        let n = heads.len();
        let mut edges = Self { left: (0..n as u32).collect(), right: (0..n as u32).collect() };
        // Trees that are not projective need more than one pass; spaCy stops after eleven.
        for _ in 0..=11 {
            for i in (0..n).chain((0..n).rev()) {
                let head = heads[i] as usize;
                edges.left[head] = edges.left[head].min(edges.left[i]);
                edges.right[head] = edges.right[head].max(edges.right[i]);
            }
            if edges.heads_stay_inside(heads) {
                break;
            }
        }
        edges
    }

    /// Whether every head lies in the sentence of its child, sentences running
    /// from the left edge of one root to that of the next.
    fn heads_stay_inside(&self, heads: &[u32]) -> bool {
        let n = heads.len();
        let mut starts = vec![false; n];
        for (i, head) in heads.iter().enumerate() {
            if *head as usize == i {
                starts[self.left[i] as usize] = true;
            }
        }
        let mut from = 0;
        for (to, start) in starts.iter().enumerate() {
            if to > 0 && *start || to + 1 == n {
                if (from..to).any(|j| (heads[j] as usize) < from || heads[j] as usize > to) {
                    return false;
                }
                from = to;
            }
        }
        true
    }
}
