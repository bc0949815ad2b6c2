"""One row for each address that is not a page for every reader.

`who` is a permission of `accounts/roles.py`, several joined by " + ", or one of the words below.
What it is about is somebody else's: a published article, a draft, a case of another's page. More is
open to the people whose own it is, and that is not in this table. An address without a row here
must be a page for everybody; `tests/healthhub/test_who_opens_what.py` walks them all.
"""

from dataclasses import dataclass

from accounts.roles import permissions_of

EVERYBODY = "everybody"
SIGNED_IN = "signed in"
STAFF = "has a role"
NOBODY = "nobody"


@dataclass(frozen=True)
class Door:
    """`name` is the address's name; `does` says in plain words what is done there. `values` is
    what stands in the address where one name leads to several doors."""

    name: str
    does: str
    who: str
    method: str = "GET"
    values: tuple[tuple[str, str], ...] = ()


def opens_for(door: Door, role: str) -> bool:
    """Whether the door opens for a person with this role alone; "" has none, "nobody" is nobody
    that the site knows."""
    if door.who == EVERYBODY:
        return True
    if door.who == NOBODY or role == "nobody":
        return False
    if door.who == SIGNED_IN:
        return True
    if door.who == STAFF:
        return bool(role)
    return set(door.who.split(" + ")) <= permissions_of([role])


def _steps():
    from articles.workflow import STEPS

    on_a_published_article = ["revise", "withdraw", "retract", "express_concern"]
    for verb in on_a_published_article:
        step, more = STEPS[verb], ""
        if verb == "revise":  # the words are somebody else's
            more = " + articles.change_any_article"
        yield Door(
            "admin:articles_article_step",
            f"{step.label} (a published article)",
            f"{step.permission}{more}",
            values=(("verb", verb),),
        )


def _whole(app, model, called, *, view, add=NOBODY, delete=NOBODY):
    """The addresses that the admin gives every model."""
    name = f"admin:{app}_{model}"
    yield Door(f"{name}_changelist", f"List {called}", view)
    yield Door(f"{name}_add", f"Add to {called}", add)
    yield Door(f"{name}_change", f"Open one of {called}", view)
    yield Door(f"{name}_history", f"History of one of {called}", view)
    yield Door(f"{name}_delete", f"Delete one of {called}", delete)
    yield Door(f"admin:admin/{app}/{model}/<path:object_id>/", f"Short address of {called}", STAFF)


ARTICLES = [
    Door("admin:articles_article_changelist", "List articles", "articles.view_article"),
    Door("admin:articles_article_add", "Write an article", "articles.add_article"),
    Door("admin:articles_article_change", "Open a published article", "articles.view_article"),
    Door("admin:articles_article_delete", "Delete an article", NOBODY),
    Door("admin:admin/articles/article/<path:object_id>/", "Short address of an article", STAFF),
    Door("admin:articles_article_preview", "See it as readers will", "articles.view_article"),
    Door("admin:articles_article_version", "Read a version of it", "articles.view_article"),
    Door("admin:articles_article_compare", "Compare two versions", "articles.view_article"),
    Door("admin:articles_article_checks", "See what the checks find", "articles.view_article"),
    Door("admin:articles_article_history", "Read its history", "articles.view_event"),
    Door("admin:articles_article_review", "Judge it", "articles.request_changes_article"),
    Door("admin:articles_article_remarks", "Read remarks on it", "articles.view_event"),
    Door("admin:articles_article_remark", "Leave a remark on it", "articles.view_event"),
    Door("admin:articles_article_answer", "Answer a remark", "articles.view_event"),
    Door(
        "admin:articles_article_remark_act",
        "Resolve a remark",
        "articles.request_changes_article",
        "POST",
        (("act", "resolve"),),
    ),
    Door(
        "admin:articles_article_previews",
        "Invite to a preview",
        "articles.request_changes_article",
    ),
    Door(
        "admin:articles_article_preview_renew",
        "Renew a preview",
        "articles.request_changes_article",
        "POST",
    ),
    Door(
        "admin:articles_article_preview_end",
        "End a preview",
        "articles.request_changes_article",
        "POST",
    ),
    Door("admin:articles_article_due", "See which reviews are due", "articles.view_article"),
    Door("admin:articles_article_claims", "See claims without evidence", "articles.view_article"),
    Door("admin:articles_article_schedule", "Plan its publication", "articles.publish_article"),
    Door(
        "admin:articles_article_schedule_cancel",
        "Cancel a plan",
        "articles.publish_article",
        "POST",
    ),
    Door("admin:articles_article_edition", "Start an edition", "articles.add_article"),
    Door(
        "admin:articles_article_look_up",
        "Look up a source for a text in work",
        "articles.change_any_article",
        "POST",
        (("pk", "open"),),
    ),
    Door(
        "admin:articles_article_restore_version",
        "Take an old text up in a text in work",
        "articles.change_any_article",
        values=(("pk", "open"),),
    ),
    *_steps(),
]

