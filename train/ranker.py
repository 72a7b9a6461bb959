"""The ranker's network in PyTorch, its word pieces, and its training sentences.

The encoder is MiniLM (six layers of 384, twelve heads), started from the weights of all-MiniLM-L6-v2. One pass reads a
sentence whatever the number of its parties: a learned vector is added to the tokens of each party, and a small head
then reads every ordered pair of parties. The head attends from the pair to the tokens; one of its heads is trained to
point at the word that tells the act.
"""
import json
import re
import struct
import unicodedata

import torch
from torch import nn
from torch.nn import functional as F

TYPES = "AGREE CONSULT SUPPORT CONCEDE RETREAT COOPERATE AID REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION MOBILIZE COERCE ASSAULT".split()
CLASSES = ["NONE"] + TYPES
LONGEST = 128  # word pieces of a sentence, with the two marks of its ends


# Word pieces -------------------------------------------------------------------------------------------------------


def is_punctuation(c):
    return (c.isascii() and c.isprintable() and not c.isalnum() and c != " ") or unicodedata.category(c)[0] == "P"


def words(text):
    """The words of BERT's uncased tokenizer with their code-point spans: lower case, no accents, punctuation apart."""
    out, word, start = [], "", 0
    for at, c in enumerate(text):
        if c.isspace() or is_punctuation(c):
            if word:
                out.append((word, start, at))
                word = ""
            if not c.isspace():
                out.append((c, at, at + 1))
        else:
            if not word:
                start = at
            word += "".join(d for d in unicodedata.normalize("NFD", c.lower()) if unicodedata.category(d) != "Mn")
    if word:
        out.append((word, start, len(text)))
    return out


class Pieces:
    """Greedy longest-match word pieces. A word that cannot be cut whole is `[UNK]`."""

    def __init__(self, vocabulary):
        self.ids = {piece: i for i, piece in enumerate(vocabulary)}
        self.cls, self.sep, self.unk = (self.ids[m] for m in ("[CLS]", "[SEP]", "[UNK]"))

    def word(self, word):
        out, at = [], 0
        while at < len(word):
            end = len(word)
            while end > at and ("##" if at else "") + word[at:end] not in self.ids:
                end -= 1
            if end == at or len(word) > 100:
                return [self.unk]
            out.append(self.ids[("##" if at else "") + word[at:end]])
            at = end
        return out

    def __call__(self, text):
        """Ids and code-point spans, `[CLS]` and `[SEP]` included (their spans are empty)."""
        ids, spans = [self.cls], [(0, 0)]
        for word, start, end in words(text):
            for piece in self.word(word):
                if len(ids) < LONGEST - 1:
                    ids.append(piece)
                    spans.append((start, end))
        return ids + [self.sep], spans + [(0, 0)]


# The sentences -----------------------------------------------------------------------------------------------------

PARTY = re.compile(r"\[([A-F])\|([^\[\]|]+)\]")
RELATION = re.compile(r"([A-Z]+) ([A-F])([>=])([A-F]) @(\S+)")


def read_sentence(line):
    """`RELATIONS | text with [A|parties]` → text, spans of each letter, {(a, b): (type, trigger span)}."""
    relations, marked = line.rstrip("\n").split(" | ", 1)
    plain, spans, at = "", {}, 0
    for m in PARTY.finditer(marked):
        plain += marked[at : m.start()]
        spans.setdefault(m[1], []).append((len(plain), len(plain) + len(m[2])))
        plain += m[2]
        at = m.end()
    plain += marked[at:]
    pairs = {}
    for m in RELATION.finditer(relations):
        t = re.search(r"(?<!\w)" + re.escape(m[5]) + r"(?!\w)", plain)
        trigger = t.span() if t else None
        pairs.setdefault((m[2], m[4]), (m[1], trigger))
        if m[3] == "=":
            pairs.setdefault((m[4], m[2]), (m[1], trigger))
    return plain, spans, pairs


# The network -------------------------------------------------------------------------------------------------------


