"""What readers' styles and scripts may weigh and hold, read from the files themselves."""

import gzip
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
STATIC = ROOT / "healthhub" / "static"
TEMPLATES = ROOT / "templates"
LINKED = re.compile(r'{% static "([^"]+\.(?:css|js))" %}')
# What people of the desk and those whom they invite are shown is not what readers wait for.
NOT_FOR_READERS = ("admin", "articles/shared_")
PHYSICAL = re.compile(
    r"(?<![\w(-])(?:(?:margin|padding|border|inset)-)?(?:left|right|top|bottom)(?:-\w+)?\s*:"
    r"|(?<![\w(-])(?:min-|max-)?(?:width|height)\s*:"
    r"|(?:text-align|float|clear)\s*:\s*(?:left|right)"
)
DARK = re.compile(r"@media[^{]*prefers-color-scheme: dark\)\s*{\s*:root\s*{(.*?)}\s*}", re.S)


def linked_by_readers_pages():
    names = set()
    for path in TEMPLATES.rglob("*.html"):
        if not path.relative_to(TEMPLATES).as_posix().startswith(NOT_FOR_READERS):
            names |= set(LINKED.findall(path.read_text()))
    return names


def weight(names):
    return sum(len(gzip.compress((STATIC / name).read_bytes(), 9)) for name in names)


def styles():
    return {n: (STATIC / n).read_text() for n in linked_by_readers_pages() if n.endswith(".css")}


def test_all_styles_of_readers_together_are_lighter_than_14_kb():
    assert {"healthhub/tokens.css", "healthhub/site.css"} <= set(styles())
    assert weight(styles()) <= 14_000


def test_all_scripts_of_readers_together_are_lighter_than_5_kb():
    assert weight(n for n in linked_by_readers_pages() if n.endswith(".js")) <= 5_000


def test_styles_know_beginning_and_end_but_no_left_and_right():
    for name, text in styles().items():
        bare = re.sub(r"/\*.*?\*/", "", text, flags=re.S)
        assert PHYSICAL.findall(bare) == [], name


def test_styles_ask_nobody_else_for_anything():
    for name, text in styles().items():
        assert not re.search(r"@import|url\(|@font-face", text), name


def test_in_the_dark_only_colours_differ():
    """The tests in a browser rely on it: in the dark they ask only the rules about colours."""
    ours = {p: p.read_text() for p in STATIC.rglob("*.css")}
    dark = [path.name for path, text in ours.items() if "prefers-color-scheme" in text]
    assert dark == ["tokens.css"]
    (block,) = DARK.findall((STATIC / "healthhub" / "tokens.css").read_text())
    assert re.sub(r"--[\w-]+: #[0-9a-f]{3,8};", "", block).strip() == ""


def test_the_colour_that_a_phone_paints_its_bar_with_is_that_of_the_page():
    colours = re.findall(r"--paper: (#\w+);", (STATIC / "healthhub" / "tokens.css").read_text())
    base = (TEMPLATES / "base.html").read_text()
    assert re.findall(r'name="theme-color" content="(#\w+)"', base) == colours
