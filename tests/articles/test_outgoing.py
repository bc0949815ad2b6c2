"""The one door to other machines, tried with real servers on this one."""

import socket
import ssl
import threading
import time
from contextlib import contextmanager

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles import connection, networks, outgoing
from articles.outgoing import NotPublic, TooManyRedirects, TooSlow, Unreachable, ask, target_of
from tests.articles.stub_servers import (
    certificate,
    drip,
    endless,
    endless_continue,
    endless_headers,
    said,
    stub,
)

PUBLIC = "93.184.216.34"


@pytest.fixture
def server():
    with stub({"/": said(200, b"Hello")}) as running:
        yield running


@pytest.fixture
def no_connection(monkeypatch):
    """Any connection at all fails the test."""
    tried = []
    monkeypatch.setattr(connection, "connect", lambda *a: tried.append(a) or 1 / 0)
    yield tried
    assert tried == []


# -- which addresses --------------------------------------------------------------------------------


@pytest.mark.parametrize("address", [PUBLIC, "8.8.8.8", "2606:2800:220:1::1", "2a00:1450::1"])
def test_an_ordinary_address_is_public(address):
    assert networks.is_public(address)


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "127.255.255.254", "10.1.2.3", "172.16.0.1", "172.31.255.255", "192.168.0.1",
        "169.254.169.254", "0.0.0.0", "100.64.0.1", "198.18.0.1", "192.0.2.1", "203.0.113.9",
        "224.0.0.1", "239.255.255.255", "240.0.0.1", "255.255.255.255", "192.88.99.1",
        "::", "::1", "::ffff:127.0.0.1", "::ffff:8.8.8.8", "::ffff:0:8.8.8.8", "::127.0.0.1",
        "64:ff9b::8.8.8.8", "64:ff9b:1::1", "fe80::1", "fe80::1%eth0", "fc00::1", "fd12::1",
        "ff02::1", "2001::1", "2001:db8::1", "2002:7f00:1::", "fec0::1", "4000::1", "2606::1%1",
        "", "localhost", "127.1", "2130706433", "0x7f000001", "0177.0.0.1",
    ],
)  # fmt: skip
def test_no_other_address_is_public(address):
    assert not networks.is_public(address)


@given(st.ip_addresses())
def test_nothing_that_python_calls_private_is_public(address):
    if address.is_private or address.is_multicast or address.is_loopback or address.is_link_local:
        assert not networks.is_public(address)


# -- what is refused before any connection ----------------------------------------------------------


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/", "http://localhost/", "http://[::1]/", "http://169.254.169.254/latest/",
        "http://2130706433/", "http://0x7f000001/", "http://0177.0.0.1/", "http://127.1/",
        "http://0/", "http://[::ffff:127.0.0.1]/", "http://[::ffff:7f00:1]/", "http://[::]/",
        "http://[fe80::1%25lo]/", "http://224.0.0.1/", "http://255.255.255.255/",
        "http://①②⑦.⓪.⓪.①/", "http://127。0。0。1/", "http://localhost./",
    ],
)  # fmt: skip
def test_an_address_that_is_not_public_is_refused_however_it_is_written(url, no_connection):
    with pytest.raises(Unreachable) as refused:
        ask(url)
    assert isinstance(refused.value, (NotPublic, outgoing.NoSuchHost))


@pytest.mark.parametrize(
    "url",
    [
        "ftp://example.org/", "file:///etc/passwd", "gopher://example.org/", "//example.org/", "",
        "http://", "http://user@example.org/", "http://user:pw@example.org/", "http://a b/",
        "http://127%2e0%2e0%2e1/", "http://exa mple.org/", "http://[::1", "http://x:99999/",
        "http://-x.org/", "http://x\\@127.0.0.1/", "http://" + "a" * 64 + ".org/", "javascript:1",
        "http://[fe80::1%25eth0]/",
    ],
)  # fmt: skip
def test_what_is_no_web_address_is_refused(url, no_connection):
    with pytest.raises(NotPublic):
        ask(url)


@pytest.mark.parametrize("port", [0, 22, 25, 5432, 8080])
def test_only_the_webs_own_ports_are_asked(port, no_connection):
    with pytest.raises(NotPublic, match="Port"):
        ask(f"http://{PUBLIC}:{port}/")


