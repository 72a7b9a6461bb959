//! Clauses of hand-checked trees. A tree is one line a word: the word, tag, label,
//! head (counted from 1, the root's is 0), lemma, and the label of its name if it is one.

mod trees;

use std::sync::OnceLock;

use trees::{
    ACCUSED, ADJECTIVE, AFTER, ASIDE, CALLS, CONTROL, EVENT, GAVE, GERUND, HEADLINE, INVERTED, LIGHT,
    LIGHT_PASSIVE, NO_PROGRESS, NOBODY, NOUN, PASSIVE, QUESTION, RELATIVE, SHARED, WHETHER, YET,
};

use super::{Clauses, Relation, Role, WordLists, build};
use crate::{
    span::Span,
    syntax::{Dep, Entity, EntityLabel, Pos, Sentence, Syntax, Tag, Token, TokenId},
};

fn tree(lines: &str) -> (String, Syntax) {
    let mut text = String::new();
    let mut tokens = Vec::new();
    let mut entities: Vec<Entity> = Vec::new();
    for (at, line) in lines.lines().filter(|line| !line.is_empty()).enumerate() {
        let fields: Vec<&str> = line.split(' ').collect();
        let tag = Tag::from_label(fields[1]).expect("a Penn tag");
        let dep = Dep::from_label(fields[2]).expect("a label");
        let head: u32 = fields[3].parse().expect("a head");
        let start = text.len() as u32;
        text.push_str(fields[0]);
        let span = Span::new(start, text.len() as u32);
        text.push(' ');
        tokens.push(Token {
            span,
            tag,
            pos: pos(tag, dep),
            lemma: fields[4].into(),
            lower: fields[0].to_lowercase().into(),
            head: TokenId(if head == 0 { at as u32 } else { head - 1 }),
            dep,
            sentence: 0,
        });
        if let Some(label) = fields.get(5) {
            let label = EntityLabel::from_label(label).expect("a label of names");
            entities.push(Entity { tokens: at as u32..at as u32 + 1, label, span });
        }
    }
    let all = 0..tokens.len() as u32;
    let span = Span::new(0, text.trim_end().len() as u32);
    (text, Syntax::new(tokens, vec![Sentence { tokens: all, span, paragraph: 0 }], entities))
}

fn pos(tag: Tag, dep: Dep) -> Pos {
    match tag {
        Tag::Nn | Tag::Nns => Pos::Noun,
        Tag::Nnp | Tag::Nnps => Pos::Propn,
        Tag::Md => Pos::Aux,
        Tag::Vb | Tag::Vbd | Tag::Vbg | Tag::Vbn | Tag::Vbp | Tag::Vbz => {
            if matches!(dep, Dep::Aux | Dep::Auxpass) { Pos::Aux } else { Pos::Verb }
        }
        Tag::Jj => Pos::Adj,
        Tag::Rb | Tag::Wrb => Pos::Adv,
        Tag::In => {
            if dep == Dep::Mark {
                Pos::Sconj
            } else {
                Pos::Adp
            }
        }
        Tag::Rp => Pos::Adp,
        Tag::Dt => Pos::Det,
        Tag::Prp | Tag::Wdt | Tag::Wp => Pos::Pron,
        Tag::Cc => Pos::Cconj,
        Tag::To | Tag::Possessive => Pos::Part,
        _ => Pos::Punct,
    }
}

fn clauses(lines: &str) -> (String, Syntax, Clauses) {
    static WORDS: OnceLock<WordLists> = OnceLock::new();
    let words = WORDS.get_or_init(|| WordLists::load(&[], &mut Vec::new()));
    let (text, syntax) = tree(lines);
    let clauses = build(&syntax, words);
    (text, syntax, clauses)
}

/// Each clause as "lemma reality role=head …".
fn described(lines: &str) -> Vec<String> {
    let (text, syntax, clauses) = clauses(lines);
    clauses
        .all
        .iter()
        .map(|clause| {
            let mut line = format!("{} {:?}", clause.lemma, clauses.modality(clause.id).reality);
            for argument in clause.arguments.iter().filter(|argument| argument.role != Role::Complement) {
                line += &format!(" {}={}", argument.role, syntax.token(argument.head).span.of(&text));
            }
            line
        })
        .collect()
}

