"""Whether JSON-LD holds to schema.org: every type known, every property in its domain and range."""

import json
import re
from pathlib import Path

FACTS = json.loads((Path(__file__).parents[1] / "data/schemaorg-30.json").read_text())
TYPES, PROPERTIES = FACTS["types"], FACTS["properties"]
DAY = re.compile(r"\d{4}-\d\d-\d\d")
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)")
DURATION = re.compile(r"PT\d+M")
ADDRESS = re.compile(r"https?://[^\s<>\"]+")


def problems(block: dict) -> list[str]:
    """What is wrong with a block; references must lead to a node of the same block."""
    nodes = block["@graph"]
    known = {node["@id"]: node["@type"] for node in nodes if "@id" in node}
    found = [] if block["@context"] == "https://schema.org" else ["another @context"]
    for node in nodes:
        found += _node(node, known)
    return found


def _node(node, known):
    kind = node.get("@type")
    if kind not in TYPES:
        yield f"no type {kind}"
        return
    for name, value in node.items():
        if name.startswith("@"):
            continue
        plain = name.removesuffix("-input")  # how Google wants the word of a search described
        if plain not in PROPERTIES:
            yield f"no property {name}"
            continue
        if not set(TYPES[kind]) & set(PROPERTIES[plain]["domain"]):
            yield f"{name} is not of {kind}"
        for each in value if isinstance(value, list) else [value]:
            yield from _value(name, plain, each, known)


def _value(name, plain, value, known):
    wanted = PROPERTIES[plain]["range"]
    if isinstance(value, dict):
        kind = known.get(value["@id"]) if set(value) == {"@id"} else value.get("@type")
        if kind is None:
            yield f"{name} refers to nothing in the block: {value}"
        elif not set(TYPES.get(kind, [])) & set(wanted):
            yield f"{name} may not be a {kind}"
        if set(value) != {"@id"}:
            yield from _node(value, known)
    elif not any(_is_a(value, kind) for kind in wanted):
        yield f"{name} may not be {value!r}: wanted is {wanted}"
    if value in ("", None, [], {}):
        yield f"{name} is empty"


def _is_a(value, kind):
    if isinstance(value, int) and not isinstance(value, bool):
        return kind in ("Number", "Integer")
    if not isinstance(value, str):
        return False
    shapes = {"Date": DAY, "DateTime": MOMENT, "Duration": DURATION, "URL": ADDRESS}
    if kind in shapes:
        return bool(shapes[kind].fullmatch(value))
    return kind in ("Text", "DefinedTerm") and kind == "Text"
