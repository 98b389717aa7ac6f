"""What the surroundings decide about serving: where we listen, by which names we are asked for, who stands in front."""

import os
import re
from dataclasses import dataclass
from ipaddress import ip_network
from urllib.parse import urlsplit

from data_access.settings import SettingError

WILD = ("0.0.0.0", "::")  # noqa: S104  (no address to listen on: what such a one looks like)
ALWAYS = ("localhost", "127.0.0.1", "[::1]")
PROXIES = "127.0.0.1, ::1"
UPLOAD_MB = 200
"""No more than the reader of deliveries takes (data_access/intake/limits.py)."""
NAME = re.compile(r"(?:[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?)(?:\.[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?)*|\[[0-9a-f:.]+\]")
ANCESTOR = re.compile(r"'self'|https://(?:\*\.)?[a-z0-9.-]+(?::\d{1,5})?")
TELL = {
    "PORT": "moet een getal zijn van 1 tot en met 65535. Laat de instelling weg voor 8501.",
    "WOR_ADDRESS": "moet een adres zijn zoals https://wor.gemeente.nl, zonder pad erachter.",
    "WOR_HOSTS": "moet uit namen bestaan zonder https:// en zonder poort, met een komma ertussen, "
    "zoals wor.gemeente.nl, wor.intern. Een sterretje kan niet.",
    "WOR_FRAME_ANCESTORS": "moet none zijn (niemand mag het dashboard in een eigen pagina tonen), self, of adressen "
    "zoals https://intranet.gemeente.nl, met een spatie ertussen.",
    "FORWARDED_ALLOW_IPS": "moet uit IP-adressen of netwerken van uw eigen proxy bestaan, met een komma ertussen, "
    "zoals 127.0.0.1, 10.0.3.0/24. Een sterretje kan niet: dan kan iedereen zich voor een ander adres uitgeven.",
    "WOR_UPLOAD_MB": f"moet een heel getal zijn van 1 tot en met {UPLOAD_MB}. Laat de instelling weg voor {UPLOAD_MB}.",
}
"""What each setting has to be."""


@dataclass(frozen=True, kw_only=True)
class Web:
    """`hosts` are the names that may be asked for, in lower case, IPv6 in brackets. `frame_ancestors` are sources of a
    content security policy, none where nobody may show us. `proxies` may tell the address and scheme of a visitor."""

    host: str
    port: int
    address: str
    hosts: frozenset[str]
    frame_ancestors: tuple[str, ...]
    proxies: tuple[str, ...]
    upload_mb: int

    @property
    def tls(self) -> bool:
        """Whether visitors come in over TLS."""
        return self.address.startswith("https://")

    @property
    def unnamed(self) -> bool:
        """Whether others can reach us, but no name of ours is known."""
        return self.host in WILD and self.hosts == frozenset(ALWAYS)


def web_settings() -> Web:
    """Raises SettingError."""
    host, address = os.environ.get("HOST") or "127.0.0.1", _address()
    own = [] if host in WILD else [f"[{host}]" if ":" in host else host.lower()]
    public = [_host_of(address)] if address else []
    return Web(
        host=host,
        port=_whole("PORT", 8501, 65535),
        address=address,
        hosts=frozenset([*ALWAYS, *own, *public, *_hosts()]),
        frame_ancestors=_frame_ancestors(),
        proxies=_proxies(),
        upload_mb=upload_mb(),
    )


def upload_mb() -> int:
    """The largest file that may be sent, in megabytes of 2**20 bytes. Raises SettingError."""
    return _whole("WOR_UPLOAD_MB", UPLOAD_MB, UPLOAD_MB)


def _address() -> str:
    """The address visitors use, without a slash at the end; empty where it was not set."""
    text = _text("WOR_ADDRESS").rstrip("/").lower()
    if not text:
        return ""
    try:
        parts = urlsplit(text)
        fine = parts.scheme in ("http", "https") and NAME.fullmatch(_host_of(text)) and (parts.port or 1)
    except ValueError:
        fine = False
    if not fine or text != f"{parts.scheme}://{parts.netloc}" or "@" in text:
        raise _wrong("WOR_ADDRESS")
    return text


def _host_of(address: str) -> str:
    name = urlsplit(address).hostname or ""
    return f"[{name}]" if ":" in name else name


def _hosts() -> list[str]:
    names = _words("WOR_HOSTS")
    if not all(NAME.fullmatch(name) for name in names):
        raise _wrong("WOR_HOSTS")
    return names


def _frame_ancestors() -> tuple[str, ...]:
    words = _words("WOR_FRAME_ANCESTORS") or ["none"]
    if [word.strip("'") for word in words] == ["none"]:
        return ()
    sources = tuple("'self'" if word.strip("'") == "self" else word for word in words)
    if not all(ANCESTOR.fullmatch(source) for source in sources):
        raise _wrong("WOR_FRAME_ANCESTORS")
    return sources


def _proxies() -> tuple[str, ...]:
    words = _words("FORWARDED_ALLOW_IPS", PROXIES)
    try:
        if any(ip_network(word).prefixlen == 0 for word in words):  # everyone, by another name
            raise ValueError
    except ValueError:
        raise _wrong("FORWARDED_ALLOW_IPS") from None
    return tuple(words)


def _whole(name: str, otherwise: int, most: int) -> int:
    text = _text(name) or str(otherwise)
    if not (text.isascii() and text.isdecimal() and 1 <= int(text) <= most):
        raise _wrong(name)
    return int(text)


def _words(name: str, otherwise: str = "") -> list[str]:
    return (_text(name) or otherwise).lower().replace(",", " ").split()


def _text(name: str) -> str:
    return (os.environ.get(name) or "").strip()


def _wrong(name: str) -> SettingError:
    return SettingError(f'{name} is "{_text(name)}", maar {TELL[name]}')
