"""“Your profile”: what a person says of themselves, and where readers see it."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts import portraits, profile
from accounts.doors import own
from accounts.models import User
from accounts.profile_form import PortraitForm, ProfileForm


@own
def profile_page(request):
    person = User.objects.select_related("portrait").get(pk=request.user.pk)
    seen = profile.as_seen(person)
    if request.method != "POST":
        return _ask(request, person, ProfileForm(instance=person), _portrait_form(person), seen)
    form = ProfileForm(request.POST, instance=person)
    picture = _portrait_form(person, request.POST, request.FILES)
    if not all([form.is_valid(), picture is None or picture.is_valid()]):
        return _ask(request, person, form, picture, request.POST.get("seen", ""), status=422)
    try:
        _store(request, form, picture)
    except profile.Changed:
        problem = _(
            "Your profile was changed elsewhere after you opened this page. Below is what you "
            "typed; nothing of it is stored yet. Look it through, then save it again."
        )
        current = profile.as_seen(User.objects.get(pk=person.pk))
        return _ask(request, person, form, picture, current, problem, status=409)
    messages.success(request, _("Your profile is saved."))
    return HttpResponseRedirect(reverse("profile"))


def _store(request, form, picture):
    """The words and the picture together, or neither."""
    with transaction.atomic():
        me = profile.change(
            request.user, form.cleaned_data, by=request.user, seen=request.POST.get("seen", "")
        )
        if picture is None:
            return
        given = picture.cleaned_data
        alt = given["alt"] or _("Portrait of %(name)s") % {"name": me.display_name}
        if picture.drawn:
            portraits.hang(me, picture.drawn, alt=alt, by=request.user)
        elif given.get("remove"):
            portraits.take_down(me, by=request.user)
        else:
            portraits.describe(me, alt=alt, by=request.user)


def _portrait_form(person, *given):
    """Readers have no portrait: their page shows a name and words."""
    if not person.is_staff:
        return None
    return PortraitForm(*given, portrait=getattr(person, "portrait", None))


def _ask(request, person, form, picture, seen, problem="", status=200):
    context = {
        "form": form,
        "picture": picture,
        "portrait": getattr(person, "portrait", None) if picture else None,
        "monogram": User.objects.get(pk=person.pk).monogram,
        "seen": seen,
        "problem": problem,
        "is_staff": person.is_staff,
        "public_page": _public_page(request.user),
    }
    return render(request, "accounts/profile.html", context, status=status)


def _public_page(person):
    """Of who may write, as an author; of a reader, where they asked for one."""
    if person.has_perm("articles.submit_article"):
        return person.get_absolute_url()
    return reverse("member", args=[person.slug]) if person.shows_a_member_page else ""
