#!/usr/bin/env python3
"""The codebook's examples as training sentences: codebook_sentences.py codebook/events/*.toml > sentences.txt

An example with an actor and a recipient becomes a line of the format of `train/sentences/`; the words of its content
stay, without their marks.
"""
import re
import sys
import tomllib


def plain(text):
    """`[mark words]` with others inside → the words, and the marks of parties and trigger as (mark, start, end)."""
    out, stack, marks = "", [], []
    at = 0
    while at < len(text):
        m = re.match(r"\[(\w+) ", text[at:])
        if m:
            stack.append((m[1], len(out)))
            at += m.end()
        elif text[at] == "]" and stack:
            mark, start = stack.pop()
            marks.append((mark, start, len(out)))
            at += 1
        else:
            out += text[at]
            at += 1
    return out, marks


def main():
    for path in sys.argv[1:]:
        for rule in tomllib.load(open(path, "rb"))["rule"]:
            for example in rule.get("yes", []):
                text, marks = plain(example.split(" => ")[0].strip())
                actors = [m for m in marks if m[0] == "actor"]
                recipients = [m for m in marks if m[0] == "recipient"]
                triggers = [m for m in marks if m[0] == "trigger"]
                if not actors or not recipients or not triggers:
                    continue
                spans = sorted([(s, e, "A") for _, s, e in actors] + [(s, e, "B") for _, s, e in recipients])
                if any(a[1] > b[0] for a, b in zip(spans, spans[1:])) or re.search(r"[\[\]|]", text):
                    continue
                line, at = "", 0
                for s, e, letter in spans:
                    line += text[at:s] + f"[{letter}|{text[s:e]}]"
                    at = e
                trigger = text[triggers[0][1] : triggers[0][2]].split()[0]
                print(f"{rule['event']} A>B @{trigger} | {line}{text[at:]}")


if __name__ == "__main__":
    main()
