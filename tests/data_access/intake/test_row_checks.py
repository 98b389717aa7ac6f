from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations

import pytest
from given_sheets import KNOWN, mapped, referrals, sheet_of
from hypothesis import given, settings
from hypothesis import strategies as st

from data_access.intake.convert import Converted, convert
from data_access.intake.known import Known
from data_access.intake.recognise import recognise
from data_access.intake.row_checks import STEPS
from domain.codes import AGE_BANDS, BAND_STARTS

HEADERS = {
    "date_contact": "Contact", "date_intake": "Intake", "date_activity": "Start", "date_aftercare": "Nazorg",
    "date_closing": "Einde",
}  # fmt: skip


def taken(*rows: dict[str, str | None], known: Known = KNOWN, **more: str) -> Converted:
    there = {column: header for column, header in HEADERS.items() if any(header in row for row in rows)}
    return convert(referrals(*rows), mapped(**there, **more), known)


def test_a_day_before_an_earlier_step_is_an_error_that_names_that_step() -> None:
    result = taken({"Contact": "05-11-2026", "Intake": "04-11-2026"})
    assert [(p.row, p.column, p.rule, p.value) for p in result.errors] == [(2, "Intake", "order", "04-11-2026")]
    assert '"04-11-2026" ligt voor het eerste contact (05-11-2026).' in result.errors[0].text


@pytest.mark.parametrize("pair", list(combinations(STEPS, 2)))
def test_each_step_is_held_against_every_step_before_it(pair: tuple[str, str]) -> None:
    columns = {"date_referral": "Datum verwijzing", **HEADERS}
    row = {columns[pair[0]]: "12-11-2026", columns[pair[1]]: "11-11-2026"}
    if pair[0] != "date_referral":
        row["Datum verwijzing"] = "01-11-2026"
    assert [(p.column, p.rule) for p in taken(row).errors] == [(columns[pair[1]], "order")]
    assert taken({**row, columns[pair[1]]: "12-11-2026"}).problems == ()


def test_aftercare_may_come_after_the_closing_but_not_before_the_referral() -> None:
    assert taken({"Einde": "10-11-2026", "Nazorg": "15-11-2026"}).problems == ()
    assert [p.column for p in taken({"Nazorg": "02-11-2026"}).errors] == ["Nazorg"]


@pytest.mark.parametrize("column", ["Datum verwijzing", *HEADERS.values()])
def test_a_day_after_the_data_date_is_an_error_and_the_day_itself_is_not(column: str) -> None:
    late = taken({column: "23-11-2026"})
    assert [(p.column, p.rule) for p in late.errors] == [(column, "future")]
    assert "ligt na 22 november 2026" in late.errors[0].text
    assert taken({column: "22-11-2026"}).problems == ()


@settings(deadline=None)
@given(
    days=st.lists(st.none() | st.dates(date(2026, 10, 1), date(2026, 12, 31)), min_size=4, max_size=4),
    first=st.dates(date(2026, 10, 1), date(2026, 12, 31)),
)
def test_the_order_of_days_is_as_a_plain_loop_finds_it(days: list[date | None], first: date) -> None:
    steps = [("Datum verwijzing", first), *zip(("Contact", "Intake", "Start", "Einde"), days, strict=True)]
    expected, latest = set(), first
    for header, day in steps:
        if day is not None and day < latest:
            expected.add((header, "order"))
        if day is not None and day > KNOWN.data_date:
            expected.add((header, "future"))
        latest = max(latest, day or latest)
    row = {header: day and f"{day:%d-%m-%Y}" for header, day in steps}
    assert {(p.column, p.rule) for p in taken(row).errors} == expected


@pytest.mark.parametrize("band", [band for band in AGE_BANDS if band != "unknown"])
def test_an_age_and_a_band_that_do_not_fit_are_told_and_kept(band: str) -> None:
    def rules(age: int) -> list[str]:
        row = {"Leeftijd": str(age), "Groep": band}
        result = taken(row, age="Leeftijd", age_band="Groep")
        assert result.errors or result.frame.select("age", "age_band").rows() == [(age, band)]
        return [p.rule for p in result.problems]

    starts = [*BAND_STARTS.values(), 121]
    low = BAND_STARTS[band]
    high = starts[starts.index(low) + 1] - 1
    assert rules(low) == rules(high) == []
    assert rules(low - 1) == (["band"] if low else rules(low - 1))
    assert rules(high + 1) == (["band"] if high < 120 else rules(high + 1))


def test_an_age_beside_an_unregistered_band_is_no_contradiction() -> None:
    assert taken({"Leeftijd": "71", "Groep": "onbekend"}, age="Leeftijd", age_band="Groep").problems == ()


def test_the_same_case_twice_is_told_without_its_number_and_the_first_comes_in() -> None:
    result = taken({"Zaaknummer": "geheim7"}, {}, {"Zaaknummer": "geheim7"})
    assert [(p.row, p.column, p.rule, p.value) for p in result.errors] == [(4, "Zaaknummer", "duplicate", None)]
    assert result.errors[0].text.endswith("hetzelfde als in rij 2. Haal een van de twee rijen weg.")
    assert "geheim7" not in str(result.problems)
    assert result.frame.height == 2


def test_empty_keys_are_not_each_others_double() -> None:
    assert [p.rule for p in taken({"Zaaknummer": None}, {"Zaaknummer": None}).errors] == ["empty", "empty"]


