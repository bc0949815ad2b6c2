"""What a page weighs, asks of the database and costs to make.

    .venv/bin/python benchmarks/pages.py                            # on a database of its own
    .venv/bin/python benchmarks/pages.py --url http://127.0.0.1:8000

Bytes are those that a browser of today is sent: HTML, styles and scripts, each as compressed as the
site sends it, without pictures. Times are milliseconds of the whole request, warm, the median of 50
and (the best): inside this process on a database of its own, over the network with --url, where
queries cannot be counted.
"""

import argparse
import re
import statistics
import time
import urllib.request
from urllib.parse import urljoin

import throwaway

MOST_BYTES = {"Article": 40_000}
PAGES = [
    ("Home", "/"),
    ("Category", "/medicines/"),
    ("Article", "/medicines/naltrexone/"),
    ("Search", "/search/?q=blood+pressure"),
    ("Author", "/authors/healthhub-editorial-team/"),
]
WANTED = re.compile(
    rb'<link\b[^>]*rel="(?:stylesheet|modulepreload)"[^>]*>|<script\b[^>]*\bsrc="[^"]+"[^>]*>'
)
ADDRESS = re.compile(rb'(?:href|src)="([^"]+)"')
COMPRESSED = {"Accept-Encoding": "gzip, deflate, br"}
IMPORTED = re.compile(rb'@import\s+(?:url\()?["\']?([^"\')]+)')


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--url", help="a running HealthHub with the demonstration content")
    url = parser.parse_args().url
    site = Running(url) if url else Own()
    print("| Page | HTML | CSS | JS | All | Queries | Time |")
    print("|---|---:|---:|---:|---:|---:|---:|")
    too_heavy = [name for name, path in PAGES if print_page(site, name, path)]
    for name in too_heavy:
        print(f"\n{name} weighs more than {MOST_BYTES[name]:,} bytes.")
    return 1 if too_heavy else 0


def print_page(site, name: str, path: str) -> bool:
    """One line of the table; whether the page is heavier than it may be."""
    parts = weigh(site, path)
    sizes = " | ".join(f"{parts[kind]:,}" for kind in ("html", "css", "js"))
    weight = sum(parts.values())
    queries, milliseconds = site.cost(path)
    print(f"| {name} | {sizes} | {weight:,} | {queries} | {milliseconds} |")
    return weight > MOST_BYTES.get(name, weight)


def weigh(site, path: str) -> dict[str, int]:
    """Bytes sent for the page, its styles (what they import, too) and its scripts."""
    sizes = {"html": len(site.body(path, COMPRESSED)), "css": 0, "js": 0}
    waiting = [urljoin(path, found.decode()) for found in _linked(site.body(path))]
    for place in waiting:
        kind = "css" if place.endswith(".css") else "js"
        sizes[kind] += len(site.body(place, COMPRESSED))
        if kind == "css":
            imported = IMPORTED.findall(site.body(place))
            waiting += [urljoin(place, found.decode()) for found in imported]
    return sizes


def _linked(html: bytes) -> list[bytes]:
    return [ADDRESS.search(tag)[1] for tag in WANTED.findall(html)]


class Own:
    """A site made for this, asked inside this process."""

    def __init__(self) -> None:
        throwaway.make_site(with_demo=True)
        import timing

        self.timing, self.browser = timing, timing.client()

    def body(self, path: str, headers: dict[str, str] | None = None) -> bytes:
        return self.timing.body_of(self.browser, path, headers)

    def cost(self, path: str) -> tuple[str, str]:
        cost = self.timing.cost_of(self.browser, path)
        return str(cost.queries), str(cost)


class Running:
    """A site that runs somewhere, asked as a browser would."""

    def __init__(self, url: str) -> None:
        self.url = url

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


if __name__ == "__main__":
    raise SystemExit(main())
