//! Clauses on text, through the network: how real an act is, and who fills its roles.

use jiff::civil::Date;
use verbale::{
    Article,
    clauses::{Reality, Role},
    pipeline::{Reader, read},
};

/// A sentence, and for predicates in it (by lemma) how real their act is.
const REALITY: &[(&str, &[(&str, Reality)])] = &[
    ("Russian warplanes bombed the town overnight.", &[("bomb", Reality::Actual)]),
    ("Kenya stopped short of attacking Uganda.", &[("attack", Reality::Negated)]),
    ("Kenya has yet to apologise.", &[("apologise", Reality::Negated)]),
    ("Neither side attacked.", &[("attack", Reality::Negated)]),
    ("Nobody was arrested in the clashes.", &[("arrest", Reality::Negated), ("clash", Reality::Actual)]),
    ("Kenya and Uganda made no progress at talks in Kigali.", &[("talk", Reality::Actual)]),
    ("Kenya has no plans to attack Uganda.", &[("attack", Reality::Negated)]),
    ("Kenya narrowly avoided being attacked.", &[("attack", Reality::Negated)]),
    ("A visit to Nairobi that was planned for Friday was cancelled.", &[("visit", Reality::Negated)]),
    ("The bishop decided against a visit to Nairobi.", &[("visit", Reality::Negated)]),
    (
        "Instead of withdrawing, Kenya sent more troops.",
        &[("withdraw", Reality::Negated), ("send", Reality::Actual)],
    ),
    ("Kenya to send troops to Uganda", &[("send", Reality::Planned)]),
    ("Kenya is due to meet Uganda on Friday.", &[("meet", Reality::Planned)]),
    ("Kenya is going to withdraw.", &[("withdraw", Reality::Planned)]),
    ("The minister said that Kenya would withdraw.", &[("withdraw", Reality::Planned)]),
    ("Kenya voted to expel the ambassador.", &[("expel", Reality::Planned)]),
    ("Kenya urged Uganda to withdraw.", &[("withdraw", Reality::Requested)]),
    ("Kenya rejected calls to withdraw.", &[("call", Reality::Actual), ("withdraw", Reality::Requested)]),
    ("Kenya gave Uganda a week to withdraw.", &[("withdraw", Reality::Requested)]),
    ("Kenya must withdraw, the minister said.", &[("withdraw", Reality::Requested)]),
    ("Did Kenya attack the port?", &[("attack", Reality::Hypothetical)]),
    ("What if Kenya attacks the port?", &[("attack", Reality::Hypothetical)]),
    (
        "As if Kenya had attacked the port, Uganda called up its reserves.",
        &[("attack", Reality::Hypothetical)],
    ),
    ("Whether or not Kenya attacked the port, the talks go on.", &[("attack", Reality::Hypothetical)]),
    (
        "Kenya neither attacked Uganda nor threatened Rwanda.",
        &[("attack", Reality::Negated), ("threaten", Reality::Negated)],
    ),
    ("Few believe that Kenya attacked the port.", &[("attack", Reality::Hypothetical)]),
    ("A few ships attacked the port.", &[("attack", Reality::Actual)]),
    ("Kenya allegedly attacked the port.", &[("attack", Reality::Hypothetical)]),
    ("If only Kenya had released the hostages.", &[("release", Reality::Hypothetical)]),
    ("Kenya never attacked Uganda, nor did it threaten Rwanda.", &[("threaten", Reality::Negated)]),
    ("The report that Kenya shelled the port was a hoax.", &[("shell", Reality::Hypothetical)]),
    ("Why did Kenya attack the port?", &[("attack", Reality::Actual)]),
    ("Uganda asked why Kenya had attacked.", &[("attack", Reality::Actual)]),
    ("It is unclear whether Kenya attacked.", &[("attack", Reality::Hypothetical)]),
    ("Kenya opened an inquiry into whether Uganda attacked.", &[("attack", Reality::Hypothetical)]),
    ("Kenya could be forced to withdraw.", &[("withdraw", Reality::Hypothetical)]),
    ("Fears of an attack by Kenya grew.", &[("attack", Reality::Hypothetical)]),
    ("An attack by Kenya would be condemned.", &[("attack", Reality::Hypothetical)]),
    (
        "Kenya will retaliate if Uganda attacks.",
        &[("retaliate", Reality::Conditional), ("attack", Reality::Hypothetical)],
    ),
    ("If Uganda attacks after massing troops, Kenya will retaliate.", &[("mass", Reality::Actual)]),
    ("In the event of an attack by Kenya, Uganda will retaliate.", &[("attack", Reality::Hypothetical)]),
    ("Kenya would have attacked had the talks failed.", &[("attack", Reality::Hypothetical)]),
    (
        "Before invading Uganda, Kenya had massed troops.",
        &[("invade", Reality::Actual), ("mass", Reality::Actual)],
    ),
    ("Kenya did not attend, citing the weather.", &[("cite", Reality::Actual)]),
    ("Kenya did not stop bombing the town.", &[("bomb", Reality::Actual)]),
    ("Kenya continued to bomb the town.", &[("bomb", Reality::Actual)]),
    ("Police used tear gas to disperse protesters.", &[("disperse", Reality::Actual)]),
    ("Any country that attacks Kenya will regret it.", &[("attack", Reality::Hypothetical)]),
];

