"""What each role may do, as data that a person can read.

A role is a name, a sentence and a set of permissions. Code never asks for a role: it asks
`user.has_perm("articles.publish_article")`. Which article a permission reaches is decided in
`articles.workflow` and `Article.objects.visible_to`; who may sign a text also depends on who
wrote it, and no role changes that. `docs/roles.md` is made from this file.
"""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Role:
    name: str
    label: str
    sentence: str
    permissions: frozenset[str]


def _articles(*codenames: str) -> frozenset[str]:
    return frozenset(f"articles.{codename}" for codename in codenames)


def _comments(*codenames: str) -> frozenset[str]:
    return frozenset(f"comments.{codename}" for codename in codenames)


def _whole(model: str) -> tuple[str, ...]:
    return tuple(f"{action}_{model}" for action in ("view", "add", "change", "delete"))


# Whoever has a role can look after an article, and with it after what readers report of it.
OWN_REPORTS = _comments("view_case", "decide_case")
HEAR_READERS = _comments("view_any_case", "decide_any_case")
MODERATE = _comments("moderate_comment", "sanction_reader", "decide_appeal")
LEAD_MODERATORS = MODERATE | _comments("decide_escalated_comment", "change_reason")
READ_THE_DESK = OWN_REPORTS | _articles(
    "view_article",
    "view_category",
    "view_tag",
    "view_revision",
    "view_articlecode",
    "view_relatedpick",
)

WRITE = READ_THE_DESK | _articles(
    "add_article",
    "change_article",
    "add_tag",
    "view_image",
    "add_image",
    "change_image",
    "submit_article",
    "recall_article",
    "revise_article",
    "view_wordlist",
    "view_glossaryterm",
)

EDIT = WRITE | _articles(
    *_whole("category"),
    *_whole("tag"),
    "merge_tag",
    *_whole("articlecode"),
    *_whole("relatedpick"),
    "add_wordlist",
    "change_wordlist",
    "add_glossaryterm",
    "change_glossaryterm",
    "view_helpline",
    "add_helpline",
    "change_helpline",
    "view_any_article",
    "change_any_article",
    "change_catalogue",
    "view_event",
    "request_changes_article",
    "publish_article",
    "sign_minor_article",
    "withdraw_article",
    "retract_article",
    "express_concern_article",
    "lift_concern_article",
    "restore_article",
    "view_link",
    "recheck_link",
)

REVIEW = READ_THE_DESK | _articles(
    "view_submitted_article",
    "view_event",
    "approve_article",
    "request_changes_article",
    "mark_reviewed_unchanged_article",
)

PUBLISH = READ_THE_DESK | _articles(
    "view_any_article",
    "change_catalogue",
    "view_event",
    "view_image",
    "publish_article",
    "withdraw_article",
    "retract_article",
    "express_concern_article",
    "lift_concern_article",
    "restore_article",
    "publish_unreviewed_article",
    "publish_urgently_article",
    "view_link",
)

PEOPLE = frozenset(
    {
        "accounts.view_user",
        "accounts.add_user",
        "accounts.change_user",
        "accounts.verify_credential",
    }
)

ROLES: dict[str, Role] = {
    role.name: role
    for role in (
        Role("author", "Author", "Writes articles and sends them to review.", WRITE),
        Role(
            "editor",
            "Editor",
            "Edits any article, keeps categories and tags, and publishes what was approved.",
            EDIT | HEAR_READERS,
        ),
        Role(
            "reviewer",
            "Clinician reviewer",
            "Reads what was sent to review, and approves it or asks for changes.",
            REVIEW,
        ),
        Role(
            "moderator",
            "Moderator",
            "Decides on comments and what readers report; sees published articles, changes none.",
            READ_THE_DESK | HEAR_READERS | MODERATE,
        ),
        Role(
            "publisher",
            "Publisher",
            "Publishes, withdraws, restores; may publish without review, with name and reason.",
            PUBLISH | HEAR_READERS,
        ),
        Role(
            "admin",
            "Administrator",
            "Looks after people and settings, and may do what any other role may.",
            EDIT | REVIEW | PUBLISH | PEOPLE | HEAR_READERS | LEAD_MODERATORS,
        ),
    )
}

# Where STAFF_SECOND_FACTOR is on, a password alone is enough for looking and for this: work on
# manuscripts, of which readers see nothing before somebody with a factor publishes it. Everything
# else is weighty, and so is whatever permission is added later.
MANUSCRIPT_WORK = _articles(
    "add_article",
    "change_article",
    "change_any_article",
    "add_tag",
    "add_image",
    "change_image",
    "submit_article",
    "recall_article",
    "revise_article",
    "request_changes_article",
    "recheck_link",
)

CHOICES = [(role.name, role.label) for role in ROLES.values()]


def permissions_of(names: Iterable[str]) -> frozenset[str]:
    """All permissions of the roles called `names`; an unknown name gives none."""
    return frozenset().union(*(ROLES[name].permissions for name in names if name in ROLES))


def is_weighty(permission: str) -> bool:
    """Whether a password alone is too little for this, where a second factor is asked for."""
    app, _, codename = permission.partition(".")
    return permission not in MANUSCRIPT_WORK and not codename.startswith("view_")
