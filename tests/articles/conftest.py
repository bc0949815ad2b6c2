"""An article in two languages: its Spanish edition, and what is published anew at its source."""

import pytest

from articles import editions, manuscript, workflow
from tests.conftest import BODY, publish_with_warnings

CUERPO = BODY.replace("Sleep lets your body rest.", "El sueño deja descansar al cuerpo.")


@pytest.fixture
def edition(published, author):
    return editions.start(published, "es", by=author)


@pytest.fixture
def put_live(author, reviewer, editor):
    def put_live(article, by=None, **words):
        workflow.submit(article, by=by or author, **words)
        workflow.approve(article, by=reviewer)
        return publish_with_warnings(article, by=editor)

    return put_live


@pytest.fixture
def live_edition(edition, author, put_live):
    manuscript.edit(edition, by=author, title="Dormir bien", body=CUERPO)
    return put_live(edition)


@pytest.fixture
def change(author, put_live):
    """Publish something new at the source, of this significance."""
    numbers = iter(range(1, 100))

    def change(article, kind):
        workflow.revise(article, by=author)
        manuscript.edit(article, by=author, body=f"{BODY}<p>More, number {next(numbers)}.</p>")
        return put_live(article, change=kind, change_note="Because." if kind else "")

    return change
