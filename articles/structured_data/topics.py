"""What a text is about: conditions, medicines and tests, each with the codes that name it."""

from collections.abc import Iterable

from articles.codes import Code

from .site import Node

# What a code of each system names. SNOMED CT and MeSH name things of every kind.
TYPE_OF_SYSTEM = {
    "icd-10": "MedicalCondition",
    "icd-10-cm": "MedicalCondition",
    "icd-11": "MedicalCondition",
    "rxnorm": "Drug",
    "atc": "Drug",
    "loinc": "MedicalTest",
}


def topics(codes: Iterable[Code], title: str, medicines: Iterable[str] = ()) -> list[Node]:
    """What a text is about: one node for each thing that its codes name, and for each medicine.

    Codes of the same kind and label name one thing.
    """
    found: dict[tuple[str, str], Node] = {}
    for code in codes:
        kind = TYPE_OF_SYSTEM.get(code.system, "MedicalEntity")
        name = code.label or title
        thing = found.setdefault((kind, name.casefold()), {"@type": kind, "name": name, "code": []})
        thing["code"].append(_code(code))
    for name in medicines:
        found.setdefault(("Drug", name.casefold()), {"@type": "Drug", "name": name})
    return list(found.values())


def _code(code: Code) -> Node:
    """Named as the page names it."""
    return {
        "@type": "MedicalCode",
        "codeValue": code.value,
        "codingSystem": code.system_name,
    }
