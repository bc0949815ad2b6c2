import uuid

import pytest
from django.db import IntegrityError, transaction

from articles import manuscript, preview_links, remark_lists, remarks, workflow
from articles.errors import ChecksFailed, NotAllowed
from articles.models import Remark
from articles.passages import Passage
from articles.remark_rights import rights_of
from tests.conftest import publish_with_warnings as publish

pytestmark = pytest.mark.django_db


@pytest.fixture
def submitted(draft, author):
    return workflow.submit(draft, by=author)


@pytest.fixture
def leave(submitted, reviewer):
    def leave(text="Say how much.", by=None, words="", **options):
        reading = remarks.reading_of(submitted.pending)
        passage = reading.passage_of_words(words) if words else reading.passage_of_block(3)
        return remarks.leave(
            submitted,
            by=by or reviewer,
            text=text,
            passage=passage,
            revision=submitted.pending,
            **options,
        )

    return leave


# --- leaving


def test_a_remark_keeps_the_passage_the_words_around_it_and_the_version(leave, submitted, reviewer):
    remark = leave(words="rest")
    assert (remark.quote, remark.revision, remark.written_by) == (
        "rest",
        submitted.pending,
        reviewer,
    )
    assert remark.before and remark.place > 0
    assert (remark.is_open, remark.writer) == (True, "Ria Reviewer")


def test_a_remark_may_be_on_the_whole_text(submitted, reviewer):
    remark = remarks.leave(submitted, by=reviewer, text="Too long.")
    assert (remark.quote, remark.revision) == ("", None)


def test_a_remark_on_a_manuscript_names_no_version(draft, author):
    text = remarks.text_of(draft, by=author)
    remark = remarks.leave(draft, by=author, text="Check this.", revision=text)
    assert text.pk is None and remark.revision is None


@pytest.mark.parametrize("text", ["", "  \n", "x" * 2001])
def test_a_remark_has_words_and_not_too_many(leave, text):
    with pytest.raises(NotAllowed, match="Write what|Shorten"):
        leave(text)
    assert not Remark.objects.exists()


def test_line_ends_of_a_browser_count_once(leave):
    assert leave("a\r\n" * 900 + "b").text.count("\n") == 900


def test_the_same_form_sent_twice_leaves_one_remark(leave):
    key = uuid.uuid4()
    assert leave(key=key) == leave("Other words.", key=key)
    assert Remark.objects.count() == 1


def test_a_form_of_somebody_else_is_no_way_to_their_remark(leave, editor):
    key = uuid.uuid4()
    leave(key=key)
    with pytest.raises(NotAllowed, match="somebody else"):
        leave(key=key, by=editor)


@pytest.mark.parametrize("who", ["stranger", "moderator", "reader"])
def test_remarks_are_for_the_people_who_work_on_the_article(who, leave, request):
    with pytest.raises(NotAllowed, match="who work on"):
        leave(by=request.getfixturevalue(who))


def test_an_article_holds_so_many_open_remarks(leave, reviewer, monkeypatch):
    monkeypatch.setattr(remarks, "MOST_OPEN", 2)
    leave()
    remarks.resolve(leave(), by=reviewer)
    leave()
    with pytest.raises(NotAllowed, match="Resolve some"):
        leave()


def test_the_database_keeps_a_remark_as_it_was_written(leave):
    remark = leave()
    for change in (
        lambda q: q.update(text="x"),
        lambda q: q.update(quote="x"),
        lambda q: q.delete(),
    ):
        with pytest.raises(IntegrityError, match="never changed"), transaction.atomic():
            change(Remark.objects.filter(pk=remark.pk))


def test_a_remark_has_one_writer(submitted, reviewer):
    with pytest.raises(IntegrityError), transaction.atomic():
        Remark.objects.create(article=submitted, text="x")


# --- who may do what

CHARACTERS = [
    "author", "editor", "reviewer", "moderator", "publisher", "administrator", "reader",
    "stranger", "superuser",
]  # fmt: skip
WORK_ON_IT = {"author", "editor", "reviewer", "publisher", "administrator", "superuser"}
JUDGE_IT = {"editor", "reviewer", "administrator", "superuser"}
MAY = {"answer": WORK_ON_IT, "done": WORK_ON_IT, "must-fix": JUDGE_IT, "resolve": JUDGE_IT}


