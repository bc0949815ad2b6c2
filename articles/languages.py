"""The language of a page. It comes from the address alone, so that any cache may keep the page.

The site's own language has no prefix; `/es/…` is the same site in Spanish: its lists show the
editions in Spanish, and its frame speaks Spanish where the interface does. The prefix is kept as
Django keeps the prefix of a site that lives below another, so every address that a page reverses
stays in the page's language, and no view and no pattern needs to know of it.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from django.conf import settings
from django.urls import get_script_prefix, reverse, set_script_prefix
from django.utils import translation


@dataclass(frozen=True, slots=True)
class Language:
    """`name` is in the language itself; `search` is PostgreSQL's configuration for its words."""

    code: str
    name: str
    english: str
    is_rtl: bool = False
    search: str = "simple"

    @property
    def dir(self) -> str:
        return "rtl" if self.is_rtl else "ltr"


# Their codes are reserved: no category may take one as its slug.
KNOWN: dict[str, Language] = {
    language.code: language
    for language in (
        Language("ar", "العربية", "Arabic", is_rtl=True),
        Language("bn", "বাংলা", "Bengali"),
        Language("de", "Deutsch", "German"),
        Language("en", "English", "English", search="english"),
        Language("es", "Español", "Spanish", search="spanish"),
        Language("fa", "فارسی", "Persian", is_rtl=True),
        Language("fr", "Français", "French"),
        Language("he", "עברית", "Hebrew", is_rtl=True),
        Language("hi", "हिन्दी", "Hindi"),
        Language("it", "Italiano", "Italian"),
        Language("ja", "日本語", "Japanese"),
        Language("ko", "한국어", "Korean"),
        Language("pa", "ਪੰਜਾਬੀ", "Punjabi"),
        Language("pl", "Polski", "Polish"),
        Language("pt", "Português", "Portuguese"),
        Language("ru", "Русский", "Russian"),
        Language("so", "Soomaali", "Somali"),
        Language("tl", "Tagalog", "Tagalog"),
        Language("uk", "Українська", "Ukrainian"),
        Language("ur", "اردو", "Urdu", is_rtl=True),
        Language("vi", "Tiếng Việt", "Vietnamese"),
        Language("zh", "中文", "Chinese"),
    )
}
# The writing desk speaks one language, at one address.
DESK = "/admin/"
_of_this_page: ContextVar[str] = ContextVar("language_of_this_page", default="")


def of_site() -> str:
    """The site's own language: what has no prefix, and what a new article is written in."""
    return settings.LANGUAGE_CODE.partition("-")[0]


def offered() -> list[str]:
    """The languages in which an article may have editions, the site's own first."""
    return list(dict.fromkeys([of_site(), *settings.EDITION_LANGUAGES]))


def others() -> list[str]:
    return offered()[1:]


def current() -> str:
    """The language of the page that is being made; outside of a page, the site's own."""
    return _of_this_page.get() or of_site()


def interface(code: str) -> str:
    """What gettext speaks on pages of this language: the site's own where nobody translated it."""
    spoken = {name for name, _ in settings.LANGUAGES}
    return code if code != of_site() and code in spoken else settings.LANGUAGE_CODE


def of_frame() -> str:
    """The language of a page's own words around the text."""
    return interface(current()).partition("-")[0]


def tag(code: str) -> str:
    """As `lang` says it."""
    return settings.LANGUAGE_CODE if code == of_site() else code


def choices() -> list[tuple[str, str]]:
    return [(code, KNOWN[code].english) for code in offered()]


def split(path: str) -> tuple[str, str]:
    """The language that a path begins with, "" for none, and the path without it."""
    first, slash, rest = path.removeprefix("/").partition("/")
    return (first, f"/{rest}") if slash and first in others() else ("", path)


def is_of_the_desk(path: str) -> bool:
    """Of a path without its language."""
    return path.startswith(DESK)


def of_path(path: str) -> str:
    """The language of the page at this path, which `reverse` gave."""
    root = get_script_prefix().removesuffix(_prefix(current()))
    code, rest = split(f"/{path.removeprefix(root)}")
    return of_site() if not code or is_of_the_desk(rest) else code


@contextmanager
def page_in(code: str) -> Iterator[None]:
    """Within it, a page of this language is made; within another page, too."""
    before = get_script_prefix()
    root = before.removesuffix(_prefix(current()))
    token = _of_this_page.set(code)
    set_script_prefix(f"{root}{_prefix(code)}")
    try:
        with translation.override(interface(code)):
            yield
    finally:
        set_script_prefix(before)
        _of_this_page.reset(token)


def address(name: str, *args: object, language: str) -> str:
    """The path of a page in this language, whatever language it is asked for from."""
    here = get_script_prefix()
    root = here.removesuffix(_prefix(current()))
    return f"{root}{_prefix(language)}{reverse(name, args=args).removeprefix(here)}"


def _prefix(code: str) -> str:
    return "" if code == of_site() else f"{code}/"
