"""Results made by hand, one for each shape, with every status in them."""

from datetime import date
from typing import Any

import polars as pl

from domain.cells import Origin, Status
from domain.results import ROWS, Judgement, Layer, Result, Shape, Unit


def rows(*records: dict[str, Any]) -> pl.DataFrame:
    base: dict[str, Any] = dict.fromkeys(ROWS) | {"series": "", "series_label": "", "status": "shown"}
    return pl.DataFrame([base | r for r in records], schema=ROWS)


def made(shape: Shape, unit: Unit, frame: pl.DataFrame, **more: Any) -> Result:
    head: dict[str, Any] = {
        "indicator": "reach_reason", "title": "Reden van verwijzing", "area_name": "Enschede", "period_label": "2025",
        "data_date": date(2026, 10, 31), "unit": unit, "shape": shape, "status": Status.SHOWN,
        "sentence": "Eenzaamheid is de vaakst genoemde reden.", "origin": Origin.RELEASED, "rows": frame,
        "layers": (Layer.SYNTHETIC,), "sources": ("Meerjarenplan Enschede 2023-2026",), "n": 329,
    }  # fmt: skip
    return Result(**(head | more))


def row(category: str, label: str, value: float | None, **more: Any) -> dict[str, Any]:
    return {"category": category, "label": label, "value": value, **more}


SILENT = (
    row("money", "Geldzorgen", None, status="hidden"),
    row("body", "Lichamelijke klachten zonder medische oorzaak", None, status="no_data"),
    row("loss", "Verlies", None, status="not_yet_known"),
)

BARS = made(
    Shape.BARS, Unit.SHARE,
    rows(row("loneliness", "Eenzaamheid", 0.314, count=103, base=328.0, low=0.27, high=0.366, reference=0.25),
         row("gloom", "Somberheid", 0.214, count=70, base=328.0), *SILENT),
    value=0.314, low=0.27, high=0.366, reference_label="Twente",
)  # fmt: skip
PYRAMID = made(
    Shape.PYRAMID, Unit.SHARE,
    rows(*(row(f"{s}|{b}", b, v, series=s, series_label=n, reference=0.1, status="shown" if v else "hidden")
           for s, n in (("female", "Vrouwen"), ("male", "Mannen"))
           for b, v in (("0-17", None), ("18-64", 0.2), ("65+", 0.3))),
         row("female|other_merged", "Overige (samengevoegd)", 0.05, series="female", series_label="Vrouwen")),
    reference_label="inwoners",
)  # fmt: skip
COLUMNS = made(
    Shape.COLUMNS, Unit.COUNT,
    rows(*(row(f"2025-{m:02d}", f"{n} 2025", v, reference=60.0, status=s)
           for m, n, v, s in ((1, "januari", 31.0, "shown"), (2, "februari", None, "hidden"),
                              (3, "maart", None, "hidden"), (4, "april", None, "no_data"), (5, "mei", 48.0, "shown")))),
    value=402.0, reference_label="mogelijk",
)  # fmt: skip
PATH = made(
    Shape.PATH, Unit.COUNT,
    rows(*(row(f"2026-Q{q}", f"Q{q} 2026", v, series="path", series_label="afgesproken")
           for q, v in ((1, 27.0), (2, 30.0), (3, 32.0), (4, 35.0))),
         *(row(f"2026-Q{q}", f"Q{q} 2026", v, series="now", series_label="deelnemend")
           for q, v in ((1, 26.0), (2, 28.0))),
         row("2026-10", "okt 2026", 30.0, series="now", series_label="deelnemend"),
         row("2026-Q4", "Q4 2026", 33.0, series="expected", series_label="verwacht", low=32.0, high=34.0)),
    value=30.0, n_label="praktijken", judgement=Judgement.BEHIND, target=35.0,
    target_label="afgesproken voor eind 2026",
)  # fmt: skip
STEPS = made(
    Shape.STEPS, Unit.SHARE,
    rows(row("referral", "Verwijzing", 1.0, count=150, base=150.0),
         row("contact", "Eerste contact", 0.9, count=117, base=130.0),
         row("contact", "Eerste contact", None, count=20, base=150.0, status="not_yet_known"),
         row("intake", "Kennismaking", None, status="hidden"),
         row("closing", "Afronding", None, count=150, base=150.0, status="not_yet_known")),
)  # fmt: skip
DOTS = made(
    Shape.DOTS, Unit.RATE,
    rows(row("GM0153", "Enschede", 2.54, low=2.3, high=2.8, reference=3.0),
         row("GM0168", "Losser", None, status="hidden")),
    decimals=1, reference_label="mogelijk",
)  # fmt: skip
STACK = made(
    Shape.STACK, Unit.CENTS,
    rows(*(row("2026-Q1", "Q1 2026", v, series=s, series_label=n, status=st)
           for s, n, v, st in (("wor", "WOR", 1234567.0, "shown"), ("regular", "Regulier geld", 765433.0, "shown"),
                               ("insurer", "Zorgverzekeraar", None, "hidden")))),
    decimals=2,
)  # fmt: skip
ALL = {"bars": BARS, "pyramid": PYRAMID, "columns": COLUMNS, "path": PATH, "steps": STEPS, "dots": DOTS, "stack": STACK}
