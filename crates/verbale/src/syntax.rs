//! The syntax layer: the network's tokens, trees and names, in the article's
//! own offsets, and the ways to walk them.

use std::ops::Range;

use compact_str::CompactString;
pub use verbale_syntax::{Dep, EntityLabel, Model, Pos, Tag};

use crate::{document::Document, span::Span};

/// Index of a token in [`Syntax::tokens`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TokenId(pub u32);

impl TokenId {
    /// As an index into [`Syntax::tokens`].
    #[must_use]
    pub const fn index(self) -> usize {
        self.0 as usize
    }
}

/// One token of the article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// Where it stands in the article's text.
    pub span: Span,
    /// Penn Treebank tag.
    pub tag: Tag,
    /// Universal POS.
    pub pos: Pos,
    /// Lemma from spaCy's rules.
    pub lemma: CompactString,
    /// The word in lower case.
    pub lower: CompactString,
    /// Head; the root of a sentence is its own head.
    pub head: TokenId,
    /// Relation to the head.
    pub dep: Dep,
    /// Index of its sentence in [`Syntax::sentences`].
    pub sentence: u32,
}

/// A name that the network found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entity {
    /// Its tokens.
    pub tokens: Range<u32>,
    /// OntoNotes label.
    pub label: EntityLabel,
    /// Where it stands.
    pub span: Span,
}

/// A sentence: a range of tokens in one paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    /// Its tokens.
    pub tokens: Range<u32>,
    /// Where it stands, without blanks at its ends.
    pub span: Span,
    /// Index of its paragraph in the document.
    pub paragraph: u32,
}

/// All tokens, sentences and names of an article.
#[derive(Debug, Clone, Default)]
pub struct Syntax {
    /// In the order of the text.
    pub tokens: Vec<Token>,
    /// In the order of the text.
    pub sentences: Vec<Sentence>,
    /// In the order of the text, never overlapping.
    pub entities: Vec<Entity>,
    /// The children of token `i`, in order: `children[first_child[i]..first_child[i + 1]]`.
    first_child: Vec<u32>,
    children: Vec<TokenId>,
    /// First and one past the last token of each token's subtree.
    edges: Vec<Range<u32>>,
}

impl Syntax {
    /// Builds the layer from tokens (heads and sentences set), sentences and names.
    #[must_use]
    pub fn new(tokens: Vec<Token>, sentences: Vec<Sentence>, entities: Vec<Entity>) -> Self {
        let n = tokens.len();
        let mut first_child = vec![0_u32; n + 1];
        for (i, token) in tokens.iter().enumerate() {
            if token.head.index() != i {
                first_child[token.head.index() + 1] += 1;
            }
        }
        for i in 0..n {
            first_child[i + 1] += first_child[i];
        }
        let mut next = first_child.clone();
        let mut children = vec![TokenId(0); first_child[n] as usize];
        for (i, token) in tokens.iter().enumerate() {
            let head = token.head.index();
            if head != i {
                children[next[head] as usize] = TokenId(i as u32);
                next[head] += 1;
            }
        }
        let mut edges: Vec<Range<u32>> = (0..n as u32).map(|i| i..i + 1).collect();
        // Every widening is carried up to the root at once, so that a subtree
        // which already holds a token needs no further walk.
        for i in 0..n as u32 {
            let mut at = i as usize;
            loop {
                let head = tokens[at].head.index();
                if head == at || edges[head].contains(&i) {
                    break;
                }
                edges[head] = edges[head].start.min(i)..edges[head].end.max(i + 1);
                at = head;
            }
        }
        Self { tokens, sentences, entities, first_child, children, edges }
    }

    /// The token.
    #[must_use]
    pub fn token(&self, id: TokenId) -> &Token {
        &self.tokens[id.index()]
    }

    /// The tokens whose head is `id`, in the order of the text.
    #[must_use]
    pub fn children(&self, id: TokenId) -> &[TokenId] {
        let i = id.index();
        &self.children[self.first_child[i] as usize..self.first_child[i + 1] as usize]
    }

