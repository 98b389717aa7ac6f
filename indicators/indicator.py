"""The record of one definition. Card, definitions page, export and alt text all read this and nothing else."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from domain.areas import Level
from domain.results import Result, Unit
from indicators.view import View


class Direction(StrEnum):
    HIGHER = "higher_is_better"
    LOWER = "lower_is_better"
    NONE = "no_judgement"


@dataclass(frozen=True, kw_only=True)
class Indicator:
    """All texts in Dutch (B1).

    key: also the key of its aims (`Target.indicator`). definition: what it is, one sentence. formula: in words.
    tables: names in indicators.tables that it is made from. levels: where it applies. has_aim: whether an area's own
    aim is looked for and judged. sources: names of source documents. protection: the sentence that says how persons are
    protected in it. owner: the role that answers for the definition. derive: makes the result.
    """

    key: str
    title: str
    definition: str
    formula: str
    unit: Unit
    direction: Direction
    tables: tuple[str, ...]
    levels: tuple[Level, ...]
    has_aim: bool
    sources: tuple[str, ...]
    protection: str
    owner: str
    reviewed: date
    next_review: date
    derive: Callable[["View", "Indicator"], Result]
