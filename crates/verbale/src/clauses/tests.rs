//! Clauses of hand-checked trees. A tree is one line a word: the word, tag, label,
//! head (counted from 1, the root's is 0), lemma, and the label of its name if it is one.

use std::sync::OnceLock;

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

// Kenya was bombed by Uganda and Rwanda.
const PASSIVE: &str = "
Kenya NNP nsubjpass 3 Kenya GPE
was VBD auxpass 3 be
bombed VBN ROOT 0 bomb
by IN agent 3 by
Uganda NNP pobj 4 Uganda GPE
and CC cc 5 and
Rwanda NNP conj 5 Rwanda GPE
. . punct 3 .
";

// Kenya urged Uganda not to attack and promised to withdraw.
const CONTROL: &str = "
Kenya NNP nsubj 2 Kenya GPE
urged VBD ROOT 0 urge
Uganda NNP dobj 2 Uganda GPE
not RB neg 6 not
to TO aux 6 to
attack VB xcomp 2 attack
and CC cc 6 and
promised VBD conj 6 promise
to TO aux 10 to
withdraw VB xcomp 8 withdraw
. . punct 2 .
";

// The troops that Kenya sent met rebels armed by Uganda.
const RELATIVE: &str = "
The DT det 2 the
troops NNS nsubj 6 troop
that WDT dobj 5 that
Kenya NNP nsubj 5 Kenya GPE
sent VBD relcl 2 send
met VBD ROOT 0 meet
rebels NNS dobj 6 rebel
armed VBN acl 7 arm
by IN agent 8 by
Uganda NNP pobj 9 Uganda GPE
. . punct 6 .
";

// Kenya held a round of talks with Uganda.
const LIGHT: &str = "
Kenya NNP nsubj 2 Kenya GPE
held VBD ROOT 0 hold
a DT det 4 a
round NN dobj 2 round
of IN prep 4 of
talks NNS pobj 5 talk
with IN prep 6 with
Uganda NNP pobj 7 Uganda GPE
. . punct 2 .
";

// Sanctions imposed by Kenya were condemned.
const LIGHT_PASSIVE: &str = "
Sanctions NNS nsubjpass 6 sanction
imposed VBN acl 1 impose
by IN agent 2 by
Kenya NNP pobj 3 Kenya GPE
were VBD auxpass 6 be
condemned VBN ROOT 0 condemn
. . punct 6 .
";

// Kenya's bombing of Lagos ended the US-China talks.
const NOUN: &str = "
Kenya NNP poss 3 Kenya GPE
's POS case 1 's
bombing NN nsubj 6 bombing
of IN prep 3 of
Lagos NNP pobj 4 Lagos GPE
ended VBD ROOT 0 end
the DT det 11 the
US NNP compound 10 US GPE
- HYPH punct 10 -
China NNP compound 11 China GPE
talks NNS dobj 6 talk
. . punct 6 .
";

// No Kenyan troops attacked Uganda.
const NOBODY: &str = "
No DT det 3 no
Kenyan JJ amod 3 kenyan NORP
troops NNS nsubj 4 troop
attacked VBD ROOT 0 attack
Uganda NNP dobj 4 Uganda GPE
. . punct 4 .
";

// Had Kenya invaded Uganda, Rwanda would have intervened.
const INVERTED: &str = "
Had VBD aux 3 have
Kenya NNP nsubj 3 Kenya GPE
invaded VBN advcl 9 invade
Uganda NNP dobj 3 Uganda GPE
, , punct 9 ,
Rwanda NNP nsubj 9 Rwanda GPE
would MD aux 9 would
have VB aux 9 have
intervened VBN ROOT 0 intervene
. . punct 9 .
";

// Kenya will attack, the general said, if Uganda crosses the line.
const ASIDE: &str = "
Kenya NNP nsubj 3 Kenya GPE
will MD aux 3 will
attack VB ROOT 0 attack
, , punct 7 ,
the DT det 6 the
general NN nsubj 7 general
said VBD parataxis 3 say
, , punct 7 ,
if IN mark 11 if
Uganda NNP nsubj 11 Uganda GPE
crosses VBZ advcl 7 cross
the DT det 13 the
line NN dobj 11 line
. . punct 3 .
";

// Kenya ruled out expelling Ugandan diplomats.
const GERUND: &str = "
Kenya NNP nsubj 2 Kenya GPE
ruled VBD ROOT 0 rule
out RP prt 2 out
expelling VBG advcl 2 expel
Ugandan JJ amod 6 ugandan ORG
diplomats NNS dobj 4 diplomat
. . punct 2 .
";

