import pytest

from articles import freezing, manuscript, workflow
from articles.errors import NotAllowed
from articles.models import Image

pytestmark = pytest.mark.django_db


def test_a_revision_holds_the_whole_printed_text(make_draft, author):
    article = make_draft(
        body='<h2>One</h2><p>Rest <span data-source="7">helps</span>.</p><h3>Two</h3><p>x</p>',
        references=[{"number": 7, "kind": "web", "title": "On rest", "url": "https://a.example/x"}],
        also_known_as=["Slumber"],
    )
    revision = freezing.freeze(article, by=author)
    assert [h["anchor"] for h in revision.headings] == ["one", "two"]
    assert 'id="one"' in revision.body_html
    assert "[1]" in revision.body_html and "data-source" not in revision.body_html
    assert revision.sources[0]["number"] == 1
    assert revision.byline[0]["name"] == "Ada Author"
    assert revision.is_intact


@pytest.mark.parametrize(
    "change",
    [
        {"title": "Sleep wells"},
        {"summary": "How to sleep well, in plain words, for everybody who cannot!"},
        {"body": "<h2>Why sleep matters</h2><p>Sleep lets your body rest!</p>"},
        {"also_known_as": ["Slumber"]},
        {"references": [{"kind": "web", "title": "On rest", "url": "https://a.example/x"}]},
        {"attribution": "Somebody"},
    ],
)
def test_one_changed_character_is_another_text(change, draft, author):
    before = freezing.build(draft, by=author).sha256
    manuscript.edit(draft, by=author, **change)
    assert freezing.build(draft, by=author).sha256 != before


def test_the_same_text_has_the_same_hash(draft, author):
    assert freezing.build(draft, by=author).sha256 == freezing.build(draft, by=author).sha256


def test_the_text_of_an_image_is_part_of_what_is_signed(make_draft, author):
    image = Image.objects.create(
        file="images/abcdefgh1234.png", width=10, height=20, alt="A bed", uploaded_by=author
    )
    body = '<p>x</p><figure><img src="/media/images/abcdefgh1234.png" alt="old"></figure>'
    article = make_draft(body=body)
    revision = freezing.build(article, by=author)
    assert 'alt="A bed"' in revision.body_html and 'width="10"' in revision.body_html
    Image.objects.filter(pk=image.pk).update(alt="A sofa")
    assert freezing.build(article, by=author).sha256 != revision.sha256


def test_a_script_in_the_database_is_gone_from_print(draft, author):
    type(draft).objects.filter(pk=draft.pk).update(body="<p>Hello</p><script>alert(1)</script>")
    draft.refresh_from_db()
    workflow.submit(draft, by=author)
    assert draft.pending.body_html == "<p>Hello</p>"


def test_a_citation_of_no_source_is_refused_with_a_sentence(make_draft, author):
    article = make_draft(body='<p>Rest <span data-source="4">helps</span>.</p>')
    with pytest.raises(NotAllowed, match="cites source 4"):
        workflow.submit(article, by=author)
    assert article.revisions.count() == 0


def test_a_picture_that_is_not_ours_is_refused_with_a_sentence(make_draft, author):
    article = make_draft(body='<p>x</p><figure><img src="/media/images/none.png" alt="x"></figure>')
    with pytest.raises(NotAllowed, match="not among the uploaded"):
        workflow.submit(article, by=author)
