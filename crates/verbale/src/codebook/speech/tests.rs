use super::*;
use crate::{
    codebook::File,
    statements::{Attitude, Force},
};

fn errors(text: &str) -> Vec<LoadError> {
    let mut errors = Vec::new();
    load(&[File { path: "speech.toml", text }], &mut errors);
    errors
}

#[test]
fn the_shipped_table_loads_and_is_large_enough() {
    let mut errors = Vec::new();
    let speech = load(&[], &mut errors);
    assert_eq!(errors, []);
    let lemmas: usize = speech.rows().iter().map(|row| row.lemmas.len()).sum();
    assert!(lemmas >= 300, "{lemmas}");
    let deny = speech.of(CuePos::Verb, "deny").next().unwrap();
    assert_eq!((deny.attitude, deny.force), (Attitude::Speech, Force::Denying));
    assert!(speech.of(CuePos::Verb, "point out").next().is_some());
    assert_eq!(speech.phrases_from("according").next().unwrap().0, ["according", "to"]);
}

#[test]
fn faults_name_line_and_remedy() {
    let found = errors(
        "[[cue]]\nid = \"x\"\nwhy = \"w\"\npos = \"verb\"\nlemmas = [\"grunt\"]\nattitude = \"speach\"\nforce = \"neutral\"\ntakes = [\"quote\"]\nyes = [\"[cue grunt] a\"]\nno = [\"b\"]\n",
    );
    assert_eq!(found.len(), 1);
    assert_eq!((found[0].line, found[0].hint.as_deref()), (6, Some("did you mean `speech`?")));
    let found = errors("[[cue]]\nid = \"x\"\nlemma = [\"grunt\"]\n");
    assert!(found.iter().any(|error| error.line == 3 && error.message.contains("unknown key `lemma`")));
    assert!(!errors("[[cue]\n").is_empty());
}

#[test]
fn a_users_row_replaces_the_shipped_one() {
    let text = "[[cue]]\nid = \"deny\"\nwhy = \"w\"\npos = \"verb\"\nlemmas = [\"deny\"]\nattitude = \"speech\"\nforce = \"neutral\"\ntakes = [\"that\"]\nyes = [\"[cue deny] a\"]\nno = [\"b\"]\n";
    let mut errors = Vec::new();
    let speech = load(&[File { path: "speech.toml", text }], &mut errors);
    assert_eq!(errors, []);
    assert_eq!(speech.of(CuePos::Verb, "deny").next().unwrap().force, Force::Neutral);
}
