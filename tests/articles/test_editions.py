"""Editions: started from print, signed on their own, and moved by publishing alone."""

import pytest
from django import conf
from django.core import mail
from django.db import IntegrityError, transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from articles import desk, edition_state, editions, manuscript, workflow
from articles.edition_state import Shown
from articles.errors import NotAllowed
from articles.models import Article, EditionState
from tests.articles.conftest import CUERPO
from tests.conftest import BODY

pytestmark = pytest.mark.django_db


def state(edition):
    edition.refresh_from_db()
    return edition.edition_state


# --- starting


def test_an_edition_begins_with_the_words_that_readers_see(published, edition, author):
    assert (edition.language, edition.translation_of, edition.stage) == ("es", published, "draft")
    assert edition.translated_from == published.live
    assert edition.title == published.live.title and "Sleep lets" in edition.body
    assert edition.references.count() == 2 and [*edition.authors.all()] == [author]
    assert edition.category == published.category and edition.slug != published.slug
    assert edition.events.get().verb == "started_edition"


@pytest.mark.parametrize("language, why", [("en", "itself"), ("fr", "no editions")])
def test_an_edition_is_in_another_language_of_the_site(published, author, language, why):
    with pytest.raises(NotAllowed, match=why):
        editions.start(published, language, by=author)


def test_a_language_has_one_edition_and_an_edition_has_none(published, edition, author):
    with pytest.raises(NotAllowed, match="already"):
        editions.start(published, "es", by=author)
    with pytest.raises(NotAllowed, match="edition itself"):
        editions.start(edition, "ar", by=author)


def test_a_draft_is_not_translated_and_readers_start_nothing(draft, published, author, reader):
    with pytest.raises(NotAllowed, match="do not see"):
        editions.start(draft, "es", by=author)
    with pytest.raises(NotAllowed, match="roles"):
        editions.start(published, "es", by=reader)


