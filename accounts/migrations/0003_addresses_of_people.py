from django.db import migrations

# Everybody who has an account so far was entered by staff, whose word stands for the address.
ENTER = """
INSERT INTO account_emailaddress (user_id, email, verified, "primary")
SELECT id, lower(email), true, true FROM accounts_user
WHERE email <> 'system@healthhub.invalid'
    AND NOT EXISTS (SELECT FROM account_emailaddress a WHERE a.user_id = accounts_user.id)
    AND NOT EXISTS (
        SELECT FROM account_emailaddress a
        WHERE a.verified AND a.email = lower(accounts_user.email)
    );
"""


class Migration(migrations.Migration):
    dependencies = [
        ("account", "0009_emailaddress_unique_primary_email"),
        ("accounts", "0002_shared_cache_and_verification"),
    ]

    operations = [migrations.RunSQL(ENTER, migrations.RunSQL.noop)]