// Kenya to send troops to Uganda
const HEADLINE: &str = "
Kenya NNP nsubj 3 Kenya GPE
to TO aux 3 to
send VB ROOT 0 send
troops NNS dobj 3 troop
to IN prep 3 to
Uganda NNP pobj 5 Uganda GPE
";

// Kenya has rejected calls to release a pilot.
const CALLS: &str = "
Kenya NNP nsubj 3 Kenya GPE
has VBZ aux 3 have
rejected VBN ROOT 0 reject
calls NNS dobj 3 call
to TO aux 6 to
release VB advcl 3 release
a DT det 8 a
pilot NN dobj 6 pilot
. . punct 3 .
";

// Kenya has yet to apologise.
const YET: &str = "
Kenya NNP nsubj 2 Kenya GPE
has VBZ ROOT 0 have
yet RB advmod 2 yet
to TO aux 5 to
apologise VB xcomp 2 apologise
. . punct 2 .
";

// After massing troops, Kenya invaded Uganda without bombing it.
const AFTER: &str = "
After IN prep 6 after
massing VBG pcomp 1 mass
troops NNS dobj 2 troop
, , punct 6 ,
Kenya NNP nsubj 6 Kenya GPE
invaded VBD ROOT 0 invade
Uganda NNP dobj 6 Uganda GPE
without IN prep 6 without
bombing VBG pcomp 8 bomb
it PRP dobj 9 it
. . punct 6 .
";

// Kenya did not meet or call Uganda.
const SHARED: &str = "
Kenya NNP nsubj 4 Kenya GPE
did VBD aux 4 do
not RB neg 4 not
meet VB ROOT 0 meet
or CC cc 4 or
call VB conj 4 call
Uganda NNP dobj 6 Uganda GPE
. . punct 4 .
";

// Kenya is ready and willing to talk.
const ADJECTIVE: &str = "
Kenya NNP nsubj 2 Kenya GPE
is VBZ ROOT 0 be
ready JJ acomp 2 ready
and CC cc 3 and
willing JJ conj 3 willing
to TO aux 7 to
talk VB xcomp 5 talk
. . punct 2 .
";

// It is unclear whether Kenya attacked.
const WHETHER: &str = "
It PRP nsubj 2 it
is VBZ ROOT 0 be
unclear JJ acomp 2 unclear
whether IN mark 6 whether
Kenya NNP nsubj 6 Kenya GPE
attacked VBD ccomp 2 attack
. . punct 2 .
";

// Did Kenya attack Uganda?
const QUESTION: &str = "
Did VBD aux 3 do
Kenya NNP nsubj 3 Kenya GPE
attack VB ROOT 0 attack
Uganda NNP dobj 3 Uganda GPE
? . punct 3 ?
";

// In the event of an attack by Kenya, Uganda will respond.
const EVENT: &str = "
In IN prep 12 in
the DT det 3 the
event NN pobj 1 event
of IN prep 3 of
an DT det 6 an
attack NN pobj 4 attack
by IN prep 6 by
Kenya NNP pobj 7 Kenya GPE
, , punct 12 ,
Uganda NNP nsubj 12 Uganda GPE
will MD aux 12 will
respond VB ROOT 0 respond
. . punct 12 .
";

// Ministers made no progress at talks and denied the charge.
const NO_PROGRESS: &str = "
Ministers NNS nsubj 2 minister
made VBD ROOT 0 make
no DT det 4 no
progress NN dobj 2 progress
at IN prep 2 at
talks NNS pobj 5 talk
and CC cc 2 and
denied VBD conj 2 deny
the DT det 10 the
charge NN dobj 8 charge
. . punct 2 .
";

// Kenya was accused of bombing Uganda.
const ACCUSED: &str = "
Kenya NNP nsubjpass 3 Kenya GPE
was VBD auxpass 3 be
accused VBN ROOT 0 accuse
of IN prep 3 of
bombing VBG pcomp 4 bomb
Uganda NNP dobj 5 Uganda GPE
. . punct 3 .
";

// Kenya was given weapons.
const GAVE: &str = "
Kenya NNP nsubjpass 3 Kenya GPE
was VBD auxpass 3 be
given VBN ROOT 0 give
weapons NNS dobj 3 weapon
. . punct 3 .
";

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
