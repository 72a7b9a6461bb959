//! A user's own codebook: reading its folder, `verbale codebook check`.

use std::{fs, io, path::Path};

use verbale::{
    Codebook, Reader,
    codebook::{File, rules::Rule},
    events::check,
    syntax::Model,
};

use crate::{Done, Stop, arguments::CodebookCommand, talk};

/// Runs `verbale codebook …`.
pub(crate) fn run(command: &CodebookCommand) -> Result<Done, Stop> {
    match command {
        CodebookCommand::Check { folder } => {
            let files = read(folder)?;
            let codebook = load(folder, &files)?;
            check(folder, &files, &codebook)
        }
    }
}

/// Runs the examples of the user's own rules.
fn check(folder: &Path, files: &[(String, String)], codebook: &Codebook) -> Result<Done, Stop> {
    let own = |rule: &Rule| files.iter().any(|(path, _)| *path == rule.place.0);
    let rules: Vec<&Rule> = codebook.rules.all.iter().filter(|rule| own(rule)).collect();
    let examples: usize =
        rules.iter().map(|rule| rule.yes.len() + rule.no.len() + rule.known_wrong.len()).sum();
    let reader = Reader { model: Model::bundled(), codebook, ranker: None };
    let failures = check::examples(reader, own);
    for failure in &failures {
        talk(&format!("{}/{failure}", folder.display()));
    }
    let (files, rules, failed) = (files.len(), rules.len(), failures.len());
    out(&[format!(
        "{}: {files} {}, {rules} {}, {examples} {}: {failed} failed",
        folder.display(),
        if files == 1 { "file" } else { "files" },
        if rules == 1 { "rule" } else { "rules" },
        if examples == 1 { "example" } else { "examples" },
    )])?;
    Ok(if failures.is_empty() { Done::All } else { Done::SomeSkipped })
}

/// Lists the rules, or shows those whose id is or begins with `id`.
pub(crate) fn rules(id: Option<&str>, folder: Option<&Path>) -> Result<Done, Stop> {
    let own = folder.map(|folder| load(folder, &read(folder)?)).transpose()?;
    let all = &own.as_ref().unwrap_or_else(|| Codebook::bundled()).rules.all;
    let Some(id) = id else {
        let lines: Vec<String> = all
            .iter()
            .map(|rule| format!("{:<34} {:<10} {}", rule.id, rule.event.as_str(), rule.why))
            .collect();
        out(&lines)?;
        return Ok(Done::All);
    };
    let mut wanted: Vec<&Rule> = all.iter().filter(|rule| rule.id == id).collect();
    if wanted.is_empty() {
        wanted = all.iter().filter(|rule| rule.id.starts_with(id)).collect();
    }
    if wanted.is_empty() {
        return Err(Stop::Because(format!("no rule is called {id:?}; `verbale rules` lists them")));
    }
    for (n, rule) in wanted.iter().enumerate() {
        if n > 0 {
            out(&[String::new()])?;
        }
        out(&shown(rule))?;
    }
    Ok(Done::All)
}

/// A rule in words.
fn shown(rule: &Rule) -> Vec<String> {
    let mut lines = vec![
        format!("{}  {}  ({}:{})", rule.id, rule.event.as_str(), rule.place.0, rule.place.1),
        format!("  why        {}", rule.why),
        format!("  actor      {}", rule.actor),
    ];
    let parts = [("recipient", &rule.recipient), ("content", &rule.about)];
    for (name, role) in parts {
        lines.extend(role.iter().map(|role| format!("  {name:<9}  {role}")));
    }
    if !rule.mode.is_empty() {
        let modes: Vec<&str> = rule.mode.iter().map(|mode| mode.as_str()).collect();
        lines.push(format!("  mode       {}", modes.join(", ")));
    }
    lines.extend(rule.cameo.iter().map(|cameo| format!("  CAMEO      {cameo}")));
    if !rule.over.is_empty() {
        lines.push(format!("  over       {}", rule.over.join(", ")));
    }
    for (name, examples) in [("yes", &rule.yes), ("no", &rule.no), ("wrong yet", &rule.known_wrong)] {
        lines.extend(examples.iter().map(|example| format!("  {name:<9}  {}", example.text)));
    }
    lines
}

/// Every file below `folder`, with its path in it.
pub(crate) fn read(folder: &Path) -> Result<Vec<(String, String)>, Stop> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(at) = folders.pop() {
        let failed = |error: io::Error| {
            Stop::Because(format!(
                "{}: cannot be read: {error}; give the folder of your codebook",
                at.display()
            ))
        };
        for entry in fs::read_dir(&at).map_err(failed)? {
            let path = entry.map_err(failed)?.path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            if !matches!(path.extension().and_then(|end| end.to_str()), Some("toml" | "tsv")) {
                continue;
            }
            let text = fs::read_to_string(&path).map_err(|error| {
                Stop::Because(format!("{}: cannot be read: {error}; save it as UTF-8 text", path.display()))
            })?;
            let below = path.strip_prefix(folder).unwrap_or(&path);
            files.push((below.to_string_lossy().replace('\\', "/"), text));
        }
    }
    if files.is_empty() {
        return Err(Stop::Because(format!("{}: holds no .toml or .tsv file", folder.display())));
    }
    files.sort();
    Ok(files)
}

/// Loads the shipped codebook with these files of `folder` added.
pub(crate) fn load(folder: &Path, files: &[(String, String)]) -> Result<Codebook, Stop> {
    let files: Vec<File<'_>> = files.iter().map(|(path, text)| File { path, text }).collect();
    Codebook::with_files(&files).map_err(|errors| {
        let mut lines: Vec<String> =
            errors.iter().map(|error| format!("{}/{error}", folder.display())).collect();
        lines.push(match lines.len() {
            1 => "1 fault".to_owned(),
            n => format!("{n} faults"),
        });
        Stop::Because(lines.join("\n"))
    })
}

/// Prints lines of data.
fn out(lines: &[String]) -> Result<(), Stop> {
    use io::Write;
    let mut stdout = io::stdout().lock();
    lines
        .iter()
        .try_for_each(|line| writeln!(stdout, "{}", verbale::record::Escaped(line)))
        .map_err(|error| Stop::writing("standard output", &error))
}
