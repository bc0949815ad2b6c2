"""The moderators' pages: who may open them, what is on them, and what a form of theirs does."""

from datetime import timedelta

import pytest
from django.core import signing
from django.utils import timezone

from comments import appeals, batches, moderating, second_looks, waiting
from comments.models import Appeal, Claim, Comment, Reason, Sanction, SecondLook
from comments.moderating import Ground

pytestmark = pytest.mark.django_db
HOME = "/admin/moderation/"
DOORS = ["", "next/", "comment/{}/", "batch/", "person/{}/", "log/", "figures/", "appeal/{}/", "look/{}/", "case/{}/"]  # fmt: skip
ACTS = ["case/{}/decisions/close/", "undo/case/{}/", "comment/{}/decisions/approve/", "comment/{}/decisions/reject/", "undo/{}/", "batch/confirm/", "person/{}/sanction/", "sanction/{}/lift/", "skip/comment/{}/", "skipped/", "appeal/{}/decisions/uphold/", "look/{}/decisions/approve/", "batch/00000000-0000-0000-0000-000000000000/undo/"]  # fmt: skip


def reason(verb, label=None):
    rows = Reason.objects.offered(verb)
    return rows.get(label=label) if label else rows.first()


def decide(client, comment, verb, **sent):
    facts = {"version": comment.version, "reason": reason(verb).pk, "tell": "1", **sent}
    return client.post(f"{HOME}comment/{comment.pk}/decisions/{verb}/", facts)


@pytest.fixture
def desk(client, moderator):
    client.force_login(moderator)
    return client


@pytest.fixture
def rejected(waiting_comment, administrator):
    ground = Ground(reason("reject", "Could harm somebody"), "It could harm.")
    return moderating.reject(waiting_comment, ground, by=administrator, version=1)


# --- who may


@pytest.mark.parametrize("role", ["reader", "author", "editor", "reviewer", "publisher", None])
def test_who_moderates_nothing_opens_no_page_and_changes_nothing(client, waiting_comment, request, role):  # fmt: skip
    if role:
        client.force_login(request.getfixturevalue(role))
    before = Comment.objects.filter(pk=waiting_comment.pk).values().get()
    for door in DOORS:
        assert client.get(HOME + door.format(waiting_comment.pk)).status_code in (302, 403)
    for act in ACTS:
        sent = {"version": 1, "reason": reason("approve").pk}
        assert client.post(HOME + act.format(waiting_comment.pk), sent).status_code in (302, 403)
    assert Comment.objects.filter(pk=waiting_comment.pk).values().get() == before
    assert not Sanction.objects.exists() and not Claim.objects.exists()


def test_pages_are_read_and_acts_are_sent(desk, waiting_comment):
    for door in DOORS:
        if door != "batch/":
            assert desk.post(HOME + door.format(waiting_comment.pk)).status_code == 405, door
    for act in ACTS:
        assert desk.get(HOME + act.format(waiting_comment.pk)).status_code == 405, act


def test_what_is_not_there_is_not_found(desk):
    for door in ["comment/{}/", "person/{}/", "appeal/{}/", "look/{}/", "case/{}/"]:
        for pk in (999_999, 10**25):
            assert desk.get(HOME + door.format(pk)).status_code == 404, (door, pk)
    assert desk.post(f"{HOME}comment/999999/decisions/approve/").status_code == 404
    for wrong in ("?kind=nothing", "?after=x", "?after=1.2.3", "?after=9.1.1.1"):
        assert desk.get(HOME + wrong).status_code == 404, wrong
    for wrong in ("?verb=nothing", "?by=x", "?before=-1"):
        assert desk.get(f"{HOME}log/{wrong}").status_code == 404, wrong


def test_there_is_no_other_decision(desk, waiting_comment):
    for verb in ("delete", "show", "undo"):
        address = f"{HOME}comment/{waiting_comment.pk}/decisions/{verb}/"
        assert desk.post(address, {"version": 1}).status_code == 404


