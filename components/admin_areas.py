"""Choosing what an account may see: a role, areas by their names, and where the first page opens."""

from collections.abc import Iterator
from dataclasses import dataclass

import streamlit as st

from components.admin_words import ALL, area_word, role_word
from data_access.accounts import EVERYTHING, AccountRow
from data_access.door.account_rules import AccountError
from domain.areas import Geography, Level
from domain.viewer import Role

NONE = "Kies ten minste één regio of gemeente, of Alle gemeenten."
BOTH = "Kies Alle gemeenten, of kies losse regio's en gemeenten, maar niet allebei."
HOME = "De eerste pagina begint bij dit gebied. Het hoort bij de gebieden hierboven; leeg is alles samen."


@dataclass(frozen=True, kw_only=True)
class Rights:
    role: str
    areas: tuple[str, ...]
    home: str | None

    def scope(self) -> str:
        """As an account keeps it. Raises AccountError."""
        if not self.areas:
            raise AccountError(NONE)
        if EVERYTHING in self.areas and len(self.areas) > 1:
            raise AccountError(BOTH)
        return " ".join(self.areas)


def ask_rights(geography: Geography, key: str, account: AccountRow | None = None) -> Rights:
    """The widgets, filled in with what the account has now. A code that the data no longer have is left out."""
    areas = [EVERYTHING, *_codes(geography)]
    roles = [role.value for role in Role]
    role = st.selectbox(
        "Rol", roles, index=roles.index(account.role) if account else 0, format_func=role_word, key=f"{key}_role",
    )  # fmt: skip
    chosen = st.multiselect(
        "Gebieden", areas, default=[code for code in account.scope.split() if code in areas] if account else None,
        format_func=lambda code: area_word(code, geography), placeholder=f"Kies gemeenten, regio's of {ALL}",
        select_all=False, key=f"{key}_scope",
    )  # fmt: skip
    homes = list(dict.fromkeys([*_codes(geography), *_home_of(account, geography)]))
    home = st.selectbox(
        "Begint bij", homes, index=homes.index(account.home) if account and account.home in homes else None,
        format_func=lambda code: area_word(code, geography), placeholder="Alles samen", help=HOME, key=f"{key}_home",
    )  # fmt: skip
    return Rights(role=role, areas=tuple(chosen), home=home)


def _codes(geography: Geography) -> Iterator[str]:
    for level in (Level.REGION, Level.MUNICIPALITY):
        yield from (area.code for area in geography.of_level(level))


def _home_of(account: AccountRow | None, geography: Geography) -> list[str]:
    """The present one may be a village."""
    return [account.home] if account and account.home in geography.by_code else []
