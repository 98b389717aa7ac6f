"""`undo BATCH`: takes a delivery back."""

import argparse

from data_access.commands.shared import Parsers, account, migrated
from data_access.commands.take import in_words
from data_access.imports.undo import preview_undo, undo
from data_access.snapshot import snapshot_folder
from domain.dutch import day


def add(parsers: Parsers) -> None:
    parser = parsers.add_parser("undo", help="een levering terugdraaien; ook een terugdraaiing is terug te draaien")
    parser.add_argument("batch", type=int, help="het nummer van de levering (zie history)")
    parser.add_argument("--bekijk", action="store_true", help="alleen tonen wat er zou veranderen")
    parser.set_defaults(run=run)


def run(chosen: argparse.Namespace) -> tuple[int, str]:
    engine = migrated()
    told = preview_undo(engine, chosen.batch)
    lines = [in_words(table) for table in told.tables] or ["Er verandert niets aan de gegevens."]
    if chosen.bekijk:
        return 0, "\n".join(lines)
    state = undo(engine, chosen.batch, account(), base_version=told.base_version)
    snapshot_folder(engine, state)
    done = f"Levering {chosen.batch} is teruggedraaid. De peildatum is {day(state.data_date)}."
    return 0, "\n".join([*lines, done])
