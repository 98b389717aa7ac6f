"""The report of a release names every table in Dutch, and no share betrays a small number."""

from dataclasses import replace

import pytest

from components.dpia import OWN, REGISTERED, as_file, sections
from components.privacy_texts import NOT_PROMISED, guarantee, method
from components.publishing_region import lacking
from components.publishing_report import findings
from data_access.contract import CONTRACT
from domain.permissions import as_markdown
from domain.releases import Report, TableReport
from indicators.tables import TABLES, Protection
from publishing.report_words import TABLE_WORD, share_word

REPORT = Report(
    municipalities=(), protected=1840, witnesses=214, insiders=1822, insiders_left=0, check="in orde.", seconds=92.4
)


def table(shown: int, hidden: int, cells: int = 3) -> TableReport:
    return TableReport(table="referrals", shown=5, hidden=cells, referrals_shown=shown, referrals_hidden=hidden)


def test_every_table_of_persons_has_a_dutch_name():
    assert set(TABLE_WORD) == {t.name for t in TABLES.values() if t.protection is Protection.PERSONS}


@pytest.mark.parametrize("shown", [8, 20, 100, 1200])
def test_a_share_is_the_same_for_every_small_number_of_hidden_persons(shown):
    assert len({share_word(table(shown, hidden), 5) for hidden in range(11)}) == 1


def test_a_share_never_promises_too_much():
    for shown, hidden in [(1, 0), (90, 10), (40, 60), (99, 1), (5, 500)]:
        word = share_word(table(shown, hidden), 5)
        least = int(word.split()[-1].rstrip("%")) if word.startswith("ten minste") else 0
        assert 100 * shown / (shown + hidden) >= least


def test_all_and_nothing_have_words_of_their_own():
    assert share_word(table(40, 0, cells=0), 5) == "alles"
    assert share_word(table(0, 40), 5) == "niets"
    assert share_word(table(3, 200), 5) == "minder dan 10%"


def test_what_insiders_can_learn_is_told_only_where_it_happens():
    assert "Bij" not in findings(REPORT, 5)[2]
    assert "Bij 18 lukte dat niet." in findings(replace(REPORT, insiders_left=18), 5)[2]
    assert findings(REPORT, 5)[-1] == "Het maken en controleren duurde 1 min 32 s."


def test_who_did_not_agree_is_named():
    assert lacking(["Almelo"]).startswith("Almelo gaf nog geen akkoord.")
    assert lacking(["Almelo", "Borne"]).startswith("Almelo en Borne gaven nog geen akkoord.")


def test_the_dpia_names_every_column_of_a_registration():
    assert set(REGISTERED) == {column.name for column in CONTRACT["referral"].columns}


def test_the_file_of_the_dpia_holds_every_section_the_roles_and_what_the_municipality_fills_in():
    text = as_file(7).decode()
    assert all(f"## {title}" in text for title in sections(7))
    assert as_markdown() in text
    assert text.count(OWN) == sum(line.startswith(OWN) for lines in sections(7).values() for line in lines) >= 5
    assert "getallen onder 7 " in text


def test_the_promise_is_made_from_the_smallest_group():
    assert "1 tot en met 6 inwoners" in guarantee(7)[0]
    assert "minder dan 7 zijn" in guarantee(7)[0]
    assert "7 of meer" in method(7)["Getuigen"]
    assert len(NOT_PROMISED) >= 5
