//! `verbale-dev examples`: the examples of the rules in a folder, read at run
//! time, so that a writer of rules need not compile.

use std::{fs, path::Path};

use verbale::{Codebook, codebook::File, events::check, pipeline::Reader, syntax::Model};

/// Runs the examples of the rules whose id begins with a prefix.
pub(crate) fn run(arguments: &[String]) -> Result<(), String> {
    let folder = arguments.first().ok_or("examples: name the folder of the codebook")?;
    let prefix = arguments.get(1).map_or("", String::as_str);
    let codebook = load(Path::new(folder))?;
    let reader = Reader { model: Model::bundled(), codebook: &codebook, ranker: None };
    let failures = check::examples(reader, |rule| rule.id.starts_with(prefix));
    for failure in &failures {
        println!("{failure}");
    }
    println!("{} failures", failures.len());
    Ok(())
}

/// The shipped codebook with the rules and words of a folder in place of its own.
pub(crate) fn load(folder: &Path) -> Result<Codebook, String> {
    let files = read(folder)?;
    let files: Vec<File<'_>> = files.iter().map(|(path, text)| File { path, text }).collect();
    Codebook::with_files(&files)
        .map_err(|errors| errors.iter().map(|error| format!("{error}\n")).collect::<String>())
}

/// The files of rules below a folder.
fn read(folder: &Path) -> Result<Vec<(String, String)>, String> {
    let mut out = Vec::new();
    for below in ["events", "words"] {
        let Ok(entries) = fs::read_dir(folder.join(below)) else { continue };
        for entry in entries.flatten() {
            let path = entry.path();
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            let wanted = name.ends_with(".toml") || name.ends_with(".txt");
            if !wanted {
                continue;
            }
            let text = fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))?;
            // Another path than the shipped file's, so that its rules replace the shipped ones.
            out.push((
                if below == "events" { format!("events/edited/{name}") } else { format!("{below}/{name}") },
                text,
            ));
        }
    }
    out.sort();
    Ok(out)
}
