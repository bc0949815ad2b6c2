"""What a page weighs, asks of the database, costs to make, and what strict programs say of it.

    .venv/bin/python benchmarks/pages.py                  # on a database of its own
    .venv/bin/python benchmarks/pages.py --weights        # without Lighthouse, axe and Nu: quick
    .venv/bin/python benchmarks/pages.py --url http://127.0.0.1:8000

Bytes are those that a browser of today is sent by `manage.py serve`: HTML, styles and scripts, each
as compressed as the site sends it, without pictures. Queries and time are counted inside this
process: milliseconds of the whole request, warm, the median of 50 and (the best); with --url over
the network, where queries cannot be counted. The four scores are those of Lighthouse for a phone:
performance, accessibility, best practices, search engines. How to get the judges: judges.py.

Exits with 1 when a bar is missed; what was not measured misses none, and is named.
"""

import argparse
import re
import statistics
import time
import urllib.request
from dataclasses import dataclass, field
from urllib.parse import urljoin

import judges
import throwaway

MOST_CSS, MOST_JS, MOST_IN_ALL = 14_000, 5_000, {"Article": 40_000}
# Search engines are welcome on the page of the search, not on a page for every question; there,
# and only there, a page that asks not to be indexed does what it should.
PAGES = [
    ("Home", "/", ()),
    ("Category", "/medicines/", ()),
    ("Article", "/medicines/naltrexone/", ()),
    ("Search", "/search/", ()),
    ("Search, with hits", "/search/?q=blood+pressure", ("is-crawlable",)),
    ("Author", "/authors/healthhub-editorial-team/", ()),
]
WANTED = re.compile(
    rb'<link\b[^>]*rel="(?:stylesheet|modulepreload)"[^>]*>|<script\b[^>]*\bsrc="[^"]+"[^>]*>'
)
ADDRESS = re.compile(rb'(?:href|src)="([^"]+)"')
COMPRESSED = {"Accept-Encoding": "gzip, deflate, br"}
IMPORTED = re.compile(rb'@import\s+(?:url\()?["\']?([^"\')]+)')


@dataclass
class Row:
    name: str
    path: str
    bytes: dict[str, int] = field(default_factory=dict)
    cost: tuple[str, str] = ("–", "–")
    lighthouse: str = "–"
    axe: str = "–"
    nu: str = "–"
    missed: list[str] = field(default_factory=list)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--url", help="a running HealthHub with the demonstration content")
    parser.add_argument("--weights", action="store_true", help="ask no judge: weights and times")
    options = parser.parse_args()
    site = Running(options.url) if options.url else Own()
    rows = [weighed(site, name, path) for name, path, _ in PAGES]
    if not options.weights:
        judge(site.url, rows)
    print_table(rows)
    return 1 if any(row.missed for row in rows) else 0


def print_table(rows: list[Row]) -> None:
    print("| Page | HTML | CSS | JS | All | Queries | Time | Lighthouse | axe | Nu |")
    print("|---|---:|---:|---:|---:|---:|---:|---|---|---|")
    for row in rows:
        sizes = [f"{row.bytes[kind]:,}" for kind in ("html", "css", "js")]
        cells = [row.name, *sizes, f"{sum(row.bytes.values()):,}", *row.cost]
        print(f"| {' | '.join([*cells, row.lighthouse, row.axe, row.nu])} |")
    for row in rows:
        for line in row.missed:
            print(f"\n{row.name}: {line}")


def weighed(site, name: str, path: str) -> Row:
    parts = weigh(site.body, path)
    row = Row(name, path, parts, site.cost(path))
    most = {"CSS": (parts["css"], MOST_CSS), "JS": (parts["js"], MOST_JS)}
    most["the page"] = (sum(parts.values()), MOST_IN_ALL.get(name, sum(parts.values())))
    for what, (weight, limit) in most.items():
        if weight > limit:
            row.missed.append(f"{what} weighs {weight:,} bytes, {limit:,} are allowed.")
    return row


def judge(base: str, rows: list[Row]) -> None:
    urls = [base + row.path for row in rows]
    for kind, found in (
        ("axe", judges.asked(judges.axe, urls)),
        ("nu", judges.asked(judges.nu, urls)),
    ):
        for row, url in zip(rows, urls, strict=True):
            _note(row, kind, found if isinstance(found, str) else found[url])
    for row, url, (_, _, but) in zip(rows, urls, PAGES, strict=True):
        _note_scores(row, judges.asked(judges.lighthouse, url, but=but))


def _note(row, kind, found):
    setattr(row, kind, found if isinstance(found, str) else str(len(found)))
    row.missed += [] if isinstance(found, str) else [f"{kind}: {line}" for line in found]


def _note_scores(row, found):
    if isinstance(found, str):
        row.lighthouse = found
        return
    scores, below = found
    row.lighthouse = " ".join(map(str, scores))
    if min(scores) < 100:
        row.missed += [f"Lighthouse {row.lighthouse}", *below]


def weigh(body, path: str) -> dict[str, int]:
    """Bytes sent for the page, its styles (what they import, too) and its scripts."""
    sizes = {"html": len(body(path, COMPRESSED)), "css": 0, "js": 0}
    waiting = [urljoin(path, found.decode()) for found in _linked(body(path))]
    for place in waiting:
        kind = "css" if place.endswith(".css") else "js"
        sizes[kind] += len(body(place, COMPRESSED))
        if kind == "css":
            imported = IMPORTED.findall(body(place))
            waiting += [urljoin(place, found.decode()) for found in imported]
    return sizes


def _linked(html: bytes) -> list[bytes]:
    return [ADDRESS.search(tag)[1] for tag in WANTED.findall(html)]


class Running:
    """A site that runs somewhere, asked as a browser would."""

    def __init__(self, url: str) -> None:
        self.url = url.rstrip("/")

    def body(self, path: str, headers: dict[str, str] | None = None) -> bytes:
        question = urllib.request.Request(urljoin(self.url, path), headers=headers or {})
        with urllib.request.urlopen(question, timeout=30) as answer:
            return answer.read()

    def cost(self, path: str) -> tuple[str, str]:
        times = [self._timed(path) for _ in range(55)][5:]
        return "–", f"{statistics.median(times):.1f} ({min(times):.1f})"

    def _timed(self, path: str) -> float:
        start = time.perf_counter()
        self.body(path)
        return (time.perf_counter() - start) * 1000


class Own(Running):
    """A site made and served for this; its costs are counted inside this process."""

    def __init__(self) -> None:
        throwaway.make_site(with_demo=True)
        import serving
        import timing

        super().__init__(serving.serve())
        self.timing, self.browser = timing, timing.client()

    def cost(self, path: str) -> tuple[str, str]:
        cost = self.timing.cost_of(self.browser, path)
        return str(cost.queries), str(cost)


if __name__ == "__main__":
    raise SystemExit(main())
