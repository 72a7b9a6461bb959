//! Reads what is named and says how much it was, how fast, and in how much
//! memory: `cargo run --release -p verbale-input --example read -- FILE …`.

use std::{path::PathBuf, sync::atomic::Ordering, time::Instant};

use verbale_input::{Given, articles};

fn main() {
    let named: Vec<PathBuf> = std::env::args_os().skip(1).map(PathBuf::from).collect();
    let given = Given { fetched_date: true, ..Given::default() };
    let began = Instant::now();
    let mut all = articles(&named, &given);
    let bytes = all.bytes();
    let (mut read, mut skipped, mut text) = (0_u64, 0_u64, 0_usize);
    for one in &mut all {
        match one {
            Ok(incoming) => {
                read += 1;
                text += incoming.article.text.len();
            }
            Err(told) => {
                skipped += 1;
                if skipped <= 5 {
                    eprintln!("{:?}: {:?}; {}", told.name, told.why, told.remedy);
                }
            }
        }
    }
    let seconds = began.elapsed().as_secs_f64();
    let (mb, text) = (bytes.load(Ordering::Relaxed) as f64 / 1e6, text as f64 / 1e6);
    println!("{read} articles, {skipped} skipped, {mb:.1} MB read, {text:.1} MB of text");
    println!("{seconds:.1} s, {:.0} articles/s, {:.1} MB/s of text", read as f64 / seconds, text / seconds);
    if let Ok(status) = std::fs::read_to_string("/proc/self/status")
        && let Some(peak) = status.lines().find(|line| line.starts_with("VmHWM"))
    {
        println!("peak memory {}", peak.trim_start_matches("VmHWM:").trim());
    }
}
