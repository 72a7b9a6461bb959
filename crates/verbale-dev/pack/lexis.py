"""The text side of the model: character classes, exceptions, norms, attribute rules and lemma tables.

`sections(model_dir)` reads spaCy's model and gives the sections named `lexis/…` of the model file.
Everything that a regular expression of spaCy's tokenizer names as a class of characters is worked out
here, character by character, so that the reader in Rust needs no expressions and no Unicode tables.
"""

import re
import struct
import sys
import unicodedata

import spacy
import spacy.symbols
from spacy.lang import char_classes as cc
from spacy.lang import punctuation
from spacy.lang.en import EnglishDefaults
from spacy.lang.norm_exceptions import BASE_NORMS
from spacy.lang.tokenizer_exceptions import URL_PATTERN
from spacy.strings import hash_string
from spacy.tokenizer import Tokenizer
from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex

BLOCK = 128

# One bit a class, in the order of `chars.rs`.
CLASSES = [
    "space",  # str.isspace
    "letter",  # str.isalpha
    "capital",  # str.isupper
    "digit",  # str.isdigit
    "decimal",  # \d
    "word",  # \w
    "alpha",  # spaCy's ALPHA
    "alpha_lower",
    "alpha_upper",
    "icon",
    "prefix",  # a prefix alone
    "suffix",  # a suffix alone
    "before_stop",  # a full stop after it is a suffix
    "quote",
    "assigned",  # in the Unicode of the Python that packs
]


def fnv(key: bytes) -> int:
    """FNV-1a, 32 bits."""
    h = 0x811C9DC5
    for b in key:
        h = ((h ^ b) * 0x01000193) & 0xFFFFFFFF
    return h


def string_map(pairs: dict[str, bytes]) -> bytes:
    """A hash table that is read in place: number of slots (a power of two), the slots (offset of an
    entry, 0 if free; linear probing), the entries (u8 length of key, u16 length of value, key, value)."""
    slots = 2
    while slots < len(pairs) * 3 // 2:
        slots *= 2
    table = [0] * slots
    body = bytearray()
    base = 4 + 4 * slots
    for key, value in sorted(pairs.items()):
        k = key.encode()
        assert len(k) < 256 and len(value) < 65536
        at = fnv(k) & (slots - 1)
        while table[at]:
            at = (at + 1) & (slots - 1)
        table[at] = base + len(body)
        body += struct.pack("<BH", len(k), len(value)) + k + value
    return struct.pack("<I", slots) + struct.pack(f"<{slots}I", *table) + bytes(body)


def in_class(expression: str):
    """Whether a character matches an expression for one character."""
    match = re.compile(expression).fullmatch
    return lambda c: match(c) is not None


def single(pieces: list[str]):
    """Whether a character matches one of a list of expressions without look-around."""
    plain = [p for p in pieces if p.strip() and "(?" not in p]
    return in_class("|".join(plain))


def check_expressions(tokenizer) -> None:
    """The reader in Rust has these expressions' structure built in: stop if the model has others."""
    d = EnglishDefaults
    assert tokenizer.prefix_search.__self__.pattern == compile_prefix_regex(d.prefixes).pattern
    assert tokenizer.suffix_search.__self__.pattern == compile_suffix_regex(d.suffixes).pattern
    assert tokenizer.infix_finditer.__self__.pattern == compile_infix_regex(d.infixes).pattern
    assert tokenizer.url_match.__self__.pattern == "(?u)" + URL_PATTERN
    assert tokenizer.token_match is None and tokenizer.faster_heuristics
    expected = ["§", "%", "=", "—", "–", r"\+(?![0-9])"]
    assert d.prefixes[: len(expected)] == expected
    multiple = [p for p in d.prefixes if p.strip() and len(re.sub(r"\\(.)", r"\1", p)) > 1 and p[0] != "["]
    assert multiple == [r"\+(?![0-9])", "……", r"\.\.+", r"US\$", r"C\$", r"A\$"], multiple
    multiple = [p for p in d.suffixes if p.strip() and len(re.sub(r"\\(.)", r"\1", p)) > 1 and p[0] not in "[("]
    assert multiple == ["……", r"\.\.+", "'s", "'S", "’s", "’S"], multiple
    looking = [p for p in d.suffixes if p.startswith("(?")]
    assert len(looking) == 6 and looking == punctuation.TOKENIZER_SUFFIXES[-6:]
    assert cc.HYPHENS == "-|–|—|--|---|——|~"


