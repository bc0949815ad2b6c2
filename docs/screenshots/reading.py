"""The pictures of docs/reading.md: what readers see, on a phone and on a desk, light and dark."""

LOOKS = [(scheme, size) for scheme in ("light", "dark") for size in ((360, 1100), (1280, 1000))]


def pictures(site):
    """As in take.py, and in which colours: `reading/home-360-dark` and so on."""
    pages = {
        "home": "/",
        "category": "/conditions/",
        "article": site.changed.get_absolute_url(),
        "search": "/search/?q=blood+pressure",
        "author": "/authors/healthhub-editorial-team/",
    }
    return [
        (f"reading/{name}-{size[0]}-{scheme}", None, path, size, None, scheme)
        for name, path in pages.items()
        for scheme, size in LOOKS
    ]
