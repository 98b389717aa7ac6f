"""A real OIDC provider on a port of its own, as the tests want it: who comes, and what is wrong with its answers.

It keeps to OpenID Connect Core: it knows its client and the addresses it may send people to, wants PKCE, takes a code
once, signs with RS256, and tells in its discovery document where everything is.
"""

import threading
import time
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from secrets import token_urlsafe
from typing import Any
from urllib.parse import urlencode

import uvicorn
from joserfc import jwt
from joserfc.jwk import OctKey, RSAKey
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

CLIENT, SECRET = "wor-monitor", "a secret of the provider that is long enough"
SESSION = "provider_session"


@dataclass
class Person:
    subject: str
    name: str
    groups: list[str] = field(default_factory=list)


class FakeProvider:
    """`person` is who sits at the browser; `fault` is what is wrong now; `asked` and `left` tell what came by."""

    def __init__(self, port: int, client: str) -> None:
        # Another site than the dashboard's 127.0.0.1, so that browsers treat cookies as they will in earnest.
        self.issuer, self.client = f"http://localhost:{port}", client
        self.key = RSAKey.generate_key(2048, {"kid": "1", "use": "sig", "alg": "RS256"})
        self.other = RSAKey.generate_key(2048, {"kid": "1"})
        self.person, self.fault = Person("1", "jan"), ""
        self.codes: dict[str, dict[str, str]] = {}
        self.tokens: list[str] = []
        self.asked: list[dict[str, str]] = []
        self.left: list[dict[str, str]] = []

    @property
    def callback(self) -> str:
        return f"{self.client}/oauth2callback"

    def app(self) -> Starlette:
        return Starlette(routes=[
            Route("/.well-known/openid-configuration", self.discovery),
            Route("/authorize", self.authorize), Route("/token", self.token, methods=["POST"]),
            Route("/jwks", self.jwks), Route("/end_session", self.end_session),
        ])  # fmt: skip

    def discovery(self, _request: Request) -> Response:
        if self.fault == "away":
            return PlainTextResponse("away", status_code=503)
        algorithms = ["RS256", "none", "HS256"] if self.fault in ("unsigned", "shared_secret") else ["RS256"]
        at = self.issuer
        return JSONResponse({
            "issuer": "https://elsewhere.example" if self.fault == "says_other_issuer" else at,
            "authorization_endpoint": f"{at}/authorize", "token_endpoint": f"{at}/token", "jwks_uri": f"{at}/jwks",
            "end_session_endpoint": f"{at}/end_session", "response_types_supported": ["code"],
            "subject_types_supported": ["public"], "id_token_signing_alg_values_supported": algorithms,
        })  # fmt: skip

    def jwks(self, _request: Request) -> Response:
        return JSONResponse({"keys": [self.key.as_dict(private=False)]})

    def authorize(self, request: Request) -> Response:
        asked = dict(request.query_params)
        self.asked.append(asked)
        known = asked.get("client_id") == CLIENT and asked.get("redirect_uri") == self.callback
        if not known or asked.get("response_type") != "code" or asked.get("code_challenge_method") != "S256":
            return PlainTextResponse("not our client, or no PKCE", status_code=400)
        if self.fault == "denied":
            return self._back({"error": "access_denied", "state": asked["state"]})
        code = token_urlsafe(16)
        self.codes[code] = asked
        answer = self._back({"code": code, "state": "other" if self.fault == "state" else asked["state"]})
        answer.set_cookie(SESSION, self.person.subject, httponly=True)
        return answer

    def _back(self, query: dict[str, str]) -> Response:
        return RedirectResponse(f"{self.callback}?{urlencode(query)}", status_code=302)

    async def token(self, request: Request) -> Response:
        form = await request.form()
        asked = self.codes.get(code := str(form.get("code")))
        if self.fault != "code_twice":
            self.codes.pop(code, None)
        verifier = str(form.get("code_verifier", ""))
        challenge = urlsafe_b64encode(sha256(verifier.encode()).digest()).rstrip(b"=").decode()
        if asked is None or challenge != asked["code_challenge"] or not self._is_client(request, dict(form)):
            return JSONResponse({"error": "invalid_grant"}, status_code=400)
        answer: dict[str, Any] = {"access_token": token_urlsafe(16), "token_type": "Bearer", "expires_in": 60}
        if self.fault != "no_token":
            answer["id_token"] = self._id_token(asked)
            self.tokens.append(answer["id_token"])
        return JSONResponse(answer)

    def _is_client(self, request: Request, form: dict[str, Any]) -> bool:
        basic = request.headers.get("authorization", "").removeprefix("Basic ")
        given = urlsafe_b64decode(basic).decode() if basic else f"{form.get('client_id')}:{form.get('client_secret')}"
        return given.replace("+", " ").replace("%20", " ") == f"{CLIENT}:{SECRET}"

    def _id_token(self, asked: dict[str, str]) -> str:
        now = int(time.time())
        claims = {
            "iss": self.issuer, "sub": self.person.subject, "aud": CLIENT, "iat": now, "exp": now + 300,
            "nonce": asked["nonce"], "preferred_username": self.person.name, "groups": self.person.groups,
        }  # fmt: skip
        wrong: dict[str, dict[str, Any]] = {
            "nonce": {"nonce": "other"}, "audience": {"aud": "another-client", "azp": "another-client"},
            "audience_azp": {"aud": "another-client", "azp": CLIENT}, "two_audiences": {"aud": [CLIENT, "other"]},
            "issuer": {"iss": "https://elsewhere.example"}, "expired": {"iat": now - 7200, "exp": now - 3600},
            "says_other_issuer": {"iss": "https://elsewhere.example"},
        }  # fmt: skip
        claims.update(wrong.get(self.fault, {}))
        if self.fault == "large":
            claims["padding"] = "x" * 9000
        if self.fault == "no_nonce":
            del claims["nonce"]
        return self._signed(claims)

    def _signed(self, claims: dict[str, Any]) -> str:
        if self.fault == "unsigned":
            return jwt.encode({"alg": "none"}, claims, OctKey.import_key("x" * 32), algorithms=["none"])
        if self.fault == "shared_secret":
            return jwt.encode({"alg": "HS256", "kid": "1"}, claims, OctKey.import_key(SECRET), algorithms=["HS256"])
        return jwt.encode({"alg": "RS256", "kid": "1"}, claims, self.other if self.fault == "key" else self.key)

    def end_session(self, request: Request) -> Response:
        left = dict(request.query_params)
        if "id_token_hint" in left:
            jwt.decode(left["id_token_hint"], self.key)
        if left["client_id"] != CLIENT or left["post_logout_redirect_uri"] != self.callback:
            return PlainTextResponse("not an address of our client", status_code=400)
        self.left.append(left)
        answer = RedirectResponse(left["post_logout_redirect_uri"], status_code=302)
        answer.delete_cookie(SESSION)
        return answer


@contextmanager
def serving(port: int, client: str) -> Iterator[FakeProvider]:
    """The provider, answering on `port`; `client` is the address of the dashboard."""
    provider = FakeProvider(port, client)
    server = uvicorn.Server(uvicorn.Config(provider.app(), host="127.0.0.1", port=port, log_level="warning"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    try:
        yield provider
    finally:
        server.should_exit = True
        thread.join(10)
