"""Who looks, what they may see, and what they have chosen to see."""

from dataclasses import dataclass, field
from enum import StrEnum

from domain.areas import Area
from domain.periods import Period


class Role(StrEnum):
    COUNCIL = "raadslid"
    ALDERMAN = "wethouder"
    STEERING = "stuurgroep"
    COORDINATOR = "coordinator"
    ADMIN = "beheerder"


ROLE_LABEL = {
    Role.COUNCIL: "raadslid",
    Role.ALDERMAN: "wethouder",
    Role.STEERING: "stuurgroep",
    Role.COORDINATOR: "coördinator",
    Role.ADMIN: "beheerder",
}


@dataclass(frozen=True, kw_only=True)
class Scope:
    """The municipalities (CBS codes) an account was given. Every read of figures demands one."""

    municipalities: frozenset[str] = field(default_factory=frozenset)


@dataclass(frozen=True, kw_only=True)
class Viewer:
    """A signed-in person. `home` is the area code the first page opens at, where the account has one.

    `session` is the sign-in session on the server (never sent to the browser): two viewers that differ in it alone see
    the same. `must_change`: nothing is shown until the password is replaced. `external`: comes in by OIDC.
    """

    name: str
    role: Role
    scope: Scope
    home: str | None = None
    session: str = field(default="", compare=False, repr=False)
    must_change: bool = False
    external: bool = False


@dataclass(frozen=True, kw_only=True)
class Selection:
    """What is on the screen: `area` is None for everything in the viewer's scope.

    `note` tells in Dutch why it is not quite what was asked for; two views that differ in it alone are the same.
    """

    area: Area | None
    period: Period
    compare: bool = False
    note: str = field(default="", compare=False)