class Layer(nn.Module):
    def __init__(self, d, heads, inner):
        super().__init__()
        self.heads = heads
        self.qkv = nn.Linear(d, 3 * d)
        self.out = nn.Linear(d, d)
        self.norm1 = nn.LayerNorm(d, eps=1e-12)
        self.up = nn.Linear(d, inner)
        self.down = nn.Linear(inner, d)
        self.norm2 = nn.LayerNorm(d, eps=1e-12)

    def forward(self, x, mask, drop=0.0):
        b, n, d = x.shape
        q, k, v = self.qkv(x).view(b, n, 3, self.heads, d // self.heads).permute(2, 0, 3, 1, 4)
        a = F.scaled_dot_product_attention(q, k, v, attn_mask=mask[:, None, None, :], dropout_p=drop)
        x = self.norm1(x + F.dropout(self.out(a.transpose(1, 2).reshape(b, n, d)), drop))
        return self.norm2(x + F.dropout(self.down(F.gelu(self.up(x), approximate="tanh")), drop))


class Ranker(nn.Module):
    def __init__(self, vocabulary, layers=6, d=384, heads=12, inner=1536, looks=4, width=64, hidden=256):
        super().__init__()
        self.words = nn.Embedding(vocabulary, d)
        self.places = nn.Embedding(LONGEST, d)
        self.party = nn.Parameter(torch.zeros(2, d))
        self.norm = nn.LayerNorm(d, eps=1e-12)
        self.layers = nn.ModuleList(Layer(d, heads, inner) for _ in range(layers))
        self.looks, self.width = looks, width
        self.ask = nn.Linear(2 * d, looks * width)
        self.key = nn.Linear(d, looks * width)
        self.value = nn.Linear(d, looks * width)
        self.hidden = nn.Linear(3 * d + looks * width, hidden)
        self.classes = nn.Linear(hidden, len(CLASSES))

    def encode(self, ids, mask, party, drop=0.0):
        """ids, mask (true where a token stands), party (0 none, 1 party; float): [sentences, tokens] → vectors."""
        x = self.words(ids) + self.places.weight[: ids.shape[1]] + party[..., None] * self.party[1]
        x = F.dropout(self.norm(x), drop)
        for layer in self.layers:
            x = layer(x, mask, drop)
        return x

    def pairs(self, x, mask, sentence, s, t, drop=0.0):
        """sentence [pairs], s and t [pairs, tokens] weights that sum to one → logits, log-weights of the pointing look."""
        x, mask = x[sentence], mask[sentence]
        hs, ht = (s[:, None] @ x)[:, 0], (t[:, None] @ x)[:, 0]
        b, n, _ = x.shape
        q = self.ask(torch.cat([hs, ht], -1)).view(b, self.looks, 1, self.width)
        k = self.key(x).view(b, n, self.looks, self.width).transpose(1, 2)
        v = self.value(x).view(b, n, self.looks, self.width).transpose(1, 2)
        score = (q @ k.transpose(-1, -2))[:, :, 0] / self.width**0.5
        score = score.masked_fill(~mask[:, None], -1e4)
        weight = score.softmax(-1)
        seen = (weight[:, :, None] @ v).reshape(b, -1)
        z = torch.cat([hs, ht, x[:, 0], seen], -1)
        z = F.dropout(F.gelu(self.hidden(F.dropout(z, drop)), approximate="tanh"), drop)
        return self.classes(z), score[:, 0].log_softmax(-1)

    def load_minilm(self, path):
        """The weights of a BERT in safetensors (f32), by its names."""
        with open(path, "rb") as f:
            size = struct.unpack("<Q", f.read(8))[0]
            head = json.loads(f.read(size))
            data = f.read()
        def get(name):
            e = head[name]
            a, b = e["data_offsets"]
            return torch.frombuffer(bytearray(data[a:b]), dtype=torch.float32).reshape(e["shape"])
        with torch.no_grad():
            self.words.weight.copy_(get("embeddings.word_embeddings.weight"))
            self.places.weight.copy_(get("embeddings.position_embeddings.weight")[:LONGEST] + get("embeddings.token_type_embeddings.weight")[0])
            self.norm.weight.copy_(get("embeddings.LayerNorm.weight")); self.norm.bias.copy_(get("embeddings.LayerNorm.bias"))
            for i, layer in enumerate(self.layers):
                p = f"encoder.layer.{i}."
                for what in ("weight", "bias"):
                    getattr(layer.qkv, what).copy_(torch.cat([get(p + f"attention.self.{n}.{what}") for n in ("query", "key", "value")]))
                    for mine, theirs in (("out", "attention.output.dense"), ("norm1", "attention.output.LayerNorm"), ("up", "intermediate.dense"), ("down", "output.dense"), ("norm2", "output.LayerNorm")):
                        getattr(getattr(layer, mine), what).copy_(get(p + f"{theirs}.{what}"))
            nn.init.normal_(self.party, std=0.02)
