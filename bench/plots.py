#!/usr/bin/env python3
"""Draws bench/results/*.txt as pictures for docs/performance.md: plain SVG, standard library alone.

    bench/plots.py        # writes docs/images/performance-*.svg
"""
import math
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
COLOURS = ["#1b6ca8", "#c0392b", "#27864d", "#8e5bb5", "#b9770e", "#16808a", "#7f3b57", "#5d6d3f", "#444444", "#d0578f"]
WIDTH, HEIGHT, LEFT, TOP, RIGHT, BOTTOM = 760, 400, 70, 34, 190, 46


def assets_of(size):
    unit = {"k": 1_000, "M": 1_000_000}.get(size[-1], 1)
    return int(size.rstrip("kM")) * unit


def sections(text):
    """Lines of a result file by its headings; what comes before the first one is under ""."""
    found, name = {"": []}, ""
    for line in text.splitlines():
        if line.startswith("## "):
            name = line[3:]
        found.setdefault(name, []).append(line)
    return found


def times(lines):
    """{kind: (p50, p99)} of a table of search_bench."""
    rows = {}
    for line in lines:
        match = re.match(r"(.{22}) +\d+ +\d+ +([\d.]+) +[\d.]+ +([\d.]+) +[\d.]+$", line)
        if match:
            rows[match[1].strip()] = (float(match[2]), float(match[3]))
    return rows


def number(pattern, text):
    match = re.search(pattern, text)
    return float(match[1]) if match else None


def svg(body, title):
    return (f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-label="{title}" '
            f'font-family="sans-serif" font-size="12">\n<rect width="{WIDTH}" height="{HEIGHT}" fill="#ffffff"/>\n'
            f'<text x="{LEFT}" y="20" font-size="14" fill="#222222">{title}</text>\n' + "\n".join(body) + "\n</svg>\n")


def label(value):
    for bound, unit in ((1e6, "M"), (1e3, "k")):
        if value >= bound:
            return f"{value / bound:g}{unit}"
    return f"{value:g}"


class Scale:
    def __init__(self, values, begin, end):
        self.low = math.floor(math.log10(min(values)) + 1e-9)
        self.high = max(math.ceil(math.log10(max(values)) - 1e-9), self.low + 1)
        self.begin, self.end = begin, end

    def at(self, value):
        return self.begin + (math.log10(value) - self.low) / (self.high - self.low) * (self.end - self.begin)

    def ticks(self):
        return [10.0 ** power for power in range(self.low, self.high + 1)]