def test_one_private_address_among_several_refuses_the_name(monkeypatch, no_connection):
    monkeypatch.setattr(outgoing, "resolve", lambda *a: [PUBLIC, "10.0.0.1"])
    with pytest.raises(NotPublic):
        ask("http://example.org/")


def test_an_address_is_split_as_a_browser_would():
    target = target_of("https://BÜCHER.example/ä?q=ß x#part")
    assert (target.host, target.port) == ("xn--bcher-kva.example", 443)
    assert target.path == "/%C3%A4?q=%C3%9F%20x"
    assert target_of("http://x.org/a%20b").path == "/a%20b"


def test_a_path_cannot_smuggle_a_second_request():
    for url in ("http://x.org/\r\nHost: y", "http://x.org/a\x00b", "http://x.org/?\nX: y"):
        path = target_of(url).path
        assert path.isascii() and path.isprintable() and " " not in path


# -- the connection goes to what was checked --------------------------------------------------------


@pytest.fixture
def rebinding(monkeypatch):
    """A name that is public when it is asked for first, and this machine ever after."""
    resolved, connected = [], []

    def resolve(host, port, deadline):
        resolved.append(host)
        return [PUBLIC] if len(resolved) == 1 else ["127.0.0.1"]

    monkeypatch.setattr(outgoing, "resolve", resolve)

    @contextmanager
    def to(server):
        def connect(address, port, seconds):
            connected.append((address, port))
            return socket.create_connection(("127.0.0.1", server.port))

        monkeypatch.setattr(connection, "connect", connect)
        yield resolved, connected

    return to


def test_a_name_is_resolved_once_and_the_checked_address_is_used(server, rebinding):
    with rebinding(server) as (resolved, connected):
        assert ask("http://rebinding.example/").status == 200
    assert resolved == ["rebinding.example"]
    assert connected == [(PUBLIC, 80)]
    assert server.header("host") == "rebinding.example"


def test_a_redirect_to_the_same_name_is_checked_anew(server, rebinding):
    server.answers["/"] = said(302, Location="/next")
    with rebinding(server) as (_, connected), pytest.raises(NotPublic):
        ask("http://rebinding.example/")
    assert connected == [(PUBLIC, 80)] and len(server.asked) == 1


@pytest.mark.parametrize(
    "onward",
    [
        "http://127.0.0.1/", "http://127.0.0.1:{port}/secret", "http://[::1]:{port}/secret",
        "http://169.254.169.254/latest/meta-data/", "http://2130706433/", "http://0x7f.1/",
        "http://[::ffff:127.0.0.1]/", "//127.0.0.1/secret", "file:///etc/passwd",
        "ftp://example.org/", "http://user@example.org/", "http://[x", "http://0:{port}/secret",
    ],
)  # fmt: skip
def test_a_redirect_to_what_is_not_public_is_not_followed(server, onward):
    server.answers["/"] = said(302, Location=onward.format(port=server.port))
    with pytest.raises(NotPublic):
        ask(server.url + "/", allowed=frozenset({server.place}))
    assert server.lines == ["GET /"]


def test_a_configured_service_is_allowed_by_its_host_and_port_alone(server):
    with pytest.raises(NotPublic):
        ask(server.url)
    with pytest.raises(NotPublic):
        ask(server.url, allowed=frozenset({f"localhost:{server.port + 1}", "localhost:80"}))
    with pytest.raises(NotPublic):
        ask(f"http://127.0.0.1:{server.port}/", allowed=frozenset({server.place}))
    assert ask(server.url, allowed=frozenset({server.place})).body == b"Hello"


# -- answers ----------------------------------------------------------------------------------------


def asked_of(server, path="/", **options):
    return ask(server.url + path, allowed=frozenset({server.place}), **options)


def test_it_says_who_asks_and_takes_nothing_compressed(server, settings):
    settings.SITE_NAME, settings.SITE_URL = "HealthHub", "https://health.example"
    answer = asked_of(server)
    assert (answer.status, answer.reason, answer.body) == (200, "Said", b"Hello")
    assert server.header("user-agent") == "HealthHub (+https://health.example)"
    assert server.header("accept-encoding") == "identity"
    assert server.header("host") == server.place
    assert server.header("cookie") is server.header("authorization") is None


