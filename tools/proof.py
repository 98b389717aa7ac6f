"""`make proof`: everything that the running dashboard sends a council member is handed to the attacker.

Three times: on the first releases of the sample data, after a month of new referrals, and after a correction of a
closed year. Each time every view is asked of three servers: the ordinary one, one that cannot read a registration, and
one whose release holds nothing but the numbers that were scraped from the first. Ends with 1 where anything is found.
`--minutes` ends it in time: then with 3, for what was not walked or attacked is not proven.
"""

import argparse
import os
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from data_access.agreements import read_agreements
from data_access.programme import read_programme
from data_access.releases import release_heads_newest
from data_access.state import current_state
from domain.areas import Level
from domain.periods import CALENDAR, Grain, parse_period
from tools.limit import OutOfTimeError, within
from tools.proof_attack import SEED, Published, attacks
from tools.proof_release import release_all
from tools.proof_stage import Stage, engine_of, prove
from tools.proof_versions import with_correction, with_new_month
from tools.proof_views import Wish
from tools.serving import run

STAGES = ("eerste publicatie", "na nieuwe verwijzingen", "na een correctie")
OVER = "De {minutes:g} minuten zijn om. Wat hierboven staat is nagegaan; de rest niet, dus is er niets bewezen."
UNFINISHED = 3
MOST = 4000
"""Cells that the attacker is asked at most, of each region and time: more than those of a small region."""
SHOWN = 40
"""Problems that are printed of each stage."""


@dataclass(frozen=True, kw_only=True)
class Found:
    """`faults`: learnt, or not to be explained; `undecided`: cells not settled; `skipped`: outside the sample."""

    faults: int = 0
    undecided: int = 0
    skipped: int = 0

    def __add__(self, other: "Found") -> "Found":
        return Found(
            faults=self.faults + other.faults,
            undecided=self.undecided + other.undecided,
            skipped=self.skipped + other.skipped,
        )


def main(arguments: Sequence[str] | None = None) -> int:
    parser = _parser()
    wish = parser.parse_args(arguments)
    if wish.rows and not wish.regions:
        parser.error("noem bij --rows de regio's: --regions REG-V05")
    with tempfile.TemporaryDirectory() as temporary:
        var = (wish.keep or Path(temporary)).resolve()
        var.mkdir(parents=True, exist_ok=True)
        os.environ |= {"WOR_VAR": str(var), "DATABASE_URL": f"sqlite:///{var / 'wor.db'}"}
        _prepare(var, wish)
        if unknown := set(wish.regions or ()) - set(_wanted(var, wish).regions):
            parser.error(f"van {', '.join(sorted(unknown))} is hier niets vrijgegeven")
        try:
            with within(wish.minutes):
                return _stages(var, wish)
        except OutOfTimeError:
            say(OVER.format(minutes=wish.minutes))
            return UNFINISHED


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--keep", type=Path, help="map met de gegevens van een eerdere keer, of waar ze blijven")
    parser.add_argument("--regions", nargs="*", help="codes van regio's; anders alle")
    parser.add_argument("--pages", nargs="*", default=[], help="adressen van pagina's; anders alle")
    parser.add_argument(
        "--grains", nargs="*", type=Grain, default=CALENDAR, help="year half quarter month; anders alle"
    )
    parser.add_argument("--stages", type=int, default=3, choices=(1, 2, 3), help="hoeveel van de drie keer")
    parser.add_argument(
        "--sample", type=int, default=MOST, help=f"hoogstens zoveel cellen per aanval, door het lot; anders {MOST}"
    )
    parser.add_argument("--whole", action="store_true", help="vraag de aanvaller alle cellen")
    parser.add_argument("--rows", type=int, help="de landelijke proef met zoveel verwijzingen; noem dan --regions")
    parser.add_argument("--minutes", type=float, help="breek na zoveel minuten af; anders tot het klaar is")
    parser.add_argument("--tabs", type=int, default=min(2, os.cpu_count() or 1), help="hoeveel bezoekers tegelijk")
    parser.add_argument("--csv", action="store_true", help="haal ook de eerste keer alleen de CSV's op")
    return parser


