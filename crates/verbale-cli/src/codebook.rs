//! A user's own codebook: reading its folder, `verbale codebook check`.

use std::{fs, io, path::Path};

use verbale::{Codebook, codebook::File};

use crate::{Done, Stop, arguments::CodebookCommand};

/// Runs `verbale codebook …`.
pub(crate) fn run(command: &CodebookCommand) -> Result<Done, Stop> {
    match command {
        CodebookCommand::Check { folder } => {
            let files = read(folder)?;
            load(folder, &files)?;
            let count = files.len();
            let files = if count == 1 { "1 file loads".to_owned() } else { format!("{count} files load") };
            writeln_out(&format!("{}: {files} without a fault", folder.display()))?;
            Ok(Done::All)
        }
    }
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

/// Prints one line of data.
fn writeln_out(line: &str) -> Result<(), Stop> {
    use io::Write;
    writeln!(io::stdout(), "{}", verbale::record::Escaped(line))
        .map_err(|error| Stop::writing("standard output", &error))
}
