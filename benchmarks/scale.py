"""What a page costs when there are many articles.

    .venv/bin/python benchmarks/scale.py            # 1,000 and then 10,000
    .venv/bin/python benchmarks/scale.py 10000 100000

Grows a made-up library in a database that is thrown away, and asks for the same pages at each
size: the whole request in milliseconds, in this process, warm, the median of 50 and (the best).
What cost more than twice as much at the largest size as at the smallest, at best, is shown with
its slowest query.
"""

import sys
import time

import throwaway

PAGES_DEEP = 200


def main(sizes: list[int]) -> None:
    throwaway.make_site(with_demo=False)
    from library import Library

    library, columns = Library(), []
    for size in sizes:
        start = time.perf_counter()
        library.grow_to(size)
        print(f"  {size:,} articles: made in {time.perf_counter() - start:.0f} s", file=sys.stderr)
        columns.append(measure(library))
    print_table(sizes, columns)
    print_what_grew(columns)


def measure(library) -> dict:
    import timing

    reader, costs = timing.client(), {}
    administrator = timing.client(library.people.editor)
    author = timing.client(library.people.authors[1])
    for name, path in reader_pages(library):
        costs[name] = timing.cost_of(reader, path)
    for name, path in desk_pages():
        costs[f"Admin: {name}"] = timing.cost_of(administrator, path)
    costs["Admin: list, as an author sees it"] = timing.cost_of(author, "/admin/articles/article/")
    return costs


def reader_pages(library) -> list[tuple[str, str]]:
    from library import COMMON_WORD, RARE_WORD

    deep, key = key_deep_in(library.shelves[0])
    three_words = "+".join(library.vocabulary[rank] for rank in (3, 40, 400))
    return [
        ("Home", "/"),
        ("Article", "/half/made-up-article-1/"),
        ("Category with half of all articles", "/half/"),
        (f"The same, {deep} pages deep", f"/half/?after={key}"),
        ("Category with 20 shelves below", "/others/"),
        ("Tag on half of all articles", "/tags/tag-0/"),
        ("Tag on one article in a hundred", "/tags/tag-1/"),
        ("Author of half of all articles", f"/authors/{library.people.authors[0].slug}/"),
        ("Search: a word in one title in a thousand", f"/search/?q={RARE_WORD}"),
        ("Search: a word in half of all titles", f"/search/?q={COMMON_WORD}"),
        ("Search: the most frequent word", f"/search/?q={library.vocabulary[0]}"),
        (
            "Search: three words",
            f"/search/?q={three_words}",
        ),
    ]


def desk_pages() -> list[tuple[str, str]]:
    from library import COMMON_WORD, RARE_WORD

    desk = "/admin/articles/article/"
    return [
        ("list", desk),
        ("list, last page", f"{desk}?p=20"),
        ("list, in review", f"{desk}?stage=in_review"),
        ("list, one category", f"{desk}?category=1"),
        ("list, public", f"{desk}?readers=public"),
        ("list, withdrawn", f"{desk}?readers=withdrawn"),
        ("list, without review", f"{desk}?readers=exempt"),
        ("list, one author", f"{desk}?author={author_id()}"),
        ("search, rare word", f"{desk}?q={RARE_WORD}"),
        ("search, word in half of all titles", f"{desk}?q={COMMON_WORD}"),
        ("search, one letter", f"{desk}?q=c"),
    ]


def author_id() -> int:
    from articles.models import Authorship

    return Authorship.objects.order_by("id").values_list("user", flat=True)[0]


def key_deep_in(shelf) -> tuple[int, str]:
    """How deep one can go, at most PAGES_DEEP pages, and the key that leads there."""
    from django.conf import settings

    from articles.lists import Key
    from articles.models import Article

    rows = Article.objects.published().filter(category=shelf).order_by("-published_at", "-id")
    pages = min(PAGES_DEEP, rows.count() // settings.PAGE_SIZE - 1)
    last_seen = rows.values_list("published_at", "id")[pages * settings.PAGE_SIZE - 1]
    return pages, str(Key(*last_seen))


def print_table(sizes: list[int], columns: list[dict]) -> None:
    print(f"| Page | {' | '.join(f'{size:,}' for size in sizes)} | Queries |")
    print(f"|---|{'---:|' * (len(sizes) + 1)}")
    names = list(columns[-1])
    for place, name in enumerate(names):
        costs = [list(column.values())[place] for column in columns]
        print(f"| {name} | {' | '.join(str(cost) for cost in costs)} | {costs[-1].queries} |")


def print_what_grew(columns: list[dict]) -> None:
    first, last = list(columns[0].values()), columns[-1]
    for before, (name, after) in zip(first, last.items(), strict=True):
        if after.best > 2 * before.best:
            print(f"\n{name}: slowest query {after.slowest_query:.0f} ms\n  {after.slowest_sql}")


if __name__ == "__main__":
    main(sorted(int(size) for size in sys.argv[1:]) or [1000, 10_000])
