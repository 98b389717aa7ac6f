"""Publishing a draft: the words on consent that it was made with hold for those municipalities, and no others."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine

from components.sign_in_form import SAMPLE_PASSWORD
from data_access.consents import consent
from data_access.engine import engine_for
from data_access.ledger import epoch_for
from data_access.releases import all_releases
from data_access.state import current_state
from publishing.release import ReleaseError, publish
from tests.app.world import fill
from tests.data_access.small_release import draft

REGION, TOWN, WORDS = "REG-TWENTE", "GM0153", "wethouder, per e-mail op 3 november"


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    engine = engine_for(f"sqlite:///{tmp_path / 'wor.db'}")
    fill(engine, SAMPLE_PASSWORD)
    yield engine
    engine.dispose()


def waiting(engine: Engine, **agreed: str) -> str:
    """A draft of the region, in which one municipality delivered."""
    return draft(engine, REGION, state=current_state(engine), epoch=epoch_for(engine, 5), after=None, agreed=agreed)


def test_the_words_are_asked_once(engine: Engine) -> None:
    publish(engine, waiting(engine, **{TOWN: WORDS}), "beheerder")
    assert all_releases(engine)[0].consents == (f"{TOWN} {WORDS}",)


def test_words_on_another_municipality_are_none(engine: Engine) -> None:
    with pytest.raises(ReleaseError, match="Enschede"):
        publish(engine, waiting(engine, GM0164=WORDS), "beheerder")
    assert all_releases(engine) == ()


def test_other_words_take_their_place(engine: Engine) -> None:
    publish(engine, waiting(engine, **{TOWN: WORDS}), "beheerder", "brief van 4 november")
    assert all_releases(engine)[0].consents == (f"{TOWN} brief van 4 november",)


def test_a_consent_in_the_dashboard_stands_above_words(engine: Engine) -> None:
    key = waiting(engine, **{TOWN: WORDS})
    state = current_state(engine)
    assert state is not None
    consent(engine, TOWN, state.token, "regisseur")
    publish(engine, key, "beheerder", "brief")
    assert all_releases(engine)[0].consents == (f"{TOWN} regisseur",)
