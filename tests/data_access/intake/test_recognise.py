import pytest
from given_sheets import COLUMNS, GOOD, KNOWN, referrals, sheet_of

from data_access.contract import CONTRACT
from data_access.intake.headers import HEADERS
from data_access.intake.mapping import LEFT_OUT, Mapping
from data_access.intake.plain import plain
from data_access.intake.recognise import recognise, unmapped

USUAL = [
    ("datum verwijzing", "date_referral"), ("Verwijsdatum", "date_referral"), ("leeftijdscategorie", "age_band"),
    ("Naam verwijzer", "practice"), ("Huisarts", "practice"), ("Type zorgverlener", "referrer"),
    ("Beschrijving reden verwijzing", "reason"), ("Cliënt-nr.", "person"), ("1e contact", "date_contact"),
    ("Kennismakingsgesprek", "date_intake"), ("TERUGKOPPELING NAAR HUISARTS", "feedback"), ("Type aanbod", "offers"),
    ("Leeftijd (in jaren)", "age"), ("date_closing", "date_closing"), ("Referral date", "date_referral"),
    ("m/v", "gender"),
    ("# (A)", "case_id"), ("Uitstroomreden", "ending_reason"), ("Voorliggend / maatwerk", "provision"),
]  # fmt: skip


@pytest.mark.parametrize(("header", "column"), USUAL)
def test_headers_of_common_registration_sheets_are_known(header: str, column: str) -> None:
    others = {other: None for other, name in COLUMNS.items() if name != column}
    assert recognise(sheet_of({**others, header: None}), "s", ()).columns[header] == column


@pytest.mark.parametrize("name", list(CONTRACT))
def test_a_file_with_the_contracts_own_columns_is_recognised_as_its_table(name: str) -> None:
    sheet = sheet_of(dict.fromkeys(CONTRACT[name].schema, None))
    mapping = recognise(sheet, "s", ())
    assert mapping.table == name
    assert mapping.columns == {column: column for column in CONTRACT[name].schema}


@pytest.mark.parametrize(
    ("headers", "table"),
    [
        ("Praktijk, Jaar, Ingeschreven patiënten", "practiceyear"),
        ("Begrotingspost, Gemeente, Jaar, Bedrag, Volgorde", "budgetline"),
        ("Datum uitgave, Post, Bedrag, Geldbron, Gemeente", "expense"),
        ("Praktijkcode, Naam praktijk, Gemeente, Kern, Pilot", "practice"),
        ("Praktijk, Deelname vanaf, Deelname tot, Uren per week", "participation"),
        ("Gemeente, Jaar, Geslacht, Leeftijdsgroep, Inwoners", "population"),
        ("Zaaknummer, Gemeente, Vragenlijst, Meetmoment, Datum meting, Totaalscore", "wellbeing"),
        ("Praktijk, Periode, Kent WOR, Rapportcijfer, Samenwerking, Belemmeringen", "practicesurvey"),
        ("Gemeente, Jaar, Soort behoefte, Leeftijd vanaf, Leeftijd tot en met, Aandeel, Bron", "need"),
        ("Gemeente, Datum verplichting, Post, Geldbron, Bedrag", "commitment"),
        ("Gemeente, Volgorde, Mijlpaal, Gepland, Behaald op, Bron", "milestone"),
        ("Gemeente, Volgorde, Fase, Startdatum, Einddatum, Bron", "phase"),
        ("Gemeente, Hoort bij, Onderwerp, Periode, Toelichting, Datum, Geschreven door", "explanation"),
        ("Gemeente, Jaar, Geldbron, Bedrag, Structureel", "funding"),
        ("Doel, Gemeente, Periode, Streefwaarde, Volgens, Bron", "target"),
        ("Leverancier, Gemeente, Maand, Aantal verwijzingen, Geleverd op", "delivery"),
        ("Kern, Kerncode, Gemeente", "village"),
        ("Organisatiecode, Welzijnsorganisatie, Gemeente, Aangesloten op ZorgDomein", "welfareorganisation"),
    ],
)
def test_dutch_headers_tell_which_table_it_is(headers: str, table: str) -> None:
    assert recognise(sheet_of(dict.fromkeys(headers.split(", "), None)), "s", ()).table == table


def test_every_known_header_is_written_as_it_is_compared() -> None:
    for column, texts in HEADERS.items():
        for text in texts:
            assert text == plain(text), (column, text)


def test_every_known_header_is_for_a_column_that_exists() -> None:
    columns = {column for contract in CONTRACT.values() for column in contract.schema}
    assert set(HEADERS) <= columns


def test_of_two_headers_for_a_column_the_better_one_fills_it() -> None:
    mapping = recognise(sheet_of(GOOD | {"Datum": None, "Naam huisarts": None, "Praktijk": None}), "s", ())
    assert mapping.header_of("date_referral") == "Datum verwijzing"
    assert mapping.header_of("practice") == "Praktijk"
    assert unmapped(sheet_of(GOOD | {"Datum": None}), recognise(sheet_of(GOOD | {"Datum": None}), "s", ())).headers == (
        "Datum",
    )


@pytest.mark.parametrize(("texts", "column"), [(["75-84", "85+"], "age_band"), (["71", "83"], "age")])
def test_a_column_of_ages_tells_itself_whether_it_holds_bands(texts: list[str], column: str) -> None:
    sheet = referrals(*({"Leeftijd": text} for text in texts))
    assert recognise(sheet, "s", ()).columns["Leeftijd"] == column


