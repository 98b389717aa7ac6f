"""Three spreadsheets as organisations of Hof van Twente would make them, each with its own habits and its own mistakes.

All of it is invented. `python -m sample_data.make_messy` writes the files in sample_data/messy/; the mistakes are named
in tests/data_access/intake/test_messy.py.
"""

import csv
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path
from random import Random
from typing import Any

import xlsxwriter

FOLDER = Path(__file__).parent / "messy"
WELFARE, NEIGHBOURS, VILLAGES = (
    "Registratie WOR 2026.xlsx",
    "export clientvolgsysteem.csv",
    "WoR Markelo Diepenheim.xlsx",
)
MONTHS = ["jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec"]
PLACES = {"Delden": (1, 2), "Goor": (3, 4, 5), "Diepenheim": (6, 7), "Markelo": (8, 9), "Hengevelde": (10,)}
BANDS = ["18 t/m 29", "45-54", "65 t/m 74", "75-84", "85 jaar en ouder", "85+"]
OFFERS = ["Maatjesproject", "Creatieve en culturele activiteiten", "moestuin, samen eten"]
Row = list[Any]


def steps(random: Random, first: date, last: date) -> Iterator[tuple[date, list[date | None]]]:
    """A referral now and then, with the days of contact, intake, start and closing as far as they have happened."""
    day = first
    while (day := day + timedelta(days=random.randint(2, 9))) <= last:
        day += timedelta(days=(7 - day.weekday()) if day.weekday() > 4 else 0)
        days = [day]
        for low, high in ((1, 8), (4, 14), (7, 30), (30, 70)):
            days.append(days[-1] + timedelta(days=random.randint(low, high)))
        yield day, [later if later <= last else None for later in days[1:]]


def welfare(random: Random) -> list[Row]:
    """A welfare organisation: real dates and written ones, words in every spelling, a total below."""
    rows: list[Row] = []
    for number, (day, (contact, intake, start, closing)) in enumerate(
        steps(random, date(2026, 7, 1), date(2026, 11, 13)), 1
    ):
        place = random.choice([*PLACES])
        age = random.randint(19, 93)
        offer = random.choice(
            ["Bewegen en sporten", "koken en eten / wandelen", "Contact en ontmoeten", "vrijwilligerswerk"]
        )
        rows.append([
            f"2026/{900 + number}", f"HVT-{random.randint(1, 60):03d}", day if number % 4 else written(day),
            f"{random.choice(['HAP', 'Huisartsenpraktijk', 'praktijk'])} {place} {random.choice(PLACES[place])}",
            random.choice(["Huisarts", "POH-GGZ", "huisarts", "POH ouderenzorg"]),
            random.choice(["v", "V", "vrouw", "m", "Man", "vr", "?"]), age if number % 5 else f"{age} jaar",
            random.choice([place, place.lower(), place.upper()]),
            random.choice(["Eenzaamheid", "eenzaam", "Somberheid", "stress", "rouw", "zingeving", "SOLK", "geldzorg"]),
            contact, intake, start if number % 3 else None, closing if number % 3 else None,
            offer if start and number % 3 else None, random.choice(["ja", "nee", "J", "N"]) if intake else None,
        ])  # fmt: skip
    rows[4][3], rows[7][2], rows[9][9] = (
        "Huisartsenpraktijk Dieppenheim 6",
        "31-11-2026",
        rows[9][2] - timedelta(days=3),
    )
    rows[11][6], rows[13][0] = 171, rows[2][0]
    return rows


