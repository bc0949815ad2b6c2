"""Every setting of HealthHub, read top to bottom.

Nothing needs to be set to start. A wrong value stops the process with a sentence
that names the variable; in production (HEALTHHUB_PRODUCTION=1) an unsafe default does too.
"""

import os
import secrets
from pathlib import Path
from urllib.parse import urlsplit

import dj_database_url
import django
from csp.constants import NONCE, NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from whitenoise.compress import Compressor

from accounts import roles
from articles import languages
from healthhub import environment

# --- Where things are -------------------------------------------------------------------

BASE_DIR = Path(__file__).resolve().parent.parent
VAR = Path(environment.text("HEALTHHUB_VAR") or BASE_DIR / "var").expanduser().absolute()
try:
    VAR.mkdir(parents=True, exist_ok=True)
except OSError as error:
    raise ImproperlyConfigured(
        f"HEALTHHUB_VAR is “{VAR}”, which cannot be made ({error.strerror}). "
        "Set it to a folder that this user may write to."
    ) from error
if not os.access(VAR, os.W_OK | os.X_OK):
    raise ImproperlyConfigured(
        f"HEALTHHUB_VAR is “{VAR}”, which this user may not write to. "
        "Set it to a folder that this user may write to."
    )

# --- Which kind of site this is ------------------------------------------------------------

PRODUCTION = environment.flag("HEALTHHUB_PRODUCTION")
DEBUG = environment.flag("DEBUG")
PORT = environment.number("PORT", 8000, low=1, high=65535)
# What runs in this process: "web" gets the database guards that a long command must not have.
PROCESS = environment.text("HEALTHHUB_PROCESS", "command")

SITE_NAME = environment.text("SITE_NAME", "HealthHub")
SITE_TAGLINE = "Health information you can check"
SITE_URL = environment.text("SITE_URL", f"http://localhost:{PORT}").rstrip("/")
if not environment.is_web_address(SITE_URL):
    raise ImproperlyConfigured(
        f"SITE_URL is “{SITE_URL}”. Set it to the site's whole address, as in https://health.example."
    )


def secret_key_of_this_machine() -> str:
    """A key made once and kept in HEALTHHUB_VAR, so that trying HealthHub needs no set-up."""
    path = VAR / "secret_key"
    if not path.exists():
        draft = path.with_suffix(f".{os.getpid()}")
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(50))
        try:
            os.link(draft, path)  # the first of several starting processes wins
        except FileExistsError:
            pass
        draft.unlink()
    return path.read_text()


if PRODUCTION:
    SECRET_KEY = environment.required(
        "SECRET_KEY", "In production it must be a secret of 50 characters or more."
    )
    if len(SECRET_KEY) < 50:
        raise ImproperlyConfigured("SECRET_KEY is too short. Use 50 random characters or more.")
    environment.required("SITE_URL", "In production it is the site's address, with https.")
    if urlsplit(SITE_URL).scheme != "https":
        raise ImproperlyConfigured("SITE_URL must begin with https:// in production.")
    if DEBUG:
        raise ImproperlyConfigured(
            "DEBUG is on. Set DEBUG=0 in production: it shows code to readers."
        )
    if django.VERSION < (5, 2, 19):
        raise ImproperlyConfigured(
            "Django is older than 5.2.19, which has known faults. Upgrade it."
        )
    ALLOWED_HOSTS = [urlsplit(SITE_URL).hostname]
else:
    SECRET_KEY = environment.text("SECRET_KEY") or secret_key_of_this_machine()
    ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]"]

SECRET_KEY_FALLBACKS = environment.text("OLD_SECRET_KEYS").split()

# --- Applications --------------------------------------------------------------------------------

INSTALLED_APPS = [
    "healthhub",
    "accounts",
    "articles",
    "comments",
    "healthhub.apps.HealthHubAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.humanize",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.usersessions",
    "csp",
    "django_prose_editor",
    "django_tasks",
    "django_tasks_db",
    "taggit",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "healthhub.middleware.private_unless_public",
    "articles.language_prefix.language_of_the_address",
    "healthhub.middleware.refuse_control_characters",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "accounts.codes.end_early",
    "accounts.middleware.mark_signed_in",
]