@pytest.mark.parametrize("act", MAY)
def test_each_act_is_for_its_people_only(act, leave, submitted, editor, request):
    remark = leave(by=editor)
    may = set()
    for name in CHARACTERS:
        if not rights_of(request.getfixturevalue(name), submitted).refusal(act, remark):
            may.add(name)
    assert may == MAY[act]


def test_an_author_resolves_only_what_they_wrote(leave, submitted, author):
    own, others = leave(by=author), leave()
    remarks.resolve(own, by=author)
    with pytest.raises(NotAllowed, match="Mark the remark as done"):
        remarks.resolve(others, by=author)
    remarks.mark_done(others, by=author)
    others.refresh_from_db()
    assert others.is_open and others.done_by == author


def test_an_editor_who_is_an_author_does_not_resolve_what_they_must_fix(
    make_draft, make_person, reviewer
):
    both = make_person("author", "editor")
    article = make_draft(by=both, authors=[both])
    workflow.submit(article, by=both)
    remark = remarks.leave(article, by=reviewer, text="Wrong dose.", must_fix=True)
    with pytest.raises(NotAllowed, match="Mark the remark as done"):
        remarks.resolve(remark, by=both)
    with pytest.raises(NotAllowed, match="Only a reviewer"):
        remarks.leave(article, by=both, text="x", must_fix=True)


def test_another_reviewer_resolves_what_must_be_fixed(leave, credentialed):
    remark = leave(must_fix=True)
    remarks.resolve(remark, by=credentialed("reviewer"))
    remark.refresh_from_db()
    assert not remark.is_open


def test_nothing_is_done_twice_or_to_what_is_resolved(leave, reviewer):
    remark = leave()
    remarks.mark_done(remark, by=reviewer)
    with pytest.raises(NotAllowed, match="done already"):
        remarks.mark_done(remark, by=reviewer)
    remarks.require(remark, by=reviewer)
    with pytest.raises(NotAllowed, match="already"):
        remarks.require(remark, by=reviewer)
    remarks.resolve(remark, by=reviewer)
    for act in (remarks.resolve, remarks.mark_done, remarks.require):
        with pytest.raises(NotAllowed, match="resolved already"):
            act(remark, by=reviewer)
    with pytest.raises(NotAllowed, match="resolved already"):
        remarks.answer(remark, by=reviewer, text="x")


def test_an_answer_is_words_only(leave, author):
    answer = remarks.answer(leave(), by=author, text="Done in the second paragraph.")
    assert not answer.is_open and answer.quote == ""
    for act in remarks.ACTS.values():
        with pytest.raises(NotAllowed, match="This is an answer"):
            act(answer, by=author)
    with pytest.raises(NotAllowed, match="This is an answer"):
        remarks.answer(answer, by=author, text="x")


# --- publishing


def test_what_must_be_fixed_blocks_publishing_until_it_is_resolved(
    leave, submitted, reviewer, editor
):
    workflow.approve(submitted, by=reviewer)
    remark = leave("The dose is wrong.", must_fix=True)
    assert remarks.must_fix_open(submitted) == 1
    with pytest.raises(ChecksFailed, match="The dose is wrong"):
        publish(submitted, by=editor)
    remarks.resolve(remark, by=editor)
    assert remarks.must_fix_open(submitted) == 0
    publish(submitted, by=editor)
    assert submitted.is_public


def test_an_exception_lists_what_must_be_fixed_among_what_it_passed_over(
    leave, submitted, publisher
):
    leave("The dose is wrong.", must_fix=True)
    workflow.publish_unreviewed(submitted, by=publisher, reason="An outbreak.")
    passed = submitted.live_exemption.passed_over
    assert any("The dose is wrong" in finding["message"] for finding in passed)


def test_answers_and_ordinary_remarks_block_nothing(leave, submitted, reviewer, editor):
    remarks.answer(leave(), by=reviewer, text="x")
    workflow.approve(submitted, by=reviewer)
    assert publish(submitted, by=editor).is_public


