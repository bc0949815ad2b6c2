import re
from datetime import date

import pytest
import yaml
from django.core.management import call_command
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from articles import manuscript, markdown_edition, markup, workflow
from articles.importers import markdown
from articles.models import Article, HelpLine
from tests.conftest import BODY

PAGE = "/health/sleep-well.md"
NUMBERS = {number: number for number in range(1, 10)}
HEAD = "---\ntitle: T\nreferences:\n" + "".join(f"  - number: {n}\n    title: x\n" for n in NUMBERS)


def printed(html):
    return markup.freeze(html, numbers=NUMBERS, pictures={}).body_html


def written(html):
    return markdown_edition.body(
        printed(html), site="https://s.example", page="https://s.example/p/"
    )


def read_back(text):
    found = markdown.parse(
        f"{HEAD}---\nNot this.\n\n{markdown_edition.BEGINS}\n\n{text}\n\n{markdown_edition.ENDS}\n\n"
        "[^1]: Nor this.\n",
        where="x",
    )
    return printed(found.body_html)


@pytest.mark.parametrize(
    "html, text",
    [
        ("<h2>Why</h2><h3>How</h3><p>x</p>", "## Why\n\n### How\n\nx"),
        ("<p>a <strong>b</strong> <em>c</em>, <s>d</s></p>", "a **b** *c*, ~~d~~"),
        ("<p>10<sup>6</sup> H<sub>2</sub>O</p>", "10<sup>6</sup> H<sub>2</sub>O"),
        ('<p>Yes <span data-source="2 1">so</span>.</p>', "Yes so[^1][^2]."),
        ('<p><a href="/help/">Help</a></p>', "[Help](https://s.example/help/)"),
        ('<p><a href="https://x.example/a_(b)">x</a></p>', "[x](<https://x.example/a_(b)>)"),
        ("<ul><li>a</li><li>b<ul><li>c</li></ul></li></ul>", "- a\n- b\n  - c"),
        ('<ol start="3"><li>a</li><li>b</li></ol>', "3. a\n4. b"),
        ("<blockquote><p>a</p><p>b</p></blockquote>", "> a\n>\n> b"),
        ("<p>1. no list, * no star, [no] <span>link</span></p>",
         "1\\. no list, \\* no star, \\[no\\] link"),
        ("<p>a<br>- b</p>", "a\\\n\\- b"),
        ("<p>word<strong>bold</strong></p>", "word<strong>bold</strong>"),
        ("<table><thead><tr><th>A</th><th>B</th></tr></thead><tbody><tr><td>1|2</td><td>3</td></tr>"
         "</tbody></table>", "| A | B |\n| --- | --- |\n| 1\\|2 | 3 |"),
        ("<table><tbody><tr><td>1</td><td>2</td></tr></tbody></table>",
         "|  |  |\n| --- | --- |\n| 1 | 2 |"),
        ("<hr><p># x</p>", "* * *\n\n\\# x"),
    ],
)  # fmt: skip
def test_each_part_of_a_text_has_its_sign(html, text):
    assert written(html) == text
    assert markup.plain_text(read_back(written(html))) == markup.plain_text(printed(html))


def test_a_picture_has_its_words_and_its_whole_address():
    picture = markup.Picture("A [bed]", 10, 10, credit="Somebody")
    html = markup.freeze(
        '<figure><img src="/media/images/a.png"><figcaption>At night</figcaption></figure>',
        numbers={},
        pictures={"/media/images/a.png": picture},
    ).body_html
    text = markdown_edition.body(html, site="https://s.example", page="https://s.example/p/")
    assert "![A \\[bed\\]](https://s.example/media/images/a.png)" in text
    assert "Picture: Somebody" in text and "At night" in text


