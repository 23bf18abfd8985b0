#!/usr/bin/env python3
"""How good and how short the answers to an assistant are: the judged questions of the sample mesh, asked by search_catalog.

    build/release/waymark demo --index build/demo-index --port 8080 &
    bench/assistant_questions.py http://127.0.0.1:8080      # exit code 1 when a figure is below its mark

A question counts as answered when an asset that was looked for (grade 3 of the judgements) is among the hits of the first
reply. Names (name-…) are left out, because an assistant knows none; the first 100 of the others in the file's order
of kinds are asked.
"""
import json
import sys
import urllib.parse
import urllib.request
from collections import defaultdict
from pathlib import Path

EVAL = Path(__file__).resolve().parent.parent / "tests/eval/sample_mesh"
KINDS = ["question", "text", "word", "short", "column", "who"]
ASKED = 100
MARKS = {"answered": 0.90, "reply_bytes": 8 * 1024, "list_bytes": 9 * 1024}


def get(address):
    with urllib.request.urlopen(address) as answer:
        return json.load(answer)


def ask(base, method, params):
    params["_meta"] = {"io.modelcontextprotocol/protocolVersion": "2026-07-28",
                       "io.modelcontextprotocol/clientCapabilities": {}}
    body = json.dumps({"jsonrpc": "2.0", "id": 1, "method": method, "params": params}).encode()
    headers = {"Content-Type": "application/json", "MCP-Protocol-Version": "2026-07-28", "Mcp-Method": method}
    if "name" in params:
        headers["Mcp-Name"] = params["name"]
    with urllib.request.urlopen(urllib.request.Request(base + "/mcp", body, headers)) as answer:
        text = answer.read()
    return json.loads(text)["result"], len(text)


def squash(text):
    return "".join(c for c in text.lower() if c.isalnum())


def is_meant(hit, reference):
    """Whether a hit is what the judgements call platform:name or type:name (docs/evaluation.md)."""
    before, _, name = reference.partition(":")
    last = squash(name.rsplit(".", 1)[-1])
    if before == hit["type"]:
        return squash(name) in (squash(hit["name"]), squash(hit.get("title", "")))
    return last in (squash(hit["name"]), squash(hit.get("title", "")))


def resolved(base, reference):
    found = get(base + "/api/v1/resolve?ref=" + urllib.parse.quote(reference))["found"]
    return found.get(reference)


def main():
    if len(sys.argv) != 2:
        print(__doc__.strip(), file=sys.stderr)
        return 2
    base = sys.argv[1].rstrip("/")
    wanted = defaultdict(list)
    for line in (EVAL / "qrels.txt").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            query, _, reference, grade = line.split()
            if grade == "3":
                wanted[query].append(reference)
    queries = [line.split("\t") for line in (EVAL / "queries.tsv").read_text(encoding="utf-8").splitlines()
               if not line.startswith("#")]
    chosen = [(name, text) for kind in KINDS for name, text in queries if name.startswith(kind + "-")][:ASKED]
    keys = {}
    sizes, missed, truncated = [], [], 0
    for name, text in chosen:
        result, size = ask(base, "tools/call", {"name": "search_catalog", "arguments": {"query": text}})
        found = result["structuredContent"]
        sizes.append(size)
        truncated += found.get("truncated", False)
        for reference in wanted[name]:
            keys.setdefault(reference, resolved(base, reference))
        if not any(hit["key"] == keys[reference] or (keys[reference] is None and is_meant(hit, reference))
                   for hit in found["hits"] for reference in wanted[name]):
            missed.append(f"{name} {text!r}: wanted {', '.join(wanted[name])}; "
                          f"got {', '.join(hit['name'] for hit in found['hits'])}")
    _, list_size = ask(base, "tools/list", {})
    answered = 1 - len(missed) / len(chosen)
    sizes.sort()
    print(*missed, sep="\n")
    print(f"answered in the first reply: {answered:.0%} of {len(chosen)} (mark {MARKS['answered']:.0%})")
    print(f"reply, whole: median {sizes[len(sizes) // 2]}, largest {sizes[-1]} bytes (mark {MARKS['reply_bytes']}); "
          f"{truncated} shortened")
    print(f"list of tools: {list_size} bytes (mark {MARKS['list_bytes']})")
    good = (answered >= MARKS["answered"] and sizes[-1] <= MARKS["reply_bytes"]
            and list_size <= MARKS["list_bytes"])
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
