from datetime import date
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st
from places import COORDINATOR, COUNCIL, LAST, PLACES, SINCE, STEERING, all_periods, known, released, viewer

from components.address import address_of, area_address, changed, landing, link, parse_address
from components.address_check import KEYS, Choice, Problems
from domain.areas import Level
from domain.periods import parse_period
from domain.viewer import Role, Selection, Viewer


def read(viewer: Viewer, **params: str) -> Selection | Problems:
    return parse_address({key: [value] for key, value in params.items()}, PLACES, viewer, all_periods)


def area_of(viewer: Viewer, **params: str) -> str | None:
    found = read(viewer, **params)
    assert isinstance(found, Selection), found
    return found.area.code if found.area else None


def sentence(viewer: Viewer, **params: str) -> str:
    found = read(viewer, **params)
    assert isinstance(found, Problems), found
    return " ".join(found.sentences)


def test_the_smallest_area_that_is_named_is_shown():
    assert area_of(STEERING, regio="Twente") == "REG-TWENTE"
    assert area_of(STEERING, regio="Twente", gemeente="Enschede") == "GM0153"
    assert area_of(STEERING, regio="Twente", gemeente="Enschede", kern="Centrum") == "ENS-CENTRUM"


def test_a_municipality_alone_brings_its_region_and_a_village_its_municipality():
    assert area_address(PLACES.by_code["HVT-DELDEN"], PLACES) == {
        "regio": "Twente", "gemeente": "Hof van Twente", "kern": "Delden"
    }  # fmt: skip
    assert area_of(COUNCIL, gemeente="enschede") == "GM0153"
    assert area_of(STEERING, kern="Delden") == "HVT-DELDEN"


def test_without_an_area_everything_in_the_scope_is_shown():
    assert area_of(STEERING) is None
    assert area_of(STEERING, regio="alle") is None
    assert area_of(COUNCIL, regio="alle") == "REG-TWENTE"


def test_the_first_landing_opens_at_the_home_area_and_a_named_area_goes_before_it():
    assert landing({}, PLACES, COUNCIL) == {"regio": ["Twente"], "gemeente": ["Enschede"]}
    assert landing({"periode": ["2024"]}, PLACES, COUNCIL)["gemeente"] == ["Enschede"]
    assert landing({"regio": ["alle"]}, PLACES, COUNCIL) == {"regio": ["alle"]}
    assert landing({}, PLACES, STEERING) == {}


def test_the_default_period_is_the_year_of_the_data_date():
    found = read(COUNCIL)
    assert isinstance(found, Selection)
    assert found.period.code == "2026"
    assert not found.compare


@pytest.mark.parametrize("code", ["2023", "2023-H2", "2026-Q4", "2023-07", "2026-10"])
def test_every_grain_is_read_from_the_first_delivered_month_to_the_data_date(code):
    found = read(COUNCIL, periode=code)
    assert isinstance(found, Selection)
    assert found.period.code == code


@pytest.mark.parametrize("code", ["2022", "2023-06", "2023-H1", "2026-11", "2027"])
def test_a_period_without_data_says_from_when_to_when_there_is_some(code):
    assert "van 1 juli 2023 tot en met 31 oktober 2026" in sentence(COUNCIL, periode=code)


@pytest.mark.parametrize("code", ["vorig jaar", "2025-13", "2025-H3", "20255", "1999"])
def test_an_unknown_period_says_how_to_write_one(code):
    assert "kennen we niet" in sentence(COUNCIL, periode=code)


def of_release(viewer: Viewer, **params: str) -> tuple[str, str]:
    found = parse_address({key: [value] for key, value in params.items()}, PLACES, viewer, released)
    assert isinstance(found, Selection), found
    return found.period.code, found.note


def test_a_village_that_was_released_has_one_period_and_the_address_is_put_right_with_a_sentence():
    delden = {"gemeente": "Hof van Twente", "kern": "Delden"}
    assert of_release(STEERING, **delden) == ("vanaf-2023-07", "")
    assert of_release(STEERING, **delden, periode="VANAF-2023-07") == ("vanaf-2023-07", "")
    said = "Van Delden zijn er alleen cijfers sinds juli 2023. Die ziet u hier."
    for code in ("2025", "2022", "2025-Q3", "vanaf-2024-01"):
        assert of_release(STEERING, **delden, periode=code) == ("vanaf-2023-07", said)


def test_what_a_release_does_not_know_gives_the_shortest_period_around_it_and_a_sentence():
    assert of_release(COUNCIL, gemeente="Enschede", periode="2025-07") == (
        "2025-H2", "Over juli 2025 zijn van Enschede geen cijfers vrijgegeven. U ziet nu tweede halfjaar 2025."
    )  # fmt: skip
    assert of_release(COUNCIL, gemeente="Enschede", periode="2025-H1") == ("2025-H1", "")


def test_whoever_comes_from_a_village_sees_the_year_of_the_data_date():
    assert of_release(STEERING, gemeente="Hof van Twente", periode="vanaf-2023-07") == (
        "2026", "Cijfers sinds juli 2023 zijn er alleen van een kern, wijk of stadsdeel. U ziet nu 2026."
    )  # fmt: skip


def test_where_nothing_was_released_any_period_will_do():
    found = parse_address({"periode": ["2019-Q1"]}, PLACES, COUNCIL, lambda area: Choice(first=date.min, last=LAST))
    assert isinstance(found, Selection)
    assert (found.period.code, found.note) == ("2019-Q1", "")


def test_the_default_is_the_newest_where_the_year_of_the_data_date_is_not_known():
    assert known(parse_period("2024"), SINCE).default.code == "2024"
    assert known(SINCE).default == SINCE
    assert known().default.code == "2026"


