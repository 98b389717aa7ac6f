from datetime import date
from pathlib import Path

import polars as pl
import pytest
from small_delivery import FRAMES
from sqlalchemy import Engine

from data_access.frames import read_frame
from data_access.load import LoadError, load_folder
from data_access.state import current_state

GOOD = {
    "supplier": "zd", "case_id": "c9", "person": "p9", "municipality": "GM0001", "date_referral": "2025-03-03",
    "date_contact": "2025-03-04", "date_intake": "", "date_activity": "", "gender": "female", "age": "71",
    "practice": "P1", "village": "", "hours": "", "offers": "", "not_arrived": "", "ending_reason": "",
}  # fmt: skip


def referrals(folder: Path, *rows: dict[str, str], separator: str = ",") -> None:
    lines = [GOOD | row for row in rows]
    pl.DataFrame(lines).write_csv(folder / "referral.csv", separator=separator)


def refused(engine: Engine, folder: Path, data_date: date | None = None) -> str:
    """The sentences, after a look that nothing was stored."""
    with pytest.raises(LoadError) as caught:
        load_folder(engine, folder, data_date=data_date)
    assert current_state(engine) is None
    assert str(caught.value).endswith("Er is niets opgeslagen.")
    return str(caught.value)


def test_what_is_written_as_csv_reads_back_equal(engine: Engine, folder: Path) -> None:
    load_folder(engine, folder)
    with engine.connect() as connection:
        for name, frame in FRAMES.items():
            assert read_frame(connection, name).equals(frame), name


def test_semicolons_a_bom_decimal_commas_and_dutch_yes_are_understood(engine: Engine, folder: Path) -> None:
    row = GOOD | {"hours": "2,5", "not_arrived": "ja", "offers": "music  nature", "person": " p9 "}
    text = ";".join(row) + "\r\n" + ";".join(row.values()) + "\r\n" + ";" * (len(row) - 1) + "\r\n"
    (folder / "referral.csv").write_bytes(b"\xef\xbb\xbf" + text.encode())
    load_folder(engine, folder)
    with engine.connect() as connection:
        found = read_frame(connection, "referral").row(0, named=True)
    assert (found["hours"], found["not_arrived"], found["offers"], found["person"]) == (2.5, True, "music nature", "p9")
    assert (found["date_intake"], found["declined"], found["layer"]) == (None, False, "delivered")


@pytest.mark.parametrize(
    ("column", "value", "says"),
    [
        ("gender", "V", 'kolom gender: "V" staat niet in de codelijst. Kies uit: female, male'),
        ("age", "eenenzeventig", 'kolom age: "eenenzeventig" is geen heel getal'),
        ("age", "171", "van 0 tot en met 120"),
        ("age", "7.5", "is geen heel getal"),
        ("age", "9999999999", "is geen heel getal, of het is te groot"),
        ("hours", "1.000,5", 'kolom hours: "1.000,5" is geen getal'),
        ("hours", "-1", "0 of meer"),
        ("offers", "music jazz", "met een spatie ertussen"),
        ("not_arrived", "misschien", "Schrijf true of false"),
        ("ending_reason", "is verhuisd naar zus", "geen vrije tekst"),
        ("date_referral", "03-03-2025", "Schrijf jaar-maand-dag"),
        ("date_referral", "2025-02-30", "is geen datum"),
        ("date_referral", "", "kolom date_referral: deze cel is leeg"),
        ("date_contact", "2025-03-02", "ligt voor een eerdere stap (2025-03-03)"),
        ("date_activity", "2025-07-01", "ligt na de peildatum (30 juni 2025)"),
        ("municipality", "GM9999", 'kolom municipality: "GM9999" is niet bekend. Zet de code in municipality.csv'),
        ("practice", "P9", "Zet de code in practice.csv"),
        ("village", "A-9", "Zet de code in village.csv"),
    ],
)
def test_a_bad_cell_is_told_with_file_row_column_value_and_what_to_do(
    engine: Engine, folder: Path, column: str, value: str, says: str
) -> None:
    referrals(folder, {"case_id": "c8"}, {column: value})
    told = refused(engine, folder)
    assert told.startswith("referral.csv, rij 3, kolom ")
    assert says in told


@pytest.mark.parametrize("value", ["111222333", "jan@voorbeeld.nl", "Jan de Vries"])
@pytest.mark.parametrize("column", ["person", "case_id"])
def test_what_may_be_a_person_is_refused_and_never_repeated(
    engine: Engine, folder: Path, column: str, value: str
) -> None:
    referrals(folder, {column: value})
    told = refused(engine, folder)
    assert f"kolom {column}: de waarde (hier niet getoond) is geen pseudoniem" in told
    assert value not in told


def test_the_same_case_twice_in_a_file_is_refused_without_its_key(engine: Engine, folder: Path) -> None:
    referrals(folder, {}, {"case_id": "c8"}, {})
    told = refused(engine, folder)
    assert "referral.csv, rij 4: supplier en case_id zijn dezelfde als in rij 2." in told
    assert "c9" not in told


def test_an_empty_row_does_not_shift_the_row_numbers(engine: Engine, folder: Path) -> None:
    referrals(folder, {"case_id": "c8"}, {"gender": "V"})
    text = (folder / "referral.csv").read_text()
    (folder / "referral.csv").write_text(text.replace("zd,c8", "\nzd,c8", 1))
    assert "rij 4, kolom gender" in refused(engine, folder)


