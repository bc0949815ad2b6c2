"""“Report a problem with this page”: the form, and the answer to who sent it."""

from urllib.parse import urlencode

from django.contrib.auth import get_user_model
from django.http import HttpResponsePermanentRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from articles import help_lines, languages, vocabulary
from articles.quality.helping import dangers
from comments import cases, crisis, limits, reporters
from comments.doors import readers_speak
from comments.forms import ReportForm
from comments.models import Kind, Severity
from comments.reading import article_at
from comments.tickets import Ticket, edition_of, edition_read


@readers_speak
def report(request, category_slug, slug):
    article = article_at(request, category_slug, slug)
    here = (languages.current(), category_slug, slug)
    is_here = (article.language, article.category.slug, article.slug) == here
    if request.method != "POST" and not is_here:
        return HttpResponsePermanentRedirect(_address(article, request.GET.get("edition", "")))
    if article.is_withdrawn:
        return gone(request, article, request.POST.get("text", ""))
    if request.method == "POST":
        return _send(request, article)
    return _ask(request, article, _edition_named(request, article), ReportForm(auto_id="report-%s"))


def _send(request, article):
    ticket = Ticket.read(request.POST.get("ticket", ""))
    edition = edition_of(article, ticket)
    form = ReportForm(request.POST, auto_id="report-%s")
    if edition is None:
        problem = _("This form was open for very long. Look it through, then send it again.")
        return _ask(request, article, _edition_named(request, article), form, problem, 409)
    if not form.is_valid():
        return _ask(request, article, edition, form, ticket=ticket, status=422)
    if problem := _like_a_robot(form, ticket):
        return _ask(request, article, edition, form, problem, 422, ticket)
    if not limits.within(request, "report"):
        problem = _(
            "Many reports came from your network just now, so this one was not sent. Keep what "
            "you wrote, and send it again in an hour."
        )
        return _ask(request, article, edition, form, problem, 429, ticket)
    return _thank(request, article, edition, _open(edition, form.cleaned_data, ticket))


def _like_a_robot(form, ticket):
    """Said, and nothing thrown away: a person who is taken for a robot sends it once more."""
    if form.cleaned_data["website"]:
        return _("One field, which people do not see, was filled in. It is empty now: send again.")
    if ticket.is_too_quick:
        return _("That was quicker than we can read. Look it through, then send it again.")
    return ""


def _open(edition, said, ticket):
    facts = {name: said[name] for name in ("kind", "text", "passage", "email", "harmful")}
    key = ticket.key_for(said["kind"], said["text"], said["passage"])
    return cases.open_case(edition, by=get_user_model().objects.system(), key=key, **facts)


def _thank(request, article, edition, case):
    context = {
        "page": _page(article, edition),
        "is_of_weight": case.severity > Severity.MINOR,
        "will_hear": bool(case.email),
        "delete_path": reporters.deletion_path(case) if case.email else "",
        **help_for(case.text),
    }
    return render(request, "comments/reported.html", context)


def _ask(request, article, edition, form, problem="", status=200, ticket=None):
    said = request.POST.get("text", "")
    context = {
        "page": _page(article, edition),
        "form": form,
        "kinds": Kind.choices,
        "kind": form["kind"].value(),
        "problem": problem,
        "ticket": ticket or Ticket.new(edition),
        **help_for(said),
    }
    return render(request, "comments/report.html", context, status=status)


def _edition_named(request, article):
    return edition_read(article, request.GET.get("edition", "")) or article.live


def _page(article, edition):
    """The page that the reader came from, and the edition that they read."""
    return {
        "title": edition.title,
        "url": article.get_absolute_url(),
        "number": edition.number,
        "has_changed": edition.pk != article.live_id,
    }


def _address(article, edition):
    path = article.address("report_problem")
    return f"{path}?{urlencode({'edition': edition})}" if edition else path


def help_for(text: str) -> dict:
    """Help lines for who may need them: by words of crisis, or of the topics that show help on
    pages. Shown rather too often than not."""
    if not text.strip() or not (crisis.speaks_of_it(text) or _is_sensitive(text)):
        return {"help": None}
    panel = help_lines.panel("", timezone.localdate())
    return {"help": panel, "help_url": reverse("help")}


def _is_sensitive(text):
    return bool(dangers(text, vocabulary.current()))


def gone(request, article, typed=""):
    """A withdrawn page says why at its own address; what was typed meanwhile can be kept."""
    context = {
        "title": article.live.title,
        "url": article.get_absolute_url(),
        "typed": typed[:10_000],
        **help_for(typed),
    }
    return render(request, "comments/gone.html", context, status=410)
