"""Who may import whom: read from the source, so that a shortcut fails before it is a habit."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PURE = {
    "alphabet",
    "codes",
    "languages",
    "local_time",
    "networks",
    "passages",
    "appraisal",
    "markup",
    "images",
    "citations",
    "canonical",
    "search",
    "compare",
    "pairing",
    "differences",
    "quality",
    "readability",
    "spanish_reading",
    "structured_data",
    "feed_formats",
    "markdown_edition",
    "share_card",
    "share_card_words",
}
MODELS = {"models"}
DOING = {
    "errors", "edition_state", "editions", "in_other_languages", "wording", "changed_words", "history", "kept_record", "history_check", "changes", "vocabulary", "word_lists", "help_lines", "sensitivity", "keeping_help_lines", "documents", "checks", "minor_changes", "rules",
    "steps", "claims", "snapshots", "freezing", "public_index", "walk", "signing", "editorial_notices", "corrections", "publishing",
    "workflow", "schedule_mail", "scheduling", "desk", "manuscript", "restoring", "mailing", "notifications", "readership", "shelves", "lists", "finding",
    "related", "headwords", "live_reviews", "people", "popularity", "tagging", "evidence", "disclosures", "pages", "due", "owners", "reminders", "remarks", "remark_rights", "remark_lists", "preview_links",
    "connection", "outgoing", "links", "link_verdicts", "link_checks", "sources", "lookup", "glossary", "past_editions", "leaflets", "paper", "review_box", "printed", "share_images", "heads", "feeds", "rights", "bylines",
}  # fmt: skip
DOORS = {
    "views", "language_prefix", "list_pages", "alphabet_page", "shelf_pages", "tag_pages", "people_pages", "help_page", "changes_page", "corrections_page", "media", "doors", "urls", "admin", "editor", "importers", "templatetags", "glossary_page", "editions_page", "leaflet_page", "share_page", "feed_pages", "sitemaps", "markdown_page",
    "management", "context_processors", "workflow_page", "apps", "migrations", "preview_views", "passage_links", "remark_forms",
}  # fmt: skip
DATA_BLOCK = '<script type="application/ld+json">'  # no browser runs it, so the policy lets it be
LAYERS = [PURE, MODELS, DOING, DOORS]


def imports_of(path):
    found = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            base = _absolute(path, node)
            found |= {f"{base}.{alias.name}" for alias in node.names}
    return found


def _absolute(path, node):
    if not node.level:
        return node.module or ""
    package = path.relative_to(ROOT).with_suffix("").parts[: -node.level]
    return ".".join([*package, *([node.module] if node.module else [])])


def sources(app):
    return [p for p in (ROOT / app).rglob("*.py") if "migrations" not in p.parts]


@pytest.mark.parametrize(
    "app, forbidden",
    [
        ("accounts", {"articles", "comments", "healthhub"}),
        ("articles", {"accounts", "comments", "healthhub"}),
        ("comments", {"accounts", "healthhub"}),
    ],
)
def test_an_app_imports_only_what_stands_below_it(app, forbidden):
    for path in sources(app):
        used = {name.split(".")[0] for name in imports_of(path)}
        assert not used & forbidden, f"{path.relative_to(ROOT)} imports {used & forbidden}"


def test_every_module_of_articles_has_its_layer():
    here = {p.stem for p in (ROOT / "articles").iterdir() if p.suffix == ".py" or p.is_dir()}
    here -= {"__init__", "__pycache__", "demo"}
    assert here <= set().union(*LAYERS), f"Name the layer of {here - set().union(*LAYERS)}"


def test_inside_articles_each_layer_uses_only_what_stands_before_it():
    for path in sources("articles"):
        module = path.relative_to(ROOT / "articles").parts[0].removesuffix(".py")
        if module == "__init__":
            continue
        above = set().union(*LAYERS[_level(module) + 1 :])
        used = {n.split(".")[1] for n in imports_of(path) if n.startswith("articles.")}
        assert not used & above, f"{path.relative_to(ROOT)} reaches up to {used & above}"


def _level(module):
    return next(level for level, names in enumerate(LAYERS) if module in names)


def test_pure_modules_know_no_database():
    for path in sources("articles"):
        module = path.relative_to(ROOT / "articles").parts[0].removesuffix(".py")
        if module in PURE:
            assert not any(name.startswith("django.db") for name in imports_of(path)), path


def test_what_comments_judges_by_words_knows_no_database():
    pure = "advice advice_words crisis crisis_words identity_numbers masking severity spelling wording".split()
    pure += ["spam/arithmetic", "spam/manners", "spam/tokens"]
    for name in pure:
        used = imports_of(ROOT / "comments" / f"{name}.py")
        assert not any(each.startswith(("django", "comments.models")) for each in used), name


def test_html_becomes_trusted_in_one_function_only():
    marks = [
        path.relative_to(ROOT).as_posix()
        for app in ("accounts", "articles", "comments", "healthhub")
        for path in sources(app)
        if re.search(r"mark_safe|SafeString\(|SafeText|__html__", path.read_text())
    ]
    assert [m for m in marks if not m.startswith("articles/markup/")] == []
    unsafe = [
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "templates").rglob("*.html")
        if re.search(r"\|\s*safe\b|safeseq|autoescape off", path.read_text())
    ]
    assert unsafe == []


def test_no_file_of_code_has_outgrown_its_idea():
    long = {
        path.relative_to(ROOT).as_posix(): count
        for app in ("accounts", "articles", "comments", "healthhub")
        for path in sources(app)
        if (count := len(path.read_text().splitlines())) > 300
    }
    assert set(long) <= {"healthhub/settings.py"}  # one file, read top to bottom


def test_no_file_of_templates_has_inline_script_or_style():
    for path in (ROOT / "templates").rglob("*.html"):
        text = path.read_text()
        assert not re.search(r"<style|\sstyle=|\son[a-z]+=", text), path
        for tag in re.findall(r"<script[^>]*>", text):
            is_data = tag == DATA_BLOCK and path.name == "_machines.html"
            assert "src=" in tag or is_data, f"{path} has an inline script"


def test_no_pattern_has_a_possessive_group():
    """Python before 3.11.5 matches them wrongly, and Debian 12 ships 3.11.2."""
    for app in ("accounts", "articles", "comments", "healthhub"):
        for path in sources(app):
            assert not re.search(r"\)[*+?]\+", path.read_text()), path
