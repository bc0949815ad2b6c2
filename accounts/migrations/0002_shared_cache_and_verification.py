from django.core.management import call_command
from django.db import migrations

# A verification is of what was looked up: whoever changes that, by whatever path, ends it.
VERIFIED_AS_IT_STOOD = """
CREATE FUNCTION accounts_verified_as_it_stood() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (OLD.user_id, OLD.name, OLD.issuer, OLD.number, OLD.valid_until)
        IS DISTINCT FROM (NEW.user_id, NEW.name, NEW.issuer, NEW.number, NEW.valid_until) THEN
        NEW.verified_at := NULL;
        NEW.verified_by_id := NULL;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER verified_as_it_stood BEFORE UPDATE ON accounts_credential
    FOR EACH ROW EXECUTE FUNCTION accounts_verified_as_it_stood();
"""
NO_LONGER_SO = """
DROP TRIGGER verified_as_it_stood ON accounts_credential;
DROP FUNCTION accounts_verified_as_it_stood();
"""


def make_cache_table(apps, schema_editor):
    """Rate limits live in the shared cache, so signing in needs its table from the first start."""
    call_command("createcachetable", database=schema_editor.connection.alias, verbosity=0)


class Migration(migrations.Migration):
    replaces = [("accounts", "0002_cache_table")]
    dependencies = [("accounts", "0001_people")]

    operations = [
        migrations.RunPython(make_cache_table, migrations.RunPython.noop),
        migrations.RunSQL(VERIFIED_AS_IT_STOOD, NO_LONGER_SO),
    ]
