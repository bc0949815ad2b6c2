"""Where passkeys can work: browsers bind them to a name, and refuse a number in its place."""

from dataclasses import dataclass
from ipaddress import ip_address

from django.conf import settings
from django.http.request import split_domain_port, validate_host

LOCAL = "localhost"


@dataclass(frozen=True)
class Place:
    """`url` is the same page where passkeys work, `host` its place; "" where none is known."""

    work: bool
    host: str = ""
    url: str = ""


def place_of(request) -> Place:
    name, port = split_domain_port(request.get_host())
    try:
        number = ip_address(name.strip("[]"))
    except ValueError:
        return Place(work=True)
    if not (number.is_loopback and validate_host(LOCAL, settings.ALLOWED_HOSTS)):
        return Place(work=False)
    host = f"{LOCAL}:{port}" if port else LOCAL
    return Place(False, host, f"{request.scheme}://{host}{request.get_full_path()}")
