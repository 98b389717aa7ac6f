"""A release as its export lies on disk: head.json, cells.parquet and dates.parquet; nothing confidential is opened."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
from polars.exceptions import PolarsError

from domain.areas import Area, Level
from domain.cells import SCHEMA, Status
from domain.periods import parse_period
from domain.releases import DATES
from publishing.attack.errors import AttackError
from publishing.attack.facts import Fact, Publication
from publishing.attack.tables import AGES, DAYS, PEOPLE, REFERRING


def read_release(folder: Path) -> Publication:
    """Raises AttackError with the sentence that tells which file is missing or cannot be read."""
    head = _head(folder / "head.json")
    cells = read_cells(folder / "cells.parquet")
    try:
        return Publication(
            name=f"publicatie {head['number']}",
            number=int(head["number"]),
            region=str(head["region"]),
            epoch=int(head["epoch"]),
            smallest=int(head["smallest"]),
            day=date.fromisoformat(head["data_date"]),
            areas=areas_of(head["areas"]),
            waits=waits_of(head["areas"]),
            facts=facts_of(cells),
            complete=True,
            dates=_dates(folder / "dates.parquet"),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise AttackError(f"In {folder / 'head.json'} klopt of ontbreekt {error}.") from error


def read_cells(path: Path) -> pl.DataFrame:
    """A frame in SCHEMA."""
    frame = _frame(path)
    missing = [name for name in SCHEMA.names() if name not in frame.columns]
    if missing:
        raise AttackError(f"In {path} ontbreken kolommen: {', '.join(missing)}.")
    try:
        return frame.select(pl.col(name).cast(kind) for name, kind in SCHEMA.items())
    except PolarsError as error:
        raise AttackError(f"In {path} staat in een kolom iets anders dan verwacht.") from error


def areas_of(found: Any) -> tuple[Area, ...]:
    """Raises AttackError where an item is no area."""
    try:
        return tuple(
            Area(
                code=str(a["code"]), name=str(a.get("name", a["code"])), level=Level(a["level"]), parent=a.get("parent")
            )
            for a in found
        )
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise AttackError(
            'De gebieden horen er zo te staan: "areas": [{"code", "level", "parent", "name"}], met als "level" '
            "region, municipality of village."
        ) from error


def waits_of(found: Any) -> dict[str, dict[str, int]]:
    """The normal days of each step, of the areas that tell them. Raises AttackError where they are no whole days."""
    told = {str(area["code"]): area["steps"] for area in found if area.get("steps")}
    for code, steps in told.items():
        if not isinstance(steps, dict) or not all(type(days) is int and days >= 0 for days in steps.values()):
            raise AttackError(f'Bij gebied {code} horen achter "steps" de dagen van elke stap: {{"intake": 30}}.')
    return told


def facts_of(cells: pl.DataFrame) -> tuple[Fact, ...]:
    """The rows that tell an outsider something about residents."""
    wanted = cells.filter(
        pl.col("table").is_in([*PEOPLE, REFERRING]) & (pl.col("status") != Status.NOT_YET_KNOWN.value)
    )
    _periods(wanted)
    rows = wanted.select("table", "area", "period", "category", "status", "count", "sum").iter_rows()
    return tuple(
        Fact(table=t, area=a, period=p, category=c, status=s, low=n, high=n, value=v if t in (AGES, DAYS) else None)
        for t, a, p, c, s, n, v in rows
    )


def _periods(cells: pl.DataFrame) -> None:
    for code in cells["period"].unique():
        try:
            parse_period(code)
        except (TypeError, ValueError) as error:
            raise AttackError(f'In de cellen staat "{code}" waar een periode hoort.') from error


def _head(path: Path) -> dict[str, Any]:
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise AttackError(f"Het bestand {path} is er niet of is niet te lezen.") from error
    except ValueError as error:
        raise AttackError(f"Het bestand {path} is geen geldige JSON.") from error
    if not isinstance(found, dict):
        raise AttackError(f"Het bestand {path} is niet de kop van een publicatie.")
    return found


def _dates(path: Path) -> dict[tuple[str, str, str], date]:
    if not path.exists():
        return {}
    frame = _frame(path)
    if not set(DATES.names()) <= set(frame.columns):
        raise AttackError(f"In {path} ontbreken kolommen: {', '.join(DATES.names())} horen erin.")
    return {(t, a, p): day for t, a, p, day in frame.select(DATES.names()).iter_rows()}


def _frame(path: Path) -> pl.DataFrame:
    try:
        return pl.read_parquet(path)
    except (OSError, PolarsError) as error:
        raise AttackError(f"Het bestand {path} is er niet of is geen Parquet-bestand.") from error
