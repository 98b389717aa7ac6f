"""`python -m publishing attack`: what can an outsider tell from what was published?

Ends with 0 where nothing was learnt, 1 where something was, 2 where the input is wrong. With `--json` only
the bounds are asked for: 0 once they are printed.
"""

import argparse
import json
import sys
import time
from pathlib import Path

from publishing.attack.attacker import attack_publications, ordered
from publishing.attack.errors import AttackError
from publishing.attack.facts import Publication
from publishing.attack.neutral import attack_equations
from publishing.attack.read_pages import read_pages
from publishing.attack.read_release import read_cells, read_release
from publishing.attack.truth import Truth, truth_of
from publishing.attack.words import equations_told, progress_told, told

HELP = "proberen of uit publicaties iets over kleine groepen te berekenen is"


def add(parser: argparse.ArgumentParser) -> None:
    parser.description = (
        "Zoekt als buitenstaander bij elke afgeschermde cel de laagste en de hoogste waarde die past bij alles wat "
        "gepubliceerd is. "
        "Eindigt met 0 als er niets te leren valt, met 1 als dat wel zo is en met 2 als de invoer niet klopt."
    )
    parser.add_argument(
        "files", nargs="*", type=Path, metavar="BESTAND",
        help="mappen van publicaties (head.json, cells.parquet, dates.parquet) en JSON-bestanden met gelezen cijfers",
    )  # fmt: skip
    parser.add_argument("--equations", type=Path, metavar="BESTAND", help="een stelsel van optellingen, als JSON")
    parser.add_argument(
        "--json", action="store_true", help="bij --equations: alleen de grenzen, als JSON; eindigt dan met 0"
    )
    parser.add_argument(
        "--truth", action="append", default=[], type=Path, metavar="BESTAND",
        help="vertrouwelijk: de echte cellen (Parquet) van de laatste publicatie, of een bestand per publicatie",
    )  # fmt: skip
    parser.add_argument("--sample", type=int, metavar="N", help="onderzoek alleen N cellen, door het lot gekozen")
    parser.add_argument("--seed", type=int, default=0, metavar="S", help="een ander getal geeft een ander lot")
    parser.add_argument(
        "--stern", action="store_true", help="gebruik ook definities die niet tot de afgesproken kennis horen"
    )


def run(arguments: argparse.Namespace) -> int:
    try:
        if arguments.equations:
            return _equations(arguments)
        return _publications(arguments)
    except AttackError as error:
        print(error, file=sys.stderr)
        return 2


def _equations(arguments: argparse.Namespace) -> int:
    if arguments.files or arguments.truth:
        raise AttackError("Geef bij --equations verder geen bestanden op.")
    try:
        text = arguments.equations.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise AttackError(f"Het bestand {arguments.equations} is er niet of is niet te lezen.") from error
    puzzle, found = attack_equations(text)
    if arguments.json:
        print(json.dumps({name: [i.low, i.high] for name, i in found.items()}, ensure_ascii=False))
        return 0
    print(equations_told(found, puzzle.smallest))
    return 0 if all(interval.hides(puzzle.smallest) for interval in found.values()) else 1


def _publications(arguments: argparse.Namespace) -> int:
    if arguments.json:
        raise AttackError("De vorm --json is er alleen bij --equations.")
    if arguments.sample is not None and arguments.sample < 1:
        raise AttackError("Geef bij --sample een aantal van 1 of meer op.")
    publications = ordered(tuple(_read(path) for path in arguments.files))
    started = time.perf_counter()
    verdict = attack_publications(
        publications, truths=_truths(arguments.truth, publications), sample=arguments.sample, seed=arguments.seed,
        stern=arguments.stern, progress=_progress,
    )  # fmt: skip
    print(file=sys.stderr)
    print(told(verdict, time.perf_counter() - started))
    return 1 if verdict.learnt else 0


def _read(path: Path) -> Publication:
    return read_release(path) if path.is_dir() else read_pages(path)


def _truths(paths: list[Path], publications: tuple[Publication, ...]) -> tuple[Truth, ...]:
    """Those given belong to the last publications, in their order."""
    days = [publication.day for publication in publications if publication.day]
    if len(paths) > len(days):
        raise AttackError("Er zijn meer bestanden met echte cellen dan publicaties met een peildatum.")
    return tuple(
        truth_of(read_cells(path), day) for path, day in zip(paths, days[len(days) - len(paths) :], strict=True)
    )


def _progress(done: int, every: int) -> None:
    if done % 25 == 0 or done == every:
        print(progress_told(done, every), end="", file=sys.stderr, flush=True)