ROOT_URLCONF = "healthhub.urls"
WSGI_APPLICATION = "healthhub.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "articles.context_processors.site",
            ],
        },
    },
]

# --- Database: embedded unless DATABASE_URL names a server -----------------------------------

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
DATABASE_URL = environment.text("DATABASE_URL")
if DATABASE_URL:
    if urlsplit(DATABASE_URL).scheme not in {"postgres", "postgresql"}:
        raise ImproperlyConfigured(
            "DATABASE_URL must begin with postgresql:// — HealthHub keeps its articles in "
            "PostgreSQL 15 or newer. Leave it out to use the embedded server."
        )
    try:
        DATABASE = dj_database_url.parse(DATABASE_URL)
    except (ValueError, dj_database_url.ParseError) as error:
        raise ImproperlyConfigured(
            "DATABASE_URL could not be read. Write it as postgresql://user:password@host:5432/name."
        ) from error
    if not DATABASE.get("NAME"):
        raise ImproperlyConfigured(
            "DATABASE_URL names no database. Write it as postgresql://user:password@host:5432/name."
        )
else:
    DATABASE = {
        "ENGINE": "healthhub.embedded_postgres",
        "NAME": "healthhub",
        "CLUSTER": VAR / "postgres",
        "BINARIES": environment.text("HEALTHHUB_POSTGRES_BINARIES"),
    }
DATABASE["CONN_MAX_AGE"] = 600
DATABASE["CONN_HEALTH_CHECKS"] = True
# Milliseconds. A page that waits longer than this has failed already; a command may take its time.
WEB_DATABASE_GUARDS = {
    "statement_timeout": 3000,
    "lock_timeout": 1000,
    "idle_in_transaction_session_timeout": 10000,
}
if PROCESS == "web":
    guards = " ".join(f"-c {name}={value}" for name, value in WEB_DATABASE_GUARDS.items())
    DATABASE.setdefault("OPTIONS", {})["options"] = guards
DATABASES = {"default": DATABASE}

CACHES = {
    # Rate limits live here, so every process must share it.
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache",
        "OPTIONS": {"MAX_ENTRIES": 20_000},  # with Django's 300, a busy hour would end limits early
    },
}

