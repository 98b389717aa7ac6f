"""The totals and blocks of the years of a region, as pieces that a team shares.

No year, and no block of a year once its totals are settled, knows of another.
"""

from collections.abc import Mapping

from publishing.blocks import Breakdowns, settle_block
from publishing.carrying import Year
from publishing.catalogue import BLOCKS
from publishing.frames import YearFrame, year_frame
from publishing.hub import YearOfTotals, settle_year
from publishing.rested import rest
from publishing.team import Piece, Progress, Team, part
from publishing.truth import Truth

NAMES = {"people": "leeftijd en geslacht", "trajectory": "het traject"}
WEIGHTS = {"people": 12.0, "trajectory": 6.0}
"""How long a block takes, beside one that is not named here."""
Share = tuple[Truth, int, bool]
"""The truth, the smallest group, and whether insiders are heeded."""


def settle_years(
    truth: Truth, closed: Mapping[str, int], smallest: int, insiders: bool, team: Team, progress: Progress
) -> dict[str, Year]:
    """`closed`: the years to settle, and how far each is closed beforehand (publishing.hub)."""
    share, size = (truth, smallest, insiders), cases_of(truth)
    first = [Piece(what=f"{y}: totalen", weight=size[y], do=_totals, arguments=(y, step)) for y, step in closed.items()]
    totals = dict(zip(closed, team.share(share, first, part(progress, 0, 0.02)), strict=True))
    around = {year: year_frame(truth, year, totals[year]) for year in closed}
    wanted = [(year, name) for year in closed for name in BLOCKS]
    pieces = [_piece(year, name, around[year], size[year]) for year, name in wanted]
    found = dict(zip(wanted, team.share(share, pieces, part(progress, 0.02, 1)), strict=True))
    return {
        year: Year(totals=totals[year], around=around[year], blocks={name: found[year, name] for name in BLOCKS})
        for year in closed
    }


def cases_of(truth: Truth) -> dict[str, int]:
    """How many referrals each year holds; one at least, for years without any take time too."""
    return dict.fromkeys(truth.years, 1) | dict(truth.cases.group_by("year").len().iter_rows())


def _piece(year: str, name: str, around: YearFrame, size: int) -> Piece:
    weight = size * WEIGHTS.get(name, 1.0)
    return Piece(
        what=f"{year}: {NAMES.get(name, 'uitsplitsingen')}", weight=weight, do=_block, arguments=(year, name, around)
    )


def _totals(_line: object, share: Share, year: str, closed: int) -> YearOfTotals:
    truth, smallest, insiders = share
    found = settle_year(truth, year, smallest, insiders, closed)
    rest(found.cover)
    return found


def _block(_line: object, share: Share, year: str, name: str, around: YearFrame) -> Breakdowns:
    truth, smallest, insiders = share
    found = settle_block(truth, year, name, around, smallest, insiders)
    rest(found.cover)
    return found
