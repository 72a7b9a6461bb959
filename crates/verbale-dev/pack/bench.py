#!/usr/bin/env python3
"""Times spaCy and Verbale's syntax layer beside each other on the same paragraphs, one thread each, and prints the ratio.

  cargo build --release -p verbale-dev
  python bench.py FILE.jsonl [--paragraphs N] [--rounds N] [--whole] [--model DIR] [--binary target/release/verbale-dev]

They take turns (spaCy, Verbale, Verbale in eight bits), so that all meet the same machine; each reports its best round,
in processor time of its one thread. spaCy runs the same components, in batches of 64 texts. With --whole the stages of
the whole way follow, each as a share of spaCy's time for a token.
"""

import argparse
import json
import os
import subprocess
import sys
import time

for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS"):
    os.environ[variable] = "1"

import spacy  # noqa: E402


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file")
    parser.add_argument("--paragraphs", type=int, default=2000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--whole", action="store_true")
    parser.add_argument("--model", default=os.environ.get("VERBALE_SPACY_MODEL", "en_core_web_md"))
    parser.add_argument("--binary", default="target/release/verbale-dev")
    arguments = parser.parse_args()
    texts = []
    with open(arguments.file, encoding="utf-8") as lines:
        for line in lines:
            article = json.loads(line)
            text = article if isinstance(article, str) else article["text"]
            # As Rust's `lines`: only line feeds, with or without carriage return, end a line.
            texts += [p.removesuffix("\r") for p in text.split("\n") if p.strip()]
    texts = texts[: arguments.paragraphs]
    start = time.perf_counter()
    nlp = spacy.load(arguments.model)
    load = time.perf_counter() - start
    # Once before the clock runs, so that spaCy's caches of words are as warm as they get.
    tokens = sum(len(doc) for doc in nlp.pipe(texts, batch_size=64))
    command = [arguments.binary, "bench", "syntax", arguments.file]
    command += ["--paragraphs", str(arguments.paragraphs), "--rounds", "1"]
    spacy_best, ours = float("inf"), {}
    for _ in range(arguments.rounds):
        start = time.process_time()
        for _ in nlp.pipe(texts, batch_size=64):
            pass
        spacy_best = min(spacy_best, time.process_time() - start)
        for name, option in (("Verbale", []), ("Verbale --fast", ["--fast"])):
            ran = subprocess.run(command + option, check=True, capture_output=True, text=True)
            measured = json.loads(ran.stdout)
            if measured["tokens"] != tokens:
                sys.exit(f"not the same text: {tokens} tokens here, {measured['tokens']} there")
            ours[name] = min(ours.get(name, measured), measured, key=lambda m: m["parse_s"])
    print(f"{len(texts)} paragraphs, {tokens} tokens, one thread, best of {arguments.rounds}")
    print(f"spaCy {spacy.__version__:<8} {spacy_best:8.2f} s {tokens / spacy_best:10.0f} tokens/s   loads in {load * 1e3:.0f} ms")
    for name, m in ours.items():
        print(
            f"{name:<14} {m['parse_s']:8.2f} s {m['tokens_per_s']:10.0f} tokens/s   loads in {m['load_ms']:.0f} ms"
            f"   ratio {spacy_best / m['parse_s']:.1f}"
        )
    for part, m in ours["Verbale"]["parts"].items():
        print(f"  {part:<12} {m['us_per_token']:8.2f} µs a token {m['share']:6.1f} %")
    if arguments.whole:
        command = [arguments.binary, "bench", "article", arguments.file, "--rounds", str(arguments.rounds)]
        for line in subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines():
            words = line.split()
            if len(words) > 2 and words[2] == "µs":
                line += f"   {float(words[1]) * tokens / spacy_best / 1e4:6.2f} % of spaCy's {spacy_best * 1e6 / tokens:.0f}"
            print(line)


if __name__ == "__main__":
    main()
