"""Every address of the project, with something real in it."""

import re

from django.urls import URLPattern, get_resolver

# What stands in an address where its name does not tell.
USUAL = {
    "category_slug": "health", "slug": "sleep-well", "number": 1, "language": "es",
    "verb": "submit", "app_label": "articles", "url": "nothing", "act": "resolve",
    "uidb36": "x", "key": "x",
}  # fmt: skip


def every_address(resolver=None, prefix="", spaces=()):
    """Each as (its name with the namespace, its pattern, the action that its view declares)."""
    for entry in (resolver or get_resolver()).url_patterns:
        route = prefix + str(entry.pattern)
        if isinstance(entry, URLPattern):
            name = ":".join([*spaces, entry.name or route])
            yield name, route, getattr(entry.callback, "action", None)
        else:
            inner = (*spaces, entry.namespace) if entry.namespace else spaces
            yield from every_address(entry, route, inner)


def address(door, route, things):
    """Where the door is, with the things of the fixture in it."""
    values = {**USUAL, **_of_the_model(route, things), **dict(door.values)}
    values = {name: things.get(value, value) for name, value in values.items()}
    route = re.sub(r"[\^$\\]", "", route)
    route = re.sub(r"\(\?P<(\w+)>[^)]*\)+", lambda match: str(values.get(match[1], "x")), route)
    return "/" + re.sub(r"<(?:\w+:)?(\w+)>", lambda m: str(values.get(m[1], "x")), route)


def _of_the_model(route, things):
    parts = route.split("/")
    model = parts[2] if parts[0] == "admin" and len(parts) > 3 else ""
    pk = things.get(model, 1)
    batch = {"batch": things["batch"]}
    number = {"number": things["plan"]} if "schedule" in route else {}
    inner = {
        "remark": things["remark"],
        "link": things["preview"],
        "credential": things["credential"],
    }
    return {"pk": pk, "object_id": pk, **inner, **batch, **number}
