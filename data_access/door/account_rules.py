"""What an account can be: its name, role, areas, and the area that the first page opens at."""

import re

from domain.areas import Area, Geography, Level
from domain.dutch import listing
from domain.permissions import choosable, choosable_regions
from domain.viewer import Role, Scope, Viewer

EVERYTHING = "all"
NAME = re.compile(r"[a-z0-9][a-z0-9._@-]{1,63}")


class AccountError(ValueError):
    """Something about an account that is not accepted; the text is a Dutch sentence with what to do."""


def check_account(name: str, role: str, areas: list[str], home: str | None, known: Geography) -> None:
    """`areas` is `all`, or codes of regions and municipalities. Raises AccountError."""
    if not NAME.fullmatch(name):
        raise AccountError(
            "De naam bestaat uit 2 tot 64 tekens: kleine letters, cijfers, punt, streepje, onderstreping of apenstaart."
        )
    check_rights(role, areas, home, known)


def check_rights(role: str, areas: list[str], home: str | None, known: Geography) -> None:
    """As `check_account`, without the name. Raises AccountError."""
    if role not in set(Role):
        raise AccountError(f"De rol {role} bestaat niet. Kies {listing([r.value for r in Role])}.")
    check_scope(areas, home, known)
    if home is not None and known.by_code[home] not in homes(role, areas, known):
        raise AccountError(
            f"{known.by_code[home].name} hoort niet bij de gebieden van dit account, dus het kan daar niet beginnen. "
            "Kies een gebied dat erbij hoort, of laat het leeg."
        )


def check_scope(areas: list[str], home: str | None, known: Geography) -> None:
    """Raises AccountError for an area that is not in the database."""
    if not areas:
        raise AccountError("Geef een bereik: all, of de codes van gemeenten of regio's met een spatie ertussen.")
    for code in [] if areas == [EVERYTHING] else areas:
        if code not in known.by_code or known.by_code[code].level is Level.VILLAGE:
            raise AccountError(
                f"Het gebied {code} staat niet als regio of gemeente in de database. Gebruik een CBS-code (GM0153), "
                "een regiocode of all, en laad eerst de gegevens."
            )
    if home is not None and home not in known.by_code:
        raise AccountError(f"Het gebied {home} (home) staat niet in de database. Laad eerst de gegevens.")


def homes(role: str, areas: list[str], known: Geography) -> tuple[Area, ...]:
    """Where the first page of such an account can open: what its filters offer."""
    scope = Scope(municipalities=municipalities(areas, known))
    viewer = Viewer(name="", role=Role(role), scope=scope)
    towns = choosable(viewer, known)
    villages = (village for town in towns for village in known.children(town.code))
    return (*choosable_regions(viewer, known), *towns, *villages)


def municipalities(areas: list[str], known: Geography) -> frozenset[str]:
    """A region stands for its municipalities of today, `all` for every municipality."""
    every = known.of_level(Level.MUNICIPALITY)
    return frozenset(m.code for m in every if areas == [EVERYTHING] or m.code in areas or m.parent in areas)


def guessable(name: str, known: Geography) -> tuple[str, ...]:
    """What no password of the account may be made of: its name, and names of regions and municipalities."""
    return (name, *(area.name for area in known.areas if area.level is not Level.VILLAGE))
