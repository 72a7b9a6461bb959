"""Compare the dated offices of the codebook with public sources, by state.

    check_offices.py CODEBOOK --factbook DATE DIR [--years FILE.csv] [--list FILE.tsv] [--write]

--factbook DATE DIR   folder of World Factbook profiles as JSON, and the day they were taken: chiefs of state and heads of
                      government with the day since when. May stand several times.
--years FILE.csv      the data set "Democracy and Dictatorship" (ctryname, ehead, start_year, duration): the effective head
                      of each state, held from 1946 to 2008, by the last day of each year.
--list FILE.tsv       any list: state's code, name, year in, year out.
--write               set `origin` of each row of offices-heads.tsv to the sources that agree (else "own"), and `precision`
                      to the coarser of its two days.

A row agrees where the surnames are alike after folding and the day or year is the same as far as both tell it. What
neither source tells is not counted. Needs Python 3 and nothing else.
"""

import csv
import difflib
import glob
import html
import json
import re
import sys
import unicodedata
from collections import defaultdict

MONTHS = {name: at for at, name in enumerate(
    "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(), 1)}
HEADS = {"President", "Prime Minister", "Chancellor", "King", "Queen", "Emir", "Sultan", "Supreme Leader", "Premier", "Pope"}
SMALL = {"al", "el", "bin", "ben", "de", "da", "dos", "van", "von", "der", "ould", "jr", "the", "of", "and"}


def fold(words):
    plain = unicodedata.normalize("NFKD", html.unescape(words)).encode("ascii", "ignore").decode()
    return re.findall(r"[a-z]+", plain.lower().replace("'", "").replace("-", " "))


def alike(ours, theirs):
    """Whether two names share a word of some weight, as transliterations go."""
    mine = [word for word in fold(ours) if word not in SMALL and len(word) > 1]
    other = [word for word in fold(theirs) if word not in SMALL and len(word) > 1]
    return any(difflib.SequenceMatcher(None, a, b).ratio() >= 0.78 for a in mine for b in other)


def rows(codebook):
    states, of_name = {}, {}
    for line in open(f"{codebook}/actors/states.tsv", encoding="utf-8"):
        if line.startswith("#") or line.startswith("code\t"):
            continue
        cells = line.rstrip("\n").split("\t")
        states[cells[0]] = cells[1]
        for name in [cells[1], *cells[2].split("|")]:
            of_name.setdefault(" ".join(fold(name.lstrip("?"))), cells[0])
    held = defaultdict(list)
    header = None
    for line in open(f"{codebook}/actors/offices-heads.tsv", encoding="utf-8"):
        if line.startswith("#"):
            continue
        cells = line.rstrip("\n").split("\t")
        if header is None:
            header = cells
            continue
        row = dict(zip(header, cells))
        held[row["of"]].append(row)
    return states, of_name, held


def on(row, day):
    return (not row["from"] or row["from"] <= day[: len(row["from"])]) and (not row["to"] or day[: len(row["to"])] < row["to"])


def factbook(folder):
    """State's name, and name with the day since when (ISO, as exact as told)."""
    for path in sorted(glob.glob(folder + "/**/*.json", recursive=True)):
        try:
            government = json.load(open(path, encoding="utf-8")).get("Government", {})
        except (ValueError, AttributeError):
            continue
        names = government.get("Country name", {})
        names = [(names.get(key) or {}).get("text") or "" for key in ("conventional short form", "conventional long form")]
        branch = government.get("Executive branch", {})
        for key in ("chief of state", "head of government"):
            text = html.unescape((branch.get(key) or {}).get("text") or "")
            for who, day in re.findall(r"([^;()]+?)\s*\(since ([^;)]+?)\s*[;)]", text):
                parts = day.split()
                try:
                    since = {1: lambda: parts[0],
                             2: lambda: f"{parts[1]}-{MONTHS[parts[0][:3]]:02}",
                             3: lambda: f"{parts[2]}-{MONTHS[parts[1][:3]]:02}-{int(parts[0]):02}"}[len(parts)]()
                except (KeyError, ValueError):
                    continue
                capitals = re.findall(r"\b[^\W\d_a-z]{2,}[\w'’-]*(?:[ -][^\W\d_a-z]{2,}[\w'’-]*)*", who)
                if capitals and not re.search(r"represented|Deputy|Vice|First|governor", who, re.I):
                    yield names, who.strip(), " ".join(capitals), since


def main(arguments):
    codebook, arguments = arguments[0], arguments[1:]
    states, of_name, held = rows(codebook)
    seen = defaultdict(set)
    counts = defaultdict(int)

    def code(names):
        return next((of_name[key] for key in (" ".join(fold(name)) for name in names) if key in of_name), None)

    def agree(source, row):
        seen[(row["of"], row["name"], row["office"], row["from"])].add(source)

    write = "--write" in arguments
    arguments = [argument for argument in arguments if argument != "--write"]
    while arguments:
        kind, arguments = arguments[0], arguments[1:]
        if kind == "--factbook":
            (day, folder), arguments = arguments[:2], arguments[2:]
            for names, who, capitals, since in factbook(folder):
                state = code(names)
                if state is None:
                    continue
                mine = [row for row in held[state] if on(row, day) and alike(row["name"] + " " + row["other_names"], capitals)]
                source = f"factbook {day[:4]}"
                counts[source] += 1
                same = [row for row in mine if since.startswith(row["from"]) or row["from"].startswith(since)]
                for row in same:
                    agree("factbook", row)
                if not mine:
                    print(f"{source}\tmissing\t{state}\t{who} since {since}")
                elif not same:
                    print(f"{source}\tday\t{state}\t{who} since {since}\tours: " +
                          "; ".join(f"{row['name']}, {row['office']}, {row['from']}" for row in mine))
        elif kind == "--years":
            path, arguments = arguments[0], arguments[1:]
            for line in csv.DictReader(open(path, encoding="utf-8")):
                first = int(line["start_year"])
                last = first + int(line["duration"]) - 1
                if last < 2000:
                    continue
                state = code([line["ctryname"]])
                if state is None:
                    print(f"years\tstate?\t{line['ctryname']}")
                    continue
                counts["years"] += 1
                mine = [row for row in held[state] if alike(row["name"] + " " + row["other_names"], line["ehead"])]
                fits = [row for row in mine if any(on(row, f"{year}-12-31") for year in range(max(first, 2000), last + 1))]
                for row in fits:
                    agree("regimes", row)
                if not fits:
                    print(f"years\t{'day' if mine else 'missing'}\t{state}\t{line['ehead']} {first}-{last}")
        elif kind == "--list":
            path, arguments = arguments[0], arguments[1:]
            for line in open(path, encoding="utf-8"):
                state, name, first, last = line.rstrip("\n").split("\t")
                counts["list"] += 1
                mine = [row for row in held[state] if alike(row["name"] + " " + row["other_names"], name)]
                fits = [row for row in mine if row["from"][:4] == first and (not last or row["to"][:4] == last)]
                for row in fits:
                    agree("leaders", row)
                if not fits:
                    print(f"list\t{'day' if mine else 'missing'}\t{state}\t{name} {first}-{last}\tours: " +
                          "; ".join(f"{row['from']}-{row['to']}" for row in mine))
        else:
            sys.exit(__doc__)
    if write:
        lines = open(f"{codebook}/actors/offices-heads.tsv", encoding="utf-8").read().split("\n")
        header = None
        for at, line in enumerate(lines):
            if not line or line.startswith("#"):
                continue
            cells = line.split("\t")
            if header is None:
                header = cells[:9]
                lines[at] = "\t".join([*header, "precision", "origin"])
                continue
            row = dict(zip(header, cells))
            length = min([len(row[end]) for end in ("from", "to") if row[end]] or [10])
            sources = seen.get((row["of"], row["name"], row["office"], row["from"]), {"own"})
            lines[at] = "\t".join([*cells[:9], {4: "year", 7: "month", 10: "day"}[length], "|".join(sorted(sources))])
        open(f"{codebook}/actors/offices-heads.tsv", "w", encoding="utf-8").write("\n".join(lines))
    every = [row for of in held.values() for row in of]
    found = sum((row["of"], row["name"], row["office"], row["from"]) in seen for row in every)
    print(f"# told by the sources: {dict(counts)}; of {len(every)} rows {found} agree with at least one", file=sys.stderr)
    return seen


if __name__ == "__main__":
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    main(sys.argv[1:])
