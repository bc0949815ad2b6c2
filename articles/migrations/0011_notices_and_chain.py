"""Notices for readers, the words that changed, and a chain of hashes through all events."""

from datetime import UTC, datetime

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

from articles import canonical

# Format 1, as articles/history.py spells it.
EVENT_FIELDS = (
    "article_id sequence verb from_stage to_stage revision_id revision_digest shown_id reason "
    "facts happened_at happened_by_id chain_format previous_hash"
).split()
REVISION_FIELDS = (
    "id article_id number title sha256 headings original_published_on plain_text words "
    "markup_policy change change_note signed_format contributors manuscript frozen_at "
    "frozen_by_id"
).split()
REVIEW_FIELDS = (
    "id revision_id decision kind basis_id remarks statement sha256 name credentials role "
    "credential disclosure_statement answers is_demonstration decided_at decided_by_id"
).split()
EXEMPTION_FIELDS = (
    "id revision_id kind reason passed_over deadline previous_id previous_review_id "
    "granted_at granted_by_id"
).split()
PAGE_FIELDS = (
    "published_at published_by_id updated_at updated_by_id withdrawn_at withdrawn_by_id "
    "withdrawn_reason live_review_id live_exemption_id last_review_id"
).split()
CLEARED_FIELDS = ["cleared_at", "cleared_by_id", "outcome"]
JUDGING = {"approve": "approved", "request_changes": "changes_requested"}


def chain_what_there_is(apps, schema_editor):
    """Number and hash the events of before; their triggers are off while this runs."""
    Article = apps.get_model("articles", "Article")
    for pk in Article.objects.order_by("pk").values_list("pk", flat=True).iterator():
        _chain(apps, pk)


def _chain(apps, article_id):
    Article, Event = (apps.get_model("articles", name) for name in ("Article", "Event"))
    events = list(Event.objects.filter(article=article_id).order_by("id"))
    if not events:
        return
    _add_facts(apps, article_id, events)
    _add_page(Article.objects.get(pk=article_id), events[-1])
    digests = _revision_digests(apps, article_id, events)
    previous, live, withdrawn = "", None, False
    for number, event in enumerate(events, start=1):
        if event.verb in ("publish", "publish_unreviewed"):
            live, withdrawn = event.revision_id, False
        elif event.verb in ("withdraw", "restore"):
            withdrawn = event.verb == "withdraw"
        event.sequence, event.previous_hash = number, previous
        event.shown_id = None if withdrawn else live
        event.revision_digest = digests.get(event.revision_id, "")
        previous = event.hash = _sha256(event, EVENT_FIELDS)
    changed = ["sequence", "previous_hash", "shown", "revision_digest", "hash", "facts"]
    Event.objects.bulk_update(events, changed, batch_size=500)
    Article.objects.filter(pk=article_id).update(history_length=len(events), history_head=previous)


def _add_facts(apps, article_id, events):
    """The digests of reviews and exceptions go into the facts of the events that made them."""
    if not any(event.revision_id for event in events):
        return
    Review, Exemption = (apps.get_model("articles", name) for name in ("Review", "Exemption"))
    for review in Review.objects.filter(revision__article=article_id).order_by("id"):
        of_it = [event for event in events if event.revision_id == review.revision_id]
        judged = [event for event in of_it if JUDGING.get(event.verb) == review.decision]
        _keep(events, judged, "review", review, REVIEW_FIELDS)
    for exemption in Exemption.objects.filter(revision__article=article_id).order_by("id"):
        of_it = [event for event in events if event.revision_id == exemption.revision_id]
        granted = [event for event in of_it if event.verb == "publish_unreviewed"]
        _keep(events, granted, "exemption", exemption, EXEMPTION_FIELDS)
        if exemption.cleared_at:
            later = [event for event in events if event.happened_at >= exemption.cleared_at]
            fields = [*EXEMPTION_FIELDS, *CLEARED_FIELDS]
            _keep(events, later, "exemption", exemption, fields)


def _add_page(article, last):
    """What readers are told next to the text now goes into the facts of the last event."""
    if article.published_at:
        last.facts = {**last.facts, "page": _sha256(article, PAGE_FIELDS)}


def _keep(events, candidates, model, row, fields):
    """In the first event that could have made it; else in the last of all, so that none is lost."""
    free = [event for event in candidates if not _keeps(event, model)]
    event = (free or candidates or events[-1:])[0]
    kept = {"model": model, "id": row.pk, "digest": _sha256(row, fields)}
    event.facts = {**event.facts, "rows": [*event.facts.get("rows", []), kept]}


