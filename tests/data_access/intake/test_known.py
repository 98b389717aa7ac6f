from datetime import date

import polars as pl
import pytest
from given_sheets import KNOWN, sheet_of
from small_delivery import FRAMES
from sqlalchemy import Engine

from data_access.contract import CONTRACT
from data_access.engine import reading
from data_access.frames import complete
from data_access.intake.convert import convert
from data_access.intake.known import Known, known_for, known_with
from data_access.intake.months import delivered_months
from data_access.intake.names import candidates, nearest
from data_access.intake.recognise import recognise
from data_access.store import store


@pytest.fixture
def filled(engine: Engine) -> Engine:
    store(engine, FRAMES, supplier="zd", description="x", data_date=date(2025, 6, 30))
    later = FRAMES["referral"].filter(pl.col("case_id") == "c1").with_columns(date_referral=date(2025, 4, 30))
    store(engine, {"referral": later}, supplier="zd", description="x", data_date=date(2025, 6, 30))
    return engine


def test_known_holds_the_current_codes_names_and_counts_of_the_database(filled: Engine) -> None:
    with reading(filled) as connection:
        known = known_for(connection, frozenset({"GM0001"}), data_date=date(2025, 7, 1))
    assert known.codes["municipality"] == {"GM0001": "Eén", "GM0002": "Twee"}
    assert known.codes["welfareorganisation"] == {"W1": "Welzijn"}
    assert (known.village_of, known.practice_of) == ({"A-1": "GM0001"}, {"P1": "GM0001", "P2": "GM0002"})
    assert known.monthly == {("zd", "GM0001", "2025-04"): 1}
    assert (known.scope, known.data_date) == (frozenset({"GM0001"}), date(2025, 7, 1))


def test_without_a_scope_the_counts_of_every_municipality_are_known(filled: Engine) -> None:
    with reading(filled) as connection:
        known = known_for(connection, None)
    assert known.monthly == {("zd", "GM0001", "2025-04"): 1, ("zd", "GM0002", "2025-02"): 1}


def test_without_a_data_date_nothing_after_today_can_have_happened(engine: Engine) -> None:
    before = date.today()  # noqa: DTZ011
    with reading(engine) as connection:
        known = known_for(connection, None)
    assert before <= known.data_date <= date.today()  # noqa: DTZ011
    assert set(known.codes) == {"region", "municipality", "village", "practice", "welfareorganisation"}
    assert set(map(len, known.codes.values())) == {0}


def test_what_comes_in_the_same_delivery_is_known_to_the_files_after_it() -> None:
    nothing = Known(codes={}, village_of={}, practice_of={}, data_date=date(2026, 11, 22))
    frames = {name: FRAMES[name] for name in ("municipality", "village", "practice")}
    known = known_with(nothing, frames)
    sheet = sheet_of({"Praktijk": "Praktijk 1", "Jaar": "2026", "Ingeschreven patiënten": "2100"})
    assert [p.rule for p in convert(sheet, recognise(sheet, "s", ()), nothing).errors] == ["unknown_practice"]
    result = convert(sheet, recognise(sheet, "s", ()), known)
    assert result.problems == ()
    assert result.frame.select("practice", "registered_patients").rows() == [("P1", 2100)]
    assert (known.practice_of["P2"], known.village_of["A-1"]) == ("GM0002", "GM0001")
    assert nothing.codes == {}


def test_names_are_looked_for_in_every_table_that_a_column_refers_to() -> None:
    area = next(c for c in CONTRACT["target"].columns if c.name == "area")
    found = candidates(["Regio A", "NL", "hellendoorn", "Delden", "Niets"], area, KNOWN)
    assert found == {
        "Regio A": {"REG-A"}, "NL": {"NL"}, "hellendoorn": {"GM0003", "E-HEL"}, "Delden": {"H-DEL"}, "Niets": set(),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "name"), [("Huisartsenpraktijk de Moolen", "Huisartsenpraktijk De Molen"), ("Xyz", None), ("", None)]
)
def test_the_nearest_name_is_one_that_is_really_near(text: str, name: str | None) -> None:
    practice = next(c for c in CONTRACT["referral"].columns if c.name == "practice")
    assert nearest(text, practice, KNOWN) == name


def cases(*days: date) -> pl.DataFrame:
    frame = pl.DataFrame({"date_referral": days}, schema={"date_referral": pl.Date}).with_row_index("case_id")
    needed = {"supplier": "s", "municipality": "GM0001", "person": "p"}
    return complete(CONTRACT["referral"], frame.with_columns(**{k: pl.lit(v) for k, v in needed.items()}))


def test_a_delivery_covers_every_month_from_its_first_referral_also_those_without_one() -> None:
    frame = delivered_months(
        cases(date(2026, 1, 31), date(2025, 11, 1), date(2026, 1, 1)), through=None, on=date(2026, 2, 2)
    )
    assert frame.select("month", "rows").rows() == [("2025-11", 1), ("2025-12", 0), ("2026-01", 2)]
    assert set(frame["delivered_on"]) == {date(2026, 2, 2)}
    assert frame.schema == CONTRACT["delivery"].schema
    longer = delivered_months(cases(date(2026, 1, 1)), through="2026-03", on=date(2026, 4, 1))
    assert longer["month"].to_list() == ["2026-01", "2026-02", "2026-03"]
    earlier = delivered_months(cases(date(2026, 1, 1)), through="2025-03", on=date(2026, 4, 1))
    assert earlier["month"].to_list() == ["2026-01"]


def test_without_referrals_no_month_is_delivered() -> None:
    assert delivered_months(cases(), through="2026-03", on=date(2026, 4, 1)).height == 0
