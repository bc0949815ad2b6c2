from datetime import timedelta

import pytest
from django.test import override_settings
from django.utils import timezone

from articles import corrections, editorial_notices, history, workflow
from articles.corrections import Place
from articles.lists import BadKey
from articles.models import EditorialNotice, NoticeKind
from articles.shelves import Tree

ADDRESS = "/corrections/"


@pytest.fixture
def notice(editor):
    def notice(article, kind="correction", text="The dose was wrong.", days_ago=0):
        made = editorial_notices.raise_notice(article, kind=kind, text=text, by=editor)
        if days_ago:
            when = timezone.now() - timedelta(days=days_ago)
            made = EditorialNotice.objects.create(
                article=article, kind=kind, text=text, revision=article.live,
                published_by=editor, published_at=when,
            )  # fmt: skip
        return made

    return notice


def texts(kind="", after=None):
    rows, more = corrections.listed(kind, after, Tree())
    return [row.text for row in rows], more


def test_notices_and_withdrawals_stand_in_one_list_newest_first(
    published, make_published, notice, editor
):
    notice(published, text="First")
    workflow.withdraw(make_published("Eat well"), by=editor, reason="Second")
    notice(published, kind="update", text="Third")
    assert texts()[0] == ["Third", "Second", "First"]


@pytest.mark.parametrize("kind", NoticeKind.values)
def test_each_kind_can_be_asked_for(published, notice, kind):
    for each in NoticeKind.values:
        notice(published, kind=each, text=each)
    assert texts(kind)[0] == [kind]


def test_withdrawn_pages_can_be_asked_for_and_leave_when_they_come_back(published, editor):
    workflow.withdraw(published, by=editor, reason="For a day.")
    assert texts("withdrawn")[0] == ["For a day."]
    workflow.restore(published, by=editor)
    assert texts("withdrawn")[0] == texts()[0] == []
    workflow.withdraw(published, by=editor, reason="For good.")
    assert texts()[0] == ["For good."]


def test_a_retraction_is_listed_once(published, editor):
    workflow.retract(published, by=editor, reason="It was made up.")
    assert texts()[0] == ["It was made up."] and texts("withdrawn")[0] == []


def test_an_urgent_text_that_was_taken_back_with_nothing_before_it_is_a_withdrawn_page(
    draft, publisher, django_user_model
):
    workflow.publish_urgently(draft, by=publisher, reason="People are in danger.")
    from django.db import connection

    from articles.models import Exemption  # the deadline passes

    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute("UPDATE articles_exemption SET deadline = now() - interval '1 hour'")
        cursor.execute("SET LOCAL session_replication_role = origin")
    assert Exemption.objects.count() == 1
    from articles.publishing import take_back_what_is_due

    take_back_what_is_due()
    rows, _ = corrections.listed("", None, Tree())
    assert [row.kind for row in rows] == ["withdrawn"]


@override_settings(PAGE_SIZE=3)
def test_the_list_pages_by_key_and_misses_nothing(published, make_published, notice, editor):
    for number in range(4):
        notice(published, text=f"Notice {number}")
        page = make_published(f"Page {number}")
        workflow.withdraw(page, by=editor, reason=f"Reason {number}")
    seen, after = [], None
    while True:
        some, after = texts(after=after)
        assert len(some) <= 3
        seen += some
        if after is None:
            break
        after = Place.parse(str(after))
    assert seen == [t for n in (3, 2, 1, 0) for t in (f"Reason {n}", f"Notice {n}")]


@override_settings(PAGE_SIZE=1)
def test_rows_of_one_moment_are_each_seen_once(published, notice, editor, monkeypatch):
    moment = timezone.now()
    monkeypatch.setattr(history.timezone, "now", lambda: moment)
    for number in range(3):
        EditorialNotice.objects.create(
            article=published, kind="update", text=f"Notice {number}",
            revision=published.live, published_by=editor, published_at=moment,
        )  # fmt: skip
    workflow.withdraw(published, by=editor, reason="Withdrawn")
    seen, after = [], None
    for _ in range(4):
        some, after = texts(after=after)
        seen += some
    assert sorted(seen) == ["Notice 0", "Notice 1", "Notice 2", "Withdrawn"] and after is None


