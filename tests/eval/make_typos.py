#!/usr/bin/env python3
"""Misspells the names and topics of the sample mesh's queries: one edit, and two where the words are long enough.

    tests/eval/make_typos.py            # writes typos/queries.tsv and typos/qrels.txt
    tests/eval/make_typos.py --check    # exit code 1 when those files are not what would be written

The queries are those of sample_mesh/ that are plain words with exactly one best answer; the judgements are theirs. Edits are
those of hands: two neighbours swapped, a letter left out, doubled, or hit beside its key. The first letter of a word stays, as
it mostly does. The same input gives the same files.
"""
import random
import re
import sys
import zlib
from pathlib import Path

HERE = Path(__file__).resolve().parent
GROUPS = ("name", "word")
SHORTEST = 4  # A word of fewer letters is left alone.
KEYS = {
    "q": "wa", "w": "qes", "e": "wrd", "r": "etf", "t": "ryg", "y": "tuh", "u": "yij", "i": "uok", "o": "ipl", "p": "ol",
    "a": "qsz", "s": "adwx", "d": "sfec", "f": "dgrv", "g": "fhtb", "h": "gjyn", "j": "hkum", "k": "jlim", "l": "kop",
    "z": "xa", "x": "zcs", "c": "xvd", "v": "cbf", "b": "vng", "n": "bmh", "m": "njk",
}


def edit(word, dice):
    at = dice.randrange(1, len(word))
    kind = dice.choice(("swap", "drop", "double", "beside"))
    if kind == "swap" and at + 1 < len(word) and word[at] != word[at + 1]:
        return word[:at] + word[at + 1] + word[at] + word[at + 2:]
    if kind == "drop":
        return word[:at] + word[at + 1:]
    if kind == "double":
        return word[:at] + word[at] + word[at:]
    return word[:at] + dice.choice(KEYS[word[at]]) + word[at + 1:]


def distance(a, b):
    """Edits between two words, a swap of neighbours being one."""
    rows = [list(range(len(b) + 1))]
    for i, x in enumerate(a, 1):
        row = [i]
        for j, y in enumerate(b, 1):
            best = min(rows[-1][j] + 1, row[-1] + 1, rows[-1][j - 1] + (x != y))
            if i > 1 and j > 1 and x == b[j - 2] and a[i - 2] == y:
                best = min(best, rows[-2][j - 2] + 1)
            row.append(best)
        rows.append(row)
    return rows[-1][-1]


def misspell(text, edits, known, dice):
    """The text with this many edits, none of whose new words is a known one; None when it has no words for them."""
    words = re.split(r"([ _])", text)
    places = [i for i, word in enumerate(words) if len(word) >= SHORTEST]
    long_enough = [i for i in places if len(words[i]) >= 2 * SHORTEST]
    if edits == 2 and len(places) < 2 and not long_enough:
        return None
    if edits == 1 or len(places) >= 2:
        chosen = dice.sample(places, edits)
        parts = {i: 1 for i in chosen}
    else:
        parts = {dice.choice(long_enough): 2}
    for i, count in parts.items():
        for _ in range(1000):
            wrong = words[i]
            for _ in range(count):
                wrong = edit(wrong, dice)
            if distance(words[i], wrong) == count and wrong not in known:
                break
        else:
            return None
        words[i] = wrong
    return "".join(words)


def read(folder):
    queries = [line.rstrip("\n").split("\t") for line in open(folder / "queries.tsv", encoding="utf-8")
               if not line.startswith("#")]
    grades = {}
    for line in open(folder / "qrels.txt", encoding="utf-8"):
        if not line.startswith("#"):
            query, _, asset, grade = line.split()
            grades.setdefault(query, []).append((asset, int(grade)))
    return queries, grades


def make():
    queries, grades = read(HERE / "sample_mesh")
    known = {word for _, text in queries for word in re.split(r"[^a-z]", text.lower())}
    lines, judgements = [], []
    for query, text in queries:
        best = max(grade for _, grade in grades[query])
        single = sum(grade == best for _, grade in grades[query]) == 1
        plain = re.fullmatch(r"[a-z _]+", text) and any(len(word) >= SHORTEST for word in re.split("[ _]", text))
        if not (single and plain and query.split("-")[0] in GROUPS):
            continue
        for edits in (1, 2):
            wrong = misspell(text, edits, known, random.Random(zlib.crc32(f"{text}/{edits}".encode())))
            if wrong is None:
                continue
            number = f"edit{edits}-{query}"
            lines.append(f"{number}\t{wrong}\n")
            judgements += [f"{number} 0 {asset} {grade}\n" for asset, grade in grades[query]]
    return {
        "queries.tsv": "# Made by make_typos.py from ../sample_mesh/queries.tsv.\n" + "".join(lines),
        "qrels.txt": "# Made by make_typos.py from ../sample_mesh/qrels.txt.\n" + "".join(judgements),
    }


def main(arguments):
    if arguments not in ([], ["--check"]):
        sys.exit(__doc__)
    stale = []
    for name, text in make().items():
        path = HERE / "typos" / name
        if arguments:
            if not path.exists() or path.read_text(encoding="utf-8") != text:
                stale.append(str(path))
        else:
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8")
    if stale:
        sys.exit("not what make_typos.py would write, run it: " + ", ".join(stale))


if __name__ == "__main__":
    main(sys.argv[1:])