def _prepare(var: Path, wish: argparse.Namespace) -> None:
    """Sample data with its releases: all regions of the ordinary sample, those that were named of the national one."""
    if (var / "wor.db").exists():
        return
    if not wish.rows:
        run(var, "tools.prepare")
        return
    run(var, "sample_data", "--rows", str(wish.rows))
    release_all(engine_of(var), wish.regions, say)


def _stages(var: Path, wish: argparse.Namespace) -> int:
    history: dict[str, list[Published]] = defaultdict(list)
    engine, total = engine_of(var), Found()
    for number, name in enumerate(STAGES[: wish.stages]):
        if number:
            with_new_month(engine) if number == 1 else with_correction(engine, _closed_year(var))
            release_all(engine, _wanted(var, wish).regions, say)
        say(f"== {name} ==")
        kinds = ("csv",) if wish.csv or number else ("csv", "xlsx")  # the same numbers, by the same code, in both
        stage = prove(var, _wanted(var, wish), tell=say, kinds=kinds, tabs=wish.tabs)
        for one in stage.published:
            history[one.head.region].append(one)
        total += report(stage, history, None if wish.whole else wish.sample)
    return verdict(total, wish.stages)


def report(stage: Stage, history: dict[str, list[Published]], sample: int | None) -> Found:
    """Prints what was found."""
    say(f"{stage.views} weergaven, {stage.files} bestanden, {stage.facts} cellen in {stage.seconds:.0f} s")
    found = Found(faults=told(stage.problems))
    for region, published in history.items():
        begun = time.perf_counter()
        for what, made in attacks(tuple(published), sample).items():
            of = f"alle {made.small}" if made.asked == made.small else f"{made.asked} van de {made.small}"
            say(
                f"{region}, {what}: {of} kleine cellen gevraagd, {len(made.learnt)} geleerd, {made.undecided} onbeslist"
            )
            found += Found(faults=told(made.learnt), undecided=made.undecided, skipped=made.small - made.asked)
        say(f"{region}: aanval in {time.perf_counter() - begun:.0f} s")
    return found


def told(problems: Sequence[str]) -> int:
    for problem in problems[:SHOWN]:
        say(f"  ! {problem}")
    if len(problems) > SHOWN:
        say(f"  ! en nog {len(problems) - SHOWN}")
    return len(problems)


def verdict(found: Found, stages: int) -> int:
    """The last line, and the exit code that goes with it."""
    if found.faults:
        say(f"Er is iets geleerd, of iets niet te verklaren: {found.faults} bevindingen.")
        return 1
    if found.undecided:
        say(f"Niets geleerd, maar {found.undecided} keer kwam de aanvaller er niet uit: dit is geen bewijs.")
        return UNFINISHED
    left = f"; {found.skipped} cellen vielen buiten de steekproef (zaad {SEED}, --whole vraagt alle)"
    say(f"Niets geleerd, {stages} keer nagegaan{left if found.skipped else ''}.")
    return 0


def _wanted(var: Path, wish: argparse.Namespace) -> Wish:
    engine = engine_of(var)
    state = current_state(engine)
    assert state is not None
    known = release_heads_newest(engine)
    areas = read_agreements(engine).geography.of_level(Level.REGION)
    regions = tuple(a.code for a in areas if a.code in known and (not wish.regions or a.code in wish.regions))
    first = str(read_programme(engine).deliveries["month"].min())
    return Wish(
        regions=regions, first=parse_period(first).start, last=state.data_date, pages=tuple(wish.pages),
        grains=tuple(wish.grains),
    )  # fmt: skip


def _closed_year(var: Path) -> int:
    state = current_state(engine_of(var))
    assert state is not None
    last: date = state.data_date
    return last.year - 1


def say(line: str) -> None:
    print(line, flush=True)


if __name__ == "__main__":
    sys.exit(main())
