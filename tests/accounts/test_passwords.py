"""Passwords that became known elsewhere, looked up in a file and nowhere else."""

import hashlib

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from accounts.passwords import NotCommonInDisguise, UnlikeTheSite, is_breached

KNOWN = [f"known password {n}" for n in range(500)]


@pytest.fixture(params=["\r\n", "\n"])
def file(tmp_path, request):
    lines = sorted(
        f"{hashlib.sha1(p.encode()).hexdigest().upper()}:{n}" for n, p in enumerate(KNOWN)
    )
    path = tmp_path / "breached.txt"
    path.write_bytes((request.param.join(lines) + request.param).encode())
    return str(path)


def test_each_line_of_the_file_is_found_and_nothing_else(file):
    assert all(is_breached(password, file) for password in KNOWN)
    assert not any(is_breached(f"unknown password {n}", file) for n in range(500))


def test_the_last_line_needs_no_end_and_an_empty_file_knows_nothing(tmp_path):
    path = tmp_path / "one.txt"
    path.write_text(hashlib.sha1(b"only this one").hexdigest().upper() + ":3")
    assert is_breached("only this one", str(path)) and not is_breached("another", str(path))
    path.write_text("")
    assert not is_breached("only this one", str(path))


def test_a_known_password_is_refused_with_what_to_do(file, settings):
    settings.BREACHED_PASSWORDS = file
    with pytest.raises(ValidationError, match="change it wherever else you use it"):
        validate_password("known password 7")
    validate_password("seven green lamps swim")
    settings.BREACHED_PASSWORDS = ""
    validate_password("known password 7")


@pytest.mark.parametrize(
    "password", ["HealthHub", "healthhub2026", "Health-Hub 12345", "my healthhub"]
)
def test_the_name_of_the_site_is_no_password(password):
    with pytest.raises(ValidationError, match="name of this site"):
        UnlikeTheSite().validate(password)


def test_a_long_password_may_hold_the_name():
    UnlikeTheSite().validate("healthhub opens when owls sing")


@pytest.mark.parametrize(
    "password",
    [
        "passwordpassword", "P@ssw0rd1234", "letmein12345", "contraseña1", "Contrasena2026!",
        "qwerty123456!", "1234567890", "iloveyou!!!2025", "monkeymonkeymonkey", "te amo 12345",
        "Pa$$word-2026", "H3althHub2026!!",
    ],
)  # fmt: skip
def test_a_common_word_in_disguise_is_refused(password):
    with pytest.raises(ValidationError):
        validate_password(password)


@pytest.mark.parametrize(
    "password", ["Rolf Reader 2026 !!", "r0lf_reader99", "reader.reader1", "Winter4242"]
)
def test_a_name_of_the_person_in_disguise_is_refused(password, django_user_model):
    person = django_user_model(email="winter@example.org", display_name="Rolfs Reader")
    person.display_name = "Rolf Reader" if "olf" in password else person.display_name
    with pytest.raises(ValidationError):
        validate_password(password, person)


@pytest.mark.parametrize(
    "password",
    [
        "seven green lamps swim", "correct horse battery staple", "a quite unusual pass 9",
        "some odd phrase 42", "una frase muy rara 9", "a long test password", "tr0mbone&lizard",
        "x7Kq-92mZ-pL0w", "دعاء وقمر وبحر هادئ",
    ],
)  # fmt: skip
def test_a_few_words_that_nobody_else_would_put_together_are_taken(password):
    validate_password(password)
    NotCommonInDisguise().validate(password)
