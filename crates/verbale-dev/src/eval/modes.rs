//! `eval modes SUITE.tsv`: modes and contexts of events in sentences of our own. Modes that are `*` are not judged.

use jiff::civil::Date;

/// Runs the suite and prints the share of right modes, and precision and recall of contexts.
pub(super) fn run(arguments: &[String]) -> Result<(), String> {
    let path = arguments
        .iter()
        .find(|argument| !argument.starts_with("--"))
        .ok_or("verbale-dev eval modes SUITE.tsv [--wrong]")?;
    let wrong = arguments.iter().any(|argument| argument == "--wrong");
    let file = std::fs::read_to_string(path).map_err(|error| format!("{path}: {error}"))?;
    let (mut all, mut typed, mut moded) = (0, 0, 0);
    let mut in_context = 0;
    let (mut found, mut wanted, mut shared) = (0, 0, 0);
    for line in file.lines().filter(|line| !line.starts_with('#') && !line.is_empty()) {
        let columns: Vec<&str> = line.split('\t').collect();
        let [text, event, modes, contexts] = columns[..] else {
            return Err(format!("{path}: {line}: four columns are wanted"));
        };
        let list = |words: &str| -> Vec<String> {
            let mut list: Vec<String> =
                words.split(' ').filter(|word| *word != "-").map(str::to_owned).collect();
            list.sort();
            list
        };
        let judged = modes != "*";
        let (modes, contexts) = (list(modes), list(contexts));
        let layers = super::layers(text, Date::constant(2023, 5, 16));
        all += 1;
        wanted += contexts.len();
        let own = layers.events.all.iter().find(|own| own.parent.is_none() && own.event.as_str() == event);
        let Some(own) = own else {
            if wrong {
                println!("no {event}: {text}");
            }
            continue;
        };
        typed += 1;
        let mut came: Vec<String> = own.mode.iter().map(|mode| mode.as_str().to_owned()).collect();
        came.sort();
        let about: Vec<&str> = own.context.iter().map(|context| context.as_str()).collect();
        found += about.len();
        shared += contexts.iter().filter(|context| about.contains(&context.as_str())).count();
        moded += usize::from(came == modes || !judged);
        let all_contexts =
            contexts.len() == about.len() && contexts.iter().all(|context| about.contains(&context.as_str()));
        in_context += usize::from(all_contexts);
        if wrong && judged && came != modes {
            println!("modes {came:?}, not {modes:?}: {text}");
        }
        if wrong && !all_contexts {
            println!("contexts {about:?}, not {contexts:?}: {text}");
        }
    }
    println!("type found {}", super::share(typed, all));
    println!(
        "modes right, of all {}; of those found {}",
        super::share(moded, all),
        super::share(moded, typed)
    );
    println!(
        "contexts right, of all {}; of those found {}",
        super::share(in_context, all),
        super::share(in_context, typed)
    );
    println!("contexts: precision {}, recall {}", super::share(shared, found), super::share(shared, wanted));
    Ok(())
}
