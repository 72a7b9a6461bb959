#!/usr/bin/env python3
"""What spaCy says of the paragraphs of a JSONL file, one JSON object a paragraph, for `verbale-dev parity`.

  python oracle.py FILE.jsonl [--paragraphs N] [--every N] [--model DIR] > oracle.jsonl

Each line of FILE is an object with a `text`, or a string. A paragraph is a stretch without a line break;
with `--whole` each text is taken as it is. Offsets are code points.
"""

import argparse
import json
import os
import sys

import spacy


def paragraphs(path, whole):
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            article = json.loads(line)
            text = article if isinstance(article, str) else article["text"]
            for paragraph in [text] if whole else text.splitlines():
                if whole or paragraph.strip():
                    yield paragraph


def row(token):
    return [
        token.idx,
        token.idx + len(token),
        token.whitespace_ == " ",
        token.norm_,
        token.shape_,
        token.tag_,
        token.pos_,
        str(token.morph),
        token.lemma_,
        token.head.i,
        token.dep_,
        bool(token.is_sent_start),
    ]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file")
    parser.add_argument("--paragraphs", type=int, default=sys.maxsize, help="stop after so many")
    parser.add_argument("--every", type=int, default=1, help="take every Nth paragraph")
    parser.add_argument("--whole", action="store_true", help="texts are not cut at line breaks")
    parser.add_argument("--model", default=os.environ.get("VERBALE_SPACY_MODEL", "en_core_web_md"))
    arguments = parser.parse_args()
    nlp = spacy.load(arguments.model)
    texts = list(paragraphs(arguments.file, arguments.whole))[:: arguments.every][: arguments.paragraphs]
    # One at a time: what spaCy says of a text may change in its last digit with the texts beside it.
    for text in texts:
        doc = nlp(text)
        entities = [[e.start, e.end, e.label_] for e in doc.ents]
        out = {"text": text, "tokens": [row(t) for t in doc], "entities": entities}
        print(json.dumps(out, ensure_ascii=False))


if __name__ == "__main__":
    main()
