"""What the sitemap costs when there are very many articles.

    .venv/bin/python benchmarks/sitemap.py           # a million
    .venv/bin/python benchmarks/sitemap.py 100000

Puts bare article rows into a database that is thrown away, past every guard (one in twenty is a
draft), reads each file of the sitemap as a program would, and reports time, bytes and how much
memory the process needed more for the whole sitemap than for its first file.
"""

import resource
import sys
import time

import throwaway

# `live` points nowhere: with the guards off nothing asks, and the sitemap never looks.
ROWS = """
INSERT INTO articles_article (
    id, title, slug, category_id, summary, body, also_known_as, medicines, content_type, funding,
    sponsored, sponsor_label, experience_disclosure, always_shows_help, needs_no_help, source_name,
    source_url, licence, attribution, stage, version, live_id, live_review_id, risk, is_sensitive,
    history_length, history_head, created_at, created_by_id, edited_at, edited_by_id,
    published_at, published_by_id, withdrawn_reason
)
SELECT n, 'Article ' || n, 'made-up-article-number-' || n, %(category)s, '', '', '{}', '{}',
    'article', '', false, '', '', false, false, '', '', '', '',
    CASE WHEN n %% 20 = 10 THEN 'draft' ELSE 'published' END, 1,
    CASE WHEN n %% 20 = 10 THEN NULL ELSE n END, CASE WHEN n %% 20 = 10 THEN NULL ELSE n END,
    1, false, 0, '', moment, %(person)s, moment, %(person)s,
    CASE WHEN n %% 20 = 10 THEN NULL ELSE moment END,
    CASE WHEN n %% 20 = 10 THEN NULL ELSE %(person)s END, ''
FROM generate_series(1, %(size)s) AS n,
    LATERAL (SELECT timestamptz '2020-01-01' + n * interval '1 minute' AS moment) AS at
"""


def main(size: int) -> None:
    throwaway.make_site(with_demo=False)
    start = time.perf_counter()
    fill(size)
    print(f"  {size:,} rows made in {time.perf_counter() - start:.0f} s", file=sys.stderr)
    measure()


def fill(size: int) -> None:
    from django.contrib.auth import get_user_model
    from django.db import connection, transaction

    from articles.models import Article, Category

    person = get_user_model().objects.create_user("one@example.org", roles=["admin"])
    category = Category.objects.create(name="Shelf", slug="shelf")
    facts = {"size": size, "person": person.pk, "category": category.pk}
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        for index in Article._meta.indexes:  # of no use to a sitemap, and slow to fill
            cursor.execute(f"DROP INDEX {index.name}")
        cursor.execute(ROWS, facts)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE articles_article")


def measure() -> None:
    import re

    import timing

    reader = timing.client()
    files = None
    for _ in range(2):  # the first time warms
        start, busy = time.perf_counter(), time.process_time()
        index = reader.get("/sitemap.xml")
        took, worked = time.perf_counter() - start, time.process_time() - busy
        files = re.findall(r"/(sitemap-[^<]+)", index.content.decode())
    print("| What | Time | of it in this process | Addresses | Size |\n|---|---:|---:|---:|---:|")
    print(f"| The index | {took * 1000:.0f} ms | {worked * 1000:.0f} ms | {len(files)} files | |")
    parts = [f"/{name}" for name in files if "articles" in name]
    read(reader, parts[0])
    row("One file", read(reader, parts[0]))
    before = memory()
    each = [read(reader, part) for part in parts]
    row("All files", [sum(values) for values in zip(*each, strict=True)])
    print(f"\nMore memory for all files than for the first: {memory() - before:.1f} MiB")


def read(reader, path: str) -> tuple[float, float, int, int]:
    """Seconds, seconds of this process, addresses and bytes; nothing of it is kept."""
    start, busy = time.perf_counter(), time.process_time()
    addresses = size = 0
    for chunk in reader.get(path).streaming_content:
        addresses += chunk.count(b"<loc>")
        size += len(chunk)
    return time.perf_counter() - start, time.process_time() - busy, addresses, size


def row(name: str, values) -> None:
    took, worked, addresses, size = values
    print(f"| {name} | {took:.2f} s | {worked:.2f} s | {addresses:,} | {size / 2**20:.1f} MiB |")


def memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000)
