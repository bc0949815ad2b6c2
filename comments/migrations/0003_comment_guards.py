"""Promises about comments that the database itself keeps, whatever code comes its way."""

from django.db import migrations

# The function is one of articles.0002_guards.
APPEND_ONLY = """
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON comments_commentevent
    FOR EACH ROW EXECUTE FUNCTION articles_refuse_change();
"""

# Two levels: an answer's parent is a comment under the same article, and no answer itself. Where a
# comment stands, and whose it is, never changes, so what was true once stays true.
PLACE = """
CREATE FUNCTION comments_comment_has_its_place() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT 1 FROM articles_revision
                   WHERE id = NEW.revision_id AND article_id = NEW.article_id) THEN
        RAISE EXCEPTION 'The edition that was read is one of another article.'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF NEW.parent_id IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM comments_comment
            WHERE id = NEW.parent_id AND level = 0 AND article_id = NEW.article_id
    ) THEN
        RAISE EXCEPTION 'A comment can answer one of the first level, under its own article.'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER has_its_place BEFORE INSERT ON comments_comment
    FOR EACH ROW EXECUTE FUNCTION comments_comment_has_its_place();

CREATE FUNCTION comments_comment_keeps_its_place() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (OLD.article_id, OLD.revision_id, OLD.parent_id, OLD.level, OLD.writer_id, OLD.key,
        OLD.posted_at) IS DISTINCT FROM (NEW.article_id, NEW.revision_id, NEW.parent_id, NEW.level,
        NEW.writer_id, NEW.key, NEW.posted_at) THEN
        RAISE EXCEPTION 'Where a comment stands, and whose it is, never changes.'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER keeps_its_place
    BEFORE UPDATE OF article_id, revision_id, parent_id, level, writer_id, key, posted_at
    ON comments_comment
    FOR EACH ROW EXECUTE FUNCTION comments_comment_keeps_its_place();
"""

# A thread shows its writers' names. Names are changed where nothing is known of comments, so the
# database tells the threads; readers then see the new name as soon as they would a new comment.
NAMES = """
CREATE FUNCTION comments_name_has_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE comments_thread SET version = version + 1 WHERE article_id IN (
        SELECT article_id FROM comments_comment WHERE writer_id = NEW.id AND state = 'shown'
    );
    RETURN NULL;
END $$;
CREATE TRIGGER tell_threads AFTER UPDATE OF display_name ON accounts_user
    FOR EACH ROW WHEN (OLD.display_name IS DISTINCT FROM NEW.display_name)
    EXECUTE FUNCTION comments_name_has_changed();
"""

UNDO = """
DROP TRIGGER append_only ON comments_commentevent;
DROP FUNCTION comments_comment_has_its_place() CASCADE;
DROP FUNCTION comments_comment_keeps_its_place() CASCADE;
DROP FUNCTION comments_name_has_changed() CASCADE;
"""


class Migration(migrations.Migration):
    dependencies = [("comments", "0002_comments")]

    operations = [migrations.RunSQL(APPEND_ONLY + PLACE + NAMES, UNDO, elidable=False)]
