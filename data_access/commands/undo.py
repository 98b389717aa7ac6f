"""`undo BATCH`: takes a delivery back."""

import argparse

from data_access.commands.history import as_json, as_object
from data_access.commands.shared import Parsers, account, add_json, migrated
from data_access.commands.take import in_words
from data_access.imports.history import history
from data_access.imports.undo import preview_undo, undo
from data_access.snapshot import snapshot_folder
from domain.dutch import day


def add(parsers: Parsers) -> None:
    parser = parsers.add_parser("undo", help="een levering terugdraaien; ook een terugdraaiing is terug te draaien")
    parser.add_argument("batch", type=int, help="het nummer van de levering (zie history)")
    parser.add_argument("--bekijk", action="store_true", help="alleen tonen wat er zou veranderen")
    add_json(parser)
    parser.set_defaults(run=run)


def run(chosen: argparse.Namespace) -> tuple[int, str]:
    engine = migrated()
    told = preview_undo(engine, chosen.batch)
    lines = [in_words(table) for table in told.tables] or ["Er verandert niets aan de gegevens."]
    if chosen.bekijk:
        return 0, as_json({"tables": [vars(table) for table in told.tables]}) if chosen.json else "\n".join(lines)
    state = undo(engine, chosen.batch, account(), base_version=told.base_version)
    snapshot_folder(engine, state)
    if chosen.json:
        return 0, as_json(as_object(history(engine)[0]))
    done = f"Levering {chosen.batch} is teruggedraaid. De peildatum is {day(state.data_date)}."
    return 0, "\n".join([*lines, done])
