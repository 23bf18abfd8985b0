#!/usr/bin/env python3
"""Holds the include lines to the map of docs/architecture.md: who may use whom, which heavy headers stay where.

    scripts/check_layers.py               # silent when all is well, else one line per finding and exit code 1
    scripts/check_layers.py --self-test   # proves on a made-up tree that each rule can fail
"""
import re
import sys
import tempfile
from pathlib import Path

# Arrows: a module may include what these reach, themselves and onwards.
ARROWS = {
    "base": [],
    "model": ["base"],
    "text": ["base"],
    "parse": ["base"],
    "catalog": ["model", "parse"],
    "readers": ["catalog"],
    "index": ["model", "text"],
    "search": ["index"],
    "evaluation": ["search"],
    "ingest": ["readers", "index"],
    "api": ["catalog", "search"],
    "chat": ["api"],
    "server": ["api", "chat"],
    "cli": ["server", "ingest", "evaluation"],
}

# Heavy or telling headers: modules that may include them, tests that may, and whether a public header may.
FENCES = [
    (r"<xapian\.h>|<xapian/", {"index", "search"}, {"index", "search"}, True),
    (r"<nlohmann/json\.hpp>", {"parse", "api", "chat", "ingest"}, None, False),
    (r"<httplib\.h>", {"server"}, {"server", "scenarios"}, False),
    (r"<spdlog/", {"server", "cli", "ingest"}, set(), False),
    (r"<yaml-cpp/", {"parse"}, set(), False),
    (r"<zip\.h>|<expat\.h>", {"parse"}, set(), False),
    (r"<xlsxwriter", {"api"}, set(), False),
    (r"<CLI/", {"cli"}, set(), False),
]
MAX_LINES = 500
DATA_TABLE = "(data table)"  # In the first line of a file that is exempt from the limit.
INCLUDE = re.compile(r'^\s*#\s*include\s+(<[^>]+>|"[^"]+")')


def reach(module):
    found, todo = {module}, list(ARROWS.get(module, []))
    while todo:
        name = todo.pop()
        if name not in found:
            found.add(name)
            todo += ARROWS[name]
    return found


def place(path):
    """(kind, module) of a path inside the tree: kind is public, private or test."""
    parts = path.parts
    if parts[:2] == ("include", "waymark") and len(parts) > 3:
        return "public", parts[2]
    if parts[0] in ("src", "indexer") and len(parts) > 2:
        return "private", parts[1]
    if parts[0] == "tests":  # What lies in no folder is shared by all tests.
        folders = parts[1:-1]
        return "test", "".join(folders[1:2] if folders[:1] == ("indexer",) else folders[:1])
    return "other", ""


def resolve(root, file, name):
    """The file in the tree that a quoted include means, or None for a generated one."""
    folders = [file.parent, root, root / "include", root / "src", root / "indexer"]
    kind, module = place(file.relative_to(root))
    if kind in ("public", "private"):
        folders[1:1] = [root / "src" / module, root / "indexer" / module]
    for folder in folders:
        candidate = (folder / name).resolve()
        if candidate.is_file() and candidate.is_relative_to(root):
            return candidate.relative_to(root)
    return None


def check_fence(kind, module, path, include):
    for pattern, modules, tests, in_public in FENCES:
        if not re.match(pattern, include):
            continue
        if kind == "test":
            allowed = tests is None or module in tests
        elif kind == "public":
            allowed = in_public and module in modules
        else:
            named_json = "nlohmann" in pattern and path.name.endswith("_json.cpp")
            allowed = module in modules or named_json
        if not allowed:
            return f"{include} stays in {', '.join(sorted(modules))}"
    return None


def check_arrow(root, file, kind, module, include):
    if kind == "test" or not include.startswith('"'):
        return None
    name = include.strip('"')
    public = re.match(r"waymark/([a-z_]+)/", name)
    target = resolve(root, file, name)
    target_kind, target_module = place(target) if target else ("public", public.group(1) if public else module)
    if target_module == module or target_kind == "other":
        return None
    if target_kind == "private":
        return f"{include} is a private header of {target_module}"
    if target_module not in reach(module):
        return f"{include} is out of reach: {module} may use {', '.join(sorted(reach(module) - {module})) or 'nothing'}"
    return None


