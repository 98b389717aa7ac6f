"""Puts the sample data and the sample accounts into a database."""

from collections.abc import Mapping
from types import MappingProxyType

import polars as pl
from sqlalchemy import Engine

from data_access.accounts import accounts, add_account
from data_access.passwords import SAMPLE_PASSWORD
from data_access.store import store
from domain.viewer import Role
from sample_data.frames import sample_frames
from sample_data.published import ENSCHEDE, HVT, TWENTE
from sample_data.world import DATA_DATE

SUPPLIER, DESCRIPTION = "voorbeeld", "Voorbeeldgegevens"
PASSWORD = SAMPLE_PASSWORD
ACCOUNTS: Mapping[Role, tuple[str, str | None]] = MappingProxyType({
    Role.COUNCIL: ("all", ENSCHEDE),
    Role.ALDERMAN: ("all", ENSCHEDE),
    Role.STEERING: ("all", TWENTE),
    Role.COORDINATOR: (HVT, HVT),
    Role.ADMIN: ("all", None),
})  # fmt: skip
"""Role (also the name of the account) to scope and home."""


def install(engine: Engine, frames: Mapping[str, pl.DataFrame] | None = None, rounds: int = 12) -> None:
    """Stores `frames` (the sample data unless given) as the version on screen, and makes the accounts that are not
    there yet. `rounds`: the cost of bcrypt."""
    sample = sample_frames() if frames is None else frames
    store(engine, sample, supplier=SUPPLIER, description=DESCRIPTION, data_date=DATA_DATE, sample=True)
    install_accounts(engine, rounds)


def install_accounts(engine: Engine, rounds: int = 12) -> None:
    there = {account.name for account in accounts(engine)}
    for role, (scope, home) in ACCOUNTS.items():
        if role.value not in there:
            add_account(
                engine, name=role.value, password=PASSWORD, role=role.value, scope=scope, home=home, sample=True,
                rounds=rounds,
            )  # fmt: skip