def test_the_name_of_a_site_cannot_write_headers(settings):
    settings.SITE_NAME = "Gesündheit\r\nX: y"
    assert "\n" not in outgoing.user_agent() and outgoing.user_agent().isascii()


def test_redirects_are_followed_and_the_last_answer_counts(server):
    server.answers |= {
        "/": said(301, Location="/a?b=c#d"),
        "/a?b=c": said(303, b"ignored", Location=f"{server.url}/%C3%A4"),
        "/%C3%A4": said(200, b"There"),
    }
    answer = asked_of(server)
    assert (answer.body, answer.url) == (b"There", f"{server.url}/%C3%A4")


def test_a_head_stays_a_head(server):
    server.answers["/"] = said(307, Location="/b")
    server.answers["/b"] = said(200)
    assert asked_of(server, method="HEAD").status == 200
    assert server.lines == ["HEAD /", "HEAD /b"]


def test_a_redirect_without_an_address_is_an_answer(server):
    server.answers["/"] = said(302)
    assert asked_of(server).status == 302


@pytest.mark.parametrize("circle", [["/"], ["/a", "/"], ["/#x"]])
def test_a_circle_of_redirects_ends(server, circle):
    for here, there in zip(["/", *circle], circle, strict=False):
        server.answers[here] = said(302, Location=there)
    with pytest.raises(TooManyRedirects):
        asked_of(server)
    assert len(server.asked) <= 2


def test_more_than_five_redirects_are_too_many(server):
    for step in range(10):
        server.answers[f"/{step}"] = said(302, Location=f"/{step + 1}")
    server.answers["/5"] = said(200)
    assert asked_of(server, "/0").status == 200
    server.answers["/5"] = said(302, Location="/6")
    with pytest.raises(TooManyRedirects):
        asked_of(server, "/0")
    assert "GET /6" not in server.lines


def test_a_long_body_is_read_no_further_than_allowed(server):
    server.answers["/"] = said(200, b"x" * 50_000)
    answer = asked_of(server, most=1000)
    assert len(answer.body) == 1000 and not answer.is_whole
    assert asked_of(server, most=50_000).is_whole


def test_a_body_that_arrives_in_pieces_is_read_to_its_end(server):
    def in_pieces(connection):
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 60000\r\n\r\n")
        for _ in range(6):
            connection.sendall(b"x" * 10_000)
            time.sleep(0.02)

    server.answers["/"] = in_pieces
    assert len(asked_of(server).body) == 60_000


@pytest.mark.parametrize("bad", [endless, endless_headers, endless_continue])
def test_a_server_without_end_is_left(server, bad):
    server.answers["/"] = bad
    started = time.monotonic()
    if bad is endless:
        assert not asked_of(server).is_whole
    else:
        with pytest.raises(Unreachable):
            asked_of(server, seconds=5)
    assert time.monotonic() - started < 5


def test_a_server_that_drips_is_left_when_the_time_is_up(server):
    server.answers["/"] = drip
    started = time.monotonic()
    with pytest.raises(TooSlow):
        asked_of(server, seconds=0.5)
    assert time.monotonic() - started < 1.5


def test_the_time_is_that_of_all_redirects_together(server):
    def slowly(connection):
        time.sleep(0.3)
        connection.sendall(said(302, Location=f"/{len(server.asked)}"))

    server.answers = {f"/{n}": slowly for n in range(10)} | {"/": slowly}
    with pytest.raises(TooSlow):
        asked_of(server, seconds=0.7)
    assert len(server.asked) <= 4


def test_a_server_that_says_nothing_is_left(server):
    server.answers["/"] = lambda connection: time.sleep(2)
    with pytest.raises(TooSlow):
        asked_of(server, seconds=0.3)


@pytest.mark.parametrize(
    "answer",
    [
        b"", b"Hello\r\n\r\n", b"HTTP/1.1 abc Said\r\n\r\n", b"HTTP/1.1 99999 X\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        b"HTTP/1.1 200 " + b"x" * 70_000, b"\x00\xff" * 100,
        b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 200 + b"\r\n",
    ],
)  # fmt: skip
def test_an_answer_that_is_none_is_unreachable(server, answer):
    server.answers["/"] = answer
    with pytest.raises(Unreachable, match=r"\.$"):
        asked_of(server, seconds=3)