def curves(title, unit, lines):
    """Both axes logarithmic. `lines` is {name: [(assets, value)]}."""
    points = [point for line in lines.values() for point in line]
    across = Scale([x for x, _ in points], LEFT, WIDTH - RIGHT)
    up = Scale([y for _, y in points], HEIGHT - BOTTOM, TOP)
    body = []
    for tick in up.ticks():
        y = up.at(tick)
        body.append(f'<line x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{y:.1f}" y2="{y:.1f}" stroke="#dddddd"/>'
                    f'<text x="{LEFT - 6}" y="{y + 4:.1f}" text-anchor="end" fill="#444444">{label(tick)} {unit}</text>')
    for x in sorted({x for x, _ in points}):
        body.append(f'<text x="{across.at(x):.1f}" y="{HEIGHT - BOTTOM + 18}" text-anchor="middle" fill="#444444">{label(x)}</text>')
    body.append(f'<text x="{(LEFT + WIDTH - RIGHT) / 2}" y="{HEIGHT - 8}" text-anchor="middle" fill="#444444">assets</text>')
    # Names beside the last points, pushed apart.
    ends = sorted(lines.items(), key=lambda item: up.at(item[1][-1][1]))
    last = TOP - 15
    order = list(lines)
    for name, line in ends:
        colour = COLOURS[order.index(name) % len(COLOURS)]
        path = " ".join(f"{across.at(x):.1f},{up.at(y):.1f}" for x, y in line)
        body.append(f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"/>')
        body += [f'<circle cx="{across.at(x):.1f}" cy="{up.at(y):.1f}" r="3" fill="{colour}"/>' for x, y in line]
        last = max(up.at(line[-1][1]) + 4, last + 15)
        body.append(f'<text x="{WIDTH - RIGHT + 10}" y="{last:.1f}" fill="{colour}">{name}</text>')
    return svg(body, title)


def bars(title, rows):
    """`rows` is [(name, factor)]; 1 is Waymark."""
    across = Scale([1] + [value for _, value in rows], LEFT + 130, WIDTH - 60)
    body, step = [], (HEIGHT - TOP - BOTTOM) / max(len(rows), 1)
    for tick in across.ticks():
        x = across.at(tick)
        body.append(f'<line x1="{x:.1f}" x2="{x:.1f}" y1="{TOP}" y2="{HEIGHT - BOTTOM}" stroke="#dddddd"/>'
                    f'<text x="{x:.1f}" y="{HEIGHT - BOTTOM + 18}" text-anchor="middle" fill="#444444">{label(tick)}×</text>')
    for i, (name, value) in enumerate(rows):
        y, one = TOP + i * step, across.at(1)
        begin, end = sorted((one, across.at(value)))
        body.append(f'<rect x="{begin:.1f}" y="{y + step * .2:.1f}" width="{end - begin:.1f}" height="{step * .6:.1f}" fill="{COLOURS[i % len(COLOURS)]}"/>'
                    f'<text x="{LEFT + 122}" y="{y + step / 2 + 4:.1f}" text-anchor="end" fill="#222222">{name}</text>'
                    f'<text x="{end + 6:.1f}" y="{y + step / 2 + 4:.1f}" fill="#222222">{value:g}×</text>')
    return svg(body, title)


def peer_ratios(lines):
    """[(peer, factor)] of the row "all but everything"."""
    for i, line in enumerate(lines):
        if line.startswith("times as long as"):
            names = [lines[i + 1][32 + 25 * n:32 + 25 * (n + 1)].strip() for n in range((len(lines[i + 1]) - 32) // 25)]
            row = next((l for l in lines[i:] if l.startswith("all but everything")), None)
            if row:
                return list(zip(names, (float(value) for value in row[32:].split())))
    return []


def main():
    results = sorted(((assets_of(path.stem), path.read_text()) for path in (ROOT / "bench" / "results").glob("*.txt")
                      if re.fullmatch(r"\d+[kM]?", path.stem)))
    if not results:
        raise SystemExit("plots.py: nothing in bench/results; run bench/run.sh SIZE")
    folder = ROOT / "docs" / "images"
    p50, p99, memory = {}, {}, {}
    for assets, text in results:
        parts = sections(text)
        for kind, (middle, high) in times(parts.get("through HTTP, one client", [])).items():
            p50.setdefault(kind, []).append((assets, middle))
            p99.setdefault(kind, []).append((assets, high))
        served = number(r"memory besides mapped files: (\d+) MB", "\n".join(parts.get("through HTTP, one client", [])))
        size = number(r"size of the generation: (\d+) MB", text)
        for name, value in (("memory while serving", served), ("index on disk", size)):
            if value:
                memory.setdefault(name, []).append((assets, value))
    p50.pop("first use of its words", None)
    (folder / "performance-p50.svg").write_text(curves("Half of the answers are there after …", "ms", p50))
    (folder / "performance-p99.svg").write_text(curves("99 of 100 answers are there after …", "ms", p99))
    (folder / "performance-memory.svg").write_text(curves("Memory and disk", "MB", memory))
    for assets, text in results:
        rows = peer_ratios(sections(text).get("peers", []))
        if rows:
            (folder / f"performance-peers-{label(assets)}.svg").write_text(
                bars(f"Time of the others as a multiple of Waymark's, {label(assets)} assets", rows))


if __name__ == "__main__":
    main()
