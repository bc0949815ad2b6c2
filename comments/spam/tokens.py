"""A comment as the things that tell spam from honest words. Pure.

Beside its words, in pairs and alone, it is what a reader sees at a glance: that it shouts, names
sums of money, leads elsewhere, or wants to be written to.
"""

import re
import unicodedata
from urllib.parse import urlsplit

from articles.markup import addresses_in
from articles.quality.terms import folded
from comments.masking import EMAIL, PHONE

from .manners import manners

MOST_TOKENS = 400  # of one comment
LONGEST = 40  # characters of a token, as the table keeps them
_WORD = re.compile(r"[^\W\d_]{2,24}(?:'[a-z]{1,3})?|\d{1,3} ?%")
_MONEY = re.compile(
    r"[$€£₹]\s?\d|\d\s?[$€£₹]|\b\d[\d,.]* ?(?:usd|eur|gbp|usdt|btc|dollars|euros|pounds|bucks)\b",
    re.IGNORECASE,
)
_SHORTENERS = frozenset(
    "bit.ly tinyurl.com t.co goo.gl is.gd cutt.ly rb.gy ow.ly shorturl.at t.me wa.me".split()
)
_BARE_HOST = re.compile(
    r"(?<![\w@./])(?:www\.)?(?:[a-z0-9-]{2,40}\.){1,3}"
    r"(?:com|net|org|info|biz|shop|store|online|site|xyz|top|club|live|life|pro|ru|cn|io|co|me|ly)"
    r"\b(?:/\S{0,100})?",
    re.IGNORECASE,
)
_MESSENGERS = re.compile(r"\b(?:whats ?app|telegram|signal|skype|wechat|line id|viber)\b", re.I)


def tokens(text: str) -> frozenset[str]:
    """Each once, however often it stands there: repeating a word makes a text no more honest."""
    plain = _unstyled(text)
    words = [found[0].lower() for found in _WORD.finditer(_without_addresses(plain))]
    pairs = [f"{one} {two}" for one, two in zip(words, words[1:], strict=False)]
    told = [*_signs(plain), *words, *pairs]
    return frozenset(dict.fromkeys(token[:LONGEST] for token in told[:MOST_TOKENS]))


def _unstyled(text):
    """Letters in fancy dress (ＶＩＡＧＲＡ, 𝗙𝗥𝗘𝗘) as plain ones, and nothing invisible."""
    return folded(unicodedata.normalize("NFKC", text))


def _without_addresses(text):
    return _BARE_HOST.sub(" ", re.sub(r"https?://\S+", " ", EMAIL.sub(" ", text)))


def _signs(text):
    """What it looks like; each begins with a sign that no word has."""
    letters = [sign for sign in text if sign.isalpha()]
    shouting = sum(sign.isupper() for sign in letters) / max(1, len(letters))
    marks = text.count("!")
    yield from _addresses(text)
    yield from manners(text)
    if _MONEY.search(text):
        yield "*money"
    if EMAIL.search(text):
        yield "*e-mail"
    if PHONE.search(text):
        yield "*phone"
    if _MESSENGERS.search(text):
        yield "*messenger"
    if len(letters) > 20 and shouting > 0.3:
        yield "*shouts"
    if marks > 1:
        yield "*marks" if marks < 4 else "*many marks"
    if sum(unicodedata.category(sign) == "So" for sign in text) > 1:
        yield "*pictures"
    if text.count("#") > 1:
        yield "*hashtags"


def _addresses(text):
    whole = addresses_in(text)
    if whole:
        yield "*link" if len(whole) == 1 else "*links"
    bare = [found[0] for found in _BARE_HOST.finditer(re.sub(r"https?://\S+", " ", text))]
    if bare:
        yield "*bare host"
    for address in [*whole, *(f"http://{host}" for host in bare)]:
        host = urlsplit(address).netloc.lower().removeprefix("www.")
        yield f"@{host}"
        yield f"@.{host.rpartition('.')[2]}"
        if host in _SHORTENERS:
            yield "@short"
