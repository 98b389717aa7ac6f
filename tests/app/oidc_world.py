"""A dashboard with a provider beside it, and a browser without a screen that walks between the two."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
from conftest import free_port, serve
from oidc_provider import CLIENT, SECRET, FakeProvider, serving
from websocket import Visitor

from components.passage import PLAIN_NAME

LABEL = "Aanmelden met Testgemeente"
KEY = "0123456789abcdef0123456789abcdef"
RULES = """
[[rule]]
claim = "groups"
value = "wor-beheer"
role = "beheerder"
scope = "all"

[[rule]]
claim = "groups"
value = "wor-raad"
role = "raadslid"
scope = ["GM0153"]
home = "GM0153"

[[rule]]
claim = "groups"
value = "wor-elders"
role = "raadslid"
scope = ["GM9999"]
"""


def written(path: Path, issuer: str, *, local_accounts: bool = True) -> Path:
    path.write_text(
        f'issuer = "{issuer}"\nclient_id = "{CLIENT}"\nlabel = "{LABEL}"\n'
        f"local_accounts = {str(local_accounts).lower()}\n{RULES}",
        encoding="utf-8",
    )
    return path


@dataclass
class World:
    url: str
    provider: FakeProvider
    file: Path
    database: str
    settings: dict[str, str]

    def browser(self) -> "Browser":
        return Browser(self)


@contextmanager
def world(var: Path, **settings: str) -> Iterator[World]:
    """The dashboard on `var`'s database (or DATABASE_URL), and its provider."""
    own, port = free_port(), free_port()
    url = f"http://127.0.0.1:{own}"
    file = written(var / "oidc.toml", f"http://localhost:{port}")
    given = {"WOR_OIDC": str(file), "WOR_OIDC_SECRET": SECRET, "WOR_ADDRESS": url, "WOR_COOKIE_KEY": KEY,
             "DATABASE_URL": f"sqlite:///{var / 'wor.db'}", **settings}  # fmt: skip
    with serving(port, url) as provider, serve(var, PORT=str(own), **given):
        yield World(url, provider, file, given["DATABASE_URL"], given)


class Browser:
    """Cookies, and the addresses it is sent to; the screen is a `Visitor`."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.http = httpx.Client(trust_env=False)
        self.callback = ""

    @property
    def cookie(self) -> str | None:
        return self.http.cookies.get(PLAIN_NAME)

    def tab(self) -> Visitor:
        return Visitor(self.world.url, {cookie.name: cookie.value or "" for cookie in self.http.cookies.jar})

    def get(self, address: str, **headers: str) -> httpx.Response:
        return self.http.get(httpx.URL(self.world.url).join(address), headers=headers)

    def to_provider(self, page: str = "") -> httpx.Response:
        """A click on the button, on `page`; the answer sends the browser to the provider."""
        with self.tab() as tab:
            tab.open()
            address = tab.use(press=LABEL).redirect
        return self.get(address, referer=f"{self.world.url}/{page}")

    def come_in(self, page: str = "") -> httpx.Response:
        """The whole way; the answer of the dashboard at the return."""
        there = self.get(self.to_provider(page).headers["location"])
        self.callback = there.headers["location"]
        return self.get(self.callback)
