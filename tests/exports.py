#!/usr/bin/env python3
"""Reads every export back with Python's own csv and json, strictly, and holds
it against the records: every event is there, once, in order, with its words.

    python3 tests/exports.py target/release/verbale INPUT…

Exit status 0 if all agree.
"""
import csv, gzip, io, json, subprocess, sys, tempfile, pathlib

program, *inputs = sys.argv[1:]
temporary = tempfile.TemporaryDirectory(prefix="verbale-exports-")
folder = pathlib.Path(temporary.name)
csv.field_size_limit(1 << 30)


def export(format, name, *more):
    out = folder / name
    ran = subprocess.run([program, "code", *inputs, "--embedded", "--format", format, "--out", str(out), *more])
    assert ran.returncode in (0, 1), f"{format}: {ran.returncode}"
    return out.read_bytes()


def one_line(text):
    """As a cell holds it: on one line, without what steers a terminal."""
    return text and "".join(" " if c in "\n\r\t\v\f\x85\u2028\u2029" else c for c in text)


def strict_json(line):
    def fault(name):
        raise ValueError(f"{name} is no JSON")
    return json.loads(line, parse_constant=fault)


lines = export("jsonl", "records.jsonl").decode("utf-8").split("\n")
assert lines.pop() == ""
events = [(record, event) for record in map(strict_json, lines) for event in record["events"]]
uids = [event["uid"] for _, event in events]
assert len(set(uids)) == len(uids) or len({record["id"] for record, _ in events}) < len(lines)

text = export("csv", "events.csv").decode("utf-8")
rows = list(csv.DictReader(io.StringIO(text, newline=""), strict=True))
assert text.count("\n") == len(rows) + 1 and "\r" not in text and "\t" not in text
assert all(None not in row and None not in row.values() for row in rows)
assert [row["uid"] for row in rows] == uids
for row, (record, event) in zip(rows, events):
    assert row["event"] == event["event"] and row["status"] == event["status"]
    assert row["sentence"] == one_line(event["evidence"]["words"]["sentence"]) or "\\u{" in row["sentence"]
    assert row["trigger"] == one_line(event["evidence"]["words"]["trigger"])
    assert row["rule"] == event["rule"] and row["article_date"] == record["date"]
    assert (row["parent_uid"] == "") == (event["parent"] is None)

assert gzip.decompress(export("csv", "events.csv.gz")).decode("utf-8") == text

safe = list(csv.DictReader(io.StringIO(export("csv", "safe.csv", "--formula-safe").decode("utf-8"), newline=""), strict=True))
changed = 0
for row, plain in zip(safe, rows, strict=True):
    for column, cell in row.items():
        if cell != plain[column]:
            changed += 1
            assert cell == "'" + plain[column]
        elif cell.lstrip()[:1] in ("=", "+", "-", "@") and cell.lstrip():
            float(cell)

text = export("polecat", "events.tsv").decode("utf-8")
table = [line.split("\t") for line in text.split("\n")]
assert table.pop() == [""] and all(len(row) == 40 for row in table)
assert [row[0] for row in table[1:]] == uids

plover = [strict_json(line) for line in export("plover", "events.jsonl").decode("utf-8").split("\n")[:-1]]
assert [event["id"] for event in plover] == uids
for one, (record, event) in zip(plover, events):
    assert one["status"] == event["status"] and one["text"] == event["evidence"]["words"]["sentence"]
    assert record.get("text", "")[one["text_info"]["start"]:one["text_info"]["end"]] == one["text"]

print(f"{len(lines)} records, {len(events)} events; csv, csv.gz, polecat and plover hold them all; "
      f"{changed} cells made safe for spreadsheets")
