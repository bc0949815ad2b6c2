"""Remarks in the admin: the list with the text, the form of a new one, and what is done to one."""

import uuid

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from articles import pages, passage_links, remark_lists, remarks
from articles.errors import NotAllowed
from articles.lists import is_id
from articles.models import Article, Remark
from articles.models.remark import LONGEST_TEXT
from articles.remark_forms import CHANGED, chosen, key_of
from articles.remark_rights import NOT_YOURS, rights_of
from articles.shelves import tree_of

RESOLVED_SHOWN = 20
# The pages that a remark can be left from, and where each goes on.
PAGES = {"review": "review", "remarks": "remarks", "change": "change", "preview": "preview"}


class RemarkPages:
    def get_urls(self):
        door = self.admin_site.admin_view
        base = "<int:pk>/remarks/"
        return [
            path(base, door(self.remarks_view), name="articles_article_remarks"),
            path(f"{base}add/", door(self.remark_view), name="articles_article_remark"),
            path(
                f"{base}<int:remark>/answer/",
                door(self.answer_view),
                name="articles_article_answer",
            ),
            path(
                f"{base}<int:remark>/<slug:act>/",
                door(self.remark_act_view),
                name="articles_article_remark_act",
            ),
            *super().get_urls(),
        ]

    # --- the list

    @method_decorator(require_safe)
    def remarks_view(self, request, pk):
        article, rights = self._worked_on(request, pk)
        before = request.GET.get("before", "")
        resolved = remark_lists.resolved_on(
            article, int(before) if is_id(before) else None, RESOLVED_SHOWN + 1
        )
        text = self.remarked_text(request, article, rights, on="remarks")
        context = {
            **self.admin_site.each_context(request),
            **text,
            "title": "Remarks",
            "subtitle": article.title,
            "article": article,
            "resolved": remark_lists.shown(resolved[:RESOLVED_SHOWN], text["reading"], rights),
            "older": resolved[RESOLVED_SHOWN - 1].pk if len(resolved) > RESOLVED_SHOWN else None,
            "opts": self.opts,
        }
        return TemplateResponse(request, "admin/articles/article/review_remarks.html", context)

    def remarked_text(self, request, article, rights, *, on, revision=None):
        """The text with its open remarks, and the links that leave one more."""
        open_ones = remark_lists.open_on(article)
        try:
            revision = revision or remarks.text_of(article, by=request.user)
        except NotAllowed as no:
            messages.error(request, str(no))
            shown = remark_lists.shown(open_ones, None, rights)
            return {"page": None, "reading": None, "remarks": shown, "on": on}
        reading = remarks.reading_of(revision)
        shown = remark_lists.shown(open_ones, reading, rights)
        add = reverse("admin:articles_article_remark", args=[article.pk])
        links = passage_links.links(f"{add}?on={on}", shown)
        page = pages.preview(article, revision, tree=tree_of(request))
        return {
            "page": passage_links.with_links(page, revision, links),
            "head": passage_links.of_head(reading, links),
            "reading": reading,
            "revision": revision,
            "remarks": shown,
            "on": on,
        }

    # --- a new one

    @method_decorator(require_http_methods(["GET", "HEAD", "POST"]))
    def remark_view(self, request, pk):
        if request.method == "POST" and (gone := self.gone_while_typing(request, pk)):
            return gone
        article, rights = self._worked_on(request, pk)
        revision = _text(article, request.user)
        if request.method == "POST":
            return self._leave_remark(request, article, rights, revision)
        passage = chosen(revision, request.GET.get("words", ""), request.GET.get("block", ""))
        return self._ask_remark(request, article, rights, passage)

    def _leave_remark(self, request, article, rights, revision):
        quote = request.POST.get("quote", "")
        passage = chosen(revision, quote, request.POST.get("block", ""), exactly=True)
        if quote and passage is None:
            return self._ask_remark(request, article, rights, None, CHANGED, status=409)
        try:
            left = remarks.leave(
                article,
                by=request.user,
                text=request.POST.get("text", ""),
                passage=passage,
                revision=revision,
                must_fix="must_fix" in request.POST,
                key=key_of(request.POST),
            )
        except NotAllowed as no:
            return self._ask_remark(request, article, rights, passage, str(no), status=422)
        messages.success(request, "Your remark is there.")
        return _back(article, request.POST.get("on"), f"remark-{left.pk}")

    def _ask_remark(self, request, article, rights, passage, problem="", status=200):
        context = {
            "title": "Remark",
            "passage": passage,
            "may_require": rights.judges_it,
            "must_fix": "must_fix" in request.POST,
            "place": request.POST.get("block", request.GET.get("block", "")),
        }
        return self._remark_form(request, article, context, problem, status)

    # --- an answer

    @method_decorator(require_http_methods(["GET", "HEAD", "POST"]))
    def answer_view(self, request, pk, remark):
        if request.method == "POST" and (gone := self.gone_while_typing(request, pk)):
            return gone
        article, rights = self._worked_on(request, pk)
        remark = get_object_or_404(_of(article), pk=remark)
        if request.method == "POST":
            return self._answer_remark(request, article, remark)
        if no := rights.refusal("answer", remark):
            raise PermissionDenied(no)
        return self._ask_answer(request, article, remark)

    def _answer_remark(self, request, article, remark):
        text, key = request.POST.get("text", ""), key_of(request.POST)
        try:
            remarks.answer(remark, by=request.user, text=text, key=key)
        except NotAllowed as no:
            return self._ask_answer(request, article, remark, str(no), status=422)
        messages.success(request, "Your answer is there.")
        return _back(article, request.POST.get("on"), f"remark-{remark.pk}")

    def _ask_answer(self, request, article, remark, problem="", status=200):
        context = {"title": "Answer", "answered": remark}
        return self._remark_form(request, article, context, problem, status)

    def _remark_form(self, request, article, context, problem, status):
        on = request.POST.get("on", request.GET.get("on", ""))
        context = {
            **self.admin_site.each_context(request),
            **context,
            "subtitle": article.title,
            "article": article,
            "problem": problem,
            "text": request.POST.get("text", ""),
            "key": key_of(request.POST) or uuid.uuid4(),
            "on": on if on in PAGES else "remarks",
            "longest": LONGEST_TEXT,
            "back": _back(article, on).url,
            "opts": self.opts,
        }
        template = "admin/articles/article/review_remark_form.html"
        return TemplateResponse(request, template, context, status=status)

    # --- done, must fix, resolved

    @method_decorator(require_POST)
    def remark_act_view(self, request, pk, remark, act):
        article, rights = self._worked_on(request, pk)
        remark = get_object_or_404(_of(article), pk=remark)
        if act not in remarks.ACTS:
            raise Http404("There is nothing of this name to do with a remark.")
        if remark.is_open and (no := rights.refusal(act, remark)):
            raise PermissionDenied(no)
        try:
            remarks.ACTS[act](remark, by=request.user)
        except NotAllowed as no:
            messages.warning(request, str(no))
        return _back(article, request.POST.get("on"), f"remark-{remark.pk}")

    # --- what these doors share

    def open_remarks(self, request, article):
        """What is open on this article; None for whom its remarks are not."""
        works = rights_of(request.user, article).works_on_it
        return remark_lists.open_on(article) if works else None

    def _worked_on(self, request, pk):
        article = self.visible_article(request, pk)
        rights = rights_of(request.user, article)
        if not rights.works_on_it:
            raise PermissionDenied(NOT_YOURS)
        return article, rights

    def gone_while_typing(self, request, pk):
        """An article that this person can no longer see: their words are given back to them."""
        if Article.objects.visible_to(request.user).filter(pk=pk).exists():
            return None
        typed = [request.POST.get(name, "") for name in ("text", "reason")]
        notes = [value for name, value in request.POST.items() if name.startswith("note-")]
        context = {
            **self.admin_site.each_context(request),
            "title": "This article is not here for you any more",
            "typed": [words for words in (*typed, *notes) if words],
        }
        template = "admin/articles/article/review_gone.html"
        return TemplateResponse(request, template, context, status=404)


def _text(article, user):
    try:
        return remarks.text_of(article, by=user)
    except NotAllowed:
        return None  # a remark on the whole text can still be left


def _of(article):
    return Remark.objects.filter(article=article).select_related("article", "written_by", "sent_by")


def _back(article, on, anchor=""):
    page = PAGES.get(on, "remarks")
    address = reverse(f"admin:articles_article_{page}", args=[article.pk])
    return HttpResponseRedirect(f"{address}#{anchor}" if anchor else address)
