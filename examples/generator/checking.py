"""Reading every written file back: each JSON, YAML and CSV file must parse, and nothing may be empty."""

import csv
import json
import os

try:
    import yaml
except ImportError:  # the check of YAML files is left out where the module is not installed
    yaml = None


def parsed(path):
    with open(path, encoding="utf-8", newline="") as source:
        if path.endswith(".json"):
            return json.load(source)
        if path.endswith(".jsonl"):
            return [json.loads(line) for line in source if line.strip()]
        if path.endswith(".csv"):
            rows = list(csv.reader(source))
            uneven = [number for number, row in enumerate(rows, 1) if len(row) != len(rows[0])]
            if uneven:
                raise ValueError(f"{path}: row {uneven[0]} has another number of cells than the header")
            return rows
        if path.endswith((".yaml", ".yml")) and yaml:
            return yaml.safe_load(source)
        return source.read()


def check_folder(folder):
    """The number of files and bytes; raises at the first file that does not parse or holds nothing."""
    files = size = 0
    for root, _, names in sorted(os.walk(folder)):
        for name in sorted(names):
            path = os.path.join(root, name)
            if not parsed(path):
                raise ValueError(f"{path}: holds nothing")
            files += 1
            size += os.path.getsize(path)
    return files, size
