from django import forms
from django.conf import settings
from django.contrib import admin
from django.contrib.auth.password_validation import validate_password
from django.utils.module_loading import import_string

from accounts import administrators, roles
from accounts.admin.credentials import CredentialInline, CredentialPages
from accounts.admin.my_mail import MyMailPage
from accounts.models import User


class PersonForm(forms.ModelForm):
    roles = forms.MultipleChoiceField(
        choices=[(r.name, f"{r.label}: {r.sentence}") for r in roles.ROLES.values()],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    new_password = forms.CharField(
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        required=False,
        strip=False,
        help_text="Leave empty to keep the present one. The person can change it after signing in.",
    )

    class Meta:
        model = User
        fields = [
            "email",
            "display_name",
            "credentials",
            "disclosure_statement",
            "bio",
            "orcid",
            "roles",
            "notices",
            "is_active",
        ]

    def clean(self):
        """In the transaction of the page: until its end nobody else stops being one."""
        found = super().clean()
        if self.instance.pk and not self._stays_administrator(found):
            before = administrators.locked(User.objects.get(pk=self.instance.pk))
            if administrators.is_the_only_one(before):
                raise forms.ValidationError(
                    "This is the only administrator. Make somebody else an administrator first, "
                    "so that somebody can look after the people of this site."
                )
        return found

    def _stays_administrator(self, found):
        is_one = self.instance.is_superuser or "admin" in found.get("roles", [])
        return bool(found.get("is_active")) and is_one

    def clean_email(self):
        return self.cleaned_data["email"].lower()

    def clean_new_password(self):
        password = self.cleaned_data["new_password"]
        if password:
            validate_password(password, self.instance)
        return password


@admin.register(User)
class PersonAdmin(CredentialPages, MyMailPage, admin.ModelAdmin):
    """Who people are and what they may do. People are switched off, never deleted."""

    form = PersonForm
    inlines = [CredentialInline]
    list_display = ["display_name", "email", "role_names", "is_active"]
    view_on_site = False
    list_per_page = 50
    list_max_show_all = 0
    show_full_result_count = False
    ordering = ["-id"]
    sortable_by = ()
    search_fields = ["email__istartswith", "display_name__istartswith"]
    search_help_text = "The beginning of a name or an e-mail address."
    actions = None

    def get_inlines(self, request, obj):
        return super().get_inlines(request, obj) if obj else []

    def has_delete_permission(self, request, obj=None):
        return False

    def has_change_permission(self, request, obj=None):
        """A superuser's account is for superusers: no role may take it over. A deleted one stays
        empty: nobody brings it back."""
        if obj is not None and obj.is_deleted:
            return False
        if obj is not None and obj.is_superuser and not request.user.is_superuser:
            return False
        return super().has_change_permission(request, obj)

    def lookup_allowed(self, lookup, value, request=None):
        """Only the filters that the page offers: no other field is asked about by address."""
        return False

    @admin.display(description="roles")
    def role_names(self, obj):
        return ", ".join(roles.ROLES[n].label for n in obj.roles if n in roles.ROLES) or "None"

    def save_model(self, request, obj, form, change):
        if form.cleaned_data["new_password"]:
            obj.set_password(form.cleaned_data["new_password"])
        elif not change:
            obj.set_unusable_password()
        super().save_model(request, obj, form, change)
        if change and not obj.is_staff:
            import_string(settings.WHEN_SOMEBODY_LEAVES)(obj, by=request.user)