# --- People and sign-in --------------------------------------------------------------------------

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["accounts.backends.RoleBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.ScryptPasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
BREACHED_PASSWORDS = environment.readable_file("BREACHED_PASSWORDS", "of lines like SHA1:count")
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "accounts.passwords.UnlikeThePerson"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "accounts.passwords.UnlikeTheSite"},
    {"NAME": "accounts.passwords.NotCommonInDisguise"},
    {"NAME": "accounts.passwords.NeverBreached"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "account_overview"
LOGOUT_REDIRECT_URL = "home"
SIGN_UP = environment.flag("SIGN_UP", default=True)
ALLAUTH_TRUSTED_PROXY_COUNT = environment.number("TRUSTED_PROXIES", 0, low=0, high=10)

ACCOUNT_ADAPTER = "accounts.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_FORMS = {
    "signup": "accounts.forms.SignUp",
    "login": "accounts.forms.SignIn",
    "add_email": "accounts.forms.NewAddress",
    "reset_password": "accounts.forms.ForgottenPassword",
    "reset_password_from_key": "accounts.forms.PasswordAfterCode",
    "change_password": "accounts.forms.NewPassword",
    "set_password": "accounts.forms.FirstPassword",
    "reauthenticate": "accounts.forms.PasswordAgain",
    "confirm_email_verification_code": "accounts.forms.CodeForAddress",
    "confirm_password_reset_code": "accounts.forms.CodeForPassword",
}
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_USER_MODEL_EMAIL_FIELD = "email"
ACCOUNT_CHANGE_EMAIL = True  # one address a person: a new one replaces the old when it is proved
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED = True
ACCOUNT_PASSWORD_RESET_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_LOGIN_ON_PASSWORD_RESET = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
# Known and unknown addresses get the same answer, and each gets a mail: docs/decisions/0019.
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = True
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_REDIRECT_URL = "home"
# By connection (of IPv6 its /64) and by account. Of passwords, see accounts/limits.py.
ACCOUNT_RATE_LIMITS = {
    "login": "30/m/ip",
    "login_failed": "20/15m/ip,5/15m/key",
    "signup": "20/10m/ip",
    "reset_password": "20/10m/ip,3/10m/key",
    "reset_password_from_key": "20/10m/ip",
    "confirm_email": "30/h/ip,6/h/key",
    "manage_email": "10/10m/user",
    "change_password": "10/10m/user",
    "reauthenticate": "10/10m/user",
}
MFA_ADAPTER = "accounts.second_factor.SecondFactorAdapter"
MFA_FORMS = {
    "authenticate": "accounts.forms.CodeOfSecondFactor",
    "reauthenticate": "accounts.forms.CodeOfSecondFactorAgain",
    "activate_totp": "accounts.forms.FirstCodeOfApp",
    "add_webauthn": "accounts.forms.NewPasskey",
    "edit_webauthn": "accounts.forms.NameOfPasskey",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = SITE_NAME
MFA_TOTP_TOLERANCE = 1  # of 30 seconds: clocks of telephones are a little off
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not PRODUCTION  # browsers allow it on localhost alone
# Without an authenticator app or a passkey, a role gives no more than accounts.roles calls work on
# manuscripts. The worker and commands do for people what those asked for, with the factor, before.
if PRODUCTION and not environment.flag("STAFF_SECOND_FACTOR", default=True):
    raise ImproperlyConfigured(
        "STAFF_SECOND_FACTOR is off. In production staff always need a second factor: leave it out."
    )
STAFF_SECOND_FACTOR = PROCESS == "web" and environment.flag("STAFF_SECOND_FACTOR", PRODUCTION)

# An organisation's own sign-in for its staff, when OIDC_ISSUER names it: docs/accounts.md.
OIDC_ISSUER = environment.text("OIDC_ISSUER").rstrip("/")
OIDC_NAME = environment.text("OIDC_NAME", "your organisation")
OIDC_GROUPS_CLAIM = environment.text("OIDC_GROUPS_CLAIM", "groups")
OIDC_ROLES = environment.pairs("OIDC_ROLES", known=roles.ROLES)
SOCIALACCOUNT_ADAPTER = "accounts.organisation.OrganisationAdapter"
SOCIALACCOUNT_EMAIL_AUTHENTICATION = True  # by addresses that the provider has verified, no others
SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True
SOCIALACCOUNT_PROVIDERS = {}
if OIDC_ISSUER:
    if not environment.is_web_address(OIDC_ISSUER) or (
        PRODUCTION and urlsplit(OIDC_ISSUER).scheme != "https"
    ):
        raise ImproperlyConfigured(
            f"OIDC_ISSUER is “{OIDC_ISSUER}”. Set it to the https:// address of the provider, "
            "or leave it out."
        )
    SOCIALACCOUNT_PROVIDERS["openid_connect"] = {
        "OAUTH_PKCE_ENABLED": True,
        "APPS": [
            {
                "provider_id": "organisation",
                "name": OIDC_NAME,
                "client_id": environment.required(
                    "OIDC_CLIENT_ID", "OIDC_ISSUER is set, so the provider's name for us must be."
                ),
                "secret": environment.required(
                    "OIDC_CLIENT_SECRET", "OIDC_ISSUER is set, so the provider's secret must be."
                ),
                "settings": {"server_url": OIDC_ISSUER},
            }
        ],
    }

# How people hear of something, and what happens when somebody has no role any more: `accounts`
# knows no other app.
PEOPLE_ARE_TOLD_BY = "articles.notifications.tell"
WHEN_SOMEBODY_LEAVES = "articles.owners.replace_soon"
# Where a person's name stands in an alphabetical list.
NAMES_STAND_IN_ORDER_BY = "articles.alphabet.sort_key"
# How uploaded portraits become pictures of ours, and whose name a byline or a signature keeps.
PICTURES_ARE_DRAWN_ANEW_BY = "articles.images.remake"
WHO_IS_NAMED_IN_PRINT = "articles.rights.is_named_in_print"
# Who tells a person what is held about them, and who is told, in the same transaction, that they
# delete their account.
HELD_ABOUT_PEOPLE = [
    "accounts.rights.held_about",
    "articles.rights.held_about",
    "comments.rights.held_about",
]
WHEN_AN_ACCOUNT_GOES = [
    "articles.rights.when_an_account_goes",
    "comments.rights.when_account_goes",
]
# What further apps put on the desk: `articles` knows none of them.
FURTHER_DESK_SECTIONS = ["comments.desk.MODERATION", "comments.desk.PROBLEMS"]
# What further apps add to the demonstration content.
FURTHER_DEMONSTRATIONS = ["comments.demo.load"]

# --- Security ------------------------------------------------------------------------------------

# Readers' pages: nothing inline, nothing foreign, no nonce, so that any cache may keep them.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "require-trusted-types-for": ["'script'"],
        "trusted-types": [NONE],
    }
}
# The admin's own scripts predate Trusted Types; only the editor's page asks for the nonce.
ADMIN_CONTENT_SECURITY_POLICY = {
    "default-src": [NONE],
    "script-src": [SELF, NONCE],
    "style-src": [SELF],
    "img-src": [SELF],
    "font-src": [SELF],
    "connect-src": [SELF],
    "form-action": [SELF],
    "base-uri": [NONE],
    "frame-ancestors": [NONE],
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = PRODUCTION
CSRF_COOKIE_SECURE = PRODUCTION
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "healthhub.errors.csrf_failure"
CSRF_TRUSTED_ORIGINS = [SITE_URL]
if PRODUCTION:
    SECURE_REDIRECT_EXEMPT = [r"^healthz$"]  # asked for from this machine
    SECURE_SSL_REDIRECT = environment.flag("SSL_REDIRECT", default=True)
    SECURE_HSTS_SECONDS = 31536000
    if ALLAUTH_TRUSTED_PROXY_COUNT:
        SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
FORMS_URLFIELD_ASSUME_HTTPS = True
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000
FILE_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024

# --- Language, time ------------------------------------------------------------------------------

LANGUAGE_CODE = "en-gb"
# What the interface speaks: each has its catalogue in locale/.
LANGUAGES = [("en-gb", "English"), ("es", "Español")]
LOCALE_PATHS = [BASE_DIR / "locale"]
FORMAT_MODULE_PATH = "healthhub.formats"
# In what articles may have editions, at /es/… and so on; its codes are two letters, with commas.
EDITION_LANGUAGES = environment.codes("EDITION_LANGUAGES", "en,es,ar", known=languages.KNOWN)
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

# --- Static files and media ----------------------------------------------------------------------

STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
# Compressing these takes most of a first start, and no browser of a reader asks for them.
WHITENOISE_SKIP_COMPRESS_EXTENSIONS = (*Compressor.SKIP_COMPRESS_EXTENSIONS, "map")
MEDIA_URL = "/media/"
MEDIA_ROOT = VAR / "media"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "healthhub.static_storage.HashedStorage"
    },
}