def _keeps(event, model):
    return any(row["model"] == model for row in event.facts.get("rows", []))


def _revision_digests(apps, article_id, events):
    if not any(event.revision_id for event in events):
        return {}
    revisions = apps.get_model("articles", "Revision").objects.filter(article=article_id)
    return {
        revision.pk: _sha256(revision, REVISION_FIELDS)
        for revision in revisions.defer("body_html").iterator(chunk_size=20)
    }


def _sha256(row, names):
    return canonical.sha256({name: _spelled(getattr(row, name)) for name in names})


def _spelled(value):
    return value.astimezone(UTC).isoformat() if isinstance(value, datetime) else value


# What waits for the end of the transaction is checked now: a table with checks outstanding
# cannot have its triggers switched.
TRIGGERS_OFF = """
SET CONSTRAINTS ALL IMMEDIATE;
ALTER TABLE articles_event DISABLE TRIGGER append_only;
"""
TRIGGERS_ON = """
SET CONSTRAINTS ALL IMMEDIATE;
ALTER TABLE articles_event ENABLE TRIGGER append_only;
"""

GUARDS = """
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON articles_changedwords
    FOR EACH ROW EXECUTE FUNCTION articles_refuse_change();

CREATE FUNCTION articles_notice_is_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' OR OLD.lifted_at IS NOT NULL OR NEW.lifted_at IS NULL
        OR (OLD.id, OLD.article_id, OLD.kind, OLD.text, OLD.revision_id, OLD.previous_id,
            OLD.published_at, OLD.published_by_id)
        IS DISTINCT FROM
           (NEW.id, NEW.article_id, NEW.kind, NEW.text, NEW.revision_id, NEW.previous_id,
            NEW.published_at, NEW.published_by_id) THEN
        RAISE EXCEPTION 'A notice is a record: it can be lifted, never changed or deleted.'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER kept BEFORE UPDATE OR DELETE ON articles_editorialnotice
    FOR EACH ROW EXECUTE FUNCTION articles_notice_is_kept();

CREATE FUNCTION articles_notice_is_of_its_article() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM articles_revision
        WHERE id IN (NEW.revision_id, NEW.previous_id) AND article_id <> NEW.article_id
    ) THEN
        RAISE EXCEPTION 'The notice names a version of another article.'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER of_its_article BEFORE INSERT ON articles_editorialnotice
    FOR EACH ROW EXECUTE FUNCTION articles_notice_is_of_its_article();

CREATE FUNCTION articles_history_grows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'The history of an article grows by one event at a time: this row is stale.'
        USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER history_grows BEFORE UPDATE OF history_length, history_head ON articles_article
    FOR EACH ROW
    WHEN (OLD.history_length <> NEW.history_length AND NEW.history_length <> OLD.history_length + 1
          OR OLD.history_length = NEW.history_length AND OLD.history_head <> NEW.history_head)
    EXECUTE FUNCTION articles_history_grows();
"""

