"""Small publications to attack: facts in the form of scraped pages, or as a release that tells of every cell."""

from datetime import date
from typing import Any

from domain.areas import Area, Level
from publishing.attack.attacker import Verdict, attack_publications
from publishing.attack.facts import Fact, Publication
from publishing.attack.read_pages import publication_of

YEAR = "2024"
TREE = {"R": None, "A": "R", "B": "R", "C": "R", "A1": "A", "A2": "A"}
LEVELS = (Level.REGION, Level.MUNICIPALITY, Level.VILLAGE)
AREAS = tuple(
    Area(code=code, name=code, level=Level.VILLAGE if len(code) > 1 else LEVELS[code != "R"], parent=parent)
    for code, parent in TREE.items()
)
START = "vanaf-2024-01"


def fact(table: str, category: str, count: int | None, *, area: str = "A", period: str = YEAR, **more: Any) -> Any:
    told = {} if count is None else {"count": count}
    return {"table": table, "area": area, "period": period, "category": category} | told | more


def pages(*facts: Any, only: tuple[str, ...] = (), **more: Any) -> Publication:
    """`only`: the areas that there are; all of the region otherwise."""
    areas = [
        {"code": a.code, "level": a.level.value, "parent": a.parent if not only else None, "name": a.name}
        for a in AREAS
        if not only or a.code in only
    ]
    return publication_of({"facts": list(facts), "areas": areas, "k": 5} | more)


def release(number: int, day: date, *facts: Any, dates: Any = (), smallest: int = 5) -> Publication:
    """`count` None: hidden. `dates`: (table, area, period, date) of figures that stayed behind."""
    rows = tuple(
        Fact(
            table=f["table"], area=f["area"], period=f["period"], category=f["category"],
            status=f.get("status", "shown" if "count" in f or "sum" in f else "hidden"), low=f.get("count"),
            high=f.get("count"), value=f.get("sum"),
        )
        for f in facts
    )  # fmt: skip
    return Publication(
        name=f"publicatie {number}", number=number, region="R", epoch=1, smallest=smallest, day=day, areas=AREAS,
        facts=rows, complete=True, dates={(t, a, p): d for t, a, p, d in dates},
    )  # fmt: skip


def learnt(*publications: Publication, **more: Any) -> dict[tuple[str, str, str], tuple[int, int | None]]:
    """Of the cells that leak: area, table and category (of an increment with a +) to the interval."""
    return found(attack_publications(publications, **more))


def found(verdict: Verdict) -> dict[tuple[str, str, str], tuple[int, int | None]]:
    return {
        (f.target.cell.area, f.target.cell.table, f.target.cell.category + "+" * f.target.grows): (
            f.interval.low, f.interval.high,
        )
        for f in verdict.leaks
    }  # fmt: skip