# --- Work in the background, mail, logs ---------------------------------------------------------

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}
# What the worker does by the clock, and how often, in seconds.
DUE_BY_THE_CLOCK = {
    "articles.publishing.take_back_what_is_due": 30,
    "articles.scheduling.carry_out_what_is_due": 10,
    "articles.mailing.mail_what_is_due": 60,
    "healthhub.left_tasks.take_up_again": 600,
    "articles.keeping_help_lines.remind_owners": 3600,
    "articles.leaflets.tidy": 3600,
    "articles.owners.look_after": 3600,
    "articles.reminders.remind": 3600,
    "accounts.verification.remind": 3600,
    "accounts.leftovers.delete": 3600,
    "articles.popularity.add_up": 600,
    "comments.usefulness.fold": 60,
    "comments.usefulness.delete_what_is_old": 3600,
    "comments.reporters.tell_what_is_due": 60,
    "comments.spam.tidy": 3600,
    "comments.reporters.delete_old_addresses": 3600,
    "comments.attention.tidy": 600,
    "comments.undoing.forget_old": 600,
    "comments.figures.fold": 1800,
}

EMAIL_BACKEND = environment.text("EMAIL_BACKEND", "django.core.mail.backends.console.EmailBackend")
EMAIL_HOST = environment.text("EMAIL_HOST", "localhost")
EMAIL_PORT = environment.number("EMAIL_PORT", 25, low=1, high=65535)
EMAIL_HOST_USER = environment.text("EMAIL_HOST_USER")
EMAIL_HOST_PASSWORD = environment.text("EMAIL_HOST_PASSWORD")
EMAIL_USE_TLS = environment.flag("EMAIL_USE_TLS")
EMAIL_TIMEOUT = 20  # seconds; a mail server that hangs must not hold up the worker
DAILY_MAIL_HOUR = environment.number("DAILY_MAIL_HOUR", 7, low=0, high=23)  # by UTC
DEFAULT_FROM_EMAIL = environment.text(
    "DEFAULT_FROM_EMAIL", f"{SITE_NAME} <no-reply@{urlsplit(SITE_URL).hostname}>"
)

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "()": "healthhub.logs.WithoutSecrets",
            "format": "{asctime} {levelname} {name}: {message}",
            "style": "{",
        }
    },
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    # What readers asked for in vain is theirs alone, and would drown what matters.
    "loggers": {"django.request": {"level": "ERROR"}},
}

