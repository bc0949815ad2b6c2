"""“Was this useful?”: the answer, and what a reader looked for."""

from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _

from comments import limits, usefulness
from comments.doors import readers_speak
from comments.forms import SoughtForm
from comments.reading import article_at
from comments.report_views import gone, help_for
from comments.tickets import Ticket, edition_of, edition_read

ANSWERS = {"yes": True, "no": False}


@readers_speak
def useful(request, category_slug, slug):
    article = article_at(request, category_slug, slug)
    if article.is_withdrawn:
        return gone(request, article, request.POST.get("sought", ""))
    if request.method != "POST":
        return HttpResponseRedirect(article.get_absolute_url())
    if "sought" in request.POST:
        return _sought(request, article)
    return _answer(request, article)


def _answer(request, article):
    said = ANSWERS.get(request.POST.get("answer", ""))
    edition = edition_read(article, request.POST.get("edition", ""))
    if said is None or edition is None:
        problem = _("Your answer did not arrive. Press “Yes” or “No” once more.")
        return _say(request, article, article.live, "ask", problem=problem, status=400)
    if not limits.within(request, "useful"):
        problem = _("Many answers came from your network just now. Answer again later.")
        return _say(request, article, edition, "refused", problem=problem, status=429)
    usefulness.say(edition, by=limits.mark(request), useful=said)
    if said:
        return _say(request, article, edition, "yes")
    return _say(request, article, edition, "no", form=_form(), ticket=Ticket.new(edition))


def _sought(request, article):
    ticket, form = Ticket.read(request.POST.get("ticket", "")), _form(request.POST)
    edition = edition_of(article, ticket)
    typed = help_for(request.POST.get("sought", ""))
    if edition is None:
        problem = _("This form was open for very long. Look it through, then send it again.")
        ticket, edition, status = Ticket.new(article.live), article.live, 409
    elif not form.is_valid():
        problem, status = "", 422
    elif not limits.within(request, "sought"):
        problem = _("Many people wrote from your network just now. Send this again in an hour.")
        status = 429
    else:
        text = form.cleaned_data["sought"]
        usefulness.keep_what_was_sought(edition, text=text, key=ticket.key_for(text))
        return _say(request, article, edition, "sought", **typed)
    facts = {"form": form, "ticket": ticket, "problem": problem}
    return _say(request, article, edition, "no", status=status, **facts, **typed)


def _form(sent=None):
    return SoughtForm(sent, auto_id="feedback-%s")


def _say(request, article, edition, moment, *, status=200, **facts):
    page = {
        "title": edition.title,
        "url": article.get_absolute_url(),
        "revision_number": edition.number,
    }
    context = {"page": page, "moment": moment, **facts}
    return render(request, "comments/useful.html", context, status=status)
