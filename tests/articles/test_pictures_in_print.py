"""Whose picture it is: said under the picture, signed with the text, no part of its sentences."""

from datetime import date

import pytest

from articles import freezing, markup, quality
from articles.models import Image

SRC = "/media/images/abcdefgh1234.png"
CREDIT = '<small class="credit">Picture: Ann &amp; Bob &lt;CC BY 4.0&gt;</small>'


def printed(html, credit="Ann & Bob  <CC BY 4.0>"):
    pictures = {SRC: markup.Picture(alt="A bed", width=10, height=5, credit=credit)}
    return markup.freeze(html, numbers={}, pictures=pictures)


def test_the_credit_stands_under_the_picture_and_before_its_caption():
    body = printed(f'<figure><img src="{SRC}"><figcaption>A bed</figcaption></figure>').body_html
    assert body.index("<img") < body.index(CREDIT) < body.index("<figcaption>")


def test_a_picture_without_a_credit_has_no_line_for_it():
    assert "credit" not in printed(f'<p><img src="{SRC}"></p>', "  ").body_html


def test_a_picture_in_a_link_has_its_credit_after_the_link():
    body = printed(f'<p><a href="https://a.example/"><img src="{SRC}"></a> x</p>').body_html
    assert body.index("</a>") < body.index(CREDIT)


def test_a_credit_is_never_a_heading():
    frozen = printed(f'<h2>Beds <img src="{SRC}"></h2><p>x</p>')
    assert [heading.text for heading in frozen.headings] == ["Beds"]
    if "<img" in frozen.body_html:
        assert frozen.body_html.index("</h2>") < frozen.body_html.index(CREDIT)


def test_the_rules_do_not_read_a_credit():
    body = printed(f'<p>Sleep well.</p><p>Rest <img src="{SRC}"> often.</p>').body_html
    document = quality.read("T", body, evaluated_on=date(2026, 11, 22))
    assert [s.text for s in document.sentences] == ["Sleep well.", "Rest often."]
    assert "Ann & Bob" in markup.plain_text(body)


@pytest.mark.django_db
def test_the_credit_is_frozen_and_signed_and_kept_when_it_changes_later(make_draft, author):
    image = Image.objects.create(
        file="images/abcdefgh1234.png",
        width=10,
        height=5,
        alt="A bed",
        credit="Ann",
        uploaded_by=author,
    )
    article = make_draft(body=f'<figure><img src="{SRC}" alt="A bed"></figure><p>Rest.</p>')
    before = freezing.build(article, by=author)
    assert 'class="credit">Picture: Ann<' in before.body_html
    Image.objects.filter(pk=image.pk).update(credit="Bob")
    after = freezing.build(article, by=author)
    assert "Picture: Bob" in after.body_html and after.sha256 != before.sha256
    assert before.digest() == before.sha256


def test_the_form_says_that_readers_see_the_credit():
    assert "under the picture" in Image._meta.get_field("credit").help_text
