#!/usr/bin/env python3
"""Writes what the rounded network says of some sentences, for the tests: reference.py MINILM_DIR ROUNDED.pt PACKED.vbl OUT.json"""
import json
import struct
import sys

import torch

from ranker import CLASSES, Pieces, Ranker, read_sentence
from train import batch, examples

SENTENCES = [
    "ACCUSE A>B @accused; REQUEST C>B @urged | [A|Zambia's foreign ministry] accused [B|Malawi] of harbouring smugglers, while [C|the African Union] urged restraint.",
    "CONSULT A=B @talks | [A|Señor Ángel Íñiguez] held “frank” talks with [B|the Ruritanian premier] — naïvely, perhaps — in Kőszeg…",
    "NONE | [A|Norway] and [B|Peru] exported 3,400 tonnes of fish-meal in the second quarter (up 4.5%).",
]


def main():
    minilm, rounded, packed, target = sys.argv[1:5]
    blob = open(packed, "rb").read()
    at, sections = 12, {}
    for _ in range(struct.unpack_from("<I", blob, 8)[0]):
        n = struct.unpack_from("<I", blob, at)[0]
        name = blob[at + 4 : at + 4 + n].decode()
        offset, size = struct.unpack_from("<QQ", blob, at + 4 + n)
        sections[name] = blob[offset : offset + size]
        at += 4 + n + 16
    kept = sections["vocabulary"].decode().split("\n")
    full = [l.rstrip("\n") for l in open(f"{minilm}/vocab.txt", encoding="utf-8")]
    place = {piece: i for i, piece in enumerate(full)}
    pieces, few = Pieces(full), Pieces(kept)
    model = Ranker(len(full))
    model.load_state_dict(torch.load(rounded))
    model.eval()
    temperature = struct.unpack("<f", sections["temperature"])[0]
    out = []
    for line in SENTENCES:
        text, parties, _ = read_sentence(line)
        [(ids, at, told)] = examples([line], few)
        ids = [place[kept[i]] for i in ids]
        tensors = batch([(ids, at, told)], None, 0)
        with torch.no_grad():
            x = model.encode(*tensors[:3])
            logits, point = model.pairs(x, tensors[1], *tensors[3:6])
        letters = sorted(at)
        out.append({
            "text": text,
            "parties": [[list(map(lambda o: len(text[:o].encode()), span)) for span in parties[k]] for k in letters],
            "pieces": [kept[few.ids[full[i]]] for i in ids],
            "pairs": [[i, j] for i in range(len(letters)) for j in range(len(letters)) if i != j],
            "probabilities": [[round(p, 6) for p in row] for row in (logits / temperature).softmax(-1).tolist()],
            "look": [[round(p, 6) for p in row] for row in point.exp().tolist()],
        })
    json.dump(out, open(target, "w"), ensure_ascii=False, indent=1)


if __name__ == "__main__":
    main()