#[test]
fn roles_and_reality_of_trees() {
    let expected: &[(&str, &[&str])] = &[
        (PASSIVE, &["bomb Actual object=Kenya subject=Uganda subject=Rwanda"]),
        (
            CONTROL,
            &[
                "urge Actual subject=Kenya object=Uganda",
                "attack Requested subject=Uganda",
                "promise Actual subject=Kenya",
                "withdraw Planned subject=Kenya",
            ],
        ),
        (
            RELATIVE,
            &[
                "send Actual object=troops subject=Kenya",
                "meet Actual subject=troops object=rebels",
                "arm Actual object=rebels subject=Uganda",
            ],
        ),
        (LIGHT, &["talk Actual subject=Kenya oblique:with=Uganda"]),
        (LIGHT_PASSIVE, &["sanction Actual subject=Kenya", "condemn Actual object=Sanctions"]),
        (
            NOUN,
            &[
                "bombing Actual subject=Kenya object=Lagos",
                "end Actual subject=bombing object=talks",
                "talk Negated subject=US subject=China",
            ],
        ),
        (NOBODY, &["attack Negated subject=troops object=Uganda"]),
        (
            INVERTED,
            &["invade Hypothetical subject=Kenya object=Uganda", "intervene Hypothetical subject=Rwanda"],
        ),
        (
            ASIDE,
            &[
                "attack Conditional subject=Kenya",
                "say Actual subject=general",
                "cross Hypothetical subject=Uganda object=line",
            ],
        ),
        (GERUND, &["rule Actual subject=Kenya", "expel Actual subject=Kenya object=diplomats"]),
        (HEADLINE, &["send Planned subject=Kenya object=troops oblique:to=Uganda"]),
        (
            CALLS,
            &["reject Actual subject=Kenya object=calls", "call Actual", "release Requested object=pilot"],
        ),
        (YET, &["apologise Negated subject=Kenya"]),
        (
            AFTER,
            &[
                "mass Actual object=troops subject=Kenya",
                "invade Actual oblique:after=massing subject=Kenya object=Uganda oblique:without=bombing",
                "bomb Negated subject=Kenya object=it",
            ],
        ),
        (SHARED, &["meet Negated subject=Kenya object=Uganda", "call Negated subject=Kenya object=Uganda"]),
        (
            ADJECTIVE,
            &["ready Actual subject=Kenya", "willing Actual subject=Kenya", "talk Planned subject=Kenya"],
        ),
        (WHETHER, &["unclear Actual subject=It", "attack Hypothetical subject=Kenya"]),
        (QUESTION, &["attack Hypothetical subject=Kenya object=Uganda"]),
        (
            EVENT,
            &["attack Hypothetical subject=Kenya", "respond Conditional oblique:in=event subject=Uganda"],
        ),
        (
            NO_PROGRESS,
            &[
                "make Negated subject=Ministers object=progress oblique:at=talks",
                "talk Actual subject=Ministers",
                "deny Actual subject=Ministers object=charge",
                "charge Actual",
            ],
        ),
        (
            ACCUSED,
            &[
                "accuse Actual object=Kenya oblique:of=bombing",
                "bomb Hypothetical subject=Kenya object=Uganda",
            ],
        ),
        (GAVE, &["give Actual indirect=Kenya object=weapons"]),
    ];
    let mut faults = String::new();
    for (lines, wanted) in expected {
        let found = described(lines);
        if found != *wanted {
            faults += &format!("wanted {wanted:?}\n found {found:?}\n");
        }
    }
    assert!(faults.is_empty(), "{faults}");
}

#[test]
fn conditions_keep_their_words() {
    for (lines, predicate, words) in [
        (ASIDE, "attack", "if Uganda crosses the line"),
        (INVERTED, "intervene", "Had Kenya invaded Uganda"),
        (EVENT, "respond", "In the event of an attack by Kenya"),
    ] {
        let (text, _, clauses) = clauses(lines);
        let clause = clauses.all.iter().find(|clause| clause.lemma == predicate).expect("the clause");
        let condition = clauses.condition_over(clause.id).expect("a condition");
        assert_eq!(condition.span.of(&text).trim(), words);
        assert!(clauses.in_condition(condition.clause.expect("a clause")));
    }
}

#[test]
fn content_knows_whose_it_is() {
    let (_, _, clauses) = clauses(CONTROL);
    let lemma = |lemma: &str| clauses.all.iter().find(|clause| clause.lemma == lemma).expect("the clause");
    assert_eq!(clauses.content_of(lemma("attack").id).expect("a verb of asking").lemma, "urge");
    assert_eq!(clauses.content_of(lemma("withdraw").id).expect("a verb of promising").lemma, "promise");
    assert_eq!(lemma("promise").governor.expect("a conjunct").relation, Relation::Conjunct);
    assert!(clauses.content_of(lemma("promise").id).is_none());
}

/// Any tree, however odd, gives clauses whose links end and whose spans lie in the text.
#[test]
fn odd_trees_do_no_harm() {
    let tags =
        [Tag::Nn, Tag::Vbd, Tag::Vbn, Tag::Vbg, Tag::Vb, Tag::To, Tag::In, Tag::Md, Tag::Nns, Tag::Wdt];
    let lemmas = ["talk", "hold", "be", "attack", "have", "fail", "that", "if", "threaten", "part"];
    let mut state = 7_u64;
    let mut next = |bound: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % bound
    };
    for _ in 0..2_000 {
        let length = 2 + next(12);
        let root = next(length);
        let lines: Vec<String> = (0..length)
            .map(|at| {
                // Heads lead to the root without cycles: each nearer to it than its child.
                let (dep, head) = if at == root {
                    (Dep::Root, 0)
                } else {
                    let nearer = if at < root { at + 1 + next(root - at) } else { root + next(at - root) };
                    (Dep::ALL[next(Dep::ALL.len())], nearer + 1)
                };
                let dep = if dep == Dep::Root && at != root { Dep::Dep } else { dep };
                let (tag, lemma) = (tags[next(tags.len())], lemmas[next(lemmas.len())]);
                format!("{lemma} {tag} {dep} {head} {lemma}")
            })
            .collect();
        let (text, _, clauses) = clauses(&lines.join("\n"));
        for clause in &clauses.all {
            assert!(clause.span.end as usize <= text.len() && !clause.span.is_empty());
            assert!(clauses.governors(clause.id).count() < clauses.all.len(), "a ring of governors");
            let _ = clauses.modality(clause.id);
            for argument in &clause.arguments {
                assert!(argument.span.end as usize <= text.len());
                assert_ne!(argument.clause, Some(clause.id));
            }
        }
    }
}

#[test]
fn sayings_within_sayings_end() {
    let depth = 5_000;
    let lines: Vec<String> = (0..depth)
        .map(|at| format!("said VBD {} {at} say", if at == 0 { "ROOT" } else { "ccomp" }))
        .collect();
    let (_, _, clauses) = clauses(&lines.join("\n"));
    let last = clauses.all.last().expect("a clause").id;
    assert!(clauses.governors(last).count() < depth);
    let _ = clauses.modality(last);
}