def test_a_form_needs_its_version_its_reason_and_its_token(desk, waiting_comment, moderator):
    from django.test import Client

    assert decide(desk, waiting_comment, "approve", version="").status_code == 400
    assert decide(desk, waiting_comment, "approve", reason="").status_code == 422
    wrong = decide(desk, waiting_comment, "approve", reason=reason("reject").pk)
    assert wrong.status_code == 422 and "reason of the list" in wrong.text
    other = Client(enforce_csrf_checks=True)
    other.force_login(moderator)
    assert decide(other, waiting_comment, "approve").status_code == 403


def test_a_stale_form_is_told_who_was_first(desk, waiting_comment, administrator):
    ground = Ground(reason("reject", "Not about this page"))
    moderating.reject(waiting_comment, ground, by=administrator, version=1)
    answer = decide(desk, waiting_comment, "approve")
    assert answer.status_code == 409
    assert "Alma Admin rejected this comment first (Not about this page)." in answer.text


def test_moderators_have_no_step_of_the_walk(desk, moderator, draft, published):
    from articles import workflow

    assert {v for v in workflow.STEPS if workflow.can(moderator, v, draft)} == set()
    assert {v for v in workflow.STEPS if workflow.can(moderator, v, published)} == set()
    for verb in workflow.STEPS:
        for article in (draft, published):
            facts = {"version": article.version, "reason": "x"}
            address = f"/admin/articles/article/{article.pk}/steps/{verb}/"
            assert desk.post(address, facts).status_code in (403, 404), verb
    assert not [p for p in moderator.get_all_permissions() if "publish" in p or "approve" in p]


# --- the queue


def test_danger_comes_first_then_the_oldest_whatever_its_kind(desk, make_waiting, open_case, make_person, moderator):  # fmt: skip
    def waits(minutes, **fields):
        at = timezone.now() - timedelta(minutes=minutes)
        return make_waiting(by=make_person(), text=f"I have slept well for {minutes} days now.", queued_at=at, **fields)  # fmt: skip

    late, early, crisis = waits(10), waits(90), waits(1, danger=2)
    harmful = open_case("She stopped breathing after the dose.", harmful=True)
    items, more = waiting.page(moderator)
    assert [(i.kind.value, i.pk) for i in items] == [
        ("comment", crisis.pk),
        ("case", harmful.pk),
        ("comment", early.pk),
        ("comment", late.pk),
    ]
    assert more is None
    text = desk.get(HOME).text
    assert "1\xa0hour, 30\xa0minutes" in text and "Its writer may be in danger" in text


def test_the_list_goes_on_by_key_and_tells_each_once(make_waiting, open_case, make_person, moderator, monkeypatch):  # fmt: skip
    same = timezone.now()
    for n in range(7):
        make_waiting(by=make_person(), text=f"I have slept for {n} nights.", queued_at=same)
    for n in range(4):
        open_case(f"Problem {n}", kind=["wrong", "link"][n % 2])
    monkeypatch.setattr(waiting, "PAGE", 3)
    seen, after = [], None
    for _ in range(10):
        items, after = waiting.page(moderator, waiting.Place.parse(str(after or "")))
        seen += [(i.kind, i.pk) for i in items]
        if after is None:
            break
    assert len(seen) == len(set(seen)) == 11


def test_the_queue_costs_the_same_questions_however_much_waits(desk, make_waiting, make_person, django_assert_max_num_queries):  # fmt: skip
    desk.get(HOME)
    for n in range(12):
        make_waiting(by=make_person(), text=f"I slept for {n} hours last night.")
    with django_assert_max_num_queries(12):
        desk.get(HOME)


def test_one_sees_neither_ones_own_nor_what_was_escalated_to_others(make_waiting, moderator, administrator, waiting_comment):  # fmt: skip
    make_waiting(by=moderator, text="I am a moderator and slept well.")
    assert [i.pk for i in waiting.page(moderator)[0]] == [waiting_comment.pk]
    ground = Ground(reason("escalate"))
    moderating.escalate(waiting_comment, ground, by=moderator, version=1)
    assert waiting.page(moderator)[0] == []
    assert waiting_comment.pk in [i.pk for i in waiting.page(administrator)[0]]


