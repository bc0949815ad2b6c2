"""A comment as the things that tell spam from honest words. Pure.

Beside its words, in pairs and alone, it is how its clauses begin (an order begins with its verb),
and what a reader sees at a glance: that it shouts, names sums of money, or leads elsewhere. Words
are read as they were meant, however they were disguised.
"""

import re
import unicodedata

from articles.markup import addresses_in
from articles.quality.terms import folded
from comments.masking import EMAIL, PHONE
from comments.spelling import undisguised

from .manners import PUSHING, manners

MOST_TOKENS = 400  # of one comment
LONGEST = 40  # characters of a token, as the table keeps them
_WORD = re.compile(r"[^\W\d_]{2,24}(?:'[a-z]{1,3})?|\d{1,3} ?%")
_MONEY = re.compile(
    r"[$€£₹]\s?\d|\d\s?[$€£₹]|\b\d[\d,.]* ?(?:usd|eur|gbp|usdt|btc|dollars|euros|pounds|bucks)\b",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\d+")
_SHORTENERS = frozenset(
    "bit.ly tinyurl.com t.co goo.gl is.gd cutt.ly rb.gy ow.ly shorturl.at t.me wa.me".split()
)
_HTTP = re.compile(r"https?://\S+")
_DOT = r"(?: ?[\[(](?:dot|\.)[\])] ?| dot |\.)"
_BARE_HOST = re.compile(
    rf"(?<![\w@./-])(?:www\.(?:[a-z0-9-]{{2,40}}\.){{1,3}}[a-z]{{2,12}}\b"  # www.example.health
    rf"|(?:[a-z0-9-]{{2,40}}{_DOT}){{1,3}}(?:[a-z]{{2,12}}(?=/\w)|"  # example.health/order
    r"(?:com|net|org|info|biz|shop|store|online|site|xyz|top|club|live|life|pro|ru|cn|io|co|me|ly|"
    r"app|link|click|space|website|tech|vip|win|bet|casino|loan|icu|tv|cc|eu|uk|de|fr|es)\b))"
    r"(?:/\S{0,100})?",
    re.IGNORECASE,
)
_HANDLE = re.compile(r"(?<![\w@./])@\w{3,40}")
_CLAUSES = re.compile(r"[.!?,:;>()\"\n\u2013\u2014]+")
_MESSENGERS = re.compile(r"\b(?:whats ?app|telegram|signal|skype|wechat|line id|viber)\b", re.I)


def tokens(text: str) -> frozenset[str]:
    """Each once, however often it stands there: repeating a word makes a text no more honest."""
    text = _unstyled(text)
    plain = _without_addresses(text)
    meant = undisguised(plain)
    clauses = [_words(clause) for clause in _CLAUSES.split(meant)]
    words = _words(meant)
    pairs = [f"{one} {two}" for one, two in zip(words, words[1:], strict=False)]
    told = [*_signs(text), *words, *(f"^ {clause[0]}" for clause in clauses if clause), *pairs]
    if meant != plain:
        told.insert(0, "*disguised")
    return frozenset(dict.fromkeys(token[:LONGEST] for token in told[:MOST_TOKENS]))


def stands_alone(token: str) -> bool:
    """Whether it is a sign of its own: pairs and beginnings say again what their words say, and an
    address is one sign, whatever it is made of."""
    return token.startswith("*") or not (token.startswith("@") or " " in token)


def _unstyled(text):
    """Letters in fancy dress (ＶＩＡＧＲＡ, 𝗙𝗥𝗘𝗘) as plain ones, and nothing invisible."""
    return folded(unicodedata.normalize("NFKC", text))


def _without_addresses(text):
    return _BARE_HOST.sub(" ", _HTTP.sub(" ", EMAIL.sub(" ", text)))


def _words(text):
    return [found[0].lower() for found in _WORD.finditer(text)]


def _signs(text):
    """What it looks like; each begins with a sign that no word has."""
    signs = [*_looks(text), *_addresses(text), *manners(text)]
    yield from signs
    if numbers := len(_NUMBER.findall(text)):
        yield f"*numbers {min(3, numbers)}"
    # Weak alone and strong together: to push something, and to say where it is to be had.
    pushes = sum(sign in _OFFERS for sign in signs)
    if pushes and not _LEADS_AWAY.isdisjoint(signs):
        yield "*pushes and leads away" if pushes == 1 else "*pushes hard and leads away"


_OFFERS = PUSHING - {"*asks to be written to", "*remedy"} | {"*money", "*by numbers"}
_LEADS_AWAY = frozenset(
    "*link,*links,*bare host,*e-mail,*phone,*handle,*messenger,*asks to be written to".split(",")
)


def _looks(text):
    letters = [sign for sign in text if sign.isalpha()]
    shouting = sum(sign.isupper() for sign in letters) / max(1, len(letters))
    marks = text.count("!")
    if _MONEY.search(text):
        yield "*money"
    if EMAIL.search(text):
        yield "*e-mail"
    if PHONE.search(text):
        yield "*phone"
    if _HANDLE.search(text):
        yield "*handle"
    if _MESSENGERS.search(text):
        yield "*messenger"
    if len(letters) > 20 and shouting > 0.3:
        yield "*shouts"
    if marks > 1:
        yield "*marks" if marks < 4 else "*many marks"
    if sum(unicodedata.category(sign) == "So" for sign in text if not sign.isascii()) > 1:
        yield "*pictures"
    if text.count("#") > 1:
        yield "*hashtags"


def _addresses(text):
    whole = addresses_in(text)
    if whole:
        yield "*link" if len(whole) == 1 else "*links"
    bare = [found[0] for found in _BARE_HOST.finditer(_HTTP.sub(" ", text))]
    if bare:
        yield "*bare host"
    for address in [*whole, *bare]:
        host = _host(address)
        yield f"@{host}"
        yield f"@.{host.rpartition('.')[2]}"
        if host in _SHORTENERS:
            yield "@short"


def _host(address):
    """Not by urlsplit, which refuses what people may well write: http://[pills."""
    place = re.split(r"[/?#]", address.partition("://")[2] or address, maxsplit=1)[0]
    place = re.sub(_DOT, ".", place.rpartition("@")[2].lower())
    return place.partition(":")[0].removeprefix("www.")
