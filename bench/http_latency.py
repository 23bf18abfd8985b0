#!/usr/bin/env python3
"""How long a running server takes to answer, asked over several connections at once.

    build/release/bench/generate_mesh --assets 100000 --out build/mesh   # then index and serve it
    bench/http_latency.py http://127.0.0.1:8080 [--connections 8] [--seconds 10]

Each connection asks, waits for the answer and asks again, so the figures hold the waiting in line behind the others. Words come
from names and descriptions that the server itself gives. Prints percentiles in milliseconds for each kind of request, with the
mark that the 95th should stay below on two processors; exit code 1 when one does not.
"""
import argparse
import http.client
import json
import random
import sys
import threading
import time
from urllib.parse import quote, urlsplit

MARKS = {"search": 50, "suggest": 15, "asset": 10, "mcp search": 60}  # Milliseconds, of the 95th percentile.


class Connection:
    def __init__(self, base):
        parts = urlsplit(base)
        self.host = parts.netloc
        self.open = None

    def ask(self, method, path, body=None, headers=None):
        """Milliseconds and body. A server ends a connection after a number of requests; opening it anew counts in."""
        begun = time.perf_counter()
        for last in (False, True):
            try:
                if self.open is None:
                    self.open = http.client.HTTPConnection(self.host)
                self.open.request(method, path, body, headers or {})
                answer = self.open.getresponse()
                content = answer.read()
                if answer.status != 200:
                    raise RuntimeError(f"{path}: {answer.status} {content[:200]!r}")
                return (time.perf_counter() - begun) * 1000, content
            except (http.client.HTTPException, ConnectionError):
                self.open = None
                if last:
                    raise


def material(base):
    """Words and keys of the catalog that is served."""
    connection, words, keys = Connection(base), set(), []
    for page in range(1, 21):
        _, body = connection.ask("GET", f"/api/v1/search?facets=none&size=100&page={page}&highlight=0")
        for hit in json.loads(body)["hits"]:
            keys.append(hit["key"])
            words.update(word for word in hit["name"].lower().replace("_", " ").replace(".", " ").split() if len(word) > 2)
            words.update(word.strip(".,").lower() for word in hit.get("description", "").split()[:6] if len(word) > 3)
    return sorted(words), keys


def request_of(kind, words, keys, random_):
    text = " ".join(random_.sample(words, random_.choice((1, 2, 2, 3))))
    if kind == "search":
        return "GET", "/api/v1/search?q=" + quote(text), None, {}
    if kind == "suggest":
        word = random_.choice(words)
        return "GET", "/api/v1/suggest?q=" + quote(word[:random_.randint(2, len(word))]), None, {}
    if kind == "asset":
        return "GET", "/api/v1/assets/" + random_.choice(keys), None, {}
    call = {"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": {"name": "search_catalog", "arguments": {"query": text}}}
    return "POST", "/mcp", json.dumps(call), {"Content-Type": "application/json"}


def measured(base, kind, words, keys, connections, seconds):
    times, lock, until = [], threading.Lock(), time.monotonic() + seconds

    def work(seed):
        random_, connection, mine = random.Random(seed), Connection(base), []
        while time.monotonic() < until:
            mine.append(connection.ask(*request_of(kind, words, keys, random_))[0])
        with lock:
            times.extend(mine)

    workers = [threading.Thread(target=work, args=(seed,)) for seed in range(connections)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    return sorted(times)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("base")
    parser.add_argument("--connections", type=int, default=8)
    parser.add_argument("--seconds", type=float, default=10)
    given = parser.parse_args()
    words, keys = material(given.base)
    good = True
    print(f"{'':12} {'requests/s':>10} {'p50':>7} {'p95':>7} {'p99':>7}   mark")
    for kind, mark in MARKS.items():
        times = measured(given.base, kind, words, keys, given.connections, given.seconds)
        p50, p95, p99 = (times[min(len(times) - 1, int(len(times) * part))] for part in (0.5, 0.95, 0.99))
        print(f"{kind:12} {len(times) / given.seconds:10.0f} {p50:7.1f} {p95:7.1f} {p99:7.1f} {mark:6}")
        good = good and p95 <= mark
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
