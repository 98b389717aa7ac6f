"""Regions side by side: the largest first, cores that come free used, and one that fails takes no other along."""

import pytest

from publishing import several
from publishing.several import Order, Several
from tests.publishing import jobs

ORDER = Order(url="", account="beheerder")


@pytest.fixture(autouse=True)
def _stand_in(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(several, "make_region", jobs.region)
    monkeypatch.setattr(several, "cores", lambda: 2)


def run(**sizes: int) -> tuple[dict[str, str], list[tuple[float, str]]]:
    told: list[tuple[float, str]] = []
    made = Several(ORDER, sizes, lambda share, what: told.append((share, what)))
    try:
        return made.run(), told
    finally:
        made.close()


def test_what_was_refused_or_killed_is_told_and_the_others_are_made() -> None:
    refused, told = run(made=3, akkoord=2, killed=1)
    assert set(refused) == {"akkoord", "killed"}
    assert "geheugen vol" in refused["killed"]
    assert told[-1] == (1.0, "3 van de 3 regio's klaar")
    assert [share for share, _ in told] == sorted(share for share, _ in told)


def test_a_core_that_has_no_region_left_goes_to_one_that_is_at_work() -> None:
    assert run(helped=2, made=1)[0] == {}


def test_an_error_that_is_no_refusal_ends_all() -> None:
    with pytest.raises(jobs.RefusedError, match="broken"):
        run(broken=2, made=1)


def test_the_largest_is_begun_with(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(several, "cores", lambda: 1)
    assert list(Several(ORDER, {"made": 1, "helped": 3, "akkoord": 2}, lambda *_: None)._waiting) == [
        "made", "akkoord", "helped",
    ]  # fmt: skip
