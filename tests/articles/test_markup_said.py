"""What readers write, as HTML: nothing they type is ever more than words, breaks and links."""

import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.markup import addresses_in, said

LINK = '<a href="{0}" rel="ugc nofollow noopener">{1}</a>'


def link(address, shown=None):
    return LINK.format(address, shown or address.split("//")[1])


@pytest.mark.parametrize(
    "typed, shown",
    [
        ("", ""),
        ("one\ntwo", "<p>one<br>two</p>"),
        ("one\n\n two", "<p>one</p><p> two</p>"),
        ("<b>bold</b> & \"more\" 'x'", "<p>&lt;b&gt;bold&lt;/b&gt; &amp; &quot;more&quot; &#x27;x&#x27;</p>"),
        ("See https://www.nhs.uk.", f"<p>See {link('https://www.nhs.uk')}.</p>"),
        ("(https://a.org/x)", f"<p>({link('https://a.org/x')})</p>"),
        ("https://a.org/x_(y)!", f"<p>{link('https://a.org/x_(y)')}!</p>"),
        ("https://a.org/?a=1&b=2", f"<p>{LINK.format('https://a.org/?a=1&amp;b=2', 'a.org/?a=1&amp;b=2')}</p>"),
    ],
)  # fmt: skip
def test_words_breaks_and_links(typed, shown):
    assert said(typed) == shown


@pytest.mark.parametrize(
    "typed",
    [
        "javascript:alert(1)", "data:text/html,x", "ftp://a.org/x", "https://user@evil.org/",
        "https://nhs.uk:x@evil.org/", "https://nhs.uk@evil.org", "https://localhost/x", "https:///x",
        "https://1.2.3.4/", "//a.org/x", "mailto:a@b.org", "https://аpple.com/",
    ],
)  # fmt: skip
def test_what_is_no_whole_address_of_a_public_site_stays_words(typed):
    assert "<a" not in said(typed) and addresses_in(typed) == []


def test_a_long_address_is_shown_from_its_beginning_and_leads_all_the_way():
    address = f"https://a.example.org/{'x' * 100}"
    assert f'href="{address}"' in said(address)
    assert re.search(r">a\.example\.org/x+…</a>", said(address))


@given(st.text(alphabet=st.sampled_from("<>&\"'\n :/.ahtps@?=()x"), max_size=80))
def test_no_text_makes_any_other_tag_and_no_word_is_lost(text):
    html = said(text)
    tags = re.findall(r"<[^>]*>", html)
    assert all(
        re.fullmatch(r'</?p>|<br>|</a>|<a href="[^"<>]*" rel="[\w ]+">', tag) for tag in tags
    )
    told = unescape(re.sub(r"<[^>]*>", " ", html))
    assert _bare(told) == _bare(text)


def _bare(text):
    """Without spaces and schemes, which links do not show."""
    return re.sub(r"\s|https?://", "", text)
