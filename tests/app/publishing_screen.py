"""The page Publiceren in a small world, for its tests: its release engine is a stand-in of a few lines."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import Engine, update
from streamlit.testing.v1 import AppTest
from world import ROUNDS

from components import publishing_actions, publishing_making, publishing_region, visitor
from components.sign_in_form import SAMPLE_PASSWORD
from data_access import cached
from data_access.accounts import add_account
from data_access.consents import consents
from data_access.drafts import drop_draft, read_draft
from data_access.engine import engine_for
from data_access.models import Account
from data_access.state import current_state
from data_access.tables import table_of
from domain.releases import MunicipalityReport, Report, TableReport
from domain.viewer import Role
from publishing.release import ReleaseError
from publishing.workers import Worker
from tests.data_access.small_release import content, draft, put

TWENTE, ENSCHEDE = "REG-TWENTE", "GM0153"
TABLES = (
    TableReport(table="referrals", shown=8, hidden=1, referrals_shown=60, referrals_hidden=3),
    TableReport(table="referrals.gender", shown=0, hidden=9, referrals_shown=0, referrals_hidden=63),
)
REPORT = Report(
    municipalities=(
        MunicipalityReport(area=ENSCHEDE, tables=TABLES, merged=("Centrum en Noord samen.",), stays=("Q3 blijft.",)),
    ),
    protected=40, witnesses=12, insiders=38, insiders_left=2, check="alles klopt.", seconds=3.2,
)  # fmt: skip


@contextmanager
def installation(var: Path, patch: pytest.MonkeyPatch) -> Iterator[Engine]:
    """The world in `var`, with a coordinator of Enschede; its release engine is a stand-in of a few lines."""
    engine = engine_for(f"sqlite:///{var / 'wor.db'}")
    add_account(engine, name="regisseur", password=SAMPLE_PASSWORD, role=Role.COORDINATOR.value, scope=ENSCHEDE,
                sample=True, rounds=ROUNDS)  # fmt: skip
    patch.setenv("WOR_VAR", str(var))
    patch.setattr(cached, "engine", lambda: engine)
    patch.setattr(visitor, "address", lambda: "127.0.0.1")  # AppTest has no browser
    patch.setattr(publishing_region, "missing_consents", missing)
    patch.setattr(publishing_making, "make_beside", make)
    patch.setattr(publishing_actions, "publish", publish)
    publishing_making.makings.clear()
    yield engine
    made()
    engine.dispose()


def missing(engine: Engine, region: str) -> tuple[str, ...]:
    return () if ENSCHEDE in consents(engine, current_state(engine).token) else (ENSCHEDE,)


def make(
    engine: Engine, region: str, account: str, progress: Callable[[float, str], None], agreed: str = "", *,
    address: str = "", begun: Callable[[Worker], None],
) -> None:  # fmt: skip
    if missing(engine, region) and not agreed:
        raise ReleaseError("Het akkoord ontbreekt nog van Enschede.")
    progress(0.5, "Halverwege")
    waiting(engine, made_by=account, agreed=dict.fromkeys(missing(engine, region), agreed))


def made() -> None:
    """Waits for what is being made."""
    for thread in threading.enumerate():
        if thread.name.startswith("release "):
            thread.join()


def publish(engine: Engine, seen: str, account: str, agreed: str = "", *, address: str = "") -> object:
    found = read_draft(engine, TWENTE)
    assert found.id == seen
    drop_draft(engine, TWENTE)
    return put(engine, TWENTE, made_by=account, state=found.state, content=found.content,
               consents=(f"{ENSCHEDE} {agreed or 'regisseur'}",))  # fmt: skip


def waiting(engine: Engine, **more: object) -> str:
    return draft(engine, TWENTE, **{"state": current_state(engine), "content": content(report=REPORT)} | more)


def screen(name: str) -> AppTest:
    """The page in the region of Twente, for the account with this name."""
    return AppTest.from_function(page, kwargs={"name": name}, default_timeout=20).run()


def page(name: str) -> None:
    from signed_in import signed_in

    from data_access import cached
    from domain.periods import Period
    from domain.viewer import Selection
    from pages import publiceren

    geography = cached.agreements(cached.state().token).geography
    publiceren.show(signed_in(name), Selection(area=geography.by_code["REG-TWENTE"], period=Period(year=2025)))


def said(tab: AppTest) -> str:
    assert not tab.exception
    kinds = (tab.title, tab.header, tab.markdown, tab.caption, tab.error, tab.warning, tab.success, tab.info, tab.toast)
    tables = [t.value.to_string() for t in tab.table]
    return "\n".join([*(element.value for kind in kinds for element in kind), *tables]).replace("\\", "")


def labels(tab: AppTest) -> list[str]:
    return [button.label for button in tab.button]


def demote(engine: Engine, name: str, role: Role) -> None:
    account = table_of(Account)
    with engine.begin() as connection:
        connection.execute(update(account).where(account.c.name == name).values(role=role.value))
