from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = "People"

    def ready(self):
        from allauth.mfa.signals import authenticator_added

        from accounts import second_factor

        authenticator_added.connect(second_factor.end_sessions_without_it)
