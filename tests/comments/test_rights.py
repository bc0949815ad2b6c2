"""What is held about a person, and what goes with their account."""

import json

import pytest
from django.core.serializers.json import DjangoJSONEncoder

from comments import cases, posting, rights
from comments.models import Comment, CommentEvent, CommentReport, Thread

pytestmark = pytest.mark.django_db
WORDS = "My private worry about sleeping well at night."


@pytest.fixture
def wrote(commented, trusted):
    """Somebody who commented, was answered, reported another's comment, and a page."""
    person, other = trusted("Pat"), trusted("Olga")
    comment = posting.post(commented, by=person, text=WORDS)
    answer = posting.post(commented, by=other, text="I know that so well, Pat.", parent=comment)
    posting.report(answer, by=person, kind="other", text="She names me.")
    cases.open_case(commented.live, by=person, kind="wrong", text="The dose is not right.")
    return person


def test_everything_with_their_name_on_it_is_handed_out(wrote, reader):
    held = {name: list(rows) for name, rows in rights.held_about(wrote)}
    assert WORDS in [row["text"] for row in held["comments"]]
    assert [row["text"] for row in held["reports_of_comments"]] == ["She names me."]
    assert [row["text"] for row in held["problems_reported"]] == ["The dose is not right."]
    assert {row["what"] for row in held["record_of_comments"]} == {"posted", "reported"}
    assert "I know that so well" not in json.dumps(held, cls=DjangoJSONEncoder)
    assert not any(list(rows) for _, rows in rights.held_about(reader))


def test_who_chooses_so_leaves_the_comments_and_nothing_else_that_was_typed(wrote):
    rights.when_account_goes(wrote, comments="keep")
    assert WORDS in Comment.objects.filter(writer=wrote).values_list("text", flat=True)
    assert CommentReport.objects.get().text == ""


def test_who_chooses_so_takes_every_word_along_and_the_answers_stay(wrote, commented):
    before = Thread.objects.get(article=commented).shown
    rights.when_account_goes(wrote, comments="delete")
    own = Comment.objects.filter(writer=wrote)
    assert {(c.state, c.text, c.shown_text) for c in own} == {("deleted", "", "")}
    assert Comment.objects.shown().filter(text__startswith="I know that").exists()
    assert Thread.objects.get(article=commented).shown == before - own.count()
    assert WORDS not in str(list(CommentEvent.objects.values_list("note", "facts")))
    rights.when_account_goes(wrote, comments="delete")  # once more does no harm
    assert CommentEvent.objects.filter(verb="deleted").count() == own.count()


def test_an_unknown_choice_is_refused_before_anything_happens(wrote):
    with pytest.raises(ValueError, match="keep"):
        rights.when_account_goes(wrote, comments="perhaps")
    assert CommentReport.objects.get().text == "She names me."


def test_the_new_name_is_on_the_page_at_once(client, wrote, commented):
    wrote.display_name = "Deleted user"
    wrote.save()
    page = client.get("/health/sleep-well/comments/").content
    assert b"Deleted user" in page and b"Pat</bdi>" not in page
