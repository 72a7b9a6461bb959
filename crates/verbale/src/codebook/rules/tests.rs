use super::*;

fn faults(text: &str) -> Vec<String> {
    let mut errors = Vec::new();
    load(&[File { path: "events/own.toml", text }], &mut errors);
    errors.iter().map(ToString::to_string).collect()
}

const RULE: &str = r#"
[words]
own-arms = ["tank", "armoured vehicle"]

[[rule]]
id = "aid.own"
why = "Arms that are handed over help who gets them."
event = "AID"
trigger = { lemma = ["hand", "pass"], particle = "over" }
actor = "subject"
recipient = { role = ["oblique:to", "indirect"], is = "party", kind = "state" }
about = "object?"
when = [{ role = "object", in = "@own-arms" }, { negated = false }]
yes = ["[actor Oslo] [trigger handed] over [about tanks] to [recipient Riga]."]
no = ["Oslo handed over the file."]
"#;

#[test]
fn the_shipped_files_load() {
    let mut errors = Vec::new();
    let rules = load(&[], &mut errors);
    assert_eq!(errors.iter().map(ToString::to_string).collect::<Vec<_>>(), Vec::<String>::new());
    assert!(rules.all.is_sorted_by(|a, b| a.id < b.id));
}

#[test]
fn a_users_rule_is_added() {
    let mut errors = Vec::new();
    let rules = load(&[File { path: "events/own.toml", text: RULE }], &mut errors);
    assert_eq!(errors, []);
    let rule = rules.get("aid.own").unwrap();
    assert_eq!(rule.place, ("events/own.toml".to_owned(), 5));
    assert_eq!(rule.recipient.as_ref().unwrap().to_string(), "oblique:to | indirect");
    assert!(rule.about.as_ref().unwrap().optional);
    assert!(rules.at("hand", "handed").any(|rule| rule.id == "aid.own"));
    assert_eq!(rule.when.len(), 2);
}

#[test]
fn faults_name_file_line_and_remedy() {
    let told = faults(&RULE.replace("event =", "evnt ="));
    assert!(told.iter().any(|fault| fault.contains("events/own.toml:8: unknown key `evnt`") && fault.contains("`event`")), "{told:?}");
    assert!(faults(&RULE.replace("\"AID\"", "\"AIDE\""))[0].contains("did you mean `AID`"));
    assert!(faults(&RULE.replace("@own-arms", "@own-armz"))[0].contains("did you mean `own-arms`"));
    assert!(faults(&RULE.replace("why = ", "# "))[0].contains("has no `why`"));
    assert!(
        faults(&RULE.replace("no = [\"Oslo handed over the file.\"]", "no = []"))[0]
            .contains("too few examples")
    );
    assert!(faults(&RULE.replace("[trigger handed]", "handed"))[0].contains("without [trigger"));
    assert!(faults(&RULE.replace("\"object?\"", "\"objekt?\""))[0].contains("did you mean `object`"));
    assert!(faults("[[rule]\n")[0].starts_with("events/own.toml:1"));
    assert!(
        faults(&RULE.replace("actor = \"subject\"", "over = [\"aid.nothing\"]\nactor = \"subject\""))[0]
            .contains("no rule `aid.nothing`")
    );
}