CATALOGUE = [
    *_whole(
        "articles",
        "category",
        "topics",
        view="articles.view_category",
        add="articles.add_category",
        delete="articles.delete_category",
    ),
    *_whole(
        "articles",
        "tag",
        "tags",
        view="articles.view_tag",
        add="articles.add_tag",
        delete="articles.delete_tag",
    ),
    Door("admin:articles_tag_complete", "Have a tag completed", "articles.add_tag"),
    Door("admin:articles_tag_names", "Merge tags, give other names", "articles.merge_tag"),
    *_whole(
        "articles",
        "glossaryterm",
        "words explained",
        view="articles.view_glossaryterm",
        add="articles.add_glossaryterm",
    ),
    *_whole(
        "articles",
        "helpline",
        "help lines",
        view="articles.view_helpline",
        add="articles.add_helpline",
    ),
    Door("admin:articles_helpline_check", "Check a help line", "articles.change_helpline"),
    *_whole("articles", "image", "pictures", view="articles.view_image", add="articles.add_image"),
    Door("admin:articles_image_choices", "Choose a picture", "articles.view_image"),
    *_whole("articles", "link", "links", view="articles.view_link"),
    Door("admin:articles_link_check_again", "Ask a link again", "articles.recheck_link", "POST"),
    *_whole(
        "articles",
        "wordlist",
        "word lists",
        view="articles.view_wordlist",
        add="articles.add_wordlist",
    ),
    Door("admin:articles_wordlist_version", "Read an old word list", "articles.view_wordlist"),
    Door(
        "admin:articles_wordlist_take_over",
        "Take a word list over",
        "articles.change_wordlist",
        "POST",
    ),
]

READERS = [
    Door("admin:comments_case_changelist", "List reports about own pages", "comments.view_case"),
    Door("admin:comments_case_add", "Add a report at the desk", NOBODY),
    Door("admin:comments_case_change", "Open a report", "comments.view_any_case"),
    Door("admin:comments_case_history", "History of a report", "comments.view_any_case"),
    Door("admin:comments_case_delete", "Delete a report", NOBODY),
    Door("admin:admin/comments/case/<path:object_id>/", "Short address of a report", STAFF),
    Door(
        "admin:comments_case_decide",
        "Decide a report",
        "comments.decide_any_case",
        "POST",
        (("verb", "take"),),
    ),
    Door("admin:comments_sought_changelist", "Read what was not found", "comments.view_case"),
    Door("admin:comments_sought_add", "Add to what was not found", NOBODY),
    Door("admin:comments_sought_change", "Open what was not found", "comments.view_any_case"),
    Door("admin:comments_sought_history", "Its history", "comments.view_any_case"),
    Door("admin:comments_sought_delete", "Delete what was not found", NOBODY),
    Door("admin:admin/comments/sought/<path:object_id>/", "Its short address", STAFF),
]

PEOPLE = [
    *_whole(
        "accounts",
        "user",
        "people",
        view="accounts.view_user",
        add="accounts.add_user",
    ),
    Door("admin:accounts_user_verify", "Verify a credential", "accounts.verify_credential"),
    Door("admin:accounts_user_my_credentials", "Name one's own credentials", STAFF),
    Door("admin:accounts_user_my_mail", "Choose one's mail", STAFF),
]

