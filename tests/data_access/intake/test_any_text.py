"""Whatever stands in the cells: no failure, no row lost, and no cell of which nothing is told."""

import polars as pl
from given_sheets import KNOWN, mapped, sheet_of
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data_access.contract import CONTRACT
from data_access.intake.book import ROW
from data_access.intake.convert import convert
from data_access.intake.recognise import recognise, unmapped

WORDS = [
    "", "ja", "x", "-", "V", "71", "171", "1.234", "1,5", "2026-11-01", "31-11-2026", "03-04-26", "45966", "GM0001",
    "Delden", "Centrum", "De Molen", "75-84", "85+", "stress",
    "koken, wandelen", "koken en eten", "111222333", "2026-Q3", "{}",
    "=cmd", "€ 1.234,50", "-5", "Totaal", "a" * 70, "\N{PILE OF POO}", "9999-12-31", "GM0001 ", "nan", "inf", "1e400",
]  # fmt: skip
CELL = st.sampled_from(WORDS) | st.text(max_size=12)


@settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(list(CONTRACT)), st.data())
def test_every_row_comes_out_typed_or_is_told_to_be_wrong(name: str, data: st.DataObject) -> None:
    contract = CONTRACT[name]
    rows = data.draw(st.lists(st.fixed_dictionaries(dict.fromkeys(contract.schema, CELL)), min_size=1, max_size=4))
    sheet = sheet_of(*rows)
    mapping = recognise(sheet, "s", ())
    unmapped(sheet, mapping, KNOWN)
    result = convert(sheet, recognise(sheet, "s", (), table=name), KNOWN)
    assert result.frame.drop(ROW).schema == contract.schema
    wrong = {problem.row for problem in result.errors}
    totals = {problem.row for problem in result.warnings if problem.rule == "total"}
    assert wrong | totals | set(result.frame[ROW]) == set(sheet.cells[ROW])
    assert not wrong & set(result.frame[ROW])
    for column in contract.columns:
        if column.required:
            assert result.frame[column.name].null_count() == 0
        if column.rule.low is not None:
            assert (result.frame[column.name].drop_nulls() >= column.rule.low).all()


@settings(deadline=None, max_examples=80)
@given(st.lists(st.tuples(CELL, CELL), min_size=1, max_size=6))
def test_what_may_be_a_name_is_never_told(cells: list[tuple[str, str]]) -> None:
    secrets = [(f"{name}-geheim-{n}", f"{why} diep verborgen {n}") for n, (name, why) in enumerate(cells)]
    sheet = sheet_of(*(
        {"Zaaknummer": f"c{n}", "Cliëntnummer": f"p{n}", "Gemeente": "GM0001", "Datum verwijzing": "01-11-2026",
         "Naam verwijzer": name, "Omschrijving reden": why}
        for n, (name, why) in enumerate(secrets)
    ))  # fmt: skip
    result = convert(sheet, mapped(practice="Naam verwijzer", reason="Omschrijving reden"), KNOWN)
    said = f"{result.problems}{result.frame.rows()}"
    assert "geheim" not in said
    assert "verborgen" not in said
    assert all(problem.value is None for problem in result.problems)


def test_the_columns_of_the_contract_are_all_recognised_again_from_what_comes_out() -> None:
    for name, contract in CONTRACT.items():
        sheet = sheet_of(dict.fromkeys(contract.schema, None))
        assert set(recognise(sheet, "s", (), table=name).columns) == set(contract.schema)
        assert isinstance(convert(sheet, recognise(sheet, "s", (), table=name), KNOWN).frame, pl.DataFrame)
