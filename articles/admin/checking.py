"""What the checks say of an article: a page of its own, and an answer for the form while typing."""

from dataclasses import dataclass
from itertools import groupby

from django.core.exceptions import PermissionDenied
from django.http import JsonResponse
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_http_methods

from articles import checks, claims, documents, markup, quality, spanish_reading, vocabulary
from articles.admin.typed import document_typed
from articles.models import Stage
from articles.printed import SpanishLevel
from articles.quality import words
from articles.quality.reading_ease import EASY_GRADE
from articles.workflow import may_write

LATER = "later"
TO_COME = checks.ASKED_AT_PUBLISHING  # what a review or publishing itself will supply
LABELS = {
    quality.BLOCK: ("must be put right", "must be put right"),
    quality.WARN: ("warning", "warnings"),
    quality.INFORM: ("hint", "hints"),
}
HEADINGS = {
    quality.BLOCK: ("Must be put right", "These stop the text from being sent to review."),
    quality.WARN: ("Warnings", "Whoever publishes the text must say that they have read these."),
    quality.INFORM: ("Hints", "For you to weigh. They stop nothing."),
    LATER: ("Still to come", "The review and publishing supply these."),
}
MOST_OF_A_RULE, MOST_TOLD, MOST_SUGGESTIONS = 20, 60, 50


@dataclass(frozen=True)
class Found:
    """One issue: where it is put right (`field`, an id on the writing page) and where it stands in
    the text (`anchor`, an id on the checks page, with the `sentence` there)."""

    issue: quality.Issue
    group: str
    field: str
    anchor: str
    sentence: str

    @property
    def title(self):
        return words.TITLES[self.issue.rule]

    @property
    def message(self):
        return words.message(self.issue)


class CheckingPages:
    def get_urls(self):
        checking = self.admin_site.admin_view(self.checks_view)
        return [
            path("<int:pk>/checks/", checking, name="articles_article_checks"),
            *super().get_urls(),
        ]

    @method_decorator(require_http_methods(["GET", "HEAD", "POST"]))
    def checks_view(self, request, pk):
        """GET shows what is saved; POST answers for what is typed. Neither changes anything."""
        article = self.visible_article(request, pk)
        if request.method == "POST":
            return self._answer(request, article)
        known = vocabulary.current()
        is_live = article.stage == Stage.PUBLISHED and article.live
        document = documents.of_live(article) if is_live else documents.of_manuscript(article)
        report = quality.check(document, known)
        found = found_in(document, report, to_come=frozenset() if is_live else TO_COME)
        suggestions = list(quality.suggestions(document, known)) if document.is_english else []
        context = {
            **self.admin_site.each_context(request),
            "title": f"Checks of “{article.title}”",
            "opts": self.opts,
            "article": article,
            "may_write": may_write(request.user, article),
            "groups": groups(found),
            "claims": claims.problems(article),
            "sentence": told(found),
            "passed": report.totals[quality.PASS],
            "reading": document.readability,
            "spanish_level": _spanish_level(document),
            "easy_grade": EASY_GRADE,
            "is_english": document.is_english,
            "not_asked": sum(quality.NOT_ENGLISH in rule.notes for rule in report.rules),
            "suggestions": suggestions[:MOST_SUGGESTIONS],
            "more_suggestions": len(suggestions) - MOST_SUGGESTIONS,
            "blocks": quality.marked(document, report, suggestions),
        }
        return TemplateResponse(request, "admin/articles/article/checks.html", context)

    def _answer(self, request, article):
        if not may_write(request.user, article):
            raise PermissionDenied("This text is not open for you to write in.")
        try:
            document = document_typed(article, request.POST)
        except markup.MarkupError as problem:
            return JsonResponse({"problem": str(problem)}, status=422)
        found = found_in(document, quality.check(document, vocabulary.current()))
        shown = [each for each in found if each.group != LATER]
        return JsonResponse(
            {
                "sentence": told(found),
                "counts": counts(found),
                "findings": [_facts(each) for each in shown[:MOST_TOLD]],
                "more": max(0, len(shown) - MOST_TOLD),
            }
        )


def found_in(document, report, *, to_come=TO_COME) -> list[Found]:
    """Every issue, the gravest first; those of the rules `to_come` are nobody's fault yet."""
    sentences = {quality.anchor(each.place): each.text for each in document.sentences}
    order = [*HEADINGS]
    found = [_found(issue, sentences, to_come) for issue in report.issues]
    return sorted(found, key=lambda each: order.index(each.group))


def _found(issue, sentences, to_come):
    anchor = quality.anchor(issue.place)
    return Found(
        issue=issue,
        group=LATER if issue.rule in to_come else issue.severity,
        field=checks.field_of(issue.place),
        anchor=anchor,
        sentence=sentences.get(anchor, ""),
    )


def counts(found) -> dict[str, int]:
    groups = [each.group for each in found]
    return {group: groups.count(group) for group in HEADINGS}


def told(found) -> str:
    """How many of each, as a sentence for eyes and ears."""
    number = counts(found)
    parts = [f"{number[group]} {LABELS[group][number[group] != 1]}" for group in LABELS]
    return f"{', '.join(parts)}."


def groups(found) -> list[dict]:
    """Headings with their rules, each rule with what it found."""
    return [
        {"name": name, "heading": HEADINGS[name][0], "about": HEADINGS[name][1], "rules": rules}
        for name, each in groupby(found, key=lambda one: one.group)
        if (rules := list(_by_rule(list(each))))
    ]


def _by_rule(found):
    by_rule = sorted(found, key=lambda each: each.issue.rule)
    for rule, same in groupby(by_rule, key=lambda each: each.issue.rule):
        every = list(same)
        shown, more = every[:MOST_OF_A_RULE], max(0, len(every) - MOST_OF_A_RULE)
        yield {"id": rule, "title": words.TITLES[rule], "found": shown, "more": more}


def _facts(found):
    return {
        "group": found.group,
        "label": HEADINGS[found.group][0],
        "title": found.title,
        "message": found.message,
        "field": found.field,
        "sentence": found.sentence,
    }


def _spanish_level(document):
    counts = document.readability.counts
    is_judged = document.plain_language == "es" and counts.words
    return SpanishLevel(round(spanish_reading.perspicuity(counts))) if is_judged else None
