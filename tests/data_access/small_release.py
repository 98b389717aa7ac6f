"""A release of two cells, and a short way to append it."""

from datetime import UTC, date, datetime
from typing import Any

import polars as pl
from sqlalchemy import Engine

from data_access.drafts import save_draft
from data_access.ledger import append, epoch_for
from data_access.releases import last_release
from domain.areas import Area, Geography, Level
from domain.cells import SCHEMA, DataState
from domain.releases import DATES, MunicipalityReport, ReleaseContent, ReleaseHead, Report, TableReport

MOMENT = datetime(2025, 7, 4, 12, 30, 0, 123456, tzinfo=UTC)
STATE = DataState(number=3, token="t3", data_date=date(2025, 6, 30), sample=True)
TABLE = TableReport(table="referrals", shown=2, hidden=1, referrals_shown=17, referrals_hidden=3)
REPORT = Report(
    municipalities=(MunicipalityReport(area="GM0001", tables=(TABLE,), merged=("Eén en Twee samen.",)),),
    protected=4, witnesses=2, insiders=3, insiders_left=1, check="Alles klopt.", seconds=1.25,
)  # fmt: skip
ROWS = [
    ("referrals", "GM0001", "2025", "", 17, None, None, "shown"),
    ("referrals.gender", "GM0001", "2025", "*", None, None, None, "hidden"),
]
GEOGRAPHY = Geography(areas=(
    Area(code="REG-A", name="Regio A", level=Level.REGION),
    Area(code="REG-B", name="Regio B", level=Level.REGION),
    Area(code="GM0001", name="Eén", level=Level.MUNICIPALITY, parent="REG-A"),
    Area(code="A-1", name="Dorp", level=Level.VILLAGE, parent="GM0001"),
))  # fmt: skip


def content(count: int = 17, **more: Any) -> ReleaseContent:
    cells = pl.DataFrame(ROWS, schema=SCHEMA, orient="row").with_columns(
        count=pl.when(pl.col("status") == "shown").then(pl.lit(count, pl.Int64))
    )
    dates = pl.DataFrame([("referrals", "GM0001", "2025", date(2025, 3, 31))], schema=DATES, orient="row")
    return ReleaseContent(**{"cells": cells, "dates": dates, "certificate": b"zeker", "report": REPORT} | more)


def put(engine: Engine, region: str = "REG-A", **more: Any) -> ReleaseHead:
    """Appends after the newest release of the region, unless told otherwise."""
    last, smallest = last_release(engine, region), more.get("smallest", 5)
    given = {
        "epoch": epoch_for(engine, smallest), "smallest": smallest, "state": STATE, "made_by": "baas",
        "consents": ("GM0001 coördinator", "GM0002 brief van 3 juli"), "content": content(),
        "after": last.number if last else None,
    }  # fmt: skip
    return append(engine, region=region, **given | more)


def draft(engine: Engine, region: str = "REG-A", **more: Any) -> str:
    given = {"epoch": 2, "smallest": 5, "after": 7, "state": STATE, "made_by": "baas", "content": content()}
    return save_draft(engine, region=region, **given | more)