def test_what_is_skipped_comes_back_to_others_at_once(desk, waiting_comment, moderator, administrator):  # fmt: skip
    desk.post(f"{HOME}skip/comment/{waiting_comment.pk}/")
    assert waiting.page(moderator)[0] == [] and len(waiting.page(administrator)[0]) == 1
    desk.post(f"{HOME}skipped/")
    assert len(waiting.page(moderator)[0]) == 1


def test_counting_ends_at_a_thousand(moderator, waiting_comment, monkeypatch):
    from articles.desk import section

    monkeypatch.setattr(waiting, "MOST_COUNTED", 0)
    monkeypatch.setattr(section, "MOST_COUNTED", 0)
    assert waiting.counts(moderator)["comment"] == "more than 0"
    assert waiting.counts(moderator)["appeal"] == "0"


# --- one item


def test_an_item_is_shown_with_its_context(desk, waiting_comment, moderator):
    text = desk.get(f"{HOME}comment/{waiting_comment.pk}/").text
    for words in ("A cup of lavender tea", "Sleep well", "First comments wait", "Member since", "% likely spam", "0 approved"):  # fmt: skip
        assert words in text, words
    assert waiting_comment.writer.email not in text


def test_the_second_who_opens_it_is_told_and_not_kept_out(desk, waiting_comment, administrator):
    from django.test import Client

    address = f"{HOME}comment/{waiting_comment.pk}/"
    assert "looking at this" not in desk.get(address).text
    other = Client()
    other.force_login(administrator)
    assert "Mo Moderator has been looking at this for 0" in other.get(address).text
    assert decide(other, waiting_comment, "approve").status_code == 302
    assert not Claim.objects.filter(item=waiting_comment.pk, kind="comment").exists()


def test_a_decision_leads_to_the_next_that_waits(desk, make_waiting, make_person):
    first = make_waiting(by=make_person(), text="I sleep on my left side always.")
    second = make_waiting(by=make_person(), text="I sleep on my right side always.")
    answer = decide(desk, first, "approve")
    assert answer["Location"] == f"{HOME}comment/{second.pk}/"
    assert "Approved" in desk.get(answer["Location"]).text
    assert decide(desk, second, "reject")["Location"] == HOME


def test_a_message_is_the_reasons_own_or_what_was_typed_or_none(desk, make_waiting, make_person):
    for sent, note in (({}, "advertises something"), ({"message": "My own."}, "My own."), ({"tell": ""}, "")):  # fmt: skip
        comment = make_waiting(by=make_person(), text=f"I like to sleep {note or 'long'}.")
        decide(desk, comment, "reject", **sent)
        written = comment.events.get(verb="rejected").note
        assert note in written and bool(written) == bool(note)


def test_undoing_leads_back_to_the_comment(desk, waiting_comment):
    decide(desk, waiting_comment, "approve")
    former = waiting_comment.former_states.get()
    answer = desk.post(f"{HOME}undo/{former.pk}/")
    assert answer["Location"] == f"{HOME}comment/{waiting_comment.pk}/"
    waiting_comment.refresh_from_db()
    assert waiting_comment.state == "waiting"


def test_a_report_on_an_article_is_in_the_queue_with_its_passage(desk, open_case):
    case = open_case("It is wrong.", passage="about eight hours")
    text = desk.get(f"{HOME}case/{case.pk}/").text
    assert "<mark>about eight hours</mark>" in text and "No change was needed" in text


# --- many at once


def test_a_dry_run_changes_nothing_and_shows_what_would_happen(desk, make_waiting, make_person):
    spammer = make_person(name="Sam Spam")
    theirs = [make_waiting(by=spammer, text=f"I sell cheap pillows number {n}.") for n in range(3)]
    make_waiting(by=make_person(), text="I have a pillow.")
    asked = {"writer": spammer.pk, "reason": reason("reject").pk, "tell": "1"}
    text = desk.get(f"{HOME}batch/", asked).text
    assert "Reject 3 comments" in text and "of 1 writer:" in text
    assert {c.state for c in Comment.objects.filter(pk__in=[c.pk for c in theirs])} == {"waiting"}


