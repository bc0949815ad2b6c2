"""What a leaflet says, and that whatever it says makes its key."""

from datetime import timedelta

import pytest
from django.utils import timezone, translation

from articles import manuscript, workflow
from articles.leaflets import VARIANTS
from articles.leaflets.printing import _quoted
from articles.models import Article, HelpLine

pytestmark = pytest.mark.django_db


def test_it_says_what_the_page_says_and_of_which_edition_it_is(published, prints):
    printed = prints(published)
    for words in (
        "Sleep well",
        "How to sleep well, in plain words",
        "Sleep lets your body rest.",
        "Ada Author, Medical writer",
        "Ria Reviewer",
        "Next review",
        "Printed leaflet of edition 1",
        "https://medlineplus.gov/healthysleep.html",
        "https://sleep.example.org/insomnia",
        published.live.sha256,
        "http://localhost:8000/health/sleep-well/?paper=1",
    ):
        assert words in printed.html, words
    assert printed.address == "http://localhost:8000/health/sleep-well/?paper=1"
    assert "Get help now" not in printed.html


def test_help_lines_are_printed_where_the_topic_calls_for_them_with_their_date(published, prints):
    Article.objects.filter(pk=published.pk).update(always_shows_help=True)
    printed = prints(published)
    checked = min(line.verified_on for line in HelpLine.objects.filter(country="US"))
    assert "Get help now" in printed.html and "988" in printed.html
    assert f"{checked:%-d %B %Y}" in printed.html
    assert "Help lines of other countries: http://localhost:8000/help/" in printed.html
    assert "<form" not in printed.html


def test_every_exception_of_the_page_is_named_on_paper(published, prints, editor):
    workflow.express_concern(published, by=editor, reason="A study behind it is in doubt.")
    assert "A study behind it is in doubt." in prints(published).html
    published.review_due_on = timezone.localdate() - timedelta(days=100)
    published.save(update_fields=["review_due_on"])
    assert "It may be out of date." in prints(published).html


def test_an_unreviewed_text_says_so_on_paper(draft, author, publisher, prints):
    workflow.submit(draft, by=author)
    workflow.publish_unreviewed(draft, by=publisher, reason="An outbreak, and nobody is here.")
    assert "This article has not been medically reviewed" in prints(draft).html


def test_key_facts_are_printed_where_a_text_has_them(published, make_published, prints):
    assert "Key facts" not in prints(published).html
    html = prints(make_published("Naps", key_facts=["Sleep <helps>."])).html
    assert "Key facts" in html and "<li>Sleep &lt;helps&gt;.</li>" in html


def test_whatever_is_printed_makes_another_key(published, prints, editor):
    keys = {prints(published).key}
    for change in (
        lambda: workflow.express_concern(published, by=editor, reason="It is in doubt."),
        lambda: Article.objects.filter(pk=published.pk).update(always_shows_help=True),
        lambda: HelpLine.objects.filter(country="US").update(
            verified_on=timezone.localdate() - timedelta(days=3)
        ),
        lambda: manuscript.edit(published, by=editor, slug="sleep-better"),
    ):
        change()
        published.refresh_from_db()
        keys.add(prints(published).key)
    assert len(keys) == 5
    assert len({prints(published, name).key for name in VARIANTS}) == len(VARIANTS)


def test_what_is_not_printed_makes_no_other_key(published, prints, editor, client):
    before = prints(published).key
    client.get("/health/sleep-well/")
    published.tags.add("rest")
    workflow.revise(published, by=editor)
    manuscript.edit(published, by=editor, title="Something new")
    with translation.override("es"), timezone.override("Asia/Tokyo"):
        assert prints(published).key == before


@pytest.mark.parametrize("hostile", ['"; } * { color: red }', "</style><script>", "a\\22 b", "\n"])
def test_a_title_cannot_leave_the_string_that_holds_it(hostile):
    inside = _quoted(hostile)[1:-1]
    assert '"' not in inside and "<" not in inside and "\n" not in inside


def test_its_pictures_are_those_of_its_text(published, prints):
    assert prints(published).pictures == ()
