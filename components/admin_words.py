"""How accounts, their areas and moments are told."""

from datetime import datetime

from data_access.accounts import EVERYTHING, AccountRow
from domain.areas import Area, Geography, Level
from domain.dutch import day_short, listing, local_day
from domain.viewer import ROLE_LABEL, Role

ALL = "Alle gemeenten"
WIDTH = 860
"""Pixels, of a table; see components/table.py."""
NEVER = "niet in 30 dagen"
"""As long as sessions are kept."""


def role_word(role: str) -> str:
    return ROLE_LABEL[Role(role)]


def area_word(code: str, geography: Geography) -> str:
    """By name; a code that the data no longer have stays as it is."""
    if code == EVERYTHING:
        return ALL
    area = geography.by_code.get(code)
    if area is None:
        return f"{code} (staat niet meer in de gegevens)"
    return _named(area, geography)


def _named(area: Area, geography: Geography) -> str:
    if area.level is Level.REGION:
        return f"Regio {area.name}"
    if area.level is Level.VILLAGE and area.parent:
        return f"{area.name} ({geography.by_code[area.parent].name})"
    return area.name


def scope_words(scope: str, geography: Geography) -> str:
    return listing([area_word(code, geography) for code in scope.split()])


def home_word(home: str | None, geography: Geography) -> str:
    return area_word(home, geography) if home else ""


def way_in(account: AccountRow) -> str:
    return "organisatie" if account.external else "wachtwoord"


def seen_word(seen: datetime | None) -> str:
    return day_short(local_day(seen)) if seen else NEVER


def remarks(account: AccountRow) -> str:
    """What is out of the ordinary: one column instead of three with hardly anything but "nee"."""
    told = {"geblokkeerd": account.blocked, "nieuw wachtwoord nodig": account.must_change, "voorbeeld": account.sample}
    return ", ".join(word for word, true in told.items() if true)
