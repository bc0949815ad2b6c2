"""On pages of a language that the interface does not speak, its English words are marked as such.

Otherwise a screen reader reads them in an Arabic voice, and a browser sets them from the right.
"""

import re
from html.parser import HTMLParser

import pytest

from articles import manuscript, workflow
from comments import posting
from tests.conftest import publish_with_warnings

pytestmark = pytest.mark.django_db
VOID = {"area", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"}
TOLD = {"aria-label", "alt", "placeholder", "title"}
NOT_READ = {"script", "style", "head", "code", "svg", "time"}
NAMES = ("آدا", "ريا")
HOST = "x.example"
LATIN = re.compile(r"[A-Za-z]{2,}")
# In signed text: what a citation is called, and bibliographic data.
PRINTED = re.compile(r"Source \d+$|النوم \[Internet\]")
BODY = (
    '<h2>النوم</h2><p>النوم يريح <span data-source="1">الجسم</span> كل ليلة.</p>'
    '<h2>متى</h2><p>كل <span data-source="2">ليلة</span>.</p>'
    "<h2>كيف</h2><p>بهدوء.</p><h2>لماذا</h2><p>للراحة.</p>"
)


class Reading(HTMLParser):
    """Every run of words with the language that a screen reader takes it for."""

    def __init__(self):
        super().__init__()
        self.open, self.found = [], []

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        above = self.open[-1] if self.open else ("", "", False)
        language = given.get("lang") or above[1]
        unread = above[2] or tag in NOT_READ
        for name in TOLD & given.keys():
            self.note(given[name] or "", language, unread)
        if tag == "input" and given.get("type") in ("submit", "button"):
            self.note(given.get("value") or "", language, unread)
        if tag not in VOID:
            self.open.append((tag, language, unread))

    def handle_endtag(self, tag):
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data):
        if self.open:
            self.note(data, *self.open[-1][1:])

    def note(self, words, language, unread):
        if words.strip() and not unread:
            self.found.append((" ".join(words.split()), language))


def words_of(response):
    reading = Reading()
    reading.feed(response.content.decode())
    return reading.found


@pytest.fixture
def arabic(make_draft, author, reviewer, editor, category):
    """An article in Arabic with all that its pages can say, in a category with Arabic words."""
    category.translations = {"ar": {"name": "الصحة", "description": "كل شيء عن الصحة."}}
    category.comments_allowed = True
    category.save()
    for person, name in zip((author, reviewer), NAMES, strict=True):
        person.display_name, person.credentials = name, ""
        person.save()
    article = make_draft(
        "النوم الجيد",
        slug="sleep-ar",
        language="ar",
        body=BODY,
        summary="كيف تنام جيدا. " * 4,
        tags=["راحة"],
        funding="لا شيء",
        also_known_as=["رقاد"],
        key_facts=["النوم يريح الجسم."],
        references=[
            {"number": n, "kind": "guideline", "title": "النوم", "url": f"https://{HOST}/{n}"}
            for n in (1, 2)
        ],
    )
    article.refresh_from_db()
    workflow.submit(article, by=author)
    workflow.approve(article, by=reviewer)
    publish_with_warnings(article, by=editor)
    workflow.revise(article, by=author)
    manuscript.edit(article, by=author, body=BODY.replace("بهدوء", "في هدوء"))
    workflow.submit(article, by=author, change="correction", change_note="كان خطأ.")
    workflow.approve(article, by=reviewer)
    manuscript.edit(article, by=editor, featured=True, needs_no_help=True)
    return publish_with_warnings(article, by=editor)


PUBLIC = [
    "", "search/", "search/?q=zzz", "search/?q=%D8%A7%D9%84%D9%86%D9%88%D9%85", "help/", "corrections/", "glossary/",
    "health/", "categories/", "a-z/", "a-z/a/", "a-z/other/", "most-read/", "most-read/30-days/",
    "most-read/all-time/", "recently-reviewed/", "tags/", "tags/راحة/", "authors/", "reviewers/",
    "authors/{author}/", "reviewers/{reviewer}/", "moderation/", "nowhere/",
    "health/sleep-ar/", "health/sleep-ar/?paper=1", "health/sleep-ar/history/",
    "health/sleep-ar/editions/", "health/sleep-ar/editions/1/", "health/sleep-ar/report/",
    "health/sleep-ar/comments/", "accounts/login/", "accounts/signup/",
    "accounts/password/reset/",
]  # fmt: skip
SIGNED_IN = [
    "accounts/", "accounts/profile/", "accounts/my-data/", "accounts/delete/", "accounts/email/",
    "accounts/password/change/", "accounts/sessions/", "accounts/2fa/", "my-comments/",
    "accounts/logout/", "health/sleep-ar/comments/new/", "health/sleep-ar/comments/yours/",
]  # fmt: skip


def unmarked(client, address):
    response = client.get(f"/ar/{address}", follow=True)
    assert response.status_code in (200, 404), (address, response.status_code)
    found = words_of(response)
    assert any(language == "ar" for _, language in found) or "accounts" in address, address
    english = {words for words, language in found if language == "ar" and LATIN.search(words)}
    return {words for words in english if words != HOST and not PRINTED.match(words)}


def test_no_english_word_is_told_as_arabic(client, arabic, author, reviewer, reader):
    posting.post(arabic, by=reader, text="شكرا لكم على هذه الصفحة.")
    people = {"author": author.slug, "reviewer": reviewer.slug}
    found = {address: unmarked(client, address.format(**people)) for address in PUBLIC}
    client.force_login(reader)
    found |= {address: unmarked(client, address) for address in SIGNED_IN}
    wrong = {address: words for address, words in found.items() if words}
    assert not wrong, wrong


def test_arabic_words_stay_arabic(client, arabic, reader):
    for address in ("", "health/", "a-z/other/", "tags/", "corrections/", "health/sleep-ar/"):
        for words, language in words_of(client.get(f"/ar/{address}")):
            arabic_words = re.search("[\u0600-\u06ff]", words)
            is_name = words.strip("، ") in NAMES  # nobody knows the language of a name
            assert not arabic_words or is_name or language == "ar", (address, words)
