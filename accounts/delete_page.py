"""“Delete your account”: what goes, what stays and why, and one deliberate press."""

from allauth.account.decorators import reauthentication_required
from django import forms
from django.contrib.auth import logout
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts import deleting
from accounts.doors import own
from accounts.profile import is_named_in_print


class DeleteForm(forms.Form):
    comments = forms.ChoiceField(
        label=gettext_lazy("Your comments under articles"),
        choices=[
            ("keep", gettext_lazy("They stay, and are shown as by “Deleted user”")),
            ("delete", gettext_lazy("They go as well")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose what happens to your comments.")},
    )
    sure = forms.BooleanField(
        label=gettext_lazy("I understand that this cannot be undone"),
        error_messages={
            "required": gettext_lazy("Tick that you understand. Nothing was deleted yet.")
        },
    )


@own
@reauthentication_required
def delete(request):
    if no := deleting.refusal(request.user):
        return _ask(request, DeleteForm(auto_id="delete-%s"), no, 200 if _looks(request) else 409)
    if _looks(request):
        return _ask(request, DeleteForm(auto_id="delete-%s"))
    form = DeleteForm(request.POST, auto_id="delete-%s")
    if not form.is_valid():
        return _ask(request, form, status=422)
    try:
        comments = form.cleaned_data["comments"]
        deleting.delete_account(request.user, by=request.user, comments=comments)
    except PermissionDenied as no:
        return _ask(request, form, str(no), 409)
    logout(request)
    return HttpResponseRedirect(reverse("account_deleted"))


@require_safe
@never_cache
def deleted(request):
    """For everybody: it says what the last step did, and nothing of who took it."""
    return render(request, "accounts/deleted.html")


def _looks(request):
    return request.method != "POST"


def _ask(request, form, no="", status=200):
    context = {
        "form": form,
        "refusal": no,
        "is_staff": request.user.is_staff,
        "is_in_print": is_named_in_print(request.user),
    }
    return render(request, "accounts/delete.html", context, status=status)