    /// The children of `id` that stand in this relation to it.
    pub fn children_by(&self, id: TokenId, dep: Dep) -> impl Iterator<Item = TokenId> + '_ {
        self.children(id).iter().copied().filter(move |child| self.token(*child).dep == dep)
    }

    /// The first child of `id` that stands in this relation to it.
    #[must_use]
    pub fn child(&self, id: TokenId, dep: Dep) -> Option<TokenId> {
        self.children_by(id, dep).next()
    }

    /// The head of `id`, or none for the root of a sentence.
    #[must_use]
    pub fn head(&self, id: TokenId) -> Option<TokenId> {
        let head = self.token(id).head;
        (head != id).then_some(head)
    }

    /// The first token and one past the last token below `id`, `id` included.
    #[must_use]
    pub fn edges(&self, id: TokenId) -> Range<u32> {
        self.edges[id.index()].clone()
    }

    /// The stretch of text from the first to the last token of `id`'s subtree.
    #[must_use]
    pub fn subtree_span(&self, id: TokenId) -> Span {
        self.span_of(self.edges(id))
    }

    /// The stretch of text of a range of tokens.
    #[must_use]
    pub fn span_of(&self, tokens: Range<u32>) -> Span {
        if tokens.is_empty() {
            return Span::default();
        }
        self.tokens[tokens.start as usize].span.cover(self.tokens[tokens.end as usize - 1].span)
    }

    /// Whether `below` lies in the subtree of `above` (or is it).
    #[must_use]
    pub fn dominates(&self, above: TokenId, below: TokenId) -> bool {
        let mut at = below;
        loop {
            if at == above {
                return true;
            }
            match self.head(at) {
                Some(head) => at = head,
                None => return false,
            }
        }
    }

    /// The sentence of a token.
    #[must_use]
    pub fn sentence_of(&self, id: TokenId) -> &Sentence {
        &self.sentences[self.token(id).sentence as usize]
    }

    /// The ids of a sentence's tokens.
    pub fn tokens_of(&self, sentence: &Sentence) -> impl Iterator<Item = TokenId> + use<> {
        sentence.tokens.clone().map(TokenId)
    }

    /// The tokens that stand, wholly or partly, in a stretch of text.
    #[must_use]
    pub fn tokens_in(&self, span: Span) -> Range<u32> {
        let start = self.tokens.partition_point(|token| token.span.end <= span.start);
        let end = self.tokens.partition_point(|token| token.span.start < span.end);
        start as u32..end.max(start) as u32
    }

    /// The name that covers a token.
    #[must_use]
    pub fn entity_at(&self, id: TokenId) -> Option<&Entity> {
        let after = self.entities.partition_point(|entity| entity.tokens.start <= id.0);
        self.entities[..after].last().filter(|entity| entity.tokens.contains(&id.0))
    }
}

/// Parses every paragraph of the document. No token crosses the bounds of a paragraph.
#[must_use]
pub fn parse(document: &Document, text: &str, model: &Model) -> Syntax {
    let paragraphs: Vec<&str> = document.paragraphs.iter().map(|paragraph| paragraph.span.of(text)).collect();
    let mut tokens: Vec<Token> = Vec::new();
    let mut sentences: Vec<Sentence> = Vec::new();
    let mut entities: Vec<Entity> = Vec::new();
    for (p, parse) in model.parse_all(&paragraphs).into_iter().enumerate() {
        let start = document.paragraphs[p].span.start;
        let offset = tokens.len() as u32;
        for (i, token) in parse.tokens.iter().enumerate() {
            let at = offset + i as u32;
            let span = Span::new(start + token.start, start + token.end);
            if i == 0 || token.sentence_start {
                sentences.push(Sentence { tokens: at..at, span, paragraph: p as u32 });
            }
            let number = sentences.len() as u32 - 1;
            if let Some(sentence) = sentences.last_mut() {
                sentence.tokens.end = at + 1;
                sentence.span = sentence.span.cover(span);
            }
            tokens.push(Token {
                span,
                tag: token.tag,
                pos: token.pos,
                lemma: token.lemma.clone(),
                lower: span.of(text).chars().flat_map(char::to_lowercase).collect(),
                head: TokenId(offset + token.head),
                dep: token.dep,
                sentence: number,
            });
        }
        for entity in &parse.entities {
            let own = offset + entity.start..offset + entity.end;
            let span = tokens[own.start as usize].span.cover(tokens[own.end as usize - 1].span);
            entities.push(Entity { tokens: own, label: entity.label, span });
        }
    }
    Syntax::new(tokens, sentences, entities)
}