# --- surviving edits


def test_a_remark_is_found_again_in_a_later_manuscript(leave, submitted, author, reviewer):
    remark = leave(words="rest")
    workflow.request_changes(submitted, by=reviewer, reason="See the remarks.")
    manuscript.edit(submitted, by=author, body="<p>New beginning.</p>" + submitted.body)
    reading = remarks.reading_of(remarks.text_of(submitted, by=author))
    (shown,) = remark_lists.shown([remark], reading, rights_of(author, submitted))
    assert shown.found.words == "rest" and shown.found.block > 2
    assert shown.acts == ["answer", "done"]


def test_a_passage_that_is_gone_is_said_to_be(leave, submitted, author, reviewer):
    remark = leave()
    workflow.request_changes(submitted, by=reviewer, reason="See the remarks.")
    manuscript.edit(submitted, by=author, body="<p>Entirely other words stand here.</p>")
    reading = remarks.reading_of(remarks.text_of(submitted, by=author))
    (shown,) = remark_lists.shown([remark], reading, rights_of(author, submitted))
    assert shown.found is None and shown.remark.quote


# --- lists


def test_the_gravest_stand_first_and_the_resolved_apart(leave, submitted, reviewer):
    first, second, third = leave("a"), leave("b", must_fix=True), leave("c")
    remarks.resolve(third, by=reviewer)
    assert remark_lists.open_on(submitted) == [second, first]
    assert remark_lists.resolved_on(submitted) == [third]
    assert remark_lists.resolved_on(submitted, before=third.pk) == []


def test_a_list_takes_two_queries_however_many_remarks(
    leave, submitted, reviewer, author, django_assert_num_queries
):
    for number in range(6):
        remarks.answer(leave(str(number)), by=author, text="x")
    rights = rights_of(reviewer, submitted)
    reading = remarks.reading_of(submitted.pending)
    with django_assert_num_queries(2):
        shown = remark_lists.shown(remark_lists.open_on(submitted), reading, rights)
        assert [each.answers[0].writer for each in shown] == ["Ada Author"] * 6
        assert {str(each.remark.revision.number) for each in shown} == {"1"}


# --- guests


@pytest.fixture
def link(submitted, author):
    return preview_links.invite(
        submitted, by=author, name="Gwen Guest", revision=submitted.pending
    )[0]


def test_a_guest_leaves_a_remark_under_the_invited_name(link, submitted):
    remark = remarks.leave_as_guest(
        link, text="I do not follow.", passage=Passage("rest"), revision=submitted.pending
    )
    assert (remark.writer, remark.written_by, remark.must_fix) == ("Gwen Guest", None, False)
    assert remark_lists.open_on(submitted) == [remark]
    assert remark_lists.of_guest(link) == [remark]


def test_a_guest_leaves_so_many_an_hour_and_so_many_in_all(link, monkeypatch):
    monkeypatch.setattr(remarks, "OF_A_GUEST_AN_HOUR", 2)
    for _ in range(2):
        remarks.leave_as_guest(link, text="x")
    with pytest.raises(NotAllowed, match="in an hour"):
        remarks.leave_as_guest(link, text="x")
    monkeypatch.setattr(remarks, "OF_A_GUEST", 2)
    with pytest.raises(NotAllowed, match="as many as"):
        remarks.leave_as_guest(link, text="x")


def test_a_guest_of_an_ended_preview_leaves_nothing(link, author):
    preview_links.revoke(link, by=author)
    with pytest.raises(NotAllowed, match="has ended"):
        remarks.leave_as_guest(link, text="x")


def test_a_guest_never_sees_what_others_wrote(link, leave):
    leave("Between us.")
    assert remark_lists.of_guest(link) == []


def test_what_a_guest_wrote_can_be_required_and_resolved(link, submitted, reviewer, author):
    remark = remarks.leave_as_guest(link, text="The dose is wrong.")
    remarks.require(remark, by=reviewer)
    assert remarks.must_fix_open(submitted) == 1
    remarks.resolve(remark, by=reviewer)
    assert remarks.must_fix_open(submitted) == 0