def test_only_what_was_shown_and_is_unchanged_is_done_and_all_of_it_can_be_taken_back(desk, make_waiting, make_person, moderator, administrator):  # fmt: skip
    comments = [
        make_waiting(by=make_person(), text=f"I sell cheap pillows, {n}.") for n in range(4)
    ]
    why = reason("reject")
    token = batches.token_for(comments[:3], "reject", why, "No.", by=moderator)
    moderating.approve(comments[0], Ground(reason("approve")), by=administrator, version=1)
    page = desk.post(f"{HOME}batch/confirm/", {"token": token})
    assert "Done: 2 of 3" in page.text and "Alma Admin approved this comment first" in page.text
    states = [Comment.objects.get(pk=c.pk).state for c in comments]
    assert states == ["shown", "rejected", "rejected", "waiting"]
    again = desk.post(f"{HOME}batch/confirm/", {"token": token})
    assert "Done: 0 of 3" in again.text
    batch = page.context["done"].batch
    assert "Taken back: 2 of 2" in desk.post(f"{HOME}batch/{batch}/undo/").text
    assert [Comment.objects.get(pk=c.pk).state for c in comments] == ["shown"] + ["waiting"] * 3


def test_each_writer_hears_once_of_what_was_done_together(desk, make_waiting, make_person, moderator, mailoutbox, django_capture_on_commit_callbacks):  # fmt: skip
    writers = [make_person(), make_person()]
    comments = [make_waiting(by=w, text=f"I sell pillows, {n}.") for n in range(3) for w in writers]
    token = batches.token_for(comments, "reject", reason("reject"), "No.", by=moderator)
    mailoutbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        page = desk.post(f"{HOME}batch/confirm/", {"token": token})
    assert sorted(m.to for m in mailoutbox) == sorted([w.email] for w in writers)
    assert {m.subject for m in mailoutbox} == {"3 of your comments"}
    mailoutbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        desk.post(f"{HOME}batch/{page.context['done'].batch}/undo/")
    assert len(mailoutbox) == 2 and "They are as they were." in mailoutbox[0].body


def test_a_token_is_for_who_saw_it_and_cannot_be_made_up(desk, waiting_comment, administrator):
    token = batches.token_for([waiting_comment], "reject", reason("reject"), "", by=administrator)
    for wrong in (token, "x", signing.dumps({"by": 1}, salt="another")):
        answer = desk.post(f"{HOME}batch/confirm/", {"token": wrong}, follow=True)
        assert "Look once more" in answer.text
    waiting_comment.refresh_from_db()
    assert waiting_comment.state == "waiting"


def test_each_filter_chooses(moderator, make_waiting, make_person):
    F = batches.Filter
    words = "These are the very same words about sleep and rest."
    one, two = make_waiting(by=make_person(), text=words), make_waiting(by=make_person(), text=words)  # fmt: skip
    old = make_waiting(by=make_person(), text="An old one, this is.", queued_at=timezone.now() - timedelta(days=9))  # fmt: skip
    spam = make_waiting(by=make_person(), text="What is this, then?", spam_score=0.99)

    def found(**by):
        return {c.pk for c in batches.chosen(moderator, F(**by))[0]}

    assert found(same_as=one.pk) == {one.pk, two.pk}
    assert found(older_than=3) == {old.pk}
    assert found(spam_from=0.9) == {spam.pk}
    assert found(writer=old.writer_id) == {old.pk}
    assert found(ids=(one.pk, spam.pk), spam_from=0.9) == {spam.pk}


def test_what_could_harm_somebody_is_never_decided_with_others(desk, make_waiting, make_person, moderator):  # fmt: skip
    calm = make_waiting(by=make_person(), text="I sell cheap pillows.", spam_score=0.99)
    crisis = make_waiting(by=make_person(), text="I want to die.", spam_score=0.99)
    assert crisis.danger
    by = batches.Filter(spam_from=0.9), batches.Filter(ids=(calm.pk, crisis.pk))
    for each in by:
        assert [c.pk for c in batches.chosen(moderator, each)[0]] == [calm.pk]
    page = desk.get(HOME).text
    assert f'value="{crisis.pk}"' not in page and f'value="{calm.pk}"' in page


