"""Promises that the database itself keeps, whatever code comes its way."""

from django.db import migrations

# Records are added, never changed or deleted.
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
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON articles_wordlistversion
    FOR EACH ROW EXECUTE FUNCTION articles_refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON articles_helplinerecord
    FOR EACH ROW EXECUTE FUNCTION articles_refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON articles_changedwords
    FOR EACH ROW EXECUTE FUNCTION articles_refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON articles_glossaryrecord
    FOR EACH ROW EXECUTE FUNCTION articles_refuse_change();
"""

# A whole review is by somebody independent, with a verified credential. A small repair may be
# signed again by an editor, on the ground of a whole review of the same article.
SIGNATURE = """
CREATE FUNCTION articles_review_is_independent() RETURNS trigger LANGUAGE plpgsql AS $$
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
CREATE TRIGGER independent BEFORE INSERT ON articles_review
    FOR EACH ROW EXECUTE FUNCTION articles_review_is_independent();
"""

# An exception keeps its reason and its person; all that can happen to it is to be cleared, once.
EXEMPTION = """
CREATE FUNCTION articles_exemption_is_kept() RETURNS trigger LANGUAGE plpgsql AS $$
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
CREATE TRIGGER kept BEFORE UPDATE OR DELETE ON articles_exemption
    FOR EACH ROW EXECUTE FUNCTION articles_exemption_is_kept();
"""

# What readers see is an approved revision of this article, or a named exception. A text that was
# taken back unsigned stays withdrawn until somebody signs it.
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
            AND revision_id = NEW.live_id
            AND (cleared_at IS NULL OR NEW.withdrawn_at IS NOT NULL)
    ) THEN
        RAISE EXCEPTION 'The live revision is neither approved nor a named exception.'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER live_is_allowed
    BEFORE INSERT OR UPDATE OF live_id, live_review_id, live_exemption_id, withdrawn_at
    ON articles_article FOR EACH ROW EXECUTE FUNCTION articles_live_is_allowed();
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

# What was said of a text is a record: it can be marked and resolved.
REMARKS = """
CREATE FUNCTION articles_remark_is_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' OR
        (OLD.article_id, OLD.revision_id, OLD.answers_to_id, OLD.quote, OLD.before, OLD.after,
            OLD.place, OLD.text, OLD.key, OLD.written_at, OLD.written_by_id, OLD.sent_at,
            OLD.sent_by_id)
        IS DISTINCT FROM
        (NEW.article_id, NEW.revision_id, NEW.answers_to_id, NEW.quote, NEW.before, NEW.after,
            NEW.place, NEW.text, NEW.key, NEW.written_at, NEW.written_by_id, NEW.sent_at,
            NEW.sent_by_id) THEN
        RAISE EXCEPTION 'A remark is a record: it can be resolved, never changed or deleted.'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER remark_is_kept BEFORE UPDATE OR DELETE ON articles_remark
    FOR EACH ROW EXECUTE FUNCTION articles_remark_is_kept();
"""

# A notice is of its article, and can be lifted, once.
NOTICES = """
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
"""

# Each event of an article is chained to the one before it.
HISTORY = """
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

# A tag that leads to another is never led to, and is put on no article any more; what stood on
# articles when it was merged is moved by the verb, and by the worker where that is much.
TAGS = """
CREATE FUNCTION articles_merged_tag_leads_on() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.merged_into_id IS NOT NULL AND (
        EXISTS (SELECT 1 FROM articles_tag WHERE merged_into_id = NEW.id)
        OR EXISTS (
            SELECT 1 FROM articles_tag
            WHERE id = NEW.merged_into_id AND merged_into_id IS NOT NULL
        )
    ) THEN
        RAISE EXCEPTION 'A merged tag leads to its own tag in one step.'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER leads_on AFTER INSERT OR UPDATE OF merged_into_id ON articles_tag
    FOR EACH ROW EXECUTE FUNCTION articles_merged_tag_leads_on();

CREATE FUNCTION articles_tag_is_not_merged() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE leads_to bigint;
BEGIN
    -- The lock waits for a merge that is under way, and then sees it.
    SELECT merged_into_id INTO leads_to FROM articles_tag WHERE id = NEW.tag_id FOR KEY SHARE;
    IF leads_to IS NOT NULL THEN
        RAISE EXCEPTION 'This tag was merged: put the one that it leads to on the article.'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER not_merged BEFORE INSERT OR UPDATE OF tag_id ON articles_taggedarticle
    FOR EACH ROW EXECUTE FUNCTION articles_tag_is_not_merged();
"""

# An edition is of one source, which is no edition itself, and in another language than it.
EDITIONS = """
CREATE FUNCTION articles_edition_of_a_source() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.translation_of_id IS NOT NULL AND (
        EXISTS (SELECT 1 FROM articles_article WHERE id = NEW.translation_of_id
                AND (translation_of_id IS NOT NULL OR language = NEW.language))
        OR EXISTS (SELECT 1 FROM articles_article WHERE translation_of_id = NEW.id)
        OR NEW.translation_of_id = NEW.id
    ) THEN
        RAISE EXCEPTION 'An edition is of a source in another language, not of an edition.'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF TG_OP = 'UPDATE' AND (
        OLD.translation_of_id IS DISTINCT FROM NEW.translation_of_id
        OR (OLD.language <> NEW.language AND (
            OLD.published_at IS NOT NULL OR NEW.translation_of_id IS NOT NULL
            OR EXISTS (SELECT 1 FROM articles_article WHERE translation_of_id = NEW.id)))
    ) THEN
        RAISE EXCEPTION 'Once readers saw a text, or it has a source, its language stays.'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER edition_of_a_source
    BEFORE INSERT OR UPDATE OF translation_of_id, language ON articles_article
    FOR EACH ROW EXECUTE FUNCTION articles_edition_of_a_source();
"""

PROMISES = [
    APPEND_ONLY, SIGNATURE, EXEMPTION, LIVE, ADDRESSES, REMARKS, NOTICES, HISTORY, TAGS, EDITIONS,
]  # fmt: skip
FUNCTIONS = """
articles_refuse_change
articles_review_is_independent
articles_exemption_is_kept
articles_live_is_allowed
articles_keep_article_address
articles_keep_category_slug
articles_remark_is_kept
articles_notice_is_kept
articles_notice_is_of_its_article
articles_history_grows
articles_merged_tag_leads_on
articles_tag_is_not_merged
articles_edition_of_a_source
"""


class Migration(migrations.Migration):
    replaces = [
        ("articles", "0002_guards"),
        ("articles", "0004_signing_guards"),
        ("articles", "0013_more_reserved_slugs"),
    ]
    dependencies = [("articles", "0001_what_is_published")]

    operations = [
        migrations.RunSQL(
            "".join(
                [
                    APPEND_ONLY,
                    SIGNATURE,
                    EXEMPTION,
                    LIVE,
                    ADDRESSES,
                    REMARKS,
                    NOTICES,
                    HISTORY,
                    TAGS,
                    EDITIONS,
                ]
            ),
            "".join(f"DROP FUNCTION {name}() CASCADE;" for name in FUNCTIONS.split()),
            elidable=False,
        )
    ]
