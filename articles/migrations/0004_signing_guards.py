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


class Migration(migrations.Migration):
    dependencies = [("articles", "0003_governance")]

    operations = [migrations.RunSQL(SIGNATURE + EXEMPTION, migrations.RunSQL.noop)]