def test_a_forbidden_municipality_is_refused_and_the_allowed_ones_are_named():
    assert sentence(COUNCIL, gemeente="Hengelo") == (
        "De gemeente Hengelo hoort niet bij uw account. U kunt kiezen uit Enschede."
    )
    assert "DWO hoort niet bij uw account" in sentence(COUNCIL, regio="DWO")
    assert "Delft hoort niet bij uw account" in sentence(COORDINATOR, gemeente="Delft")


def test_a_coordinator_may_look_at_the_other_municipalities_of_the_region():
    assert area_of(COORDINATOR, gemeente="Hengelo") == "GM0164"
    assert area_of(COORDINATOR, gemeente="Hengelo", kern="Centrum") == "HGL-CENTRUM"


def test_an_unknown_name_is_repeated_and_answered_with_what_to_choose():
    assert (
        sentence(COUNCIL, gemeente="Atlantis") == "De gemeente “Atlantis” kennen we niet. U kunt kiezen uit Enschede."
    )
    assert "“Borg”" in sentence(COORDINATOR, gemeente="Hof van Twente", kern="Borg")


def test_a_village_name_that_exists_twice_needs_its_municipality():
    assert sentence(STEERING, kern="Centrum") == (
        "Centrum is er meer dan één keer: in Enschede en Hengelo. Kies ook de gemeente."
    )
    assert area_of(COUNCIL, kern="Centrum") == "ENS-CENTRUM"


def test_a_village_outside_the_scope_is_not_found():
    assert "niet in uw gemeenten" in sentence(COUNCIL, kern="Delden")


def test_areas_that_do_not_fit_together_are_refused():
    assert sentence(STEERING, regio="DWO", gemeente="Enschede").startswith(
        "Enschede ligt niet in de regio DWO, maar in Twente."
    )
    assert "is er niet in Enschede" in sentence(STEERING, gemeente="Enschede", kern="Delden")


def test_every_wrong_parameter_gets_its_own_sentence():
    found = read(COUNCIL, gemeente="x", periode="y", vergelijk="z")
    assert isinstance(found, Problems)
    assert len(found.sentences) == 3


def test_a_parameter_that_stands_twice_with_two_values_is_refused():
    found = parse_address({"gemeente": ["Enschede", "Hengelo"]}, PLACES, STEERING, all_periods)
    assert isinstance(found, Problems)
    assert "meer dan één keer" in found.sentences[0]
    assert area_of(STEERING, gemeente="Enschede") == "GM0153"


def test_an_account_without_municipalities_is_sent_to_the_administrator():
    assert "vraag de beheerder" in sentence(viewer(Role.COUNCIL), gemeente="Enschede")


def test_nothing_is_left_out_of_the_address_because_it_is_a_default():
    selection = Selection(area=None, period=parse_period("2026"))
    assert address_of(selection, PLACES) == {"regio": "alle", "periode": "2026", "vergelijk": "nee"}


@given(
    area=st.sampled_from([None, *PLACES.areas]),
    period=st.sampled_from(["2023", "2024-H1", "2025-Q3", "2026-10"]).map(parse_period),
    compare=st.booleans(),
)
def test_the_address_of_a_view_gives_that_view_back(area, period, compare):
    selection = Selection(area=area, period=period, compare=compare)
    query = parse_qs(urlsplit(link("begroting", selection, PLACES)).query)
    assert parse_address(query, PLACES, STEERING, all_periods) == selection


WORDS = st.one_of(
    st.text(max_size=60),
    st.sampled_from(
        ["Twente", "DWO", "Enschede", "Centrum", "Delden", "alle", "ja", "2025", "2025-H9", "\x00", "٢٠٢٥"]
    ),
)


@given(
    params=st.dictionaries(st.one_of(st.sampled_from(KEYS), st.text(max_size=9)), st.lists(WORDS, max_size=3)),
    viewer=st.sampled_from([COUNCIL, COORDINATOR, STEERING, viewer(Role.ADMIN)]),
)
def test_whatever_stands_in_the_address_it_gives_a_view_within_the_scope_or_sentences(params, viewer):
    found = parse_address(params, PLACES, viewer, all_periods)
    if isinstance(found, Problems):
        assert found.sentences
        assert all(len(s) < 400 and s.endswith((".", "07).")) for s in found.sentences)
    elif found.area:
        region = PLACES.region_of(found.area.code)
        assert any(PLACES.region_of(code) == region for code in viewer.scope.municipalities)


def test_another_region_leaves_no_old_municipality_behind():
    now = Selection(area=PLACES.by_code["ENS-CENTRUM"], period=parse_period("2025"))
    assert address_of(changed(now, PLACES, "regio", "REG-DWO"), PLACES) == {
        "regio": "DWO", "periode": "2025", "vergelijk": "nee"
    }  # fmt: skip
    assert "kern" not in address_of(changed(now, PLACES, "gemeente", "GM0164"), PLACES)


def test_clearing_a_filter_goes_one_area_up():
    now = Selection(area=PLACES.by_code["ENS-CENTRUM"], period=parse_period("2025"))
    assert changed(now, PLACES, "kern", None).area == PLACES.by_code["GM0153"]
    assert changed(now, PLACES, "gemeente", None).area == PLACES.by_code["REG-TWENTE"]
    assert changed(now, PLACES, "regio", None).area is None


def test_changing_the_period_or_the_comparison_keeps_the_area():
    now = Selection(area=PLACES.by_code["GM0153"], period=parse_period("2025"))
    then = changed(changed(now, PLACES, "periode", "2024-H2"), PLACES, "vergelijk", True)
    assert then == Selection(area=now.area, period=parse_period("2024-H2"), compare=True)


def test_every_level_is_in_the_small_geography():
    assert {area.level for area in PLACES.areas} == set(Level)
