"""Merging tags, and what their names lead to."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from articles import manuscript, tagging
from articles.errors import NotAllowed
from articles.models import Tag, TaggedArticle

pytestmark = pytest.mark.django_db


def tag(name):
    return Tag.objects.get(name=name)


def names(article):
    return sorted(article.tags.values_list("name", flat=True))


def test_a_merge_moves_what_carries_the_tag_and_keeps_since_when(
    client, make_published, make_draft, editor
):
    both, one = make_published("Both", tags=["Slumber", "Sleep"]), make_published(tags=["Slumber"])
    draft = make_draft("Draft", tags=["Slumber"])
    since = TaggedArticle.objects.get(content_object=one).live_since
    tagging.merge(tag("Slumber"), tag("Sleep"), by=editor)
    assert names(both) == names(one) == names(draft) == ["Sleep"]
    pair = TaggedArticle.objects.get(content_object=one)
    assert (
        pair.live_since == since and TaggedArticle.objects.filter(tag__name="Slumber").count() == 0
    )
    merged = tag("Slumber")
    assert (merged.merged_into.name, merged.merged_by) == ("Sleep", editor) and merged.merged_at
    response = client.get("/tags/slumber/")
    assert (response.status_code, response["Location"]) == (301, "/tags/sleep/")
    assert "Both" in client.get("/tags/sleep/").content.decode()


def test_chains_are_one_hop(client, make_published, make_draft, editor):
    make_published(tags=["a", "b", "c"])
    tagging.merge(tag("a"), tag("b"), by=editor)
    tagging.give_name(tag("b"), "Bé", by=editor)
    tagging.merge(tag("b"), tag("c"), by=editor)
    for slug in ("a", "b", "be", "bé"):
        if Tag.objects.filter(slug=slug).exists():
            assert client.get(f"/tags/{slug}/")["Location"] == "/tags/c/"
    assert set(Tag.objects.exclude(name="c").values_list("merged_into__name", flat=True)) == {"c"}


def test_a_name_that_was_merged_gives_the_tag_it_leads_to(make_draft, editor):
    first = make_draft(tags=["Sleep"])
    tagging.give_name(tag("Sleep"), "  睡眠 ", by=editor)
    tagging.give_name(tag("Sleep"), "Slumber", by=editor)
    second = make_draft("Other", tags=["slumber", "SLEEP", "睡眠"])
    assert names(second) == ["Sleep"]
    manuscript.edit(first, by=editor, tags=["Slumber", "rest"])
    assert names(first) == ["Sleep", "rest"]
    assert Tag.objects.count() == 4


def test_what_cannot_be_merged_is_refused_with_a_reason(make_draft, editor, author):
    make_draft(tags=["a", "b", "c"])
    with pytest.raises(NotAllowed, match="Ask an editor"):
        tagging.merge(tag("a"), tag("b"), by=author)
    with pytest.raises(NotAllowed, match="into itself"):
        tagging.merge(tag("a"), tag("a"), by=editor)
    tagging.merge(tag("a"), tag("b"), by=editor)
    with pytest.raises(NotAllowed, match="merged into “b” already"):
        tagging.merge(tag("a"), tag("c"), by=editor)
    with pytest.raises(NotAllowed, match="a name of “b”. Choose that one"):
        tagging.merge(tag("c"), tag("a"), by=editor)
    with pytest.raises(NotAllowed, match="another name of the tag “b”"):
        tagging.give_name(tag("c"), "A", by=editor)
    with pytest.raises(NotAllowed, match="There is a tag “c” already"):
        tagging.give_name(tag("b"), "c", by=editor)


def test_the_database_holds_that_a_merged_tag_is_on_no_article_and_leads_on_at_once(
    make_draft, editor
):
    draft = make_draft(tags=["a", "b", "c"])
    old = tag("a")
    tagging.merge(old, tag("b"), by=editor)
    with pytest.raises(IntegrityError, match="was merged"), transaction.atomic():
        TaggedArticle.objects.create(content_object=draft, tag=old)
    merged = {"merged_at": old.merged_at or tag("a").merged_at, "merged_by": editor}
    with pytest.raises(IntegrityError, match="in one step"), transaction.atomic():
        Tag.objects.filter(name="c").update(merged_into=old, **merged)
    with pytest.raises(IntegrityError, match="in one step"), transaction.atomic():
        Tag.objects.filter(name="b").update(merged_into=tag("c"), **merged)
    with pytest.raises(IntegrityError), transaction.atomic():
        Tag.objects.filter(name="c").update(merged_at=merged["merged_at"])


def test_much_is_moved_by_the_worker_in_batches(
    make_published, editor, monkeypatch, django_capture_on_commit_callbacks
):
    articles = [make_published(f"Article {n}", tags=["a"]) for n in range(3)]
    Tag.objects.create(name="b")
    monkeypatch.setattr(tagging, "MOVED_AT_ONCE", 1)
    with django_capture_on_commit_callbacks() as left:
        tagging.merge(tag("a"), tag("b"), by=editor)
    assert sorted(map(names, articles)) == [["a"], ["a"], ["b"]]
    for work in left:
        work()
    assert list(map(names, articles)) == [["b"]] * 3


def test_a_merged_tag_of_drafts_alone_stays_unknown(client, make_draft, editor):
    make_draft(tags=["secret", "hidden"])
    tagging.merge(tag("secret"), tag("hidden"), by=editor)
    assert client.get("/tags/secret/").status_code == 404


def test_an_address_in_other_letters_leads_to_the_tag(client, make_published, editor):
    make_published(tags=["Sueño", "Deep sleep", "Rest"])
    tagging.give_name(tag("Rest"), "Calm", by=editor)
    for typed, slug in (
        ("SUEÑO", "sueño"), ("sueno", "sueño"), ("Deep-Sleep", "deep-sleep"),
        ("deep sleep", "deep-sleep"), ("Calm", "rest"), ("REST", "rest"),
    ):  # fmt: skip
        for address, right in (
            (f"/tags/{typed}/", reverse("tag", args=[slug])),
            (f"/feeds/tag/{typed}.atom", reverse("tag_feed_atom", args=[slug])),
        ):
            moved = client.get(address)
            assert (moved.status_code, moved["Location"]) == (301, right)
    assert client.get("/tags/nothing/").status_code == 404


def test_the_feeds_of_a_merged_tag_lead_to_those_of_its_target(
    client, make_published, make_draft, editor
):
    make_published(tags=["alpha", "beta"])
    make_draft("Draft", tags=["secret", "hidden"])
    tagging.merge(tag("alpha"), tag("beta"), by=editor)
    tagging.give_name(tag("beta"), "Gamma", by=editor)
    tagging.merge(tag("secret"), tag("hidden"), by=editor)
    for form in ("atom", "json"):
        for slug in ("alpha", "gamma"):
            moved = client.get(f"/feeds/tag/{slug}.{form}")
            assert (moved.status_code, moved["Location"]) == (301, f"/feeds/tag/beta.{form}")
        assert client.get(f"/feeds/tag/beta.{form}").status_code == 200
        for slug in ("secret", "Secret", "HIDDEN"):
            assert client.get(f"/feeds/tag/{slug}.{form}").status_code == 404
            assert client.get(f"/tags/{slug}/").status_code == 404


def test_the_list_of_tags_goes_on_by_name(
    client, settings, make_published, make_draft, editor, monkeypatch
):
    settings.PAGE_SIZE = 1  # six names
    monkeypatch.setattr(tagging, "PAGES", 6)
    make_published(tags=["Zinc", "arm", "Back", "Éclair", "睡眠", "C++", "two words", "leg"])
    make_draft("Draft", tags=["secret"])
    tagging.give_name(tag("arm"), "upper limb", by=editor)
    first = client.get("/tags/")
    shown = [link.name for link in first.context["tags"]]
    more = client.get("/tags/" + first.context["next_url"])
    shown += [link.name for link in more.context["tags"]]
    assert shown == ["arm", "Back", "C++", "Éclair", "leg", "two words", "Zinc", "睡眠"]
    assert "noindex" in more.content.decode() and "noindex" not in first.content.decode()
    for link in first.context["tags"]:
        assert client.get(link.url).status_code == 200
    for odd in ("?after=%00", "?after=x", "?after=1." + "x" * 5000):
        assert client.get("/tags/" + odd).status_code in {400, 404}
