"""Reading the environment: a wrong value stops the process with a sentence naming the variable."""

import os
import re
from collections.abc import Container
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

YES = {"1", "true", "yes", "on"}
NO = {"0", "false", "no", "off", ""}


def text(name: str, default: str = "") -> str:
    return os.environ.get(name, default).strip()


def flag(name: str, default: bool = False) -> bool:
    value = os.environ.get(name, "1" if default else "0").strip().lower()
    if value not in YES | NO:
        raise ImproperlyConfigured(f"{name} is “{value}”. Set it to 1 (on) or 0 (off).")
    return value in YES


def number(name: str, default: int, *, low: int, high: int) -> int:
    value = os.environ.get(name, "").strip() or str(default)
    if not value.isascii() or not value.isdigit() or not low <= int(value) <= high:
        raise ImproperlyConfigured(f"{name} is “{value}”. Set it to a number from {low} to {high}.")
    return int(value)


def country(name: str, default: str) -> str:
    value = text(name, default).upper()
    if value == "UK" or not re.fullmatch("[A-Z]{2}", value):
        raise ImproperlyConfigured(
            f"{name} is “{value}”. Set it to the two letters of a country, such as US or GB."
        )
    return value


def codes(name: str, default: str, *, known: Container[str]) -> list[str]:
    """Several short codes, separated by commas."""
    found = [code.strip().lower() for code in text(name, default).split(",") if code.strip()]
    for code in found:
        if code not in known:
            raise ImproperlyConfigured(
                f"{name} names “{code}”, which HealthHub does not know. "
                "Set it to codes with commas between them, as in en,es,ar."
            )
    return found


def is_web_address(text: str) -> bool:
    try:
        parts = urlsplit(text)
        return parts.scheme in {"http", "https"} and bool(parts.hostname) and (parts.port or 1) > 0
    except ValueError:
        return False


def required(name: str, why: str) -> str:
    value = text(name)
    if not value:
        raise ImproperlyConfigured(f"{name} is not set. {why}")
    return value


def web_address_with(name: str, placeholder: str) -> str:
    """The address of a service, with the place where what is asked for goes; "" for none."""
    value = text(name)
    if value and not (is_web_address(value) and placeholder in value.split("://", 1)[1]):
        raise ImproperlyConfigured(
            f"{name} is “{value}”. Set it to a web address with {placeholder} in it, "
            f"as in https://service.example/{placeholder}, or leave it out."
        )
    return value


def readable_file(name: str, what: str) -> str:
    """The path of a file that is there and may be read; "" for none."""
    value = text(name)
    if value and not (os.path.isfile(value) and os.access(value, os.R_OK)):
        raise ImproperlyConfigured(
            f"{name} is “{value}”, which cannot be read. "
            f"Set it to a file {what} that this user may read, or leave it out."
        )
    return value


def pairs(name: str, *, known: Container[str]) -> list[tuple[str, str]]:
    """What belongs to what, as in left=right,left=right; the right side is one of the known."""
    found = []
    for part in filter(None, (part.strip() for part in text(name).split(","))):
        left, _, right = (side.strip() for side in part.rpartition("="))
        if not left or right not in known:
            raise ImproperlyConfigured(
                f"{name} says “{part}”. Write group=role with commas between them, as in "
                "clinicians=reviewer,web-team=editor, with roles of docs/roles.md."
            )
        found.append((left, right))
    return found