def written(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def neighbours(random: Random) -> list[Row]:
    """An export of a client system: semicolons, Windows-1252, names of referrers and descriptions in words."""
    why = [
        "voelt zich alleen sinds de verhuizing", "Somber, komt de deur niet meer uit",
        "Partner overleden, zoekt contact", "veel stress door schulden", "wil weer iets doen overdag",
    ]  # fmt: skip
    rows: list[Row] = []
    for number, (day, later) in enumerate(steps(random, date(2026, 8, 1), date(2026, 11, 13)), 1):
        place = random.choice(["Goor", "Delden"])
        names = ["dr. A. Voorbeeld", "J. de Verzonnen", "mw. Bedacht"]
        name = f"{random.choice(names)}, Huisartsenpraktijk {place} {random.choice(PLACES[place])}"
        ended = random.choice(["afgerond", "Niet verschenen", "loopt nog", "geen behoefte"])
        contact, intake, start, closing = (
            later if ended in ("afgerond", "loopt nog") else (later[0], None, None, later[1])
        )
        rows.append([
            f"D{5000 + number}", f"C-{random.randint(100, 140)}", dutch(day), name,
            random.choice(["Huisarts", "Praktijkondersteuner GGZ", "Fysiotherapeut"]),
            random.choice(["Vrouw", "Man", "Onbekend"]), random.choice(BANDS), place, random.choice(why),
            dutch(contact), dutch(intake), dutch(start), dutch(closing) if ended != "loopt nog" else "",
            random.choice(OFFERS) if start else "",
            ended, random.choice(["Ja", "Nee"]) if intake else "n.v.t.", random.choice(["1,5", "3", "0,75", ""]),
        ])  # fmt: skip
    rows[3][3], rows[6][6], rows[8][2], rows[10][16] = "dr. Van Elders", "75 plus", "05-01-2027", "twee"
    return rows


def dutch(day: date | None) -> str:
    return f"{day:%d-%m-%Y}" if day else ""


def villages(random: Random, first: date, last: date, start: int) -> list[Row]:
    """A cooperation of two villages: a tab for each year, a number of its own, crosses for yes."""
    rows: list[Row] = []
    for number, (day, (contact, intake, begun, _)) in enumerate(steps(random, first, last), start):
        place = random.choice(["Markelo", "Diepenheim"])
        rows.append([
            number, written(day), f"{place} {random.choice(PLACES[place])}", random.choice(["M", "V"]),
            random.choice(["30 - 44", "55-64", "65-74", "75 - 84", "85+"]), place,
            random.choice(["Eenzaamheid", "Verlies of rouw", "dagbesteding", "angst"]), contact, intake, begun,
            random.choice(["Natuur", "Ontspannen en zingeving", "Vrijwilligerswerk"]) if begun else None,
            random.choice(["x", None]),
        ])  # fmt: skip
    return rows


def write_workbook(path: Path, sheets: dict[str, tuple[list[str], list[Row]]], header: Row, total: bool) -> None:
    """Each sheet with lines above its header; days as Excel days, texts as texts."""
    book = xlsxwriter.Workbook(path)
    book.set_properties({"created": date(2026, 11, 16)})
    day_format = book.add_format({"num_format": "d-m-yyyy"})
    for name, (above, rows) in sheets.items():
        sheet = book.add_worksheet(name)
        below = [["Totaal", len(rows)]] if total else []
        for place, row in enumerate([*([line] for line in above), header, *rows, *below]):
            for column, value in enumerate(row):
                if isinstance(value, date):
                    sheet.write_datetime(place, column, datetime.combine(value, time()), day_format)
                elif value is not None:
                    sheet.write(place, column, value)
    book.close()


WELFARE_HEADER = [
    "Volgnr", "Cliëntnr", "Datum verwijzing", "Huisartsenpraktijk", "Verwijzer", "m/v", "Leeftijd", "Woonplaats",
    "Reden verwijzing", "1e contact", "Intake", "Start activiteit", "Einddatum", "Aanbod", "Terugkoppeling huisarts",
]  # fmt: skip
NEIGHBOURS_HEADER = [
    "Dossiernummer", "Cliëntnummer", "Verwijsdatum", "Naam verwijzer", "Functie verwijzer", "Geslacht",
    "Leeftijdscategorie", "Woonplaats", "Omschrijving reden", "Eerste contact op", "Kennismakingsgesprek",
    "Start aanbod", "Datum afronding", "Type aanbod", "Uitkomst", "Terugkoppeling naar huisarts", "Uren",
]  # fmt: skip
VILLAGES_HEADER = [
    "Nr", "Datum", "Wie verwees?", "M/V", "Leeftijdsgroep", "Dorp", "Aanleiding", "Gebeld op", "Kennismaking",
    "Gestart op", "Activiteit", "Teruggekoppeld",
]  # fmt: skip


def write_all(folder: Path) -> None:
    folder.mkdir(exist_ok=True)
    above = ["Welzijn op Recept, registratie 2026", "Bijgewerkt tot en met 13 november 2026", ""]
    rows = welfare(Random(1))  # noqa: S311  (invented rows)
    write_workbook(folder / WELFARE, {"Verwijzingen": (above, rows)}, WELFARE_HEADER, total=True)
    with (folder / NEIGHBOURS).open("w", encoding="cp1252", newline="") as file:
        csv.writer(file, delimiter=";").writerows([NEIGHBOURS_HEADER, *neighbours(Random(2))])  # noqa: S311
    random = Random(3)  # noqa: S311
    years: dict[str, tuple[list[str], list[Row]]] = {
        "2025": ([], villages(random, date(2025, 9, 1), date(2025, 12, 19), 1)),
        "2026": ([], villages(random, date(2026, 1, 5), date(2026, 11, 13), 21)),
    }  # fmt: skip
    years["2026"][1][5][1], years["2026"][1][8][2] = "03-04-26", "Markelo 88"
    write_workbook(folder / VILLAGES, years, VILLAGES_HEADER, total=False)


if __name__ == "__main__":
    write_all(FOLDER)
