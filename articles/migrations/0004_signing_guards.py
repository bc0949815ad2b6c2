"""What a signature and an exception must be, held by the database itself."""

from django.db import migrations

# A whole review is by somebody independent, with a verified credential. A small repair may be
# signed again by an editor, on the ground of a whole review of the same article.
SIGNATURE = """
CREATE OR REPLACE FUNCTION articles_review_is_independent() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE judged articles_revision%ROWTYPE;
BEGIN
    SELECT * INTO judged FROM articles_revision WHERE id = NEW.revision_id;
    IF NEW.sha256 <> judged.sha256 THEN
        RAISE EXCEPTION 'The review is of another text than the revision holds.'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF NEW.decision <> 'approved' THEN
        RETURN NEW;
    END IF;
    IF NEW.kind = 'minor' THEN
        IF NOT EXISTS (
            SELECT 1 FROM articles_review basis
            JOIN articles_revision signed ON signed.id = basis.revision_id
            WHERE basis.id = NEW.basis_id AND basis.kind <> 'minor'
                AND basis.decision = 'approved' AND signed.article_id = judged.article_id
        ) THEN
            RAISE EXCEPTION 'A small repair keeps a whole review of the same article.'
                USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        RETURN NEW;
    END IF;
    IF NEW.decided_by_id = ANY (judged.contributors) THEN
        RAISE EXCEPTION 'A contributor to a text cannot approve it.'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF NEW.credential = '{}'::jsonb THEN
        RAISE EXCEPTION 'A signature needs a verified credential.'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
"""

EXEMPTION = """
CREATE OR REPLACE FUNCTION articles_exemption_is_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' OR OLD.cleared_at IS NOT NULL
        OR (OLD.revision_id, OLD.kind, OLD.reason, OLD.passed_over, OLD.deadline, OLD.previous_id,
            OLD.previous_review_id, OLD.granted_at, OLD.granted_by_id)
        IS DISTINCT FROM
           (NEW.revision_id, NEW.kind, NEW.reason, NEW.passed_over, NEW.deadline, NEW.previous_id,
            NEW.previous_review_id, NEW.granted_at, NEW.granted_by_id) THEN
        RAISE EXCEPTION 'An exception is a record: it can be cleared, never changed or deleted.'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
"""

# A text that was taken back unsigned stays withdrawn until somebody signs it.
LIVE = """
CREATE OR REPLACE FUNCTION articles_live_is_allowed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.live_id IS NULL THEN
        RETURN NEW;
    END IF;
    IF NOT EXISTS (SELECT 1 FROM articles_revision WHERE id = NEW.live_id AND article_id = NEW.id)
    THEN
        RAISE EXCEPTION 'The live revision belongs to another article.'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF NOT EXISTS (
        SELECT 1 FROM articles_review WHERE id = NEW.live_review_id
            AND revision_id = NEW.live_id AND decision = 'approved'
    ) AND NOT EXISTS (
        SELECT 1 FROM articles_exemption WHERE id = NEW.live_exemption_id
            AND revision_id = NEW.live_id
            AND (cleared_at IS NULL OR NEW.withdrawn_at IS NOT NULL)
    ) THEN
        RAISE EXCEPTION 'The live revision is neither approved nor a named exception.'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
DROP TRIGGER live_is_allowed ON articles_article;
CREATE TRIGGER live_is_allowed
    BEFORE INSERT OR UPDATE OF live_id, live_review_id, live_exemption_id, withdrawn_at
    ON articles_article FOR EACH ROW EXECUTE FUNCTION articles_live_is_allowed();
"""


class Migration(migrations.Migration):
    dependencies = [("articles", "0003_governance")]

    operations = [migrations.RunSQL(SIGNATURE + EXEMPTION + LIVE, migrations.RunSQL.noop)]
