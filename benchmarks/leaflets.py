"""What a leaflet costs: to ask for, to make, and to keep.

    .venv/bin/python benchmarks/leaflets.py

Makes the four leaflets of the demonstration's longest article, and one of a text twenty times as
long: pages, size, the processor time of the process that makes it (the better of two) and the most
memory. Then opens one that is made, as a browser does. Needs requirements-leaflets.txt.
"""

import resource
import sys
import time

import throwaway

ROUNDS = 2
TIMES_AS_LONG = 20


def main() -> None:
    throwaway.make_site(with_demo=True)
    from articles.leaflets import VARIANTS, why_not

    if why := why_not():
        sys.exit(why)
    article = longest()
    print("| Leaflet | Pages | Size | Processor time |")
    print("|---|---:|---:|---:|")
    for variant in VARIANTS.values():
        report(article, variant, str(variant.label))
    article.live.body_html = lengthened(article.live.body_html)
    report(article, VARIANTS[""], f"A4, {TIMES_AS_LONG} times as long")
    most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    print(f"\nMost memory of a process that made one: {most / 1024:.0f} MB")
    measure_asking(article)


def longest():
    from articles.models import Article

    return Article.objects.published().with_page().order_by("-live__words").first()


def lengthened(body: str) -> str:
    """The same text again and again; no address inside the page may stand twice."""
    import re

    return body + re.sub(r' id="[^"]+"', "", body) * (TIMES_AS_LONG - 1)


def report(article, variant, name: str) -> None:
    from articles.leaflets import press, printed
    from articles.shelves import Tree

    times = []
    for _ in range(ROUNDS):
        start = processor_time()
        made = press.press(printed(article, variant, Tree()))
        times.append(processor_time() - start)
    print(f"| {name} | {made.pages} | {len(made.pdf) / 1000:.0f} kB | {min(times):.1f} s |")


def processor_time() -> float:
    """Of all processes that have made a leaflet, in seconds."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def measure_asking(article) -> None:
    import timing
    from django.core.management import call_command

    browser, path = timing.client(), article.get_absolute_url() + "leaflet.pdf"
    start = time.perf_counter()
    waiting = browser.get(path)
    asked = (time.perf_counter() - start) * 1000
    call_command("worker", once=True)
    cost = timing.cost_of(browser, path)
    print(
        f"Asked for first: {waiting.status_code} in {asked:.0f} ms. "
        f"Made, then opened: {cost} ms, {cost.queries} queries"
    )


if __name__ == "__main__":
    main()