# --- HealthHub -----------------------------------------------------------------------------------

PAGE_SIZE = 20
# How many comments a moderator approves before a reader's next ones appear at once.
COMMENTS_TRUSTED_AFTER = environment.number("COMMENTS_TRUSTED_AFTER", 1, low=1, high=100)
SEARCH_TIMEOUT_MS = 1000
TAGGIT_CASE_INSENSITIVE = True
TAGGIT_TAGS_FROM_STRING = "articles.models.tag.names_in"
TAGGIT_STRING_FROM_TAGS = "articles.models.tag.text_of"
# Whether live pages' links are asked, now and then, if they still answer: by public sites only.
LINK_CHECKS = environment.flag("LINK_CHECKS", default=PRODUCTION)
if LINK_CHECKS:
    DUE_BY_THE_CLOCK["articles.link_checks.check_what_is_due"] = 60
# Services that fill a source from its DOI or PMID; without an address there is no look-up.
LOOKUP_DOI_URL = environment.web_address_with("LOOKUP_DOI_URL", "{doi}")
LOOKUP_PMID_URL = environment.web_address_with("LOOKUP_PMID_URL", "{pmid}")
# Whose help lines a reader sees who has chosen no country.
HELP_REGION = environment.country("HELP_REGION", "US")
# In the ids of feed entries, which must stay the same when the site moves: keep the old host here.
FEED_ID_HOST = environment.text("FEED_ID_HOST")
# A TrueType file for titles on share images in scripts that Pillow's own font lacks.
SHARE_IMAGE_FONT = environment.text("SHARE_IMAGE_FONT")
if SHARE_IMAGE_FONT and not os.access(SHARE_IMAGE_FONT, os.R_OK):
    raise ImproperlyConfigured(
        f"SHARE_IMAGE_FONT is “{SHARE_IMAGE_FONT}”, which cannot be read. "
        "Set it to a TrueType file that this user may read, or leave it out."
    )
DEMO_EMAIL_DOMAIN = "demo.healthhub.example"