def test_a_port_that_nobody_listens_at_is_unreachable(server):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        place = f"127.0.0.1:{free.getsockname()[1]}"
    with pytest.raises(Unreachable, match="no connection"):
        ask(f"http://{place}/", allowed=frozenset({place}))


def test_the_next_address_is_tried_where_the_first_takes_no_connection(server, monkeypatch):
    monkeypatch.setattr(outgoing, "resolve", lambda *a: ["127.0.0.2", "127.0.0.1"])
    real = connection.connect

    def connect(address, port, seconds):
        if address == "127.0.0.2":
            raise ConnectionRefusedError
        return real(address, port, seconds)

    monkeypatch.setattr(connection, "connect", connect)
    assert asked_of(server).status == 200


def test_a_name_that_is_nobodys_is_unreachable(monkeypatch):
    def unknown(*args, **kwargs):
        raise socket.gaierror(socket.EAI_NONAME, "unknown")

    monkeypatch.setattr(outgoing.socket, "getaddrinfo", unknown)
    with pytest.raises(outgoing.NoSuchHost):
        ask("http://nobody.example/")


def test_a_slow_name_server_holds_nothing_up(monkeypatch):
    released = threading.Event()
    monkeypatch.setattr(outgoing.socket, "getaddrinfo", lambda *a, **k: released.wait(5) and [])
    started = time.monotonic()
    with pytest.raises(TooSlow):
        ask("http://slow.example/", seconds=0.3)
    released.set()
    assert time.monotonic() - started < 1


def test_waiting_for_a_turn_is_not_counted(server):
    turns = []

    @contextmanager
    def turn(host):
        turns.append(host)
        time.sleep(0.4)
        yield

    assert asked_of(server, seconds=0.3, turn=turn).status == 200
    assert turns == ["localhost"]


# -- encrypted --------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def key_and_certificate(tmp_path_factory):
    made = certificate(tmp_path_factory.mktemp("tls"), "secure.example")
    return made or pytest.skip("openssl is not here to make a certificate")


@pytest.fixture
def secure(key_and_certificate, monkeypatch):
    key, cert = key_and_certificate
    context, names = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER), []
    context.load_cert_chain(cert, key)
    context.sni_callback = lambda sock, name, ctx: names.append(name)
    monkeypatch.setattr(outgoing, "tls", lambda: ssl.create_default_context(cafile=cert))
    monkeypatch.setattr(outgoing, "resolve", lambda *a: [PUBLIC])
    with stub({"/": said(200, b"Hello")}, context) as server:
        pinned = lambda *a: socket.create_connection(("127.0.0.1", server.port))  # noqa: E731
        monkeypatch.setattr(connection, "connect", pinned)
        server.names = names
        yield server


def test_the_servers_name_is_given_and_checked_though_the_address_is_pinned(secure):
    assert ask("https://secure.example/").body == b"Hello"
    assert secure.names == ["secure.example"] and secure.header("host") == "secure.example"


def test_a_certificate_for_another_name_is_refused(secure):
    with pytest.raises(Unreachable, match="certificate"):
        ask("https://other.example/")
    assert secure.asked == []


def test_a_certificate_that_nobody_vouches_for_is_refused(secure, monkeypatch):
    monkeypatch.setattr(outgoing, "tls", ssl.create_default_context)
    with pytest.raises(Unreachable, match="certificate"):
        ask("https://secure.example/")


def test_a_server_that_speaks_no_tls_is_unreachable(server, monkeypatch):
    monkeypatch.setattr(outgoing, "resolve", lambda *a: [PUBLIC])
    pinned = lambda *a: socket.create_connection(("127.0.0.1", server.port))  # noqa: E731
    monkeypatch.setattr(connection, "connect", pinned)
    with pytest.raises(Unreachable):
        ask("https://plain.example/", seconds=0.5)


def test_nothing_else_in_articles_opens_a_connection():
    from pathlib import Path

    root = Path(outgoing.__file__).parent
    for path in root.rglob("*.py"):
        if path.name in {"outgoing.py", "connection.py"}:
            continue
        text = path.read_text()
        for word in ("import socket", "http.client", "urlopen", "import requests", "import httpx"):
            assert word not in text, path
