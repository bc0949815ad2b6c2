"""What a text is about: conditions, medicines and tests, each with the codes that name it."""

from collections.abc import Iterable

from .site import Node

# What a code of each system names. SNOMED CT and MeSH name things of every kind.
TYPE_OF_SYSTEM = {
    "icd-10": "MedicalCondition",
    "icd-11": "MedicalCondition",
    "rxnorm": "Drug",
    "atc": "Drug",
    "loinc": "MedicalTest",
}


def topics(codes, title: str, medicines: Iterable[str] = ()) -> list[Node]:
    """What a text is about: one node for each thing that its codes name, and for each medicine.

    A code has system, value, label and uri; codes of the same kind and label name one thing.
    """
    found: dict[tuple[str, str], Node] = {}
    for code in codes:
        kind = TYPE_OF_SYSTEM.get(_key(code.system), "MedicalEntity")
        name = code.label or title
        thing = found.setdefault((kind, name.casefold()), {"@type": kind, "name": name, "code": []})
        thing["code"].append(_code(code))
    for name in medicines:
        found.setdefault(("Drug", name.casefold()), {"@type": "Drug", "name": name})
    return list(found.values())


def _key(system: str) -> str:
    return system.strip().casefold().replace("_", "-").replace(" ", "-")


def _code(code) -> Node:
    return {
        "@type": "MedicalCode",
        "codeValue": code.value,
        "codingSystem": code.system,
        "url": code.uri,
    }