def test_only_the_first_twenty_mistakes_are_told(engine: Engine, folder: Path) -> None:
    referrals(folder, *({"case_id": f"c{n}", "gender": "V"} for n in range(100)))
    told = refused(engine, folder).splitlines()
    assert len(told) == 22
    assert told[19].startswith("referral.csv, rij 21,")
    assert told[20] == "Er zijn meer fouten; dit zijn de eerste 20."


def test_mistakes_of_several_files_stand_in_one_report(engine: Engine, folder: Path) -> None:
    referrals(folder, {"gender": "V"})
    (folder / "region.csv").write_text("code,name\nREG-A,\n")
    told = refused(engine, folder)
    assert "referral.csv, rij 2, kolom gender" in told
    assert "region.csv, rij 2, kolom name: deze cel is leeg" in told


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (b"code,naam\nA,B\n", "region.csv, rij 1, kolom naam: deze kolom is onbekend. Kies uit: code, name"),
        (b"code\nA\n", "region.csv, rij 1, kolom name: deze kolom ontbreekt"),
        (b"code,name,name\nA,B,C\n", "deze kolom staat er twee keer"),
        (b"code,name\nA,B\nC,D,E\n", "region.csv, rij 3: deze rij heeft 3 cellen en de kop 2"),
        (b"code,name\nA,caf\xe9\n", "region.csv: het bestand is geen UTF-8"),
        (b'code,name\nA,"B\n', "region.csv: het bestand is niet als CSV te lezen"),
        (b"", "kolom code: deze kolom ontbreekt. Voeg haar toe en vul haar in."),
        (b"code;name;;\nA;B;;\n", "region.csv, rij 1: deze kolom heeft geen naam. Haal haar weg"),
    ],
)
def test_a_file_that_cannot_be_read_is_told_in_a_sentence(engine: Engine, folder: Path, text: bytes, says: str) -> None:
    (folder / "region.csv").write_bytes(text)
    assert says in refused(engine, folder)


@pytest.mark.parametrize(
    ("file", "text", "says"),
    [
        ("region", "code,name\nREG A,Regio A\n", 'kolom code: "REG A" is geen codewoord'),
        ("municipality", "code,name,region,takes_part\n153,Enschede,REG-A,yes\n", "Schrijf GM en vier cijfers"),
        (
            "target",
            "indicator,area,period,stated_by,source\nverwijzingen,NL,2025,plan,Plan\n",
            "Kies uit: practices_participating,",
        ),
        (
            "expense",
            "area,day,line,fund,amount_cents\nGM0001,2025-05-01,Coach,pok,3000000000\n",
            "te groot. Schrijf alleen cijfers. Het bedrag staat in eurocenten.",
        ),
    ],
)
def test_a_code_or_amount_that_would_go_wrong_later_is_refused_now(
    engine: Engine, folder: Path, file: str, text: str, says: str
) -> None:
    (folder / f"{file}.csv").write_text(text)
    assert says in refused(engine, folder)


def test_tabs_between_the_columns_are_understood(engine: Engine, folder: Path) -> None:
    referrals(folder, {}, separator="\t")
    assert load_folder(engine, folder).number == 1


def test_a_spreadsheet_is_not_quietly_left_out(engine: Engine, folder: Path) -> None:
    (folder / "expense.xlsx").touch()
    assert "expense.xlsx: dit is een rekenblad. Bewaar het als 'CSV UTF-8'" in refused(engine, folder)


def test_an_unknown_file_is_refused_with_the_names_that_are_known(engine: Engine, folder: Path) -> None:
    (folder / "verwijzingen.csv").write_text("a\n")
    told = refused(engine, folder)
    assert "verwijzingen.csv: dit bestand is onbekend" in told
    assert "referral.csv" in told


def test_a_folder_without_csv_files_is_refused(engine: Engine, tmp_path: Path) -> None:
    assert "hier staan geen CSV-bestanden" in refused(engine, tmp_path / "niet-daar")


def test_without_a_delivery_the_data_date_has_to_be_given(engine: Engine, folder: Path) -> None:
    (folder / "delivery.csv").unlink()
    assert "de peildatum is niet bekend. Geef --peildatum" in refused(engine, folder)
    assert load_folder(engine, folder, data_date=date(2025, 6, 15)).data_date == date(2025, 6, 15)


def test_the_data_date_is_the_end_of_the_newest_month_also_of_one_delivered_before(
    engine: Engine, folder: Path
) -> None:
    assert load_folder(engine, folder).data_date == date(2025, 6, 30)
    (folder / "delivery.csv").unlink()
    assert load_folder(engine, folder).data_date == date(2025, 6, 30)


def test_a_second_delivery_may_refer_to_what_is_in_the_database(engine: Engine, folder: Path, tmp_path: Path) -> None:
    load_folder(engine, folder)
    later = tmp_path / "later"
    later.mkdir()
    referrals(later, {"case_id": "c1", "age": "72"})
    state = load_folder(engine, later)
    with engine.connect() as connection:
        ages = dict(read_frame(connection, "referral").select("case_id", "age").iter_rows())
    assert state.number == 2
    assert ages == {"c1": 72, "c2": None}
