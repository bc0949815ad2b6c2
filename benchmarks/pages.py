"""What a page weighs, asks of the database and costs to make.

    .venv/bin/python benchmarks/pages.py                            # on a database of its own
    .venv/bin/python benchmarks/pages.py --url http://127.0.0.1:8000

Bytes are those of HTML, styles and scripts as a browser asks for them, each compressed (brotli as
the styles are stored, level 5 for HTML; gzip level 6 beside it), without pictures. Times are
milliseconds of the whole request, warm, the median of 50 and (the best): inside this process on a
database of its own, over the network with --url, where queries cannot be counted.
"""

import argparse
import gzip
import re
import statistics
import time
import urllib.request
from urllib.parse import urljoin

import brotli
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
IMPORTED = re.compile(rb'@import\s+(?:url\()?["\']?([^"\')]+)')


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--url", help="a running HealthHub with the demonstration content")
    url = parser.parse_args().url
    site = Running(url) if url else Own()
    print("| Page | HTML | CSS | JS | All, brotli | All, gzip | Queries | Time |")
    print("|---|---:|---:|---:|---:|---:|---:|---:|")
    too_heavy = [name for name, path in PAGES if print_page(site, name, path)]
    for name in too_heavy:
        print(f"\n{name} weighs more than {MOST_BYTES[name]:,} bytes.")
    return 1 if too_heavy else 0


def print_page(site, name: str, path: str) -> bool:
    """One line of the table; whether the page is heavier than it may be."""
    parts = weigh(site, path)
    sizes = " | ".join(f"{parts[kind][0]:,}" for kind in ("html", "css", "js"))
    by_brotli, by_gzip = (sum(part[way] for part in parts.values()) for way in (0, 1))
    queries, milliseconds = site.cost(path)
    print(f"| {name} | {sizes} | {by_brotli:,} | {by_gzip:,} | {queries} | {milliseconds} |")
    return by_brotli > MOST_BYTES.get(name, by_brotli)


def weigh(site, path: str) -> dict[str, tuple[int, int]]:
    """Bytes by brotli and by gzip of the page, its styles (what they import, too) and scripts."""
    html = site.body(path)
    sizes = {"html": _compressed(html, 5), "css": (0, 0), "js": (0, 0)}
    waiting = [urljoin(path, found.decode()) for found in _linked(html)]
    for place in waiting:
        content = site.body(place)
        kind = "css" if place.endswith(".css") else "js"
        sizes[kind] = tuple(map(sum, zip(sizes[kind], _compressed(content, 11), strict=True)))
        if kind == "css":
            waiting += [urljoin(place, found.decode()) for found in IMPORTED.findall(content)]
    return sizes


def _linked(html: bytes) -> list[bytes]:
    return [ADDRESS.search(tag)[1] for tag in WANTED.findall(html)]


def _compressed(content: bytes, quality: int) -> tuple[int, int]:
    return len(brotli.compress(content, quality=quality)), len(gzip.compress(content, 6))


class Own:
    """A site made for this, asked inside this process."""

    def __init__(self) -> None:
        throwaway.make_site(with_demo=True)
        import timing

        self.timing, self.browser = timing, timing.client()

    def body(self, path: str) -> bytes:
        return self.timing.body_of(self.browser, path)

    def cost(self, path: str) -> tuple[str, str]:
        cost = self.timing.cost_of(self.browser, path)
        return str(cost.queries), str(cost)


class Running:
    """A site that runs somewhere, asked as a browser would."""

    def __init__(self, url: str) -> None:
        self.url = url

    def body(self, path: str) -> bytes:
        with urllib.request.urlopen(urljoin(self.url, path), timeout=30) as answer:
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
