"""Northfold, an outdoor gear retailer that does not exist: its people, words, tables and agreements."""

import re


def rows(text, cells):
    """The rows of a ' | ' separated block; missing cells at the end of a row are empty texts, \\n is a line break."""
    out = []
    for line in text.strip().split("\n"):
        if line.strip():
            parts = [part.strip().replace("\\n", "\n") for part in re.split(r" *\|(?: +|$)", line)]
            out.append(parts + [""] * (cells - len(parts)))
    return out