WORDS = st.text(
    st.sampled_from("ab1 é日*_`[]()<>&;#+-=.:!|~\\\"'^$/\u00a0”“") | st.characters(codec="utf-8"),
    max_size=12,
).map(lambda text: text.replace("&", "&amp;").replace("<", "&lt;"))
INLINE = st.recursive(
    WORDS,
    lambda inner: st.tuples(
        st.sampled_from(["strong", "em", "s", "u", "sub", "sup", "a", "br"]),
        st.lists(inner, max_size=3).map("".join),
    ).map(lambda p: "<br>" if p[0] == "br" else _tag(*p)),
    max_leaves=6,
)
LINES = st.lists(INLINE, min_size=1, max_size=3).map("".join)
BLOCKS = st.recursive(
    st.tuples(st.sampled_from(["p", "h2", "h3", "p"]), LINES).map(lambda p: _tag(*p)),
    lambda inner: st.tuples(
        st.sampled_from(["ul", "ol", "blockquote", "table"]),
        st.lists(
            st.lists(inner | LINES, min_size=1, max_size=2).map("".join), min_size=1, max_size=3
        ),
    ).map(lambda p: _blocks(*p)),
    max_leaves=8,
)


def _tag(name, inside):
    return f"<{name}{' href=https://x.example/' if name == 'a' else ''}>{inside}</{name}>"


def _blocks(name, parts):
    if name == "table":
        rows = "".join(f"<tr><td>{part}</td><td>x</td></tr>" for part in parts)
        return f"<table><tbody>{rows}</tbody></table>"
    if name == "blockquote":
        return f"<blockquote>{''.join(parts)}</blockquote>"
    return f"<{name}>{''.join(f'<li>{part}</li>' for part in parts)}</{name}>"


def words_of(html):
    """The words alone: how blanks stand at the edges of blocks is no word's business."""
    return re.sub(r"\s+", "", markup.plain_text(html))


@settings(max_examples=30, deadline=None)
@given(st.lists(BLOCKS, min_size=1, max_size=4).map("".join))
def test_any_text_comes_back_with_its_words(html):
    print_ = printed(html)
    if not words_of(print_):
        return
    assert words_of(read_back(written(html))) == words_of(print_)


@pytest.fixture
def demo(db):
    HelpLine.objects.update(verified_on=timezone.localdate())
    call_command("demo", stdout=open("/dev/null", "w"))


def plain(body_html):
    """Without the ways to the words explained: those are made anew whenever a text is frozen."""
    words = re.sub(
        r'<span class="term"[^>]*>(.*?)</span>', r"\1", markup.without_explanations(body_html)
    )
    return words.replace("\n", "")


@pytest.mark.slow
def test_every_article_of_the_demonstration_comes_back_to_the_same_words(client, demo):
    shown = Article.objects.published().select_related("live", "category")
    assert len(shown) >= 10
    for article in shown:
        response = client.get(f"{article.get_absolute_url().rstrip('/')}.md")
        item = markdown.parse(response.content.decode(), where="x")
        numbers = {reference["number"]: reference["number"] for reference in item.references}
        again = markup.freeze(item.body_html, numbers=numbers, pictures={})
        assert plain(again.body_html) == plain(article.live.body_html)
        assert item.key_facts == tuple(article.live.key_facts)
        assert (item.title, item.summary) == (article.live.title, article.live.summary)
        assert item.tags == tuple(tag.name for tag in article.tags.order_by("pk")) or item.tags
        assert (item.slug, item.category.split(" > ")[-1]) == (
            article.slug,
            article.category.in_words(article.language)["name"][0],
        )
        assert [r["title"] for r in item.references] == [
            s["citation"] for s in article.live.sources
        ]
        if article.is_sensitive:
            assert "> **Get help now**" in response.content.decode()


def front(response):
    return yaml.safe_load(response.content.decode().split("---\n")[1])