/// A sentence, a predicate's lemma, a role and the words that fill it, each filler apart.
const ROLES: &[(&str, &str, &str, &[&str])] = &[
    ("The town was bombed by Kenya and Uganda.", "bomb", "subject", &["Kenya", "Uganda"]),
    ("The town was bombed by Kenya and Uganda.", "bomb", "object", &["The town"]),
    ("Kenya was given weapons by Uganda.", "give", "indirect", &["Kenya"]),
    ("Kenya urged Uganda to stop.", "stop", "subject", &["Uganda"]),
    ("Kenya said that the rebels would never rule, vowing to fight.", "vow", "subject", &["Kenya"]),
    ("Kenya promised Uganda to stop.", "stop", "subject", &["Kenya"]),
    ("Kenya appealed to Uganda to stop.", "stop", "subject", &["Uganda"]),
    ("Kenya accused Uganda of attacking a village.", "attack", "subject", &["Uganda"]),
    ("After massing troops, Kenya attacked.", "mass", "subject", &["Kenya"]),
    ("The deal that Kenya signed was praised.", "sign", "object", &["The deal"]),
    ("Rebels armed by Uganda took the town.", "arm", "object", &["Rebels"]),
    ("Kenya held a second round of talks with Uganda.", "talk", "subject", &["Kenya"]),
    ("Kenya held a second round of talks with Uganda.", "talk", "oblique:with", &["Uganda"]),
    ("Sanctions imposed by Kenya on Uganda were lifted.", "sanction", "oblique:on", &["Uganda"]),
    ("Kenya's threats alarmed Uganda.", "threat", "subject", &["Kenya's"]),
    ("The arrest of the editor by Kenyan police drew protests.", "arrest", "subject", &["Kenyan police"]),
    ("Talks between Kenya and Uganda began.", "talk", "subject", &["Kenya", "Uganda"]),
    ("Kenya, Uganda sign border deal", "sign", "subject", &["Kenya", "Uganda"]),
    ("Kenya and its allies, along with Japan, withdrew.", "withdraw", "subject", &["Kenya", "its allies"]),
    ("Kenya extradited a suspect to Japan.", "extradite", "oblique:to", &["Japan"]),
    ("Kenya agreed to a cease-fire.", "ceasefire", "subject", &["Kenya"]),
    ("Kenya met and praised the envoy.", "praise", "subject", &["Kenya"]),
];

fn article(text: &str) -> Article {
    Article::new(Date::constant(2022, 3, 4), text)
}

#[test]
fn acts_are_as_real_as_their_words_make_them() {
    let reader = Reader::rules_alone();
    let mut faults = String::new();
    for (text, acts) in REALITY {
        let layers = read(&article(text), reader);
        for (lemma, wanted) in *acts {
            let clause = layers.clauses.all.iter().find(|clause| clause.lemma == *lemma);
            let found = clause.map(|clause| layers.clauses.modality(clause.id).reality);
            if found != Some(*wanted) {
                faults += &format!("{text} {lemma}: wanted {wanted:?}, found {found:?}\n");
            }
        }
    }
    for (text, lemma, role, wanted) in ROLES {
        let layers = read(&article(text), reader);
        let clause = layers.clauses.all.iter().find(|clause| clause.lemma == *lemma);
        let found: Vec<&str> = clause
            .into_iter()
            .flat_map(|clause| &clause.arguments)
            .filter(|argument| argument.role != Role::Modifier && argument.role.to_string() == *role)
            .map(|argument| argument.span.of(text))
            .collect();
        if found != *wanted {
            faults += &format!("{text} {lemma} {role}: wanted {wanted:?}, found {found:?}\n");
        }
    }
    assert!(faults.is_empty(), "\n{faults}");
}
