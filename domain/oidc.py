"""Coming in by an OIDC provider: who the provider is to us, and which of its people may see what."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from domain.viewer import Role


@dataclass(frozen=True, kw_only=True)
class Rule:
    """Who has `value` in the claim `claim` gets this role, for these areas (`all`, or codes)."""

    claim: str
    value: str
    role: Role
    scope: tuple[str, ...]
    home: str | None = None


@dataclass(frozen=True, kw_only=True)
class Provider:
    """One provider. `address` is our own, as visitors know it; `label` stands on the button."""

    issuer: str
    client_id: str
    client_secret: str = field(repr=False)
    cookie_key: str = field(repr=False)
    address: str
    label: str
    name_claim: str
    local_accounts: bool
    rules: tuple[Rule, ...]

    @property
    def callback(self) -> str:
        return f"{self.address}/oauth2callback"

    @property
    def metadata(self) -> str:
        return f"{self.issuer.rstrip('/')}/.well-known/openid-configuration"


@dataclass(frozen=True, kw_only=True)
class Identity:
    """Who the provider says has come. `proof` is of this one time that it was asked; `id_token` is what it signed."""

    issuer: str
    subject: str
    name: str
    proof: str = field(repr=False)
    id_token: str = field(repr=False)
    claims: Mapping[str, Any] = field(repr=False)

    @property
    def external(self) -> str:
        """The key of the account: no name that somebody chose is part of it."""
        return f"{self.issuer} {self.subject}"


def rule_for(claims: Mapping[str, Any], rules: tuple[Rule, ...]) -> Rule | None:
    """The first rule that fits; None: no access."""
    return next((rule for rule in rules if rule.value in _values(claims, rule.claim)), None)


def _values(claims: Mapping[str, Any], name: str) -> list[str]:
    """A claim is a text or a list of them; `realm_access.roles` is one within another, unless it is a name as such."""
    found: Any = claims.get(name)
    if found is None:
        found = claims
        for part in name.split("."):
            found = found.get(part) if isinstance(found, Mapping) else None
    return [value for value in (found if isinstance(found, list) else [found]) if isinstance(value, str)]
