"""Credentials on a person's page: written by an administrator, verified by another person."""

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.core.validators import URLValidator
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.decorators import method_decorator
from django.utils.html import format_html
from django.views.decorators.http import require_http_methods, require_safe

from accounts import verification
from accounts.models import Credential


class EvidenceForm(forms.Form):
    """What was looked at: asked of whoever verifies, and shown to administrators alone."""

    evidence = forms.CharField(
        label="What did you look at?",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="For example: “The council's online register, entry found by number, today.”",
        error_messages={"required": "Write down what you looked at, and verify again."},
    )
    evidence_url = forms.URLField(
        label="Where was it? (optional)",
        max_length=500,
        required=False,
        assume_scheme="https",
        validators=[URLValidator(schemes=["https", "http"])],
    )


class CredentialInline(admin.StackedInline):
    """What a person may sign with. Changing a verified one ends its verification."""

    model = Credential
    fk_name = "user"
    fields = [("name", "issuer"), ("number", "valid_until"), "register_url", "standing"]
    readonly_fields = ["standing"]
    extra = 0
    can_delete = False

    def has_view_permission(self, request, obj=None):
        return request.user.has_perm("accounts.view_user")

    def has_add_permission(self, request, obj=None):
        return request.user.has_perm("accounts.change_user")

    def has_change_permission(self, request, obj=None):
        return request.user.has_perm("accounts.change_user")

    def get_queryset(self, request):
        self.asking = request.user
        return super().get_queryset(request).select_related("verified_by")

    @admin.display(description="may be signed with")
    def standing(self, obj):
        if obj.pk is None:
            return "Save it first. Then it can be verified."
        if verification.refusal(self.asking, obj):
            looked_at = f" Looked at: {obj.evidence} {obj.evidence_url}" if obj.evidence else ""
            return obj.standing + looked_at.rstrip()
        address = reverse("admin:accounts_user_verify", args=[obj.user_id, obj.pk])
        return format_html('{} <a href="{}">Verify</a>', obj.standing, address)


class CredentialPages:
    """Two more pages: to verify a person's credential, and to read one's own."""

    def get_urls(self):
        door = self.admin_site.admin_view
        return [
            path("my-credentials/", door(self.own_view), name="accounts_user_my_credentials"),
            path(
                "<int:pk>/credentials/<int:credential>/verify/",
                door(self.verify_view),
                name="accounts_user_verify",
            ),
            *super().get_urls(),
        ]

    @method_decorator(require_safe)
    def own_view(self, request):
        held = Credential.objects.filter(user=request.user).select_related("verified_by")
        return self._page(request, "my_credentials", title="My credentials", held=held)

    @method_decorator(require_http_methods(["GET", "HEAD", "POST"]))
    def verify_view(self, request, pk, credential):
        if not request.user.has_perm(verification.PERMISSION):
            raise PermissionDenied("Only an administrator verifies credentials.")
        held = Credential.objects.select_related("user", "verified_by")
        found = get_object_or_404(held, pk=credential, user=pk)
        if no := verification.refusal(request.user, found):
            raise PermissionDenied(no)
        if request.method == "POST":
            return self._verify(request, found)
        return self._ask(request, found, EvidenceForm())

    def _verify(self, request, found):
        form = EvidenceForm(request.POST)
        if not form.is_valid():
            return self._ask(request, found, form, status=422)
        evidence = form.cleaned_data["evidence"], form.cleaned_data["evidence_url"]
        try:
            verification.verify(
                found,
                by=request.user,
                seen=request.POST.get("seen", ""),
                evidence=evidence[0],
                evidence_url=evidence[1],
            )
        except verification.Changed as changed:
            found.refresh_from_db()
            return self._ask(request, found, form, str(changed), status=409)
        seen = " ".join(filter(None, evidence))
        self.log_change(
            request, found.user, f"Verified the credential “{found}”. Looked at: {seen}"
        )
        messages.success(request, f"Verified: {found.user} can sign with “{found.name}”.")
        return HttpResponseRedirect(reverse("admin:accounts_user_change", args=[found.user_id]))

    def _ask(self, request, found, form, problem="", status=200):
        facts = {
            "credential": found,
            "form": form,
            "problem": problem,
            "seen": verification.looked_up(found),
            "title": f"Verify a credential of {found.user}",
        }
        return self._page(request, "user/verify", status=status, **facts)

    def _page(self, request, name, status=200, **facts):
        context = {**self.admin_site.each_context(request), "opts": self.opts, **facts}
        template = f"admin/accounts/{name}.html"
        return TemplateResponse(request, template, context, status=status)