def char_classes() -> bytes:
    """Two stages: for each block of 128 characters the number of its table (u16), then the tables (u16 bits)."""
    before_stop = in_class(
        "[0-9{al}{e}{p}(?:{q})]".format(al=cc.ALPHA_LOWER, e=r"%²\-\+", p=cc.PUNCT, q=cc.CONCAT_QUOTES)
    )
    tests = {
        "space": str.isspace,
        "letter": str.isalpha,
        "capital": str.isupper,
        "digit": str.isdigit,
        "decimal": in_class(r"\d"),
        "word": in_class(r"\w"),
        "alpha": in_class(f"[{cc.ALPHA}]"),
        "alpha_lower": in_class(f"[{cc.ALPHA_LOWER}]"),
        "alpha_upper": in_class(f"[{cc.ALPHA_UPPER}]"),
        "icon": in_class(f"[{cc.CONCAT_ICONS}]"),
        "prefix": single(EnglishDefaults.prefixes),
        "suffix": single(EnglishDefaults.suffixes),
        "before_stop": before_stop,
        "quote": in_class(f"[{cc.CONCAT_QUOTES}]"),
        "assigned": lambda c: unicodedata.category(c) != "Cn",
    }
    assert list(tests) == CLASSES
    white = in_class(r"\s")
    blocks: dict[bytes, int] = {}
    stage = []
    for start in range(0, 0x110000, BLOCK):
        row = []
        for code in range(start, start + BLOCK):
            c = chr(code)
            bits = sum(1 << i for i, name in enumerate(CLASSES) if tests[name](c))
            assert white(c) == c.isspace()
            # White space may be a letter to spaCy (U+3000), but no affix.
            assert not (c.isspace() and bits & (1 << 9 | 1 << 10 | 1 << 11)), hex(code)
            row.append(bits)
        stage.append(blocks.setdefault(struct.pack(f"<{BLOCK}H", *row), len(blocks)))
    return struct.pack(f"<{len(stage)}H", *stage) + b"".join(blocks)


def exceptions(nlp) -> tuple[bytes, bytes]:
    """The tokens of each exception; and, by first token, the token sequences that are to be replaced by one."""
    tokenizer = nlp.tokenizer
    plain = Tokenizer(
        nlp.vocab,
        rules={},
        prefix_search=tokenizer.prefix_search,
        suffix_search=tokenizer.suffix_search,
        infix_finditer=tokenizer.infix_finditer,
        url_match=tokenizer.url_match,
    )
    table = {}
    phrases: dict[str, list[bytes]] = {}
    for text, tokens in tokenizer.rules.items():
        value = b""
        for token in tokens:
            token = {spacy.symbols.NAMES[k] if isinstance(k, int) else k: v for k, v in token.items()}
            assert set(token) <= {"ORTH", "NORM"}, token
            orth, norm = token["ORTH"].encode(), token.get("NORM", "").encode()
            value += struct.pack("<BB", len(orth), len(norm)) + orth + norm
        table[text] = value
        if tokenizer.find_prefix(text) or tokenizer.find_infix(text) or tokenizer.find_suffix(text) or " " in text:
            words = [t.text for t in plain(text)]
            assert "".join(words) == text
            rest = b"".join(struct.pack("<B", len(w.encode())) + w.encode() for w in words[1:])
            phrases.setdefault(words[0], []).append(struct.pack("<B", len(words) - 1) + rest)
    return string_map(table), string_map({k: b"".join(v) for k, v in phrases.items()})


def hash_map(pairs: dict[int, bytes]) -> bytes:
    """As `string_map`, with spaCy's 64-bit hash of the string as key: an entry is u64 key, u16 length, value."""
    slots = 2
    while slots < len(pairs) * 3 // 2:
        slots *= 2
    table = [0] * slots
    body = bytearray()
    base = 4 + 4 * slots
    for key, value in sorted(pairs.items()):
        at = key & (slots - 1)
        while table[at]:
            at = (at + 1) & (slots - 1)
        table[at] = base + len(body)
        body += struct.pack("<QH", key, len(value)) + value
    return struct.pack("<I", slots) + struct.pack(f"<{slots}I", *table) + bytes(body)