def test_the_database_holds_a_family_to_one_source(published, edition, draft):
    for changes in (
        {"translation_of": edition},
        {"translation_of": published, "language": "es"},
        {"translation_of": published, "language": "en"},
        {"translation_of": draft.pk, "language": "ar"},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Article.objects.filter(pk=draft.pk).update(**changes)
    with pytest.raises(IntegrityError), transaction.atomic():
        Article.objects.filter(pk=edition.pk).update(language="ar")


def test_what_is_not_translated_is_not_sent_to_be_signed(edition, author):
    with pytest.raises(NotAllowed, match="word for word"):
        workflow.submit(edition, by=author)


def test_who_wrote_the_source_does_not_sign_its_edition(
    make_published, credentialed, author, editor, reviewer, make_person
):
    writer = credentialed("author", "reviewer", name="Wanda Writer")
    source = make_published("By two", authors=[author, writer])
    translator = make_person("author", name="Tina Translator")
    edition = editions.start(source, "es", by=translator)
    manuscript.edit(edition, by=translator, body=CUERPO)
    workflow.submit(edition, by=translator)
    assert not workflow.can(writer, "approve", edition)
    assert workflow.can(reviewer, "approve", edition)


def test_the_language_is_signed(live_edition):
    assert live_edition.live.signed_content()["language"] == "es"
    live_edition.live.language = "ar"
    assert not live_edition.live.is_intact


# --- falling behind


@pytest.mark.parametrize(
    "kind, expected",
    [
        ("minor", "slightly_behind"),
        ("update", "clinically_behind"),
        ("correction", "clinically_behind"),
        ("", "clinically_behind"),
    ],
)
def test_what_was_published_at_the_source_moves_the_edition(
    published, live_edition, change, kind, expected
):
    assert state(live_edition) == "current"
    change(published, kind)
    assert state(live_edition) == expected and live_edition.behind_since is not None
    last = live_edition.events.order_by("-sequence").first()
    assert (last.verb, last.facts["state"]) == ("state_moved", expected)


def test_a_small_repair_does_not_cover_up_a_correction(published, live_edition, change):
    change(published, "correction")
    since = live_edition.behind_since
    change(published, "minor")
    assert state(live_edition) == "clinically_behind" and since != live_edition.behind_since


def test_no_save_and_no_submission_moves_the_state(published, live_edition, author, editor):
    events = live_edition.events.count()
    manuscript.edit(published, by=editor, tags=["rest"])
    workflow.revise(published, by=author)
    manuscript.edit(published, by=author, body="<p>Something else altogether.</p>")
    manuscript.edit(published, by=author, body=BODY + "<p>New.</p>")
    workflow.submit(published, by=author, change="correction", change_note="Wrong.")
    workflow.recall(published, by=author)
    workflow.revise(live_edition, by=author)
    manuscript.edit(live_edition, by=author, title="Dormir mejor")
    assert state(live_edition) == "current"
    assert live_edition.events.filter(verb="state_moved").count() == 0 < events


def test_an_edition_catches_up_when_a_newer_one_is_published(
    published, live_edition, change, author, put_live
):
    change(published, "correction")
    workflow.revise(live_edition, by=author)
    manuscript.edit(live_edition, by=author, body=CUERPO + "<p>Más.</p>")
    assert [v.number for v in editions.versions_to_name(live_edition)] == [2, 1]
    put_live(live_edition, change="correction", change_note="Había un error.", translated_from=2)
    assert state(live_edition) == "current" and live_edition.behind_since is None
    submitted = live_edition.events.filter(verb="submit").order_by("-sequence").first()
    assert submitted.facts["translated_from"] == 2


def test_an_edition_that_is_published_from_an_old_version_stays_behind(
    published, live_edition, change, author, put_live
):
    change(published, "update")
    workflow.revise(live_edition, by=author)
    manuscript.edit(live_edition, by=author, body=CUERPO + "<p>Más.</p>")
    put_live(live_edition)
    assert state(live_edition) == "clinically_behind"


@pytest.mark.parametrize("number", [2, 99, "x", "-1"])
def test_only_a_version_that_readers_saw_can_be_named(published, edition, author, number):
    workflow.revise(published, by=author)
    manuscript.edit(published, by=author, body=BODY + "<p>Not published.</p>")
    workflow.submit(published, by=author, change="minor")
    manuscript.edit(edition, by=author, body=CUERPO)
    with pytest.raises(NotAllowed, match="version"):
        workflow.submit(edition, by=author, translated_from=number)


def test_a_withdrawn_source_leaves_its_editions_behind_until_it_is_restored(
    client, published, live_edition, editor
):
    workflow.withdraw(published, by=editor, reason="A dose was wrong.")
    assert state(live_edition) == "clinically_behind"
    page = client.get(live_edition.get_absolute_url()).content.decode()
    assert "se retiró el" in page and "hreflang" not in page.split("</head>")[0]
    workflow.restore(published, by=editor)
    assert state(live_edition) == "current"


def test_an_urgent_text_that_is_taken_back_leaves_the_edition_where_it_was(
    published, live_edition, author, publisher, monkeypatch
):
    from datetime import timedelta

    from django.utils import timezone

    from articles import publishing

    workflow.revise(published, by=author)
    manuscript.edit(published, by=author, body=BODY.replace("eight", "seven"))
    workflow.publish_urgently(published, by=publisher, reason="The number was wrong.")
    assert state(live_edition) == "clinically_behind"
    later = timezone.now() + timedelta(hours=25)
    monkeypatch.setattr(publishing.timezone, "now", lambda: later)
    assert publishing.take_back_what_is_due() == 1
    assert state(live_edition) == "current"


def test_the_people_of_an_edition_hear_that_it_is_clinically_behind(
    published, live_edition, change, make_person, editor
):
    owner = make_person("author", name="Olga Owner")
    manuscript.edit(live_edition, by=editor, owner=owner)
    mail.outbox.clear()
    change(published, "correction")
    told = [m for m in mail.outbox if "Clinically behind" in m.subject]
    assert owner.email in {address for message in told for address in message.to}


CHANGES = ["minor", "update", "correction", ""]
A_WAY = st.lists(st.tuples(st.integers(1, 8), st.sampled_from(CHANGES)), min_size=1, max_size=12)


@settings(deadline=None)
@given(A_WAY, st.integers(0, 9))
def test_the_state_is_told_by_what_stands_on_the_way(texts, made_from):
    """Whatever was shown in whatever order: current at the last, behind by the gravest later."""
    shown = [Shown(revision, change, at) for at, (revision, change) in enumerate(texts)]
    line = edition_state.way(shown)
    known = [text.revision for text in line]
    assert len(set(known)) == len(known) and known[-1] == texts[-1][0]
    found, since = edition_state.standing(line, made_from)
    if made_from not in known:
        assert found == EditionState.CLINICALLY
        return
    later = {text.change for text in line[known.index(made_from) + 1 :]}
    assert (found == EditionState.CURRENT) == (not later) == (since is None)
    assert (found == EditionState.SLIGHTLY) == (later == {"minor"})


def test_the_stored_state_is_always_the_derived_one(
    published, live_edition, change, author, editor, put_live
):
    """A walk in any order; after each step what is stored is what the published texts say."""
    steps = [
        lambda: change(published, "minor"),
        lambda: workflow.withdraw(published, by=editor, reason="Why."),
        lambda: workflow.restore(published, by=editor),
        lambda: workflow.revise(live_edition, by=author),
        lambda: manuscript.edit(live_edition, by=author, title="Otra vez"),
        lambda: change(published, "update"),
        lambda: put_live(live_edition, change="minor", translated_from=2),
        lambda: workflow.withdraw(live_edition, by=editor, reason="Why."),
        lambda: change(published, "minor"),
        lambda: workflow.restore(live_edition, by=editor),
    ]
    for step in steps:
        step()
        edition = Article.objects.select_related("live").get(pk=live_edition.pk)
        source = Article.objects.get(pk=published.pk)
        live_edition.refresh_from_db()
        published.refresh_from_db()
        derived = edition_state.derived(edition, source)
        assert (edition.edition_state, edition.behind_since) == derived


# --- what readers see


def test_the_page_of_each_edition_names_the_others_in_its_head_and_its_text(
    client, published, live_edition
):
    site = conf.settings.SITE_URL
    spanish = live_edition.get_absolute_url()
    for address in ("/health/sleep-well/", spanish):
        page = client.get(address).content.decode()
        head = page.split("</head>")[0]
        for code, url in (
            ("en", "/health/sleep-well/"), ("es", spanish), ("x-default", "/health/sleep-well/"),
        ):  # fmt: skip
            assert f'<link rel="alternate" hreflang="{code}" href="{site}{url}">' in head, address
    assert "Read this in" in client.get("/health/sleep-well/").content.decode()
    assert "Lea esta página en" in page


def test_the_page_asks_no_more_for_its_editions(
    client, published, live_edition, django_assert_max_num_queries
):
    for address in ("/health/sleep-well/", live_edition.get_absolute_url()):
        client.get(address)
        with django_assert_max_num_queries(5):
            client.get(address)


def test_readers_are_told_of_what_matters_to_them_and_not_of_small_repairs(
    client, published, live_edition, change
):
    address = live_edition.get_absolute_url()
    change(published, "minor")
    page = client.get(address).content.decode()
    assert "va por detrás de" not in page.split("<footer")[0].split('class="panel about"')[0]
    assert "Algo por detrás" in page
    change(published, "correction")
    page = client.get(address).content.decode()
    assert "Esta traducción va por detrás de su original" in page
    assert 'href="/health/sleep-well/"' in page


def test_help_lines_follow_the_source(published, edition, author, put_live):
    """The words that tell of danger are English ones."""
    Article.objects.filter(pk=published.pk).update(is_sensitive=True)
    manuscript.edit(edition, by=author, body=CUERPO)
    assert put_live(edition).is_sensitive


# --- the desk


def test_the_writing_page_shows_every_state_and_starts_what_is_missing(
    client, published, live_edition, author
):
    client.force_login(author)
    page = client.get(f"/admin/articles/article/{published.pk}/change/").content.decode()
    assert "Current" in page and "Start an edition in Arabic" in page and "Missing" in page
    door = f"/admin/articles/article/{published.pk}/editions/ar/"
    assert client.get(door).status_code == 200 and Article.objects.count() == 2
    assert client.post(door).status_code == 302
    assert Article.objects.get(language="ar").translation_of == published
    assert client.post(door).status_code == 403


@pytest.mark.parametrize("person, status", [("reader", 302), ("reviewer", 403), ("moderator", 403)])
def test_only_who_may_write_starts_an_edition(client, request, published, person, status):
    client.force_login(request.getfixturevalue(person))
    door = f"/admin/articles/article/{published.pk}/editions/es/"
    for method in (client.get, client.post):
        assert method(door).status_code == status
    assert Article.objects.count() == 1
    assert client.put(door).status_code in (302, 405)


def test_a_door_to_no_language_and_no_article_is_none(client, published, author):
    client.force_login(author)
    assert client.get(f"/admin/articles/article/{published.pk}/editions/xx/").status_code == 404
    assert client.get("/admin/articles/article/0/editions/es/").status_code == 404


def test_the_desk_lists_what_falls_behind_for_editors_and_its_own_people(
    published, live_edition, change, author, editor, stranger, reviewer
):
    change(published, "correction")
    for person, seen in ((author, ["Dormir bien"]), (editor, ["Dormir bien"]), (stranger, [])):
        section = next(s for s in desk.sections(person) if s.name == "behind")
        assert [row.title for row in section.rows] == seen, person
        assert all(row.urgent == "clinically behind" for row in section.rows)
    assert "behind" not in {section.name for section in desk.sections(reviewer)}


def test_submitting_asks_for_the_version_where_the_source_moved_on(
    client, published, live_edition, change, author
):
    workflow.revise(live_edition, by=author)
    address = f"/admin/articles/article/{live_edition.pk}/steps/submit/"
    client.force_login(author)
    assert 'name="translated_from"' not in client.get(address).content.decode()
    change(published, "update")
    page = client.get(address).content.decode()
    assert page.count('name="translated_from"') == 2 and "which readers see now" in page


def test_rules_that_look_for_english_words_do_not_judge_spanish(live_edition):
    from articles import checks, quality

    report = checks.of_manuscript(live_edition)
    assert report["HQ-23"].result == "na" and report["HQ-23"].notes == (quality.NOT_ENGLISH,)
    assert report["HQ-24"].result == "pass" and report["HQ-24"].notes[0].startswith("perspicuity")
    assert report["HQ-08"].result == "pass"


def test_what_is_imported_may_say_its_language(author, tmp_path):
    from articles.importers import jsonl, markdown

    line = b'{"title": "Dormir", "body_html": "<p>Sue\\u00f1o</p>", "language": "es"}'
    assert jsonl.parse(line, where="x").language == "es"
    assert (
        markdown.parse("---\ntitle: Dormir\nlanguage: es\n---\nSueño", where="x").language == "es"
    )
    wrong = jsonl.parse(line.replace(b'"es"', b'"xx"'), where="x")
    assert "Choose from en, es, ar" in wrong.message
