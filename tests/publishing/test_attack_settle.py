"""The quick search of large blocks against the exact bounds, and the definitions against cells that were counted."""

from collections.abc import Iterator
from random import Random

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.cells import SCHEMA, TOTAL, Status
from indicators.count import count_cells
from publishing.attack import settle as module
from publishing.attack.bounds import bounds
from publishing.attack.facts import Publication
from publishing.attack.model import build
from publishing.attack.read_release import facts_of
from publishing.attack.settle import settle
from publishing.attack.system import System
from publishing.attack.tables import AGES, DAYS, PEOPLE, Cell
from publishing.attack.targets import targets
from publishing.attack.truth import truth_of
from publishing.attack.universe import universe_of
from tests.publishing.town import DATA_DATE, geography, make_town

SMALLEST = 5


@pytest.fixture
def all_wide(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "WIDE", 0)


@pytest.mark.usefixtures("all_wide")
@pytest.mark.parametrize("seed", range(25))
def test_the_quick_search_judges_as_the_exact_bounds_do(seed: int) -> None:
    system, names = crossed_table(seed)
    quick, exact = settle(system, names, SMALLEST), bounds(system, names)
    for name in names:
        low, high = exact[name].low, exact[name].high
        assert quick[name].low <= low
        assert (quick[name].low > 0) == (low > 0)
        assert (quick[name].high is None) == (high is None or high >= SMALLEST)
        if quick[name].exact:
            assert quick[name].low == low
            assert quick[name].high in (high, None)


def crossed_table(seed: int) -> tuple[System, list[object]]:
    """Three dimensions with totals, some of them published, and a total that ties much together."""
    random, system = Random(seed), System()
    size = random.choice([(2, 2, 2), (3, 2, 2), (3, 3, 2)])
    truth = {(a, b, c): random.choice([0, 0, 1, 2, 3, 6, 9]) for a in range(size[0]) for b in range(size[1])
             for c in range(size[2])}  # fmt: skip
    for side in range(3):
        for key in {(*k[:side], "all", *k[side + 1 :]) for k in truth}:
            parts = [k for k in truth if (*k[:side], "all", *k[side + 1 :]) == key]
            system.sums(parts, key)
            if random.random() < 0.8:
                system.fix(key, sum(truth[part] for part in parts))
    system.sums(truth, "everyone")
    for key, value in truth.items():
        if random.random() < 0.2:
            system.fix(key, value)
        system.add([(key, 3), ("everyone", -1)], None, 2 * value + random.randrange(9))
    return system, list(truth)


@settings(max_examples=4, deadline=None)
@given(seed=st.integers(0, 10_000), size=st.integers(5, 90), share=st.sampled_from([0.1, 0.4, 0.7]))
def test_what_was_counted_always_fits_the_definitions(seed: int, size: int, share: float) -> None:
    """However little is shown: no contradiction, and every true count lies within its interval."""
    town = make_town(seed, size)
    cells = count_cells(town.referrals, town.programme, town.agreements, DATA_DATE)
    shown = pl.DataFrame(list(published(cells, Random(seed), share)), schema=SCHEMA, orient="row")
    publication = Publication(
        name="proef", smallest=SMALLEST, facts=facts_of(shown), areas=geography().areas, day=DATA_DATE, complete=True
    )
    universe = universe_of((publication,))
    for stern in (False, True):
        system = build(universe, stern=stern)
        truth = truth_of(cells, DATA_DATE)
        asked = [t for t in targets(system, universe) if t.shown is None]
        asked = Random(seed).sample(asked, min(len(asked), 30))
        found = settle(system, [t.name for t in asked], SMALLEST)
        for target in asked:
            counted = truth.of(target.cell)
            assert counted is not None
            assert found[target.name].low <= counted[0] <= (found[target.name].high or counted[0])


def published(cells: pl.DataFrame, random: Random, share: float) -> Iterator[tuple[object, ...]]:
    """A share of the figures of the tables that a release has, the rest hidden."""
    for table, area, period, category, count, _, value, status in cells.select(SCHEMA.names()).iter_rows():
        if not allowed(table, area, period) or (category == TOTAL and table not in ("referrals", "intakes")):
            continue
        if table in (AGES, DAYS):
            if count and count >= 10 and category in ("mean", "median") and random.random() < share:
                yield table, area, period, category, None, None, float(round(value)), status
        elif status == Status.SHOWN.value and random.random() > share:
            yield table, area, period, category, None, None, None, Status.HIDDEN.value
        else:
            yield table, area, period, category, count, None, None, status


def allowed(table: str, area: str, period: str) -> bool:
    village, since = "-" in area, period.startswith("vanaf")
    fine = "Q" in period or (len(period) == 7 and "H" not in period)
    if table not in PEOPLE or village != since:
        return table == "referrals" and not village
    return not fine or table == "referrals"


def test_a_cell_says_where_it_stands() -> None:
    assert str(Cell(0, "A", "2024", "referrals", TOTAL)) == "referrals totaal van A in 2024"