def norms(nlp) -> bytes:
    """The norms that aren't the word in lower case, by the word's hash: the model keeps no more of most words."""
    lookup = nlp.vocab.lookups.get_table("lexeme_norm")
    table = {key: norm.encode() for key, norm in lookup.items() if key >= len(spacy.symbols.NAMES)}
    words = set(BASE_NORMS)
    words.update(lexeme.text for lexeme in nlp.vocab)
    words.update(name for name in spacy.symbols.IDS if name in lookup)
    for word in filter(None, words):
        # Words that spaCy has met before it loads the table keep another norm.
        norm = nlp.vocab[word].norm_
        if norm != word.lower() or word in lookup:
            table[hash_string(word)] = norm.encode()
    return hash_map(table)


def units() -> bytes:
    """What is a suffix after a digit."""
    currency = [re.sub(r"\\(.)", r"\1", c) for c in cc.LIST_CURRENCY]
    return string_map({u: b"" for u in cc.LIST_UNITS + currency})


REGEX = {"^n'?t$": ["nt", "n't"], "^n[ou]thin'$": ["nothin'", "nuthin'"], "^y'?$": ["y", "y'"]}


def predicate(key: str, value) -> str:
    """One condition of a token pattern as `key=values`, or `!key=values` where none of the values may hold."""
    name, sign = {"TAG": "tag", "DEP": "dep", "LOWER": "lower", "IS_SPACE": "space"}[key], ""
    if isinstance(value, dict):
        ((kind, value),) = value.items()
        if kind == "REGEX":
            value = REGEX[value]
        elif kind == "NOT_IN":
            sign = "!"
        else:
            assert kind == "IN", kind
    elif isinstance(value, bool):
        value = [str(value).lower()]
    else:
        value = [value]
    assert all(" " not in v and "\t" not in v for v in value)
    # The empty value stands for a token without annotation; after tagger and parser there is none.
    return f"{sign}{name}=" + " ".join(v for v in value if v)


def attribute_rules(nlp) -> bytes:
    """One rule a line, tab-separated: what it sets, then `token` and its conditions for each token."""
    lines = []
    for rule in nlp.get_pipe("attribute_ruler").patterns:
        attrs = {k.lower(): v for k, v in rule["attrs"].items()}
        assert set(attrs) <= {"pos", "morph", "lemma", "tag", "dep"}, attrs
        if attrs.get("morph") == "_":
            attrs["morph"] = ""
        sets = [f"{k}={v}" for k, v in sorted(attrs.items())] + [f"at={rule['index']}"]
        for pattern in rule["patterns"]:
            fields = list(sets)
            for token in pattern:
                fields.append("token")
                fields += [predicate(k, v) for k, v in sorted(token.items())]
            lines.append("\t".join(fields))
    return ("\n".join(lines) + "\n").encode()


def lemma_tables(nlp) -> dict[str, bytes]:
    """Rules as lines `pos⇥old⇥new`; exceptions and index as one table for each coarse tag."""
    lookups = nlp.get_pipe("lemmatizer").lookups
    strings = nlp.vocab.strings
    out = {}
    lines = []
    table = lookups.get_table("lemma_rules")
    for key in sorted(table, key=lambda k: strings[k]):
        lines += [f"{strings[key]}\t{old}\t{new}" for old, new in table[key]]
    out["lexis/lemma_rules"] = ("\n".join(lines) + "\n").encode()
    for name in ("lemma_exc", "lemma_index"):
        table = lookups.get_table(name)
        assert {strings[key] for key in table} == {"adj", "adv", "noun", "verb"}
        for key in table:
            if name == "lemma_index":
                pairs = {word: b"" for word in table[key]}
            else:
                pairs = {word: "\t".join(forms).encode() for word, forms in table[key].items()}
            out[f"lexis/{name}/{strings[key]}"] = string_map(pairs)
    return out


def sections(model_dir) -> dict[str, bytes]:
    """The sections of the text side, by name."""
    nlp = spacy.load(model_dir)
    check_expressions(nlp.tokenizer)
    table, phrases = exceptions(nlp)
    return {
        "lexis/char_classes": char_classes(),
        "lexis/exceptions": table,
        "lexis/exception_phrases": phrases,
        "lexis/norms": norms(nlp),
        "lexis/units": units(),
        "lexis/attribute_rules": attribute_rules(nlp),
        **lemma_tables(nlp),
    }


if __name__ == "__main__":
    for name, data in sections(sys.argv[1]).items():
        print(f"{len(data):>9}  {name}")