@pytest.mark.parametrize("text", ["x1.2", "n", "n1", "1.2", "n1.2.3", "n-1.2", "nn1.2"])
def test_a_place_that_no_list_gave_out_is_refused(text):
    with pytest.raises(BadKey):
        Place.parse(text)


def test_the_page_takes_three_queries_however_much_is_on_it(
    client, make_published, notice, editor, django_assert_max_num_queries
):
    for number in range(5):
        page = make_published(f"Page {number}")
        notice(page)
        workflow.withdraw(page, by=editor, reason="A reason.")
    client.get(ADDRESS)
    with django_assert_max_num_queries(3):  # both sources, and the categories of the menu
        assert client.get(ADDRESS).status_code == 200


def test_the_list_goes_through_its_indexes(published, notice):
    from django.db import connection

    notice(published)
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_sort = off")
    assert "notice_latest" in corrections._notices("", None)[:21].explain()
    of_kind = corrections._notices("update", None)[:21].explain()
    assert "notice_of_kind" in of_kind or "notice_latest" in of_kind  # both are in its order
    assert "event_withdrawal" in corrections._withdrawals(None)[:21].explain()


# --- the page


def test_a_withdrawn_page_is_listed_with_title_and_reason_and_without_its_text(
    client, published, notice, editor
):
    notice(published)
    workflow.withdraw(published, by=editor, reason="It was all wrong.")
    html = client.get(ADDRESS).content.decode()
    assert "Sleep well" in html and "It was all wrong." in html and "The dose was wrong." in html
    assert published.live.plain_text.splitlines()[1] not in html


def test_a_lifted_notice_stays_listed_and_says_why(client, published, editor):
    workflow.express_concern(published, by=editor, reason="A source is in doubt.")
    workflow.lift_concern(published, by=editor, reason="The source stands.")
    html = client.get(ADDRESS).content.decode()
    assert "A source is in doubt." in html and "Lifted on" in html and "The source stands." in html


def test_kinds_are_plain_links_and_the_chosen_one_says_so(client, published, notice):
    notice(published, kind="update", text="News")
    html = client.get(f"{ADDRESS}?kind=update").content.decode()
    assert 'href="/corrections/?kind=retraction"' in html
    assert '<a href="/corrections/?kind=update" aria-current="page">' in html
    assert "News" in html


@override_settings(PAGE_SIZE=1)
def test_the_next_page_keeps_the_kind(client, published, notice):
    for number in range(2):
        notice(published, kind="update", text=f"News {number}")
    html = client.get(f"{ADDRESS}?kind=update").content.decode()
    assert "?kind=update&amp;after=n" in html


@pytest.mark.parametrize("query", ["?kind=gossip", "?after=x", "?after=n1.2.3", "?kind=%00"])
def test_what_no_link_asks_for_is_not_found(client, db, query):
    assert client.get(f"{ADDRESS}{query}").status_code in (400, 404)


def test_an_empty_list_says_so(client, db):
    assert "Nothing here yet." in client.get(ADDRESS).content.decode()


def test_markup_in_a_notice_is_shown_as_text(client, published, notice):
    notice(published, text="<script>alert(1)</script>")
    assert "&lt;script&gt;alert(1)" in client.get(ADDRESS).content.decode()


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
def test_the_list_is_read_only(client, db, method):
    assert getattr(client, method)(ADDRESS).status_code == 405


def test_every_page_leads_to_the_list(client, published):
    assert 'href="/corrections/"' in client.get("/").content.decode()


def test_the_list_may_be_cached_and_is_the_same_for_everybody(client, published, notice, editor):
    notice(published)
    open_to_all = client.get(ADDRESS)
    assert "public" in open_to_all.headers["Cache-Control"]
    client.force_login(editor)
    assert client.get(ADDRESS).content == open_to_all.content