# --- people


def test_a_person_is_muted_and_told_and_cannot_comment(desk, waiting_comment, commented):
    from comments import posting

    writer = waiting_comment.writer
    facts = {"kind": "mute", "days": "7", "reason": reason("sanction").pk, "comment": waiting_comment.pk}  # fmt: skip
    assert desk.post(f"{HOME}person/{writer.pk}/sanction/", facts).status_code == 302
    (sanction,) = Sanction.objects.all()
    assert sanction.comment == waiting_comment and sanction.is_running
    assert "You cannot comment until" in posting.refusal(writer, commented)
    assert writer.email not in desk.get(f"{HOME}person/{writer.pk}/").text
    desk.post(f"{HOME}sanction/{sanction.pk}/lift/", {"because": "A mistake."})
    assert posting.refusal(writer, commented) == ""


@pytest.mark.parametrize("sent", [{"kind": "x"}, {"kind": "mute", "days": "2"}, {"kind": "ban", "reason": "0"}])  # fmt: skip
def test_a_sanction_that_is_not_whole_keeps_what_was_typed(desk, reader, sent):
    facts = {"reason": reason("sanction").pk, "message": "My words.", **sent}
    answer = desk.post(f"{HOME}person/{reader.pk}/sanction/", facts)
    assert answer.status_code == 422 and "My words." in answer.text
    assert not Sanction.objects.exists()


# --- log, figures, second looks


def test_the_log_shows_what_was_done_and_by_whom(desk, rejected, moderator, administrator):
    text = desk.get(f"{HOME}log/").text
    assert "Rejected" in text and "Could harm somebody" in text and "It could harm." in text
    assert "It could harm." not in desk.get(f"{HOME}log/?by={moderator.pk}").text
    assert "It could harm." in desk.get(f"{HOME}log/?by={administrator.pk}&verb=rejected").text
    assert "It could harm." not in desk.get(f"{HOME}log/?verb=approved").text


def test_a_second_look_does_not_tell_the_decision_and_changes_nothing(desk, waiting_comment, administrator, monkeypatch):  # fmt: skip
    monkeypatch.setattr(second_looks, "ONE_IN", 1)
    ground = Ground(reason("reject", "Wrong about health"))
    moderating.reject(waiting_comment, ground, by=administrator, version=1)
    look = SecondLook.objects.get()
    page = desk.get(f"{HOME}look/{look.pk}/").text
    assert "lavender" in page
    for told in ("Wrong about health", "Alma Admin", "Removed by", "rejected"):
        assert told not in page.replace("I would reject it", ""), told
    desk.post(f"{HOME}look/{look.pk}/decisions/approve/")
    look.refresh_from_db()
    waiting_comment.refresh_from_db()
    assert look.would_approve is True and waiting_comment.state == "rejected"
    assert desk.get(f"{HOME}look/{look.pk}/").status_code == 404


def test_who_decided_gives_no_second_look(client, waiting_comment, moderator, monkeypatch):
    monkeypatch.setattr(second_looks, "ONE_IN", 1)
    moderating.approve(waiting_comment, Ground(reason("approve")), by=moderator, version=1)
    client.force_login(moderator)
    assert client.get(f"{HOME}look/{SecondLook.objects.get().pk}/").status_code == 404


# --- appeals


def test_an_appeal_goes_to_another_moderator_and_is_decided_with_an_answer(desk, client, rejected, administrator):  # fmt: skip
    from django.test import Client

    appeal = appeals.against_removal(rejected, by=rejected.writer, text="It is only tea.")
    decider = Client()
    decider.force_login(administrator)
    why = {"reason": reason("overturn").pk, "message": "It is tea indeed."}
    sent = {"version": 1, **why}
    mine = decider.post(f"{HOME}appeal/{appeal.pk}/decisions/overturn/", sent)
    assert mine.status_code == 422 and "another moderator" in mine.text
    page = desk.get(f"{HOME}appeal/{appeal.pk}/").text
    assert "It is only tea." in page and "It could harm." in page
    empty = desk.post(f"{HOME}appeal/{appeal.pk}/decisions/overturn/", {"version": 1})
    assert empty.status_code == 422
    done = desk.post(f"{HOME}appeal/{appeal.pk}/decisions/overturn/", sent)
    assert done.status_code == 302
    rejected.refresh_from_db()
    assert rejected.state == "shown" and Appeal.objects.get().overturned is True
    late = desk.post(
        f"{HOME}appeal/{appeal.pk}/decisions/uphold/", {**sent, "reason": reason("uphold").pk}
    )
    assert late.status_code == 409 and "took the decision back first" in late.text


