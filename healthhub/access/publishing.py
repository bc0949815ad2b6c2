"""Who opens what of articles, and of what they are kept with."""

from articles.workflow import STEPS
from healthhub.access.door import NOBODY, STAFF, Door, whole


def _steps():
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
    *whole(
        "articles",
        "category",
        "topics",
        view="articles.view_category",
        add="articles.add_category",
        delete="articles.delete_category",
    ),
    *whole(
        "articles",
        "tag",
        "tags",
        view="articles.view_tag",
        add="articles.add_tag",
        delete="articles.delete_tag",
    ),
    Door("admin:articles_tag_complete", "Have a tag completed", "articles.add_tag"),
    Door("admin:articles_tag_names", "Merge tags, give other names", "articles.merge_tag"),
    *whole(
        "articles",
        "glossaryterm",
        "words explained",
        view="articles.view_glossaryterm",
        add="articles.add_glossaryterm",
    ),
    *whole(
        "articles",
        "helpline",
        "help lines",
        view="articles.view_helpline",
        add="articles.add_helpline",
    ),
    Door("admin:articles_helpline_check", "Check a help line", "articles.change_helpline"),
    *whole("articles", "image", "pictures", view="articles.view_image", add="articles.add_image"),
    Door("admin:articles_image_choices", "Choose a picture", "articles.view_image"),
    *whole("articles", "link", "links", view="articles.view_link"),
    Door("admin:articles_link_check_again", "Ask a link again", "articles.recheck_link", "POST"),
    *whole(
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
