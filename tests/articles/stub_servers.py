"""Small servers on this machine that answer well or badly, for what asks other machines."""

import socket
import ssl
import subprocess
import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass, field


@dataclass
class Stub:
    """A server of raw answers: `answers` maps "METHOD /path" or "/path" to bytes or a function of
    the connection; `asked` is what was asked, whole."""

    answers: dict = field(default_factory=dict)
    asked: list = field(default_factory=list)
    port: int = 0
    context: ssl.SSLContext | None = None

    @property
    def place(self):
        return f"localhost:{self.port}"

    @property
    def url(self):
        return f"http://{self.place}"

    @property
    def lines(self):
        return [request.split("\r\n")[0].removesuffix(" HTTP/1.1") for request in self.asked]

    def header(self, name, number=0):
        lines = self.asked[number].split("\r\n")[1:]
        return next((h.partition(": ")[2] for h in lines if h.lower().startswith(f"{name}:")), None)

    def serve(self, connection):
        with connection:
            try:
                if self.context:
                    connection = self.context.wrap_socket(connection, server_side=True)
                request = b""
                while b"\r\n\r\n" not in request:
                    piece = connection.recv(4096)
                    if not piece:
                        return
                    request += piece
                text = request.decode()
                self.asked.append(text)
                method, path, _ = text.split(" ", 2)
                answer = self.answers.get(f"{method} {path}", self.answers.get(path))
                if callable(answer):
                    answer(connection)
                else:
                    connection.sendall(said(404) if answer is None else answer)
                connection.close()
            except OSError:
                pass  # the other side has hung up, as it should on some of these


def said(status=200, body=b"", reason="", **headers):
    lines = [f"HTTP/1.1 {status} {reason or 'Said'}", f"Content-Length: {len(body)}"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return "\r\n".join([*lines, "", ""]).encode() + body


def drip(connection, pieces=200):
    """A byte now and then: no single wait is long."""
    for byte in b"HTTP/1.1 200 OK\r\n" + b"X-Y: z\r\n" * pieces:
        connection.sendall(bytes([byte]))
        time.sleep(0.05)


def endless(connection):
    connection.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
    for _ in range(10_000):
        connection.sendall(b"x" * 65536)


def endless_headers(connection):
    connection.sendall(b"HTTP/1.1 200 OK\r\n")
    for _ in range(10_000):
        connection.sendall(b"X-Y: " + b"z" * 4000 + b"\r\n")


def endless_continue(connection):
    for _ in range(10_000):
        connection.sendall(b"HTTP/1.1 100 Continue\r\n\r\n" * 100)


@contextmanager
def stub(answers=None, context=None, address="127.0.0.1"):
    listener = socket.create_server((address, 0), family=socket.AF_INET)
    server = Stub(answers or {}, port=listener.getsockname()[1], context=context)
    stopped = threading.Event()

    def accept():
        while not stopped.is_set():
            try:
                connection, _ = listener.accept()
            except OSError:
                return
            threading.Thread(target=server.serve, args=(connection,), daemon=True).start()

    threading.Thread(target=accept, daemon=True).start()
    try:
        yield server
    finally:
        stopped.set()
        listener.shutdown(socket.SHUT_RDWR)
        listener.close()


def certificate(folder, name="localhost"):
    """A fresh key and a certificate signed by itself, for this name alone; None without openssl."""
    key, cert = folder / "key.pem", folder / "cert.pem"
    try:
        subprocess.run(
            ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2",
             "-keyout", str(key), "-out", str(cert), "-subj", f"/CN={name}",
             "-addext", f"subjectAltName=DNS:{name}"],
            check=True, capture_output=True, timeout=60,
        )  # fmt: skip
    except (OSError, subprocess.CalledProcessError):
        return None
    return key, cert
