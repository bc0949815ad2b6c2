from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from articles import editorial_notices, manuscript, workflow
from articles.errors import NotAllowed
from articles.models import EditorialNotice, NoticeKind
from tests.conftest import publish_with_warnings


@pytest.fixture
def correct(author, reviewer, editor):
    def correct(article, title, change="correction", note="The title was vague."):
        workflow.revise(article, by=author)
        manuscript.edit(article, by=author, title=title)
        workflow.submit(article, by=author, change=change, change_note=note)
        workflow.approve(article, by=reviewer)
        return publish_with_warnings(article, by=editor)

    return correct


def kinds_on_top(article):
    article.refresh_from_db()
    return [box.kind for box in editorial_notices.of_page(article).on_top]


def test_a_first_publication_raises_no_notice(published):
    assert not EditorialNotice.objects.exists()


@pytest.mark.parametrize("change", ["correction", "update"])
def test_publishing_a_change_of_weight_raises_its_notice(published, correct, change):
    before = published.live
    correct(published, "Sleep very well", change=change)
    notice = EditorialNotice.objects.get()
    assert (notice.kind, notice.text) == (change, "The title was vague.")
    assert (notice.previous, notice.revision) == (before, published.live)


def test_a_minor_change_raises_none(published, correct):
    correct(published, "Sleep very well", change="minor", note="")
    assert not EditorialNotice.objects.exists()


def test_an_urgent_correction_raises_its_notice_too(published, author, publisher):
    workflow.revise(published, by=author)
    manuscript.edit(published, by=author, title="Sleep very well")
    workflow.submit(published, by=author, change="correction", change_note="It was dangerous.")
    workflow.publish_urgently(published, by=publisher, reason="A reader was harmed.")
    assert EditorialNotice.objects.get().kind == "correction"


def test_a_notice_without_a_text_is_refused(published, editor):
    with pytest.raises(NotAllowed, match="write the text of the correction"):
        editorial_notices.raise_notice(published, kind="correction", text=" ", by=editor)


def test_a_concern_stands_until_it_is_lifted_and_says_why(published, editor):
    workflow.express_concern(published, by=editor, reason="A source is in doubt.")
    assert kinds_on_top(published) == ["concern"]
    workflow.lift_concern(published, by=editor, reason="The source stands.")
    assert kinds_on_top(published) == []
    notice = EditorialNotice.objects.get()
    assert (notice.lifted_by, notice.lifted_reason) == (editor, "The source stands.")


def test_a_retraction_is_a_notice_that_ends_when_the_page_comes_back(published, editor):
    workflow.retract(published, by=editor, reason="The study was made up.")
    assert kinds_on_top(published) == ["retraction"]
    workflow.restore(published, by=editor)
    assert kinds_on_top(published) == []


def test_a_retraction_ends_when_another_text_takes_the_place(published, editor, correct):
    workflow.retract(published, by=editor, reason="The study was made up.")
    correct(published, "Sleep very well")
    assert kinds_on_top(published) == ["correction"]
    assert EditorialNotice.objects.get(kind="retraction").lifted_reason


def test_an_update_is_on_top_while_its_text_is_live(published, correct):
    correct(published, "Sleep very well", change="update")
    assert kinds_on_top(published) == ["update"]
    correct(published, "Sleep most well", change="minor", note="")
    assert kinds_on_top(published) == []


def test_a_correction_stays_on_top_for_a_year_whatever_follows(published, correct, monkeypatch):
    correct(published, "Sleep very well")
    correct(published, "Sleep most well", change="minor", note="")
    assert kinds_on_top(published) == ["correction"]
    later = timezone.now() + timedelta(days=366)
    monkeypatch.setattr(editorial_notices.timezone, "now", lambda: later)
    assert kinds_on_top(published) == []


def test_the_short_list_has_the_newest_three(published, editor):
    for number in range(4):
        editorial_notices.raise_notice(
            published, kind=NoticeKind.UPDATE, text=f"News {number}", by=editor
        )
    newest = editorial_notices.of_page(published).newest
    assert [box.text for box in newest] == ["News 3", "News 2", "News 1"]


def test_a_page_asks_once_for_its_notices(published, editor, django_assert_num_queries):
    workflow.express_concern(published, by=editor, reason="A source is in doubt.")
    with django_assert_num_queries(1):
        editorial_notices.of_page(published)


@pytest.mark.parametrize(
    "change",
    [{"text": "All is well."}, {"kind": "update"}, {"published_at": timezone.now()}],
)
def test_the_database_keeps_a_notice_as_it_was(published, editor, change):
    workflow.express_concern(published, by=editor, reason="A source is in doubt.")
    with pytest.raises(IntegrityError, match="a record"), transaction.atomic():
        EditorialNotice.objects.update(**change)
    with pytest.raises(IntegrityError, match="a record"), transaction.atomic():
        EditorialNotice.objects.all().delete()


def test_a_notice_is_lifted_once_and_only_with_a_reason(published, editor):
    workflow.express_concern(published, by=editor, reason="A source is in doubt.")
    ended = {"lifted_at": timezone.now(), "lifted_by": editor}
    with pytest.raises(IntegrityError), transaction.atomic():
        EditorialNotice.objects.update(**ended)
    workflow.lift_concern(published, by=editor, reason="The source stands.")
    with pytest.raises(IntegrityError, match="a record"), transaction.atomic():
        EditorialNotice.objects.update(**ended, lifted_reason="Again.")


def test_a_correction_cannot_be_lifted(published, correct, editor):
    correct(published, "Sleep very well")
    with pytest.raises(IntegrityError), transaction.atomic():
        EditorialNotice.objects.update(
            lifted_at=timezone.now(), lifted_by=editor, lifted_reason="It was none."
        )


def test_a_notice_names_versions_of_its_own_article(published, make_published, editor):
    other = make_published("Eat well")
    with pytest.raises(IntegrityError, match="another article"), transaction.atomic():
        editorial_notices.raise_notice(
            published, kind="update", text="News", revision=other.live, by=editor
        )
