"""Whatever readers' pages say, they say in every language of the interface.

Read without the tools of gettext: the templates and the code are searched for what they translate,
the catalogue is read as text, and the compiled one with Python's own reader.
"""

import ast
import re
from gettext import GNUTranslations
from pathlib import Path

import pytest
from django.conf import settings
from django.utils.translation.template import templatize

from healthhub.management.commands.makemessages import NOT_FOR_READERS

ROOT = Path(__file__).resolve().parent.parent
LANGUAGES = [code for code, _ in settings.LANGUAGES if code != settings.LANGUAGE_CODE]
CALLS = {"gettext", "gettext_noop", "gettext_lazy", "ngettext", "pgettext", "_"}
TEXT = r'u?("(?:[^"\\]|\\.)*"|\'(?:[^\'\\]|\\.)*\')'
IN_TEMPLATES = re.compile(rf"\b(n?)(?:gettext|_)\({TEXT}(?:,\s*{TEXT})?|\b_\({TEXT}\)")
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|\{\w*\}")
NEXT = "bin/manage makemessages -l es, translate what is new, bin/manage compilemessages"


def catalogue(code):
    """The entries of a .po file: (singular, plural or "") → (its translations, whether fuzzy)."""
    found = {}
    path = ROOT / "locale" / code / "LC_MESSAGES" / "django.po"
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        lines = [line for line in block.splitlines() if not line.startswith("#")]
        parts, key = {}, ""
        for line in lines:
            if line.startswith("msg"):
                key, _, line = line.partition(" ")
            parts[key] = parts.get(key, "") + ast.literal_eval(line)
        told = [text for name, text in parts.items() if name.startswith("msgstr")]
        if parts.get("msgid"):
            found[parts["msgid"], parts.get("msgid_plural", "")] = (told, "#, fuzzy" in block)
    return found


def said_by_templates():
    paths = [p for kind in ("html", "txt") for p in (ROOT / "templates").rglob(f"*.{kind}")]
    for path in sorted(paths):
        if path.relative_to(ROOT).as_posix().startswith("templates/admin/"):
            continue
        for _, one, _, other in IN_TEMPLATES.findall(templatize(path.read_text())):
            yield ast.literal_eval(one or other), path.name


def said_by_code():
    apps = [p for name in ("accounts", "articles", "comments", "healthhub") for p in [ROOT / name]]
    for path in sorted(p for app in apps for p in app.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in CALLS:
                text = node.args[0]
                if isinstance(text, ast.Constant) and isinstance(text.value, str):
                    yield text.value, path.name


@pytest.mark.parametrize("code", LANGUAGES)
def test_everything_that_readers_pages_say_is_translated(code):
    known = {singular: told for (singular, _), (told, _) in catalogue(code).items()}
    missing = {
        f"{place}: {text}"
        for text, place in [*said_by_templates(), *said_by_code()]
        if text.strip() and not all(known.get(text, [""]))
    }
    assert not missing, f"Not in {code}. {NEXT}: {sorted(missing)}"
    assert len(known) > 200


@pytest.mark.parametrize("code", LANGUAGES)
def test_no_translation_is_a_guess_and_each_keeps_its_placeholders(code):
    for (singular, plural), (told, is_fuzzy) in catalogue(code).items():
        assert not is_fuzzy, f"Look at this guess, and take “fuzzy” away: {singular}"
        for text, source in zip(told, [singular, *[plural] * len(told)], strict=False):
            wanted = sorted(PLACEHOLDER.findall(source))
            assert sorted(PLACEHOLDER.findall(text)) == wanted, singular


@pytest.mark.parametrize("code", LANGUAGES)
def test_what_is_compiled_says_what_is_written(code):
    with (ROOT / "locale" / code / "LC_MESSAGES" / "django.mo").open("rb") as file:
        compiled = GNUTranslations(file)
    written = catalogue(code)
    for (singular, plural), (told, _) in written.items():
        if plural:
            both = [compiled.ngettext(singular, plural, number) for number in (1, 2)]
            assert both == told, NEXT
        else:
            assert compiled.gettext(singular) == told[0], NEXT
    kept = {k[0] if isinstance(k, tuple) else k for k in compiled._catalog} - {""}
    assert kept == {singular for singular, _ in written}, NEXT


def test_dates_on_readers_pages_are_written_in_the_language_of_the_page():
    for path in (ROOT / "templates").rglob("*.html"):
        if "templates/admin/" not in path.as_posix():
            fixed = re.findall(
                r'date:"(?!DATE_FORMAT|DATETIME_FORMAT|YEAR_MONTH_FORMAT|Y-m-d|H:i|T|c")[^"]*"',
                path.read_text(),
            )
            assert not fixed, f'{path.name}: use date:"DATE_FORMAT" instead of {fixed}'


def test_what_is_left_out_of_the_catalogue_is_not_for_readers():
    assert "templates/admin" in NOT_FOR_READERS and "templates" not in NOT_FOR_READERS
