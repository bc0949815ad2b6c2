"""Who opens what of accounts, of what readers say, and of the desk itself."""

from healthhub.access.door import EVERYBODY, NOBODY, SIGNED_IN, STAFF, Door, whole

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
    *whole(
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
    Door("my_comments", "See all one's comments", SIGNED_IN),
    Door("appeal_removal", "Appeal for somebody else", NOBODY, values=(("pk", "comment"),)),
    Door("appeal_sanction", "Appeal for a sanctioned other", NOBODY, values=(("pk", "sanction"),)),
    Door("delete_comment", "Delete somebody else's comment", NOBODY, values=(("pk", "comment"),)),
]

MODERATE, SANCTION = "comments.moderate_comment", "comments.sanction_reader"
APPEAL = "comments.moderate_comment + comments.decide_appeal"
MODERATION = [
    Door("moderation_queue", "See what waits for moderators", MODERATE),
    Door("moderation_next", "Take the next thing of it", MODERATE),
    Door("moderation_show_skipped", "See again what one skipped", MODERATE, "POST"),
    Door("moderation_comment", "Read a comment that waits", MODERATE),
    Door("moderation_decide", "Decide on a comment", MODERATE, "POST", (("verb", "approve"),)),
    Door("moderation_case", "Read a report beside the comments", MODERATE),
    Door("moderation_appeal", "Read an appeal", APPEAL),
    Door("moderation_decide_appeal", "Decide an appeal", APPEAL, "POST", (("verb", "uphold"),)),
    Door("moderation_skip", "Skip a thing", MODERATE, "POST", (("kind", "comment"),)),
    Door("moderation_batch", "Choose many comments", MODERATE),
    Door("moderation_confirm_batch", "Decide on many together", MODERATE, "POST"),
    Door("moderation_undo_batch", "Take that back", MODERATE, "POST"),
    Door("moderation_person", "See what a writer did before", MODERATE),
    Door("moderation_sanction", "Warn, mute or ban a writer", SANCTION, "POST"),
    Door("moderation_lift", "Lift a sanction", SANCTION, "POST"),
    Door("moderation_log", "Read the moderators' log", MODERATE),
    Door("moderation_weeks", "Read the weekly figures", MODERATE),
    # What only the very moderator can do; the tests of moderation try it.
    Door("moderation_undo", "Take back another's decision", NOBODY, "POST"),
    Door("moderation_look", "Look again at what one decided oneself", NOBODY),
    Door("moderation_judge_look", "…and judge it", NOBODY, "POST", (("verb", "approve"),)),
    *whole(
        "comments",
        "reason",
        "reasons",
        view="comments.change_reason",
        add="comments.change_reason",
    ),
]