DESK = [
    Door("admin:index", "Open the desk", STAFF),
    Door("admin:app_list", "Open a part of the desk", STAFF),
    Door("admin:login", "The desk's sign-in", EVERYBODY),
    Door("admin:logout", "Leave the desk", STAFF, "POST"),
    Door("admin:password_change", "Change one's password", STAFF),
    Door("admin:password_change_done", "…and be told that it is changed", STAFF),
    Door("admin:autocomplete", "Django's own completion", NOBODY),
    Door("admin:jsi18n", "The desk's words for scripts", STAFF),
    Door("admin:admin/(?P<url>.*)$", "Any other address of the desk", NOBODY),
]

ACCOUNTS = [
    Door("account_signup", "Sign up", EVERYBODY),
    Door("account_login", "Sign in", EVERYBODY),
    Door("mfa_login_webauthn", "Sign in with a passkey", EVERYBODY),
    Door("account_confirm_login_code", "Type a code to sign in", EVERYBODY),
    Door("mfa_authenticate", "Show the second factor", EVERYBODY),
    Door("account_email_verification_sent", "Prove an address", EVERYBODY),
    Door("account_reset_password", "Ask for a new password", EVERYBODY),
    Door("account_confirm_password_reset_code", "Type the code for it", EVERYBODY),
    Door("account_complete_password_reset", "Choose a new password", EVERYBODY),
    Door("account_password_reset_completed", "Be told that it is chosen", EVERYBODY),
    Door("account_inactive", "Be told that an account is closed", EVERYBODY),
    Door("account_deleted", "Be told that an account is deleted", EVERYBODY),
    Door("account_menu", "The header's own part", EVERYBODY),
    Door("account_logout", "Sign out", EVERYBODY),
    Door("openid_connect_login", "The organisation's sign-in, where none is set up", NOBODY),
    Door("openid_connect_callback", "…and the way back", NOBODY),
    Door("socialaccount_login_cancelled", "Be told that it was stopped", EVERYBODY),
    Door("account_overview", "Look at one's account", SIGNED_IN),
    Door("profile", "Write one's profile", SIGNED_IN),
    Door("my_data", "Take one's data along", SIGNED_IN),
    Door("delete_account", "Delete one's account", SIGNED_IN),
    Door("account_email", "Change one's address", SIGNED_IN),
    Door("account_change_password", "Change one's password", SIGNED_IN),
    Door("account_set_password", "Set a first password", SIGNED_IN),
    Door("account_reauthenticate", "Show once more who one is", SIGNED_IN),
    Door("mfa_reauthenticate", "…with a code", SIGNED_IN),
    Door("mfa_reauthenticate_webauthn", "…with a passkey", SIGNED_IN),
    Door("usersessions_list", "See and end one's sessions", SIGNED_IN),
    Door("mfa_index", "See one's second factors", SIGNED_IN),
    Door("mfa_activate_totp", "Set up an authenticator app", SIGNED_IN),
    Door("account_app_picture", "…with a picture to scan", SIGNED_IN),
    Door("mfa_deactivate_totp", "Remove an authenticator app", SIGNED_IN),
    Door("mfa_view_recovery_codes", "See recovery codes", SIGNED_IN),
    Door("mfa_generate_recovery_codes", "Make recovery codes", SIGNED_IN),
    Door("mfa_download_recovery_codes", "Keep recovery codes", SIGNED_IN),
    Door("mfa_list_webauthn", "See one's passkeys", SIGNED_IN),
    Door("mfa_add_webauthn", "Add a passkey", SIGNED_IN),
    Door("mfa_remove_webauthn", "Remove a passkey", SIGNED_IN),
    Door("mfa_edit_webauthn", "Name a passkey", SIGNED_IN),
]

COMMENTS = [
    Door("new_comment", "Comment on an article", SIGNED_IN),
    Door("own_comments", "See one's comments on it", SIGNED_IN),
    Door("answer_comment", "Answer a comment", SIGNED_IN, values=(("pk", "comment"),)),
    Door("report_comment", "Report a comment", SIGNED_IN, values=(("pk", "comment"),)),
    Door("edit_comment", "Edit somebody else's comment", NOBODY, values=(("pk", "comment"),)),
    Door("delete_comment", "Delete somebody else's comment", NOBODY, values=(("pk", "comment"),)),
]

DOORS = [*ACCOUNTS, *COMMENTS, *ARTICLES, *CATALOGUE, *READERS, *PEOPLE, *DESK]
