"""The settings of OIDC: a TOML file that WOR_OIDC points at (docs/oidc.md). Whatever is wrong is told at the start."""

import os
import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from data_access.settings import SettingError
from domain.dutch import listing
from domain.oidc import Provider, Rule
from domain.viewer import Role

FILE, KEY, SECRET, ADDRESS = "WOR_OIDC", "WOR_COOKIE_KEY", "WOR_OIDC_SECRET", "WOR_ADDRESS"
KEYS = frozenset({"issuer", "client_id", "client_secret", "client_secret_file", "label", "name_claim",
                  "local_accounts", "rule"})  # fmt: skip
RULE_KEYS = frozenset({"claim", "value", "role", "scope", "home"})
LOOPBACK = ("localhost", "127.0.0.1", "::1")
SHORTEST_KEY, FEWEST_CHARACTERS = 32, 10
ANYONE = re.compile(r"/(common|organizations|consumers)(/|$)")
"""Entra ID for people of every organisation, or with an account of their own."""
AREA = re.compile(r"[A-Z][A-Z0-9-]+")


def provider() -> Provider | None:
    """None where there is no OIDC. Raises SettingError."""
    path = os.environ.get(FILE)
    if not path:
        return None
    found = _read(Path(path))
    _only(found, KEYS, f"het bestand {path}")
    return Provider(
        issuer=_issuer(found),
        client_id=_text(found, "client_id"),
        client_secret=_client_secret(found),
        cookie_key=_cookie_key(),
        address=_address(),
        label=_text(found, "label", "Aanmelden met uw werkaccount"),
        name_claim=_text(found, "name_claim", "preferred_username"),
        local_accounts=_local_accounts(found),
        rules=_rules(found),
    )


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise SettingError(f"{FILE} wijst naar {path}, maar dat bestand is niet te lezen. Pas het pad aan.") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingError(f"Het bestand {path} ({FILE}) is geen geldige TOML: {error}.") from error


def _only(found: Mapping[str, Any], known: frozenset[str], where: str) -> None:
    unknown = sorted(set(found) - known)
    if unknown:
        raise SettingError(f"{listing(unknown)} in {where} kennen we niet. Kies uit {listing(sorted(known))}.")


def _text(found: Mapping[str, Any], key: str, otherwise: str = "", where: str = FILE) -> str:
    text = found.get(key, otherwise)
    if not isinstance(text, str) or not text.strip():
        raise SettingError(f"{key} ontbreekt of is geen tekst ({where}). Vul het in zoals docs/oidc.md zegt.")
    return text.strip()


def _issuer(found: Mapping[str, Any]) -> str:
    issuer = _text(found, "issuer")
    if not is_safe(issuer) or issuer.endswith("openid-configuration"):
        raise SettingError(
            f'issuer is "{issuer}", maar moet het https-adres van de aanbieder zijn, zonder /.well-known erachter.'
        )
    if ANYONE.search(urlsplit(issuer).path):
        raise SettingError(
            f'issuer is "{issuer}": daarmee kan iedereen met een Microsoft-account zich melden. '
            "Zet er het nummer van uw eigen organisatie in (de tenant-id)."
        )
    return issuer


def is_safe(address: str) -> bool:
    """Over TLS, or to this very machine."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    tls = parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in LOOPBACK)
    return tls and bool(parts.hostname) and not (parts.username or parts.query or parts.fragment)


def _client_secret(found: Mapping[str, Any]) -> str:
    """From the surroundings, from a file of its own (as containers get them), or from the file itself."""
    if os.environ.get(SECRET):
        return str(os.environ[SECRET])
    if "client_secret_file" not in found:
        return _text(found, "client_secret")
    path = Path(_text(found, "client_secret_file"))
    try:
        secret = path.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        # The path is not repeated, nor is the cause: some write the secret itself there.
        raise SettingError("client_secret_file wijst naar een bestand dat niet te lezen is. Pas het pad aan.") from None
    if not secret:
        raise SettingError("Het bestand van client_secret_file is leeg. Zet het geheim van de aanbieder erin.")
    return secret


def _cookie_key() -> str:
    """What signs the way to the provider and back; the same on all replicas, so not made here."""
    key = os.environ.get(KEY) or ""
    if len(key) < SHORTEST_KEY or len(set(key)) < FEWEST_CHARACTERS:
        raise SettingError(
            f"{KEY} ontbreekt of is te zwak. Met OIDC is een geheim van {SHORTEST_KEY} of meer willekeurige tekens "
            'nodig, hetzelfde op elke server. Maak er een met: python3 -c "import secrets; print(secrets.token_hex())"'
        )
    return key


def _address() -> str:
    address = (os.environ.get(ADDRESS) or "").strip().rstrip("/").lower()
    if not is_safe(address) or urlsplit(address).path:
        raise SettingError(
            f'{ADDRESS} is "{address}", maar met OIDC moet het het adres zijn waarmee bezoekers komen, '
            "zoals https://wor.gemeente.nl, zonder pad. De aanbieder stuurt hen daarheen terug."
        )
    return address


def _local_accounts(found: Mapping[str, Any]) -> bool:
    wanted = found.get("local_accounts", True)
    if not isinstance(wanted, bool):
        raise SettingError(f"local_accounts moet true of false zijn, zonder aanhalingstekens ({FILE}).")
    return wanted


def _rules(found: Mapping[str, Any]) -> tuple[Rule, ...]:
    rules = found.get("rule")
    if not isinstance(rules, list) or not rules:
        raise SettingError(f"Er is geen [[rule]] ({FILE}): dan heeft niemand toegang. Voeg er een toe per rol.")
    return tuple(_rule(rule, f"regel {number}") for number, rule in enumerate(rules, 1))


def _rule(found: Any, where: str) -> Rule:
    if not isinstance(found, dict):
        raise SettingError(f"{where} moet met [[rule]] beginnen ({FILE}).")
    _only(found, RULE_KEYS, where)
    role, scope = _text(found, "role", where=where), found.get("scope")
    if role not in set(Role):
        raise SettingError(f"De rol {role} ({where}) bestaat niet. Kies {listing([r.value for r in Role])}.")
    areas = [scope] if isinstance(scope, str) else scope
    if not isinstance(areas, list) or not areas or not all(area == "all" or _is_area(area) for area in areas):
        raise SettingError(f'scope ({where}) moet "all" zijn, of codes zoals ["GM0153", "REG-TWENTE"].')
    if "all" in areas and len(areas) > 1:
        raise SettingError(f'scope ({where}) heeft "all" en nog meer. Kies "all", of alleen codes.')
    home = found.get("home")
    if home is not None and not _is_area(home):
        raise SettingError(f'home ({where}) moet een code zijn, zoals "GM0153".')
    return Rule(
        claim=_text(found, "claim", where=where), value=_text(found, "value", where=where), role=Role(role),
        scope=tuple(areas), home=home,
    )  # fmt: skip


def _is_area(code: Any) -> bool:
    return isinstance(code, str) and AREA.fullmatch(code) is not None