@pytest.mark.parametrize(("direction", "offer", "provision", "warned"), [
    ("loopt nog", "koken", None, True), ("loopt nog", None, None, False), ("welzijnscoach", "koken", None, False),
    ("zelf opgepakt", "koken", "voorliggend", False), (None, "koken", "voorliggend", False),
    ("wijkteam", None, "voorliggend", True), ("wijkteam", "koken", "maatwerk", False),
])  # fmt: skip
def test_an_offer_or_provision_that_does_not_go_with_the_direction_is_a_warning(
    direction: str | None, offer: str | None, provision: str | None, warned: bool
) -> None:
    row = {"Richting": direction, "Aanbod": offer, "Voorziening": provision}
    result = taken(row, direction="Richting", offers="Aanbod", provision="Voorziening")
    assert [p.rule for p in result.warnings] == (["direction"] if warned else [])
    assert (result.errors, result.frame.height) == ((), 1)


def test_endings_that_contradict_are_warnings() -> None:
    both = taken({"NA": "ja", "GW": "ja"}, not_arrived="NA", declined="GW")
    assert [(p.column, p.rule, p.warning) for p in both.problems] == [("GW", "ending", True)]
    begun = taken({"NA": "ja", "Start": "05-11-2026"}, not_arrived="NA")
    assert [(p.column, p.rule) for p in begun.warnings] == [("NA", "ending")]


def test_a_village_in_another_municipality_is_an_error_that_names_its_own() -> None:
    result = taken({"Kern": "Delden", "Gemeente": "Hellendoorn"}, village="Kern")
    assert [(p.column, p.rule) for p in result.errors] == [("Kern", "village")]
    assert "ligt in Hof van Twente" in result.errors[0].text


def test_a_municipality_outside_the_scope_is_an_error() -> None:
    known = replace(KNOWN, scope=frozenset({"GM0001"}))
    result = taken({}, {"Gemeente": "GM0003"}, known=known)
    assert [(p.row, p.column, p.rule) for p in result.errors] == [(3, "Gemeente", "scope")]
    assert taken({}, {"Gemeente": "GM0003"}).problems == ()


@pytest.mark.parametrize(
    ("row", "inside"),
    [
        ({"Praktijk": "De Molen", "Jaar": "2026", "Ingeschreven patiënten": "2000"}, True),
        ({"Praktijk": "P3", "Jaar": "2026", "Ingeschreven patiënten": "2000"}, False),
        ({"Kern": "H-CEN", "Jaar": "2026", "Geslacht": "v", "Leeftijdsgroep": "85+", "Inwoners": "1"}, True),
        ({"Kern": "S-CEN", "Jaar": "2026", "Geslacht": "v", "Leeftijdsgroep": "85+", "Inwoners": "1"}, False),
        ({"Gemeente": "GM0002", "Jaar": "2026", "Geslacht": "v", "Leeftijdsgroep": "85+", "Inwoners": "1"}, False),
        ({"Regio": "REG-A", "Post": "Coach", "Datum uitgave": "01-11-2026", "Bedrag": "1", "Geldbron": "POK"}, False),
        ({"code": "REG-B", "name": "Regio B"}, False),
        ({"code": "GM0001", "name": "Hof", "region": "REG-A", "takes_part": "ja"}, True),
        ({"code": "GM0009", "name": "Nieuw", "region": "REG-A", "takes_part": "ja"}, False),
    ],
)
def test_every_table_is_held_against_the_scope_by_its_own_place(row: dict[str, str], inside: bool) -> None:
    sheet = sheet_of(row)
    result = convert(sheet, recognise(sheet, "s", ()), replace(KNOWN, scope=frozenset({"GM0001"})))
    assert [p.rule for p in result.errors] == ([] if inside else ["scope"])


def test_a_period_that_ends_before_it_begins_is_an_error() -> None:
    sheet = sheet_of({"Praktijk": "P1", "Deelname vanaf": "01-02-2026", "Deelname tot": "31-01-2026"})
    assert [(p.column, p.rule) for p in convert(sheet, recognise(sheet, "s", ()), KNOWN).errors] == [
        ("Deelname tot", "order")
    ]


def test_a_week_later_than_the_data_date_is_fine_for_what_is_only_planned() -> None:
    day = KNOWN.data_date + timedelta(days=7)
    sheet = sheet_of({"Praktijk": "P1", "Deelname vanaf": f"{day:%d-%m-%Y}"})
    assert convert(sheet, recognise(sheet, "s", ()), KNOWN).problems == ()


def test_a_month_that_is_still_to_come_was_not_delivered_and_the_running_month_may_be() -> None:
    now = {"supplier": "zd", "municipality": "GM0001", "delivered_on": "2026-11-22"}
    sheet = sheet_of(now | {"month": "2026-11"}, now | {"month": "2026-12"})
    assert [(p.row, p.column, p.rule) for p in convert(sheet, recognise(sheet, "s", ()), KNOWN).errors] == [
        (3, "month", "future")
    ]


def test_an_aim_of_eighty_times_all_is_an_error_and_eighty_percent_is_not() -> None:
    aim = {"area": "REG-A", "period": "2026", "stated_by": "raad", "source": "plan"}
    sheet = sheet_of(
        aim | {"indicator": "feedback", "value": "80"},
        aim | {"indicator": "contact_in_time", "value": "80 %"},
        aim | {"indicator": "practices_participating", "value": "80"},
    )
    found = convert(sheet, recognise(sheet, "s", ()), KNOWN)
    assert [(p.row, p.column, p.rule) for p in found.errors] == [(2, "value", "share")]
    assert found.frame["value"].to_list() == [0.8, 80.0]


def test_years_are_told_without_a_point() -> None:
    sheet = sheet_of({"practice": "P1", "year": "1999", "registered_patients": "5"})
    (problem,) = convert(sheet, recognise(sheet, "s", ()), KNOWN).errors
    assert "van 2000 tot en met 2100" in problem.text