# --- a batch that chooses only what was asked for


@pytest.mark.parametrize("wrong", [{"writer": "abc", "spam": "0"}, {"days": "9999", "spam": "0"}, {"same_as": "x", "days": "0"}, {"spam": "101", "days": "0"}])  # fmt: skip
def test_a_filter_that_cannot_be_read_is_told_at_its_field(desk, waiting_comment, wrong):
    answer = desk.get(f"{HOME}batch/", {**wrong, "reason": reason("reject").pk, "tell": "1"})
    assert "Nothing is chosen" in answer.text and 'aria-invalid="true"' in answer.text
    assert 'name="token"' not in answer.text and "Reject 1 comment" not in answer.text


def test_a_message_that_is_too_long_is_told_before_anything_is_done(desk, waiting_comment):
    sent = {"spam": "0", "reason": reason("reject").pk, "tell": "1", "message": "x" * 1001}
    answer = desk.get(f"{HOME}batch/", sent)
    assert "Shorten the message" in answer.text and 'name="token"' not in answer.text


def test_what_could_harm_somebody_is_never_in_a_batch(desk, make_waiting, make_person):
    for danger in (1, 2):
        text = f"I took {danger} pills."
        made = make_waiting(by=make_person(), text=text, danger=danger)
        sent = {"ids": [made.pk], "reason": reason("reject").pk}
        assert 'name="token"' not in desk.post(f"{HOME}batch/", sent).text


def test_each_writer_is_told_in_the_language_of_the_page(
    desk, make_published, commented, reader, moderator
):
    from comments import posting

    spanish = make_published("Dormir bien", language="es", body="<p>El sueño deja descansar.</p>")
    comment = posting.post(spanish, by=reader, text="Una siesta me ayuda mucho.")
    why = reason("reject", "Could harm somebody")
    token = batches.token_for([comment], "reject", why, why.message, by=moderator)
    batches.carry_out(token, by=moderator)
    assert comment.events.get(verb="rejected").note.startswith("No mostramos")
    sent = {"kind": "warn", "reason": reason("sanction").pk, "comment": comment.pk}
    desk.post(f"{HOME}person/{comment.writer_id}/sanction/", sent)
    assert Sanction.objects.get().message != reason("sanction").message


def test_what_cannot_be_taken_back_stands_in_nobodys_way(
    make_waiting, make_person, moderator, administrator
):
    from comments import posting, undoing

    first, second = (make_waiting(by=make_person(), text=f"I slept {n} hours.") for n in (7, 8))
    for comment in (first, second):
        moderating.approve(comment, Ground(reason("approve")), by=moderator, version=1)
    posting.report(second, by=administrator, kind="rude")
    assert undoing.last_of(moderator).comment == first


# --- reasons


def test_reasons_are_kept_by_administrators(client, moderator, administrator):
    client.force_login(moderator)
    assert client.get("/admin/comments/reason/").status_code == 403
    client.force_login(administrator)
    assert "Could harm somebody" in client.get("/admin/comments/reason/").text
    first = reason("reject")
    sent = {"label": "Spam", "rule": "", "message": "", "order": "1", "is_active": "on"}
    assert client.post(f"/admin/comments/reason/{first.pk}/change/", sent).status_code == 302
    first.refresh_from_db()
    assert (first.label, first.verb) == ("Spam", "reject")
    assert client.post(f"/admin/comments/reason/{first.pk}/delete/").status_code == 403