UNDO_GUARDS = """
DROP TRIGGER append_only ON articles_changedwords;
DROP FUNCTION articles_notice_is_kept() CASCADE;
DROP FUNCTION articles_notice_is_of_its_article() CASCADE;
DROP FUNCTION articles_history_grows() CASCADE;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0010_clock_and_notices"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="EditorialNotice",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("correction", "Correction"),
                            ("update", "Update"),
                            ("concern", "Expression of concern"),
                            ("retraction", "Retraction"),
                        ],
                        max_length=10,
                    ),
                ),
                ("text", models.TextField(help_text="What readers are told.")),
                ("published_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("lifted_at", models.DateTimeField(blank=True, editable=False, null=True)),
                ("lifted_reason", models.TextField(blank=True, editable=False)),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="editorial_notices",
                        to="articles.article",
                    ),
                ),
                (
                    "lifted_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "previous",
                    models.ForeignKey(
                        help_text="The public text that was corrected or updated.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="articles.revision",
                    ),
                ),
                (
                    "published_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "revision",
                    models.ForeignKey(
                        help_text="The public text that it is about.",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="articles.revision",
                    ),
                ),
            ],
            options={
                "ordering": ["-published_at", "-id"],
                "indexes": [
                    models.Index(fields=["-published_at", "-id"], name="notice_latest"),
                    models.Index(fields=["kind", "-published_at", "-id"], name="notice_of_kind"),
                    models.Index(
                        fields=["article", "-published_at", "-id"], name="notice_of_article"
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("lifted_at__isnull", True), ("lifted_by__isnull", True)),
                            models.Q(("lifted_at__isnull", False), ("lifted_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="notice_lifted_at_by",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("text", ""), _negated=True), name="notice_has_a_text"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("lifted_at__isnull", True), ("lifted_reason", "")),
                            models.Q(
                                ("kind__in", ("concern", "retraction")),
                                ("lifted_at__isnull", False),
                                models.Q(("lifted_reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="notice_lifted_with_a_reason",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ChangedWords",
            fields=[
                (
                    "event",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="words",
                        serialize=False,
                        to="articles.event",
                    ),
                ),
                (
                    "passages",
                    models.JSONField(
                        help_text="Of {place, pieces}; a piece is [same, removed or added, text]."
                    ),
                ),
                (
                    "is_cut",
                    models.BooleanField(default=False, help_text="Too much to keep all of it."),
                ),
            ],
        ),
        migrations.AddField(
            model_name="event",
            name="chain_format",
            field=models.PositiveSmallIntegerField(
                default=1, help_text="Which values the hash covers, and how they are spelled."
            ),
        ),
        migrations.AddField(
            model_name="event", name="hash", field=models.CharField(null=True, max_length=64)
        ),
        migrations.AddField(
            model_name="event",
            name="previous_hash",
            field=models.CharField(blank=True, max_length=64, default=""),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="event",
            name="revision_digest",
            field=models.CharField(
                blank=True,
                help_text="The hash of the revision's whole row, as it was then.",
                max_length=64,
                default="",
            ),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="event", name="sequence", field=models.PositiveIntegerField(null=True)
        ),
        migrations.AddField(
            model_name="event",
            name="shown",
            field=models.ForeignKey(
                help_text="What readers see after it; empty when nothing is public.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="articles.revision",
            ),
        ),
        migrations.AlterField(
            model_name="event",
            name="happened_at",
            field=models.DateTimeField(default=django.utils.timezone.now),
        ),
        migrations.RunSQL(TRIGGERS_OFF, migrations.RunSQL.noop, elidable=False),
        migrations.RunPython(chain_what_there_is, migrations.RunPython.noop, elidable=False),
        migrations.RunSQL(TRIGGERS_ON, migrations.RunSQL.noop, elidable=False),
        migrations.AlterField(
            model_name="event", name="hash", field=models.CharField(max_length=64)
        ),
        migrations.AlterField(
            model_name="event",
            name="sequence",
            field=models.PositiveIntegerField(help_text="1, 2, 3 … within the article."),
        ),
        migrations.AddIndex(
            model_name="event",
            index=models.Index(
                condition=models.Q(
                    (
                        "verb__in",
                        (
                            "publish",
                            "publish_unreviewed",
                            "publish_urgently",
                            "take_back_urgent",
                            "mark_reviewed_unchanged",
                            "withdraw",
                            "restore",
                            "retract",
                            "express_concern",
                            "lift_concern",
                        ),
                    ),
                    models.Q(("revision", models.F("shown")), ("verb", "approve")),
                    _connector="OR",
                ),
                fields=["article", "-sequence"],
                name="event_for_readers",
            ),
        ),
        migrations.AddIndex(
            model_name="event",
            index=models.Index(
                condition=models.Q(
                    ("shown__isnull", True), ("verb__in", ("withdraw", "take_back_urgent"))
                ),
                fields=["-happened_at", "-id"],
                name="event_withdrawal",
            ),
        ),
        migrations.AddConstraint(
            model_name="event",
            constraint=models.UniqueConstraint(
                fields=("article", "sequence"), name="event_sequence_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="event",
            constraint=models.CheckConstraint(
                condition=models.Q(("hash", ""), _negated=True), name="event_has_a_hash"
            ),
        ),
        migrations.AlterField(
            model_name="formercategoryslug",
            name="category",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="former_slugs",
                to="articles.category",
            ),
        ),
        migrations.AlterField(
            model_name="taggedarticle",
            name="tag",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="tagged",
                to="articles.tag",
            ),
        ),
        migrations.RunSQL(GUARDS, UNDO_GUARDS, elidable=False),
    ]
