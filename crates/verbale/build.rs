//! Digests of the knowledge and the weights that this build carries, so that
//! a record can say what made it without hashing them at every start.

use std::{
    fs,
    path::{Path, PathBuf},
};

use sha2::{Digest, Sha256};

fn main() {
    for (name, folder) in [("CODEBOOK_SHA256", "../../codebook"), ("MODELS_SHA256", "../../models")] {
        println!("cargo::rerun-if-changed={folder}");
        println!("cargo::rustc-env=VERBALE_{name}={}", digest(Path::new(folder)));
    }
}

/// SHA-256 over every file below `folder`, in the order of their paths: path,
/// length and bytes of each. A missing folder counts as an empty one.
fn digest(folder: &Path) -> String {
    let mut files = Vec::new();
    collect(folder, &mut files);
    files.sort();
    let mut hash = Sha256::new();
    for file in files {
        let bytes = fs::read(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        let path = file.strip_prefix(folder).unwrap_or(&file).to_string_lossy().replace('\\', "/");
        hash.update(path.as_bytes());
        hash.update([0]);
        hash.update((bytes.len() as u64).to_le_bytes());
        hash.update(&bytes);
    }
    hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let path = entry.path();
        if path.is_dir() {
            collect(&path, files);
        } else if !entry.file_name().to_string_lossy().starts_with('.') {
            files.push(path);
        }
    }
}
