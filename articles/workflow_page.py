"""docs/workflow.md, drawn from the table of steps."""

from articles.models import Stage
from articles.steps import STEPS, Step

HEAD = """\
# The walk of an article

This page is made from the table of steps in `articles/steps.py` by `manage.py write_docs`.
Change the table, not this page.

The stages are the manuscript's. Whether readers see something is another question: readers see
the article's live version, which stays up, unchanged, while a correction walks.

Submitting and publishing also ask the quality rules: what blocks must be put right, and whoever
publishes ticks each warning. The two named exceptions pass over both, and keep the list.

"""
RULE_WORDS = {
    "is_own_or_any": "one's own article, one that one looks after, or any with the editor's right",
    "has_words": "the article has text",
    "is_independent": "no part in writing, editing or submitting the text since it was last "
    "signed, and not named as its author, superusers included",
    "is_independent_of_live": "no part in the text that readers see, superusers included",
    "has_a_credential": "a verified credential that is in date",
    "is_a_minor_change": "at most 20 characters differ from the text that a clinician signed, and "
    "no digit, medicine, negation, source, link or picture",
    "is_signed": "the live text stands on a signature",
    "is_not_withdrawn": "the article is not withdrawn",
    "can_be_seen_again": "the text was not taken back unsigned",
    "is_urgent_and_open": "an urgent text is live, nobody has signed it, and its 24 hours are over",
    "has_no_urgent_text": "no urgent text waits for its signature",
    "has_a_concern": "a concern is expressed",
    "has_no_concern": "no concern is expressed yet",
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
    if step.automatic:
        rules = f"taken by HealthHub itself; {rules}"
    cells = [f"{step.label} (`{step.verb}`)", here, there, step.sentence, rules, step.note or "–"]
    return f"| {' | '.join(cells)} |"
