#!/usr/bin/env python3
"""Packs the trained ranker: pack.py MINILM_DIR TRAINED.pt models/ranker.vbl [--keep N] [--temperature T] [--sentences FILES…]

Weights are stored in eight bits with a scale for each output (each row of the embeddings). Of BERT's vocabulary the
first N pieces are kept, which is the more frequent part, and all that the given sentences need. The container is that
of the syntax network (its format is described in crates/verbale-dev/pack/pack_model.py).
"""
import argparse
import hashlib
import struct
import sys
import unicodedata

import torch

from ranker import Pieces, is_punctuation, read_sentence, words

PANEL = 32


def panels(weight):
    """[outputs, inputs] floats → bytes of i8 in panels of 32 outputs, f32 scales of the padded outputs, and what they stand for."""
    outputs, inputs = weight.shape
    columns = (outputs + PANEL - 1) // PANEL * PANEL
    scale = weight.abs().amax(1).clamp(min=1e-12) / 127
    rounded = (weight / scale[:, None]).round().clamp(-127, 127)
    padded = torch.zeros(columns, inputs)
    padded[:outputs] = rounded
    scales = torch.zeros(columns)
    scales[:outputs] = scale
    packed = padded.view(columns // PANEL, PANEL, inputs).transpose(1, 2).contiguous().to(torch.int8)
    return packed.numpy().tobytes(), scales.numpy().tobytes(), rounded * scale[:, None]


def folds():
    """Characters that are not themselves after lower case without accents, each with what it becomes."""
    out = []
    for code in range(0x20, 0x30000):
        c = chr(code)
        if 0xD800 <= code <= 0xDFFF or 0xAC00 <= code <= 0xD7A3:  # surrogates, Hangul: not in English news
            continue
        folded = "".join(d for d in unicodedata.normalize("NFD", c.lower()) if unicodedata.category(d) != "Mn")
        if folded != c and not c.isspace() and "\n" not in folded:
            out.append(c + folded)
    return "\n".join(out)


def main():
    p = argparse.ArgumentParser()
    p.add_argument("minilm"); p.add_argument("trained"); p.add_argument("target")
    p.add_argument("--keep", type=int, default=16000); p.add_argument("--temperature", type=float, default=1.0)
    p.add_argument("--sentences", nargs="*", default=[]); p.add_argument("--rounded", help="also write the rounded weights here (.pt)")
    a = p.parse_args()
    vocabulary = [l.rstrip("\n") for l in open(f"{a.minilm}/vocab.txt", encoding="utf-8")]
    pieces = Pieces(vocabulary)
    kept = {i for i, piece in enumerate(vocabulary[: a.keep]) if not piece.startswith("[unused")}
    kept |= {i for i, piece in enumerate(vocabulary) if len(piece.removeprefix("##")) == 1 and piece.isascii()}
    for name in a.sentences:
        for line in open(name, encoding="utf-8"):
            if " | " in line:
                kept |= {i for w, _, _ in words(read_sentence(line)[0]) for i in pieces.word(w)}
    kept = sorted(kept)
    w = torch.load(a.trained)
    out = {"vocabulary": "\n".join(vocabulary[i] for i in kept).encode(), "folds": folds().encode(),
           "punctuation": "".join(chr(c) for c in range(0x30000) if not 0xD800 <= c <= 0xDFFF and is_punctuation(chr(c))).encode(),
           "temperature": struct.pack("<f", a.temperature)}
    rows = w["words.weight"][kept]
    scale = rows.abs().amax(1).clamp(min=1e-12) / 127
    rounded = (rows / scale[:, None]).round()
    out["words.weight"] = rounded.to(torch.int8).numpy().tobytes()
    out["words.scale"] = scale.numpy().tobytes()
    w["words.weight"][kept] = rounded * scale[:, None]
    floats = lambda name: w[name].float().contiguous().numpy().tobytes()
    out["places"] = floats("places.weight")
    out["party"] = w["party"][1].contiguous().numpy().tobytes()
    layers = 1 + max(int(n.split(".")[1]) for n in w if n.startswith("layers."))
    out["layers"] = str(layers).encode()
    for n in ["norm"] + [f"layers.{i}.norm{k}" for i in range(layers) for k in (1, 2)]:
        out[n + ".gain"], out[n + ".bias"] = floats(n + ".weight"), floats(n + ".bias")
    for n in ["ask", "key", "value", "hidden", "classes"] + [f"layers.{i}.{k}" for i in range(layers) for k in ("qkv", "out", "up", "down")]:
        out[n + ".weight"], out[n + ".scale"], w[n + ".weight"] = panels(w[n + ".weight"])
        out[n + ".bias"] = floats(n + ".bias")
    if a.rounded:
        torch.save(w, a.rounded)
    names = sorted(out)
    at = 12 + sum(4 + len(n.encode()) + 16 for n in names)
    index = []
    for n in names:
        at = (at + 63) // 64 * 64
        index.append((n, at, len(out[n])))
        at += len(out[n])
    with open(a.target, "wb") as f:
        f.write(b"VBLPACK1" + struct.pack("<I", len(names)))
        for n, offset, length in index:
            f.write(struct.pack("<I", len(n)) + n.encode() + struct.pack("<QQ", offset, length))
        for n, offset, _ in index:
            f.write(b"\0" * (offset - f.tell()))
            f.write(out[n])
    blob = open(a.target, "rb").read()
    print(f"{a.target}: {len(kept)} pieces, {len(blob)} bytes, sha256 {hashlib.sha256(blob).hexdigest()}", file=sys.stderr)


if __name__ == "__main__":
    main()