def check_file(root, file):
    path = file.relative_to(root)
    kind, module = place(path)
    lines = file.read_text(encoding="utf-8", errors="replace").splitlines()
    if kind in ("public", "private"):
        if module not in ARROWS:
            yield f"{path}: module {module} has no arrows in scripts/check_layers.py"
            return
        if len(lines) > MAX_LINES and DATA_TABLE not in lines[0]:
            yield f"{path}: {len(lines)} lines, more than {MAX_LINES}; split it by idea"
    for number, line in enumerate(lines, 1):
        match = INCLUDE.match(line)
        if not match:
            continue
        include = match.group(1)
        for finding in (check_fence(kind, module, path, include), check_arrow(root, file, kind, module, include)):
            if finding:
                yield f"{path}:{number}: {finding}"


def check_cmake(root):
    """The link lines follow the same arrows, so that a module cannot be built with more than it may include."""
    text = (root / "CMakeLists.txt").read_text(encoding="utf-8")
    for name, arguments in re.findall(r"^waymark_module\((\w+)([^)]*)\)", text, re.MULTILINE):
        linked = re.search(r"\bDEPS\b(.*?)(?:\bPRIVATE\b|$)", arguments, re.DOTALL)
        for dep in linked.group(1).split() if linked else []:
            if dep in ARROWS and dep not in reach(name):
                yield f"CMakeLists.txt: {name} links {dep}, which it may not include"


def check(root):
    root = root.resolve()
    findings = list(check_cmake(root))
    for top in ("include", "src", "indexer", "tests"):
        for file in sorted((root / top).rglob("*")):
            if file.suffix in (".h", ".cpp"):
                findings += check_file(root, file)
    return findings


def self_test():
    cases = {
        "src/search/upward.cpp": ('#include "waymark/api/routes.h"\n', "out of reach"),
        "include/waymark/model/upward.h": ('#include "waymark/text/fold.h"\n', "out of reach"),
        "src/catalog/peek.cpp": ('#include "src/parse/inside.h"\n', "private header"),
        "src/api/engine.cpp": ("#include <xapian.h>\n", "stays in index, search"),
        "src/catalog/rules.cpp": ("#include <nlohmann/json.hpp>\n", "stays in"),
        "include/waymark/api/shape.h": ("#include <nlohmann/json.hpp>\n", "stays in"),
        "src/cli/get.cpp": ("#include <httplib.h>\n", "stays in server"),
        "indexer/readers/loud.cpp": ("#include <spdlog/spdlog.h>\n", "stays in"),
        "tests/api/peek_test.cpp": ("#include <xapian.h>\n", "stays in"),
        "src/base/long.cpp": ("\n" * (MAX_LINES + 1), "more than 500"),
        "src/extra/new.cpp": ("\n", "has no arrows"),
        "CMakeLists.txt": ("waymark_module(text DEPS base index PRIVATE x)\n", "links index"),
    }
    innocent = {
        "src/search/downward.cpp": '#include <xapian.h>\n#include "waymark/model/asset.h"\n#include "near.h"\n',
        "src/search/near.h": "#pragma once\n",
        "src/parse/inside.h": "#pragma once\n",
        "src/model/asset_json.cpp": "#include <nlohmann/json.hpp>\n",
        "src/text/words.cpp": f"// words.cpp - stop words {DATA_TABLE}\n" + "\n" * (MAX_LINES + 1),
        "tests/shared.h": '#include "waymark/search/searcher.h"\n',
        "tests/search/x_test.cpp": '#include <xapian.h>\n#include "waymark/ingest/run.h"\n',
    }
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        for name, text in {**{name: case[0] for name, case in cases.items()}, **innocent}.items():
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_text(text, encoding="utf-8")
        findings = check(root)
    failed = [name for name, case in cases.items()
              if not any(finding.startswith(name) and case[1] in finding for finding in findings)]
    failed += [finding for finding in findings if not finding.startswith(tuple(cases))]
    for name in failed:
        print(f"self-test: {name}")
    return 1 if failed else 0


def main():
    if sys.argv[1:] == ["--self-test"]:
        return self_test()
    if sys.argv[1:]:
        print("usage: scripts/check_layers.py [--self-test]", file=sys.stderr)
        return 2
    findings = check(Path(__file__).resolve().parent.parent)
    print(*findings, sep="\n", end="\n" if findings else "")
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main())
