//! Tools for developers of Verbale: looking at layers, measuring, packing.

mod bench;
mod corpus;
mod docs;
mod eval;
mod examples;
mod parity;
mod show;
mod times;

use std::process::ExitCode;

/// A command of this program.
struct Command {
    name: &'static str,
    arguments: &'static str,
    does: &'static str,
    run: fn(Vec<String>) -> Result<(), String>,
}

/// Every command, by name.
const COMMANDS: &[Command] = &[
    Command {
        name: "bench",
        arguments: "products | syntax|article FILE.jsonl [--fast] [--rounds N] [--threads N]",
        does: "how fast matrix products, syntax or every stage run",
        run: bench::run,
    },
    Command {
        name: "corpus",
        arguments: "ARTICLES [--seed N]",
        does: "made-up articles for measuring, as JSON Lines",
        run: corpus::run,
    },
    Command {
        name: "docs",
        arguments: "[--check]",
        does: "writes docs/codebook.md from the codebook",
        run: |arguments| docs::run(&arguments),
    },
    Command {
        name: "eval",
        arguments: "WHAT FILES [--wrong]",
        does: "a suite or judgements of our own",
        run: |arguments| eval::run(&arguments),
    },
    Command {
        name: "examples",
        arguments: "DIR [PREFIX]",
        does: "the examples of the rules in a folder, read at run time",
        run: |arguments| examples::run(&arguments),
    },
    Command {
        name: "parity",
        arguments: "ORACLE.jsonl [--fast | --model FILE] [--words] [--differences N]",
        does: "how far syntax agrees with spaCy",
        run: parity::run,
    },
    Command {
        name: "show",
        arguments: "LAYER [FILE] [--date YYYY-MM-DD]",
        does: "any layer of an article",
        run: show::run,
    },
    Command {
        name: "times",
        arguments: "FILE.jsonl [--bare]",
        does: "the time expressions of many articles, for a scorer",
        run: times::run,
    },
];

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    let name = arguments.next().unwrap_or_default();
    let done = match COMMANDS.iter().find(|command| command.name == name) {
        Some(command) => (command.run)(arguments.collect()),
        None => Err(usage()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("verbale-dev: {message}");
            ExitCode::from(2)
        }
    }
}

fn usage() -> String {
    let lines = COMMANDS.iter().map(|command| {
        let Command { name, arguments, does, .. } = command;
        format!("\n  verbale-dev {name} {arguments}    {does}")
    });
    format!("usage:{}", lines.collect::<String>())
}
