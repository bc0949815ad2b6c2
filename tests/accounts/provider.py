"""A small OpenID Connect provider over real HTTP, as an organisation's would answer."""

import base64
import hashlib
import json
import secrets
import threading
import time
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
OTHER_KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)


class Provider:
    """What the tests set: who signs in next, and what is wrong with the answers."""

    def __init__(self, address):
        self.address = address
        self.person = {}
        self.told_by_userinfo = {}
        self.key, self.audience, self.issuer = KEY, "healthhub", address
        self.algorithm = "RS256"
        self.broken = ""
        self.codes = {}

    def discovery(self):
        return {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.address}/authorize",
            "token_endpoint": f"{self.address}/token",
            "userinfo_endpoint": f"{self.address}/userinfo",
            "jwks_uri": f"{self.address}/jwks",
            "token_endpoint_auth_methods_supported": ["client_secret_post"],
        }

    def jwks(self):
        key = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(KEY.public_key()))
        return {"keys": [{**key, "kid": "one", "alg": "RS256", "use": "sig"}]}

    def authorize(self, asked):
        assert asked["client_id"] == "healthhub" and asked["response_type"] == "code"
        assert asked["code_challenge_method"] == "S256"
        code = secrets.token_hex(8)
        self.codes[code] = asked["code_challenge"]
        return f"{asked['redirect_uri']}?{urlencode({'code': code, 'state': asked['state']})}"

    def token(self, form):
        digest = hashlib.sha256(form["code_verifier"].encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
        assert self.codes.pop(form["code"]) == challenge and form["client_secret"] == "a secret"
        now = int(time.time())
        facts = {"iss": self.issuer, "aud": self.audience, "iat": now, "exp": now + 60}
        key = "k" * 32 if self.algorithm == "HS256" else self.key
        key = None if self.algorithm == "none" else key
        signed = jwt.encode(
            {**facts, **self.person}, key, algorithm=self.algorithm, headers={"kid": "one"}
        )
        return {"access_token": "token", "token_type": "Bearer", "id_token": signed}

    def userinfo(self):
        return {**self.person, **self.told_by_userinfo}


class Answers(BaseHTTPRequestHandler):
    def do_GET(self):
        provider, address = self.server.provider, urlsplit(self.path)
        asked = {name: values[0] for name, values in parse_qs(address.query).items()}
        if provider.broken and provider.broken in address.path:
            self.send_error(500)
        elif address.path == "/authorize":
            self.send_response(302)
            self.send_header("Location", provider.authorize(asked))
            self.end_headers()
        else:
            name = address.path.rpartition("/")[2].replace("openid-configuration", "discovery")
            self._say(getattr(provider, name)())

    def do_POST(self):
        length = int(self.headers["Content-Length"])
        form = {n: v[0] for n, v in parse_qs(self.rfile.read(length).decode()).items()}
        self._say(self.server.provider.token(form))

    def _say(self, facts):
        body = json.dumps(facts).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args):
        pass


@contextmanager
def running_provider():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    server.provider = Provider(f"http://127.0.0.1:{server.server_port}")
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield server.provider
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
