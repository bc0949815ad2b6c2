"""A server between a browser and the site that hands a page over tag by tag, as a slow line does."""

import threading
import time
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.request import Request, urlopen

PAUSE = 0.03  # seconds: long enough for a browser to draw what it has


@contextmanager
def slow_line(address):
    """Yield the address under which the site of `address` comes in pieces: everything up to the end
    of a page's header one tag at a time, the rest at once, and all that is no page whole."""

    class Line(BaseHTTPRequestHandler):
        def do_GET(self):
            with urlopen(Request(address + self.path)) as answer:
                kind, body = answer.headers["Content-Type"], answer.read()
            self.send_response(200)
            self.send_header("Content-Type", kind)
            self.end_headers()
            head, end, rest = body.partition(b"</header>")
            if not end:
                self.wfile.write(body)
                return
            before, start, head = head.partition(b"<header")
            self.wfile.write(before + start)
            for tag in head.split(b"<"):
                self.wfile.write(tag + b"<")
                self.wfile.flush()
                time.sleep(PAUSE)
            self.wfile.write(end[1:] + rest)

        def log_message(self, *_):
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Line)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
