"""Promises that the database itself keeps, whatever code comes its way."""

from django.db import migrations

APPEND_ONLY = """
CREATE FUNCTION articles_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'Rows of % are a record: they are added, never changed or deleted.',
        TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON articles_event
    FOR EACH ROW EXECUTE FUNCTION articles_refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON articles_revision
    FOR EACH ROW EXECUTE FUNCTION articles_refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON articles_review
    FOR EACH ROW EXECUTE FUNCTION articles_refuse_change();
"""

# A signature is by somebody who had no part in the text, and for the text that was frozen.
INDEPENDENT = """
CREATE FUNCTION articles_review_is_independent() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE judged articles_revision%ROWTYPE;
BEGIN
    SELECT * INTO judged FROM articles_revision WHERE id = NEW.revision_id;
    IF NEW.decision = 'approved' AND NEW.decided_by_id = ANY (judged.contributors) THEN
        RAISE EXCEPTION 'A contributor to a text cannot approve it.'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF NEW.sha256 <> judged.sha256 THEN
        RAISE EXCEPTION 'The review is of another text than the revision holds.'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER independent BEFORE INSERT ON articles_review
    FOR EACH ROW EXECUTE FUNCTION articles_review_is_independent();
"""

# An exception keeps its reason and its person; all that can happen to it is to be cleared, once.
EXEMPTION = """
CREATE FUNCTION articles_exemption_is_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' OR OLD.cleared_at IS NOT NULL
        OR (OLD.revision_id, OLD.reason, OLD.granted_at, OLD.granted_by_id)
        IS DISTINCT FROM (NEW.revision_id, NEW.reason, NEW.granted_at, NEW.granted_by_id) THEN
        RAISE EXCEPTION 'An exception is a record: it can be cleared, never changed or deleted.'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER kept BEFORE UPDATE OR DELETE ON articles_exemption
    FOR EACH ROW EXECUTE FUNCTION articles_exemption_is_kept();
"""

# What readers see is an approved revision of this article, or a named exception.
LIVE = """
CREATE FUNCTION articles_live_is_allowed() RETURNS trigger LANGUAGE plpgsql AS $$
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
            AND revision_id = NEW.live_id AND cleared_at IS NULL
    ) THEN
        RAISE EXCEPTION 'The live revision is neither approved nor a named exception.'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER live_is_allowed
    BEFORE INSERT OR UPDATE OF live_id, live_review_id, live_exemption_id ON articles_article
    FOR EACH ROW EXECUTE FUNCTION articles_live_is_allowed();
"""

# Old addresses: kept for ever, found in one hop, and nobody else's to take.
ADDRESSES = """
CREATE FUNCTION articles_keep_article_address() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM articles_formeraddress
               WHERE slug = NEW.slug AND article_id <> NEW.id) THEN
        RAISE EXCEPTION 'The slug % was the address of another article.', NEW.slug
            USING ERRCODE = 'unique_violation';
    END IF;
    IF TG_OP = 'UPDATE' AND OLD.published_at IS NOT NULL
        AND (OLD.slug, OLD.category_id) IS DISTINCT FROM (NEW.slug, NEW.category_id) THEN
        DELETE FROM articles_formeraddress
            WHERE category_id = NEW.category_id AND slug = NEW.slug AND article_id = NEW.id;
        INSERT INTO articles_formeraddress (category_id, slug, article_id)
            VALUES (OLD.category_id, OLD.slug, OLD.id) ON CONFLICT DO NOTHING;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER keep_address AFTER INSERT OR UPDATE OF slug, category_id ON articles_article
    FOR EACH ROW EXECUTE FUNCTION articles_keep_article_address();

CREATE FUNCTION articles_keep_category_slug() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM articles_formercategoryslug
               WHERE slug = NEW.slug AND category_id <> NEW.id) THEN
        RAISE EXCEPTION 'The slug % was the address of another category.', NEW.slug
            USING ERRCODE = 'unique_violation';
    END IF;
    IF TG_OP = 'UPDATE' AND OLD.slug <> NEW.slug THEN
        DELETE FROM articles_formercategoryslug WHERE slug = NEW.slug;
        INSERT INTO articles_formercategoryslug (slug, category_id) VALUES (OLD.slug, OLD.id)
            ON CONFLICT (slug) DO NOTHING;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER keep_slug AFTER INSERT OR UPDATE OF slug ON articles_category
    FOR EACH ROW EXECUTE FUNCTION articles_keep_category_slug();
"""

UNDO = """
DROP FUNCTION articles_refuse_change() CASCADE;
DROP FUNCTION articles_review_is_independent() CASCADE;
DROP FUNCTION articles_exemption_is_kept() CASCADE;
DROP FUNCTION articles_live_is_allowed() CASCADE;
DROP FUNCTION articles_keep_article_address() CASCADE;
DROP FUNCTION articles_keep_category_slug() CASCADE;
"""


class Migration(migrations.Migration):
    dependencies = [("articles", "0001_initial")]

    operations = [
        migrations.RunSQL(
            APPEND_ONLY + INDEPENDENT + EXEMPTION + LIVE + ADDRESSES, UNDO, elidable=False
        ),
    ]