@pytest.mark.parametrize(
    ("texts", "column"), [(["Huisarts", "POH-GGZ", "fysio"], "referrer"), (["dr. X", "dr. Y", "huisarts"], "practice")]
)
def test_a_column_of_referrers_tells_itself_whether_it_holds_kinds_or_names(texts: list[str], column: str) -> None:
    sheet = referrals(*({"Verwijzer": text} for text in texts))
    assert recognise(sheet, "s", ()).columns["Verwijzer"] == column


def test_known_words_get_their_code_and_the_rest_is_asked_with_its_number_of_rows() -> None:
    sheet = referrals({"m/v": "V"}, {"m/v": "vrouw"}, {"m/v": "onbekend"}, {"m/v": "w"}, {"m/v": "w"}, {"m/v": None})
    mapping = recognise(sheet, "s", ())
    assert mapping.values["gender"] == {"v": "female", "vrouw": "female", "onbekend": "unknown"}
    assert unmapped(sheet, mapping).values == {"gender": {"w": 2}}


def test_of_a_cell_with_several_offers_each_is_asked_by_itself() -> None:
    sheet = referrals({"Aanbod": "wandelen; koken; tovenarij"}, {"Aanbod": "Tovenarij"})
    mapping = recognise(sheet, "s", ())
    assert mapping.values["offers"] == {"wandelen": "moving", "koken": "cooking"}
    assert unmapped(sheet, mapping).values == {"offers": {"Tovenarij": 1, "tovenarij": 1}}


def test_what_was_remembered_of_the_supplier_wins_and_known_headers_fill_the_rest() -> None:
    past = Mapping(
        supplier="s", table="referral", columns={"Datum": "date_intake", "Nr": "case_id"},
        values={"gender": {"w": "female"}}, constants={"municipality": "GM0001"}, complete=True,
    )  # fmt: skip
    sheet = sheet_of({"Nr": "1", "Datum": None, "Verwijsdatum": None, "m/v": "w"})
    mapping = recognise(sheet, "s", [past])
    assert mapping.columns == {
        "Nr": "case_id", "Datum": "date_intake", "Verwijsdatum": "date_referral", "m/v": "gender",
    }  # fmt: skip
    assert (mapping.values["gender"], mapping.constants["municipality"]) == ({"w": "female"}, "GM0001")
    assert mapping.complete
    assert recognise(sheet, "another", [past]).columns["Nr"] == "case_id"
    assert "w" not in recognise(sheet, "another", [past]).values.get("gender", {})


def test_a_header_that_was_left_out_before_stays_out() -> None:
    past = Mapping(supplier="s", table="referral", columns={"Zaaknummer": "case_id", "Kern": LEFT_OUT})
    mapping = recognise(sheet_of(GOOD | {"Kern": "Delden"}), "s", [past])
    assert "Kern" not in mapping.columns
    assert recognise(sheet_of(GOOD | {"Kern": "Delden"}), "s", []).columns["Kern"] == "village"


def test_the_one_municipality_of_a_coordinator_fills_in_for_a_file_without_one() -> None:
    sheet = sheet_of({"Zaaknummer": "1", "Cliëntnummer": "2", "Verwijsdatum": "01-11-2026"})
    assert recognise(sheet, "s", (), scope=frozenset({"GM0001"})).constants["municipality"] == "GM0001"
    for scope in (None, frozenset({"GM0001", "GM0002"})):
        mapping = recognise(sheet, "s", (), scope=scope)
        assert unmapped(sheet, mapping).required == ("municipality",)


def test_names_of_places_that_nobody_knows_are_asked_when_the_names_are_given() -> None:
    sheet = referrals({"Praktijk": "De Molen"}, {"Praktijk": "Onbekende Praktijk Ergens"})
    mapping = recognise(sheet, "s", ())
    assert not unmapped(sheet, mapping)
    assert unmapped(sheet, mapping, KNOWN).values == {"practice": {"Onbekende Praktijk Ergens": 1}}


def test_a_case_number_or_a_person_number_is_enough() -> None:
    for header in ("Zaaknummer", "Cliëntnummer"):
        sheet = sheet_of({header: "1", "Verwijsdatum": "01-11-2026", "Gemeente": "Hof van Twente"})
        assert unmapped(sheet, recognise(sheet, "s", ())).required == ()
    neither = sheet_of({"Verwijsdatum": "01-11-2026", "Gemeente": "Hof van Twente", "Geslacht": "v"})
    assert unmapped(neither, recognise(neither, "s", ())).required == ("case_id", "person")


def test_the_coordinator_may_say_which_table_it_is() -> None:
    sheet = sheet_of({"Naam": "De Molen", "Gemeente": "GM0001", "AGB": "P9"})
    past = Mapping(supplier="s", table="welfareorganisation", columns={"Naam": "code"})
    assert recognise(sheet, "s", [past], table="practice").columns == {
        "Naam": "name", "Gemeente": "municipality", "AGB": "code",
    }  # fmt: skip
    assert recognise(sheet, "s", [past]).table == "welfareorganisation"
    with pytest.raises(KeyError):
        recognise(sheet, "s", (), table="shoes")


def test_a_remembered_word_goes_before_a_known_one() -> None:
    past = Mapping(supplier="s", table="referral", columns={"m/v": "gender"}, values={"gender": {"v": "other"}})
    sheet = referrals({"m/v": "V"}, {"m/v": "m"})
    assert recognise(sheet, "s", [past]).values["gender"] == {"v": "other", "m": "male"}
