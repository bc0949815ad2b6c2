"""A wrong setting stops the process with a sentence that names the variable."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
PRODUCTION = {
    "HEALTHHUB_PRODUCTION": "1",
    "SECRET_KEY": "k" * 50,
    "SITE_URL": "https://health.example",
}

OIDC = {
    "OIDC_ISSUER": "https://login.example",
    "OIDC_CLIENT_ID": "healthhub",
    "OIDC_CLIENT_SECRET": "a secret",
    "OIDC_ROLES": "clinicians=reviewer",
}


def run(tmp_path, **environment):
    clean = {
        "PATH": os.environ["PATH"],
        "HOME": str(tmp_path),
        "HEALTHHUB_VAR": str(tmp_path / "var"),
    }
    return subprocess.run(
        [sys.executable, "manage.py", "check"],
        cwd=ROOT,
        env={**clean, **environment},
        capture_output=True,
        text=True,
        timeout=60,
    )


@pytest.mark.parametrize(
    "name, environment",
    [
        ("PORT", {"PORT": "eighty"}),
        ("PORT", {"PORT": "70000"}),
        ("HEALTHHUB_VAR", {"HEALTHHUB_VAR": "/proc/none"}),
        ("HEALTHHUB_PRODUCTION", {"HEALTHHUB_PRODUCTION": "maybe"}),
        ("DATABASE_URL", {"DATABASE_URL": "mysql://localhost/x"}),
        ("DATABASE_URL", {"DATABASE_URL": "postgresql://localhost:port/x"}),
        ("DATABASE_URL", {"DATABASE_URL": "postgresql://localhost"}),
        ("SITE_URL", {"SITE_URL": "health.example"}),
        ("SECRET_KEY", {**PRODUCTION, "SECRET_KEY": ""}),
        ("SECRET_KEY", {**PRODUCTION, "SECRET_KEY": "short"}),
        ("SITE_URL", {**PRODUCTION, "SITE_URL": ""}),
        ("SITE_URL", {**PRODUCTION, "SITE_URL": "http://health.example"}),
        ("DEBUG", {**PRODUCTION, "DEBUG": "1"}),
        ("EMAIL_PORT", {"EMAIL_PORT": "-1"}),
        ("LINK_CHECKS", {"LINK_CHECKS": "often"}),
        ("LOOKUP_DOI_URL", {"LOOKUP_DOI_URL": "https://service.example/works/"}),
        ("LOOKUP_PMID_URL", {"LOOKUP_PMID_URL": "service.example/{pmid}"}),
        ("HELP_REGION", {"HELP_REGION": "Utopia"}),
        ("HELP_REGION", {"HELP_REGION": "uk"}),
        ("SIGN_UP", {"SIGN_UP": "sometimes"}),
        ("BREACHED_PASSWORDS", {"BREACHED_PASSWORDS": "/nowhere/at/all"}),
        ("STAFF_SECOND_FACTOR", {**PRODUCTION, "STAFF_SECOND_FACTOR": "0"}),
        ("OIDC_ISSUER", {"OIDC_ISSUER": "login.example"}),
        ("OIDC_ISSUER", {**PRODUCTION, **OIDC, "OIDC_ISSUER": "http://login.example"}),
        ("OIDC_CLIENT_ID", {**OIDC, "OIDC_CLIENT_ID": ""}),
        ("OIDC_CLIENT_SECRET", {**OIDC, "OIDC_CLIENT_SECRET": ""}),
        ("OIDC_ROLES", {**OIDC, "OIDC_ROLES": "clinicians=king"}),
        ("OIDC_ROLES", {**OIDC, "OIDC_ROLES": "clinicians"}),
    ],
)
def test_a_wrong_setting_is_named_in_a_sentence(tmp_path, name, environment):
    result = run(tmp_path, **environment)
    assert result.returncode != 0
    assert name in result.stderr
    assert "Traceback" not in result.stderr and len(result.stderr.strip().splitlines()) == 1


def test_nothing_needs_to_be_set(tmp_path):
    result = run(tmp_path)
    assert result.returncode == 0, result.stderr
    key = tmp_path / "var" / "secret_key"
    assert len(key.read_text()) > 50 and key.stat().st_mode & 0o077 == 0


def test_a_good_production_starts(tmp_path):
    assert run(tmp_path, **PRODUCTION).returncode == 0


def test_an_organisations_sign_in_starts_with_its_settings(tmp_path):
    roles = "clinicians=reviewer, web=team=editor"
    result = run(tmp_path, **{**PRODUCTION, **OIDC, "OIDC_ROLES": roles})
    assert result.returncode == 0, result.stderr


def test_a_check_starts_no_database(tmp_path):
    run(tmp_path)
    assert not (tmp_path / "var" / "postgres").exists()


def test_django_does_not_run_on_another_driver():
    from django.db.backends.postgresql.psycopg_any import is_psycopg3

    assert not is_psycopg3
