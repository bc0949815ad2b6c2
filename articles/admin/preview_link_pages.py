"""Previews for people without an account: whom this article is open to, and new invitations."""

import uuid
from urllib.parse import urljoin

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_http_methods, require_POST

from articles import preview_links
from articles.errors import NotAllowed
from articles.lists import is_id
from articles.models import PreviewLink
from articles.models.preview_link import MOST_DAYS, USUAL_DAYS
from articles.preview_links import MANUSCRIPT
from articles.remark_forms import key_of

SENT_TWICE = (
    "This invitation was made already, and its address is shown only once. "
    "If you have lost it, make a new address below."
)


class PreviewLinkPages:
    def get_urls(self):
        door = self.admin_site.admin_view
        base = "<int:pk>/previews/"
        return [
            path(base, door(self.previews_view), name="articles_article_previews"),
            path(
                f"{base}<int:link>/renew/",
                door(self.preview_renew_view),
                name="articles_article_preview_renew",
            ),
            path(
                f"{base}<int:link>/end/",
                door(self.preview_end_view),
                name="articles_article_preview_end",
            ),
            *super().get_urls(),
        ]

    @method_decorator(require_http_methods(["GET", "HEAD", "POST"]))
    def previews_view(self, request, pk):
        article = self._invited_to(request, pk)
        if request.method == "POST":
            return self._invite_to(request, article)
        return self._previews(request, article)

    def _invite_to(self, request, article):
        days, version = request.POST.get("days", ""), request.POST.get("version", "")
        revision = None
        if version != MANUSCRIPT:
            number = int(version) if is_id(version) and len(version) < 10 else None
            revision = article.revisions.filter(number=number).first()
            if revision is None:
                no = "Choose what to show: a version, or the manuscript as it stands."
                return self._previews(request, article, problem=no, status=422)
        try:
            link, token = preview_links.invite(
                article,
                by=request.user,
                name=request.POST.get("name", ""),
                days=int(days) if is_id(days) else 0,
                revision=revision,
                key=key_of(request.POST),
            )
        except NotAllowed as no:
            return self._previews(request, article, problem=str(no), status=422)
        if not token:
            messages.info(request, SENT_TWICE)
        return self._previews(request, article, made=link, token=token)

    @method_decorator(require_POST)
    def preview_renew_view(self, request, pk, link):
        article = self._invited_to(request, pk)
        link = get_object_or_404(PreviewLink, article=article, pk=link)
        try:
            link, token = preview_links.renew(link, by=request.user)
        except NotAllowed as no:
            return self._previews(request, article, problem=str(no), status=422)
        return self._previews(request, article, made=link, token=token)

    @method_decorator(require_POST)
    def preview_end_view(self, request, pk, link):
        article = self._invited_to(request, pk)
        link = get_object_or_404(PreviewLink, article=article, pk=link)
        try:
            preview_links.revoke(link, by=request.user)
        except NotAllowed as no:
            messages.warning(request, str(no))
        else:
            messages.success(request, f"The preview for {link.name} is ended.")
        return HttpResponseRedirect(_previews_url(article))

    def _invited_to(self, request, pk):
        article = self.visible_article(request, pk)
        if not preview_links.may_invite(request.user, article):
            raise PermissionDenied(preview_links.NOT_YOURS)
        return article

    def _previews(self, request, article, *, problem="", made=None, token="", status=200):
        """The page after an invitation shows its address: once, in this answer and nowhere else."""
        typed = request.POST if problem else {}
        context = {
            **self.admin_site.each_context(request),
            "title": "Previews",
            "subtitle": article.title,
            "article": article,
            "problem": problem,
            "made": made,
            "address": address_of(token) if token else "",
            "links": preview_links.links_of(article),
            "versions": preview_links.versions_of(article),
            "may_show_manuscript": preview_links.may_show_manuscript(request.user, article),
            "manuscript": MANUSCRIPT,
            "typed": typed,
            "days": typed.get("days", USUAL_DAYS),
            "most_days": MOST_DAYS,
            "key": key_of(typed) or uuid.uuid4(),
            "here": _previews_url(article),
            "opts": self.opts,
        }
        template = "admin/articles/article/review_previews.html"
        return TemplateResponse(request, template, context, status=status)


def address_of(token):
    return urljoin(settings.SITE_URL, reverse("shared_preview", args=[token]))


def _previews_url(article):
    return reverse("admin:articles_article_previews", args=[article.pk])