@pytest.mark.django_db
def test_the_head_of_a_file_says_who_when_and_which_text(client, make_published):
    article = make_published(tags=["rest"], licence="CC BY 4.0", attribution="By others.")
    response = client.get(PAGE)
    assert response["Content-Type"] == "text/markdown; charset=utf-8"
    assert response["Link"] == '<http://localhost:8000/health/sleep-well/>; rel="canonical"'
    facts = front(response)
    assert facts["title"] == "Sleep well" and facts["version"] == 1
    assert facts["sha256"] == article.live.sha256 and facts["licence"] == "CC BY 4.0"
    assert facts["canonical"] == "http://localhost:8000/health/sleep-well/"
    assert facts["authors"][0]["name"] == "Ada Author"
    assert facts["review"]["state"] == "reviewed"
    assert facts["review"]["name"] == "Ria Reviewer"
    assert facts["review"]["date"] == timezone.localdate()
    text = response.content.decode()
    assert "about eight hours[^1]" in text and "\n[^1]: Healthy Sleep" in text
    page = client.get("/health/sleep-well/").content.decode()
    assert 'type="text/markdown" href="http://localhost:8000/health/sleep-well.md"' in page


@pytest.mark.django_db
def test_what_readers_must_know_stands_on_top(client, draft, publisher, editor):
    workflow.publish_urgently(draft, by=publisher, reason="An *outbreak*.")
    workflow.express_concern(draft, by=editor, reason="We are checking.\n\n# Twice.")
    Article.objects.update(is_sensitive=True)
    HelpLine.objects.update(verified_on=timezone.localdate())
    text = client.get(PAGE).content.decode()
    top = text.split(markdown_edition.BEGINS)[0]
    assert "> **This article has not been medically reviewed**" in top
    assert "An \\*outbreak\\*." in top
    assert "> **Expression of concern, " in top and "> # " not in top
    assert "> **Get help now**" in top and "(tel:911)" in top
    assert front(client.get(PAGE))["review"]["state"] == "urgent, not reviewed"


@pytest.mark.django_db
def test_an_edition_goes_where_its_page_goes(client, published, editor):
    manuscript.edit(published, by=editor, slug="sleep-better")
    moved = client.get(PAGE)
    assert (moved.status_code, moved["Location"]) == (301, "/health/sleep-better.md")
    workflow.withdraw(published, by=editor, reason="The dose was wrong.")
    gone = client.get("/health/sleep-better.md")
    assert gone.status_code == 410 and "eight hours" not in gone.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("address", [PAGE, "/nowhere/sleep-well.md", "/health/x.md", "/health/.md"])
def test_no_edition_of_what_is_not_public(client, draft, address):
    assert client.get(address).status_code == 404


@pytest.mark.django_db
def test_an_edition_asks_few_questions(client, published, django_assert_max_num_queries):
    Article.objects.update(is_sensitive=True)
    with django_assert_max_num_queries(3):
        client.get(PAGE)


@pytest.mark.django_db
def test_an_imported_edition_is_the_same_article(client, published):
    item = markdown.parse(client.get(PAGE).content.decode(), where="x")
    assert 'data-source="1"' in item.body_html and len(item.references) == 2
    assert item.references[0]["url"] == "https://medlineplus.gov/healthysleep.html"
    assert item.guid == "sleep-well" and "Sources" not in item.body_html
    assert markup.plain_text(item.body_html) == markup.plain_text(markup.clean(BODY))


@pytest.mark.django_db
def test_a_spanish_edition_is_spanish_around_its_text_and_reads_back(client, make_published):
    article = make_published("Dormir bien", language="es", key_facts=["El sueño repara."])
    Article.objects.filter(pk=article.pk).update(
        always_shows_help=True, review_due_on=date(2025, 5, 13)
    )
    HelpLine.objects.update(verified_on=timezone.localdate())
    text = client.get("/es/health/dormir-bien.md").content.decode()
    for words in ("## Datos clave", "## Fuentes", "> **Pida ayuda ahora**", "13 de mayo de 2025"):
        assert words in text
    assert "(http://localhost:8000/es/help/)" in text
    for words in ("## Key facts", "## Sources", "Get help now", "May"):
        assert words not in text
    item = markdown.parse(text, where="x")
    numbers = {reference["number"]: reference["number"] for reference in item.references}
    again = markup.freeze(item.body_html, numbers=numbers, pictures={})
    assert plain(again.body_html) == plain(article.live.body_html)
    assert item.key_facts == ("El sueño repara.",)
