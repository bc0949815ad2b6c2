"""Words that nobody has published are in no channel to the outside."""

import pytest

from articles import manuscript, share_card, workflow
from articles.models import Article

pytestmark = pytest.mark.django_db
MARKER = "Zmarkerword"


def text(response):
    whole = b"".join(response.streaming_content) if response.streaming else response.content
    return whole.decode("utf-8", "replace") + str(dict(response.headers))


def channels(article):
    """Every address that tells machines of articles, and the pages whose heads do."""
    place = f"/health/{article.slug}"
    feeds = [
        f"/feeds/{name}.{form}"
        for name in ("latest", "corrections", "category/health", "tag/rest", "tag/zmarkerword")
        for form in ("atom", "json")
    ]
    maps = [f"/sitemap-{kind}-0.xml" for kind in ("articles", "authors", "tags")]
    pages = ["/", "/health/", "/tags/rest/", "/authors/ada-author/", f"{place}/"]
    return [
        *feeds,
        "/sitemap.xml",
        "/sitemap-pages.xml",
        *maps,
        "/robots.txt",
        f"{place}.md",
        *pages,
    ]


def edit_with_markers(article, author):
    return manuscript.edit(
        article,
        by=author,
        title=f"{MARKER} title",
        summary=f"{MARKER} summary that is long enough to be a summary of it.",
        body=f"<h2>{MARKER} heading</h2><p>{MARKER} body</p>",
        also_known_as=[f"{MARKER} synonym"],
        medicines=[MARKER],
        references=[
            {"kind": "label", "title": f"{MARKER} source", "url": f"https://a.example/{MARKER}"},
            {"kind": "web", "title": f"{MARKER} page", "url": f"https://a.example/{MARKER}-2"},
        ],
        source_name=MARKER,
        licence=MARKER,
        attribution=MARKER,
    )


@pytest.fixture
def drawn(monkeypatch):
    titles = []
    monkeypatch.setattr(share_card, "draw", lambda title, *_: titles.append(title) or b"png")
    return titles


@pytest.mark.parametrize("stage", ["draft", "in_review", "approved"])
@pytest.mark.parametrize("was_public", [True, False])
def test_unpublished_words_are_in_no_channel(
    stage, was_public, client, make_published, make_draft, author, reviewer, editor, drawn
):
    if was_public:
        article = make_published(tags=["rest"])
        workflow.revise(article, by=editor)
    else:
        article = make_draft(tags=["rest", MARKER])
    edit_with_markers(article, author)
    if stage != "draft":
        workflow.submit(article, by=author, **({"change": "minor"} if was_public else {}))
    if stage == "approved":
        workflow.approve(article, by=reviewer)
    for address in channels(article):
        said = text(client.get(address))
        assert MARKER.lower() not in said.lower(), address
    for title in ("Sleep well", f"{MARKER} title"):
        from articles import share_images

        client.get(share_images.address(title, article.pk), follow=True)
    assert drawn == (["Sleep well"] if was_public else [])


def test_withdrawn_words_are_in_no_channel(client, make_published, author, editor, drawn):
    article = make_published(f"{MARKER} title", slug="sleep-well", tags=["rest"])
    workflow.withdraw(article, by=editor, reason="The dose was wrong.")
    assert Article.objects.published().count() == 0
    for address in channels(article):
        said = text(client.get(address))
        assert "eight hours" not in said, address
        if not address.startswith("/feeds/corrections") and not address.endswith("/sleep-well/"):
            assert MARKER not in said, address
    assert drawn == []
