#!/usr/bin/env python3
"""How many misspelt names of real exports are answered with the right asset first.

    tests/eval/real_typos.py build/release/waymark            # figures; exit code 1 when fewer than nine in ten are
    tests/eval/real_typos.py build/release/waymark --list     # also what was not

The exports are not part of the project: WAYMARK_SHARED names the folder that has them in real/ (default ../shared beside the
checkout); without them nothing is done. They are indexed as they lie, and of the assets whose name no other has 100 are
misspelt by one edit and by two, as make_typos.py does it. The same exports give the same queries.
"""
import json
import os
import random
import re
import subprocess
import sys
import tempfile
import zlib
from pathlib import Path

from make_typos import SHORTEST, misspell

ASSETS = 100
GOAL = 0.9
TYPES = ("data_product", "dataset", "table", "view", "topic", "dashboard", "glossary_term", "ml_model", "pipeline")


def run(*words, codes=(0,)):
    done = subprocess.run([str(word) for word in words], capture_output=True, text=True)
    if done.returncode not in codes:
        sys.exit(f"real_typos.py: {' '.join(str(word) for word in words)} ended with {done.returncode}:\n{done.stderr[-2000:]}")
    return done.stdout


def squash(text):
    return re.sub(r"[^a-z0-9]", "", text.lower())


def nameable(asset):
    """A name of a few plain words that a person would type."""
    words = re.split("[ _-]", asset["name"])
    return (re.fullmatch(r"[A-Za-z _-]{5,48}", asset["name"]) and len(words) <= 5
            and any(len(word) > SHORTEST for word in words))


def queries(assets):
    seen = {}
    for asset in assets:
        for name in {squash(asset["name"]), squash(asset.get("title") or asset["name"])}:
            seen[name] = seen.get(name, 0) + 1
    known = {word for asset in assets for word in re.split(r"[^a-z]", json.dumps(asset).lower())}
    single = [asset for asset in assets
              if asset["type"] in TYPES and nameable(asset) and seen[squash(asset["name"])] == 1]
    single.sort(key=lambda asset: (zlib.crc32(asset["key"].encode()), asset["key"]))
    for asset in single[:ASSETS]:
        text = re.sub("[ -]", " ", asset["name"].lower())
        for edits in (1, 2):
            wrong = misspell(text, edits, known, random.Random(zlib.crc32(f"{text}/{edits}".encode())))
            if wrong:
                yield f"edit{edits}-{asset['key']}", wrong, asset["key"], text


def main(arguments):
    if not arguments or arguments[1:] not in ([], ["--list"]):
        sys.exit(__doc__)
    program = Path(arguments[0]).resolve()
    real = Path(os.environ.get("WAYMARK_SHARED", Path(__file__).resolve().parents[2] / "../shared")) / "real"
    if not real.is_dir():
        print(f"real_typos.py: skipped, there are no exports in {real}; WAYMARK_SHARED names their place")
        return
    with tempfile.TemporaryDirectory() as folder:
        index = Path(folder) / "index"
        run(program, "index", real, "--index", index, "--quiet", codes=(0, 3))
        lines = run(program, "export", "--format", "ndjson", "--index", index, "--quiet").splitlines()
        assets = [json.loads(line) for line in lines]
        asked = list(queries([asset for asset in assets if asset.get("name") and "key" in asset]))
        (Path(folder) / "queries.tsv").write_text("".join(f"{number}\t{wrong}\n" for number, wrong, _, _ in asked))
        (Path(folder) / "qrels.txt").write_text("".join(f"{number} 0 {key} 1\n" for number, _, key, _ in asked))
        run(program, "eval", "--index", index, "--queries", Path(folder) / "queries.tsv", "--qrels", Path(folder) / "qrels.txt",
            "--run", Path(folder) / "out.run", "--quiet")
        first = {}
        for line in open(Path(folder) / "out.run", encoding="utf-8"):
            number, _, document, *_ = line.split()
            first.setdefault(number, document)
    right = {number for number, _, key, _ in asked if first.get(number) == key}
    for edits in ("edit1", "edit2", "edit"):
        of = [number for number, *_ in asked if number.startswith(edits)]
        print(f"{edits:6} {len(of):4} queries, the right asset first in {len(right & set(of)) / max(len(of), 1):.3f}")
    if "--list" in arguments:
        for number, wrong, key, text in asked:
            if number not in right:
                print(f"{number}: \"{wrong}\" for \"{text}\", first was {first.get(number)}")
    if len(right) < GOAL * len(asked):
        sys.exit(1)


if __name__ == "__main__":
    main(sys.argv[1:])
