"""docs/workflow.md, drawn from the table of steps."""

from articles.models import Stage
from articles.steps import STEPS, Step

HEAD = """\
# The walk of an article

This page is made from the table of steps in `articles/workflow.py` by `manage.py write_docs`.
Change the table, not this page.

The stages are the manuscript's. Whether readers see something is another question: readers see
the article's live version, which stays up, unchanged, while a correction walks.

"""
RULE_WORDS = {
    "is_own_or_any": "one's own article, or any with the editor's right",
    "has_words": "the article has text",
    "is_independent": "no part in writing, editing or submitting the text, superusers included",
    "awaits_a_signature": "a version was submitted, or the live one was published without review",
    "is_approved": "this very version was approved",
    "is_public": "readers see the article",
    "is_withdrawn": "the article is withdrawn",
}


def render() -> str:
    return HEAD + _diagram() + "\n" + _table()


def _diagram():
    lines = ["```mermaid", "stateDiagram-v2", "    [*] --> draft"]
    lines += [f'    state "{stage.label}" as {stage.value}' for stage in Stage]
    for step in STEPS.values():
        moves = [(a, b) for a, b in step.moves.items() if a != b or len(step.moves) < len(Stage)]
        lines += [f"    {a.value} --> {b.value}: {step.label}" for a, b in moves]
    anywhere = [s.label for s in STEPS.values() if _is_anywhere(s)]
    lines += ["```", "", f"From every stage, without changing it: {', '.join(anywhere)}.", ""]
    return "\n".join(lines)


def _is_anywhere(step: Step):
    return len(step.moves) == len(Stage) and all(a == b for a, b in step.moves.items())


def _table():
    rows = ["| Step | From | To | What it does | Rules | Asks for |", "|---|---|---|---|---|---|"]
    rows += [_row(step) for step in STEPS.values()]
    return "\n".join(rows) + "\n"


def _row(step: Step):
    if _is_anywhere(step):
        here, there = "any", "the same"
    else:
        here = ", ".join(a.label for a in step.moves)
        there = ", ".join(dict.fromkeys(b.label for b in step.moves.values()))
    rules = "; ".join(RULE_WORDS[rule.__name__] for rule in step.rules) or "–"
    cells = [f"{step.label} (`{step.verb}`)", here, there, step.sentence, rules, step.note or "–"]
    return f"| {' | '.join(cells)} |"
