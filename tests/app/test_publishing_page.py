"""Publiceren: who agrees, who makes and publishes, and that the right to it is looked up at the click."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from conftest import engine_of
from sqlalchemy import Engine, update
from streamlit.testing.v1 import AppTest
from websocket import Visitor
from world import ROUNDS, fill

from components import beside, failure, publishing_actions, publishing_region
from components.provenance import ORIGIN_WORD
from components.publishing_actions import OTHER_DRAFT, REFUSED, RENEWED
from components.publishing_ledger import NONE, SOUND
from components.publishing_region import DECIDE, NEVER, OLDER
from components.publishing_rights import may_release
from components.sign_in import SAMPLE_PASSWORD
from data_access import cached
from data_access.accounts import add_account
from data_access.consents import consents
from data_access.drafts import drop_draft, read_draft
from data_access.models import Account
from data_access.releases import all_releases
from data_access.state import current_state
from data_access.store import store
from data_access.tables import table_of
from domain.cells import Origin
from domain.permissions import PUBLISH, TABLE, Access
from domain.releases import MunicipalityReport, Report, TableReport
from domain.viewer import Role
from publishing.release import ReleaseError
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


@pytest.fixture
def engine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Engine]:
    """The world, with a coordinator of Enschede; its release engine is a stand-in of a few lines."""
    engine = engine_of(tmp_path)
    fill(engine, SAMPLE_PASSWORD)
    add_account(engine, name="regisseur", password=SAMPLE_PASSWORD, role=Role.COORDINATOR.value, scope=ENSCHEDE,
                rounds=ROUNDS)  # fmt: skip
    monkeypatch.setenv("WOR_VAR", str(tmp_path))
    monkeypatch.setattr(cached, "engine", lambda: engine)
    monkeypatch.setattr(publishing_region, "missing_consents", missing)
    monkeypatch.setattr(publishing_region, "make", make)
    monkeypatch.setattr(publishing_actions, "publish", publish)
    yield engine
    engine.dispose()


def missing(engine: Engine, region: str) -> tuple[str, ...]:
    return () if ENSCHEDE in consents(engine, current_state(engine).token) else (ENSCHEDE,)


def make(engine: Engine, region: str, account: str, progress: Callable[[float, str], None], agreed: str = "") -> None:
    if missing(engine, region) and not agreed:
        raise ReleaseError("Het akkoord ontbreekt nog van Enschede.")
    progress(0.5, "Halverwege")
    waiting(engine, made_by=account)


def publish(engine: Engine, seen: str, account: str, agreed: str = "") -> object:
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
    from data_access import cached
    from data_access.accounts import viewer_of
    from domain.periods import Period
    from domain.viewer import Selection
    from pages import publiceren

    geography = cached.agreements(cached.state().token).geography
    viewer = viewer_of(cached.engine(), name, geography)
    publiceren.show(viewer, Selection(area=geography.by_code["REG-TWENTE"], period=Period(year=2025)))


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


def test_a_coordinator_sees_the_own_totals_agrees_and_takes_it_back(engine):
    tab = screen("regisseur")
    assert "Verwijzingen in 2025" in said(tab)
    assert "31 oktober 2026 (versie 1)" in said(tab)
    tab.button(key=f"agree_{ENSCHEDE}").click().run()
    assert consents(engine, current_state(engine).token)[ENSCHEDE].account == "regisseur"
    assert "U gaf akkoord op" in said(tab)
    tab.button(key=f"withdraw_{ENSCHEDE}").click().run()
    assert consents(engine, current_state(engine).token) == {}


def test_a_coordinator_sees_what_the_last_release_held_and_cannot_take_back_what_it_rests_on(engine):
    screen("regisseur").button(key=f"agree_{ENSCHEDE}").click().run()
    waiting(engine)
    publish(engine, read_draft(engine, TWENTE).id, "beheerder")
    tab = screen("regisseur")
    assert "In de laatste publicatie" in said(tab)
    assert "rust op dit akkoord" in said(tab)
    assert labels(tab) == []


def test_a_coordinator_of_a_municipality_that_delivered_nothing_has_nothing_to_agree_to(engine):
    tab = screen("coordinator")
    assert "geen verwijzingen geleverd" in said(tab)
    assert labels(tab) == []
    assert "Enschede" not in said(tab)


def test_a_coordinator_makes_no_release_and_reads_no_report(engine):
    waiting(engine)
    assert labels(screen("regisseur")) == ["Akkoord met vrijgeven"]
    assert "Concept" not in said(screen("regisseur"))


def test_consent_is_not_for_who_lost_the_right_since_the_page_was_drawn(engine):
    tab = screen("regisseur")
    demote(engine, "regisseur", Role.COUNCIL)
    tab.button(key=f"agree_{ENSCHEDE}").click().run()
    assert REFUSED in said(tab)
    assert consents(engine, current_state(engine).token) == {}


def test_nobody_agrees_to_data_they_have_not_seen(engine):
    tab = screen("regisseur")
    store(engine, {}, supplier="test", description="next", data_date=current_state(engine).data_date, sample=True)
    tab.button(key=f"agree_{ENSCHEDE}").click().run()
    assert RENEWED in said(tab)
    assert consents(engine, current_state(engine).token) == {}


def test_without_consent_the_administrator_reads_who_did_not_agree(engine):
    tab = screen("beheerder")
    assert NEVER in said(tab)
    assert NONE in said(tab)
    assert "Enschede gaf nog geen akkoord." in said(tab)
    tab.button(key=f"make_{TWENTE}").click().run()
    assert "Het akkoord ontbreekt nog van Enschede." in said(tab)
    assert read_draft(engine, TWENTE) is None


def test_with_words_on_consent_elsewhere_a_release_is_made_read_and_published(engine):
    tab = screen("beheerder")
    tab.text_input(key=f"outside_{TWENTE}").input("wethouder, per e-mail op 3 november")
    tab.button(key=f"make_{TWENTE}").click().run()
    report = said(tab)
    assert all(text in report for text in ("alles klopt.", "Centrum en Noord samen.", "Q3 blijft.", DECIDE, "Geslacht"))
    assert not {"63", "60"} & set(report.split())
    tab = screen("beheerder")  # a new page: the draft is kept
    tab.text_input(key=f"outside_{TWENTE}").input("wethouder, per e-mail op 3 november").run()
    tab.button(key=f"publish_{TWENTE}").click().run()
    assert "Publicatie 1 is te lezen" in said(tab)
    assert SOUND in said(tab)
    assert all_releases(engine)[0].consents == (f"{ENSCHEDE} wethouder, per e-mail op 3 november",)
    assert read_draft(engine, TWENTE) is None


def test_a_draft_can_be_refused(engine):
    waiting(engine)
    tab = screen("beheerder")
    tab.button(key=f"drop_{TWENTE}").click().run()
    assert "Er is niets gepubliceerd." in said(tab)
    assert read_draft(engine, TWENTE) is None
    assert all_releases(engine) == ()


@pytest.mark.parametrize("button", ["publish", "drop"])
def test_nobody_decides_on_a_draft_they_have_not_seen(engine, button):
    waiting(engine)
    tab = screen("beheerder")
    other = waiting(engine)
    tab.button(key=f"{button}_{TWENTE}").click().run()
    assert OTHER_DRAFT in said(tab)
    assert read_draft(engine, TWENTE).id == other
    assert all_releases(engine) == ()


@pytest.mark.parametrize("button", ["publish", "drop"])
def test_the_right_to_release_is_looked_up_at_the_click(engine, button):
    seen = waiting(engine)
    tab = screen("beheerder")
    demote(engine, "beheerder", Role.STEERING)
    tab.button(key=f"{button}_{TWENTE}").click().run()
    assert REFUSED in said(tab)
    assert read_draft(engine, TWENTE).id == seen
    assert all_releases(engine) == ()


def test_a_release_is_not_made_for_who_lost_the_right_meanwhile(engine, monkeypatch):
    tab = screen("beheerder")
    monkeypatch.setattr(publishing_region, "may_release", lambda name, region: False)
    tab.text_input(key=f"outside_{TWENTE}").input("wethouder, per e-mail")
    tab.button(key=f"make_{TWENTE}").click().run()
    assert REFUSED in said(tab)
    assert read_draft(engine, TWENTE) is None


@pytest.mark.parametrize(("role", "own", "may"), [
    (Role.ADMIN, "all", True), (Role.ADMIN, "GM0503", False), (Role.STEERING, "all", False),
    (Role.COORDINATOR, "all", False),
])  # fmt: skip
def test_a_region_is_released_by_its_own_administrator(engine, role, own, may):
    add_account(engine, name="ander", password=SAMPLE_PASSWORD, role=role.value, scope=own, rounds=ROUNDS)
    assert may_release("ander", TWENTE) is may
    assert not may_release("niemand", TWENTE)


def test_a_draft_of_older_data_is_not_for_publishing(engine):
    waiting(engine)
    store(engine, {}, supplier="test", description="next", data_date=current_state(engine).data_date, sample=True)
    tab = screen("beheerder")
    assert OLDER in said(tab)
    assert f"publish_{TWENTE}" not in {b.key for b in tab.button}
    assert f"drop_{TWENTE}" in {b.key for b in tab.button}


@pytest.mark.server
@pytest.mark.parametrize("role", Role)
def test_the_address_and_the_menu_follow_the_role(server_url, role):
    may = TABLE[PUBLISH.key][role] is not Access.NO
    with Visitor(server_url) as visitor:
        visitor.open(PUBLISH.slug)
        screen = visitor.sign_in(role.value, SAMPLE_PASSWORD)
        assert (failure.NOT_ALLOWED in screen.text) != may
        assert (PUBLISH.slug in screen.menu) == may


@pytest.mark.server
def test_everyone_reads_on_privacy_when_the_last_release_was_checked_and_nothing_more(server_url):
    with Visitor(server_url) as visitor:
        visitor.open("privacy")
        screen = visitor.sign_in(Role.COUNCIL.value, SAMPLE_PASSWORD)
        assert "Wat we niet beloven" in screen.text
        assert "Materiaal voor de DPIA" in screen.widgets
        assert "beschermd." not in screen.text


@pytest.mark.server
def test_a_coordinator_sees_beside_the_own_figures_what_the_council_sees(sample_url):
    with Visitor(sample_url) as visitor:
        visitor.open("verwijzingen", "gemeente=Hof van Twente&periode=2025")
        alone = visitor.sign_in(Role.COORDINATOR.value, SAMPLE_PASSWORD)
        assert beside.COUNCIL not in alone.text
        both = visitor.use({beside.SWITCH: True})
        assert both.text.count(beside.COUNCIL) == both.text.count(beside.LIVE) > 5
        assert all(ORIGIN_WORD[origin] in both.text for origin in Origin)
        assert beside.SWITCH not in visitor.open("verwijzingen", "gemeente=Enschede&periode=2025").widgets


@pytest.mark.server
def test_nobody_else_has_that_switch(sample_url):
    with Visitor(sample_url) as visitor:
        visitor.open("verwijzingen", "gemeente=Hof van Twente&periode=2025")
        assert beside.SWITCH not in visitor.sign_in(Role.COUNCIL.value, SAMPLE_PASSWORD).widgets
