"""The page on which a text is judged: made for a phone, one page from the text to the signature."""

from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseBadRequest, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_http_methods

from articles import (
    appraisal,
    checks,
    documents,
    evidence,
    passages,
    preview_links,
    quality,
    vocabulary,
)
from articles.admin.preview_link_pages import PreviewLinkPages
from articles.admin.remark_pages import RemarkPages
from articles.differences import compare_revisions
from articles.errors import StaleArticle, WorkflowError
from articles.lists import is_id
from articles.models import Article, Review, ReviewKind
from articles.remark_rights import rights_of
from articles.rules import awaiting_signature
from articles.steps import STEPS
from articles.workflow import refusal, statement_of, take

# What a review can end with.
SIGNING = {
    "approve": ReviewKind.WHOLE,
    "mark_reviewed_unchanged": ReviewKind.UNCHANGED,
}
ENDINGS = (*SIGNING, "request_changes")
EARLIER_SHOWN = 5
NOT_A_REVIEWER = "Reviews are for clinician reviewers and editors."
NOTHING_HERE = "Nothing of this article waits for a review."


@dataclass(frozen=True)
class Ending:
    """One way to end a review: its button, or why this person cannot take it."""

    verb: str
    label: str
    refusal: str


class ReviewPages(RemarkPages, PreviewLinkPages):
    def get_urls(self):
        door = self.admin_site.admin_view
        return [
            path("<int:pk>/review/", door(self.review_view), name="articles_article_review"),
            *super().get_urls(),
        ]

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        """The writing page names what is open, and leads those who judge to the review."""
        if obj is not None:
            context["reviewed"] = (signing(obj), "request_changes")
            context["remarks"] = self.open_remarks(request, obj)
            context["may_invite"] = preview_links.may_invite(request.user, obj)
        return super().render_change_form(request, context, add, change, form_url, obj)

    @method_decorator(require_http_methods(["GET", "HEAD", "POST"]))
    def review_view(self, request, pk):
        if not any(request.user.has_perm(STEPS[verb].permission) for verb in ENDINGS):
            raise PermissionDenied(NOT_A_REVIEWER)
        if request.method == "POST" and (gone := self.gone_while_typing(request, pk)):
            return gone
        article = self.visible_article(request, pk)
        if request.method == "POST":
            return self._end_review(request, article)
        if judged(article) is None:
            messages.info(request, NOTHING_HERE)
            return HttpResponseRedirect(_change_url(article))
        return self._review_page(request, article)

    def _end_review(self, request, article):
        verb, version = request.POST.get("ending", ""), request.POST.get("version", "")
        if verb not in ENDINGS or not is_id(version):
            return HttpResponseBadRequest(
                "The review came without its end or without the version it was made on, so "
                "nothing was done. Go back to the article and try again."
            )
        if not request.user.has_perm(STEPS[verb].permission):
            raise PermissionDenied(f"Your roles do not include “{STEPS[verb].label}”.")
        answers = appraisal.read(request.POST)
        if any(answer.problem for answer in answers.values()):
            problem = "Some answers cannot be kept as they are. They are marked below."
            return self._review_page(request, article, problem, answers, status=422)
        try:
            take(
                verb,
                article,
                by=request.user,
                version=int(version),
                reason=request.POST.get("reason", ""),
                answers=appraisal.kept(answers),
            )
        except WorkflowError as no:
            return self._review_again(request, article.pk, no, answers)
        messages.success(request, f"“{article.title}”: {STEPS[verb].label.lower()} – done.")
        return HttpResponseRedirect(self._where_next(request, article))

    def _review_again(self, request, pk, no, answers):
        """The page as the article stands now, with what was typed into it."""
        if gone := self.gone_while_typing(request, pk):
            return gone
        status = 409 if isinstance(no, StaleArticle) else 422
        return self._review_page(
            request, self.visible_article(request, pk), str(no), answers, status
        )

    def _where_next(self, request, article):
        """What was sent back is its authors' again: a reviewer goes on from the desk."""
        sees = Article.objects.visible_to(request.user).filter(pk=article.pk).exists()
        return _change_url(article) if sees else reverse("admin:index")

    def _review_page(self, request, article, problem="", answers=None, status=200):
        revision = judged(article)
        context = {
            **self.admin_site.each_context(request),
            "title": "Review",
            "subtitle": revision.title if revision else article.title,
            "article": article,
            "problem": problem,
            "reason": request.POST.get("reason", ""),
            "groups": appraisal.grouped(answers or appraisal.read({})),
            "answered": any(a.choice or a.note for a in (answers or {}).values()),
            "choices": appraisal.CHOICES.items(),
            "longest_note": appraisal.LONGEST_NOTE,
            "opts": self.opts,
            **(self._what_is_read(request, article, revision) if revision else {"page": None}),
            **_ends(request.user, article),
        }
        template = "admin/articles/article/review.html"
        return TemplateResponse(request, template, context, status=status)

    def _what_is_read(self, request, article, revision):
        """Everything that is to be read before a decision."""
        rights = rights_of(request.user, article)
        text = self.remarked_text(request, article, rights, on="review", revision=revision)
        return {
            **text,
            "differences": differences(article.live, revision),
            "findings": found_in(article, revision, text["reading"]),
            "sources": sources_of(revision, text["reading"]),
            "claims": evidence.of(revision),
            "earlier": earlier_reviews(article),
            "must_fix": sum(shown.remark.must_fix for shown in text["remarks"]),
        }


def judged(article):
    """The text that a review now is of: one that waits for a signature, else what readers see."""
    return awaiting_signature(article) or (article.live if article.is_public else None)


def signing(article):
    """The verb of a signature under that text."""
    return "approve" if awaiting_signature(article) else "mark_reviewed_unchanged"


def _ends(user, article):
    """The ways to end this review, and what stands under a signature."""
    verb = signing(article)
    return {
        "sign": _ending(user, verb, article),
        "send_back": _ending(user, "request_changes", article),
        "statement": statement_of(user, SIGNING[verb]),
        "credential": user.signing_credential(),
    }


def _ending(user, verb, article):
    return Ending(verb, STEPS[verb].label, refusal(user, verb, article))


def differences(before, after):
    """What changed since the text that readers see: the parts that differ, by words."""
    if before is None or before.pk == after.pk:
        return []
    return compare_revisions(before, after)


def found_in(article, revision, reading):
    """What the rules say of this text, each with the block that it is about, where one is."""
    document = documents.of_revision(article, revision, review=None)
    report = quality.check(document, vocabulary.current())
    found = checks.findings(article, report)
    return [
        (each, _block_of(each.evidence, reading))
        for each in found
        if each.rule not in checks.ASKED_AT_PUBLISHING
    ]


def _block_of(words, reading):
    passage = reading.passage_of_words(words) if len(words.split()) > 1 else None
    return reading.block_at(passage.place) if passage else None


def sources_of(revision, reading):
    """Each source with the blocks that cite it."""
    citing = passages.citing(reading.blocks)
    return [{**source, "cited_in": citing.get(source["number"], [])} for source in revision.sources]


def earlier_reviews(article):
    reviews = Review.objects.filter(revision__article=article).select_related("revision")
    reviews = reviews.defer("revision__body_html", "revision__plain_text").order_by("-id")
    return [(review, appraisal.shown(review.answers)) for review in reviews[:EARLIER_SHOWN]]


def _change_url(article):
    return reverse("admin:articles_article_change", args=[article.pk])
