"""`python -m sample_data [--rows N] [--if-empty]`: loads the sample data into an empty database.

Exit code 0: loaded, or nothing to do; 1: refused; 2: wrong use.
"""

import argparse
import sys
import time
from collections.abc import Sequence

from data_access.engine import DataAwayError, engine_for
from data_access.migrate import migrate
from data_access.state import current_state
from domain.dutch import number
from sample_data.frames import SEED, frames_of, sample_frames
from sample_data.install import ACCOUNTS, PASSWORD, install
from sample_data.national import FEWEST, national_world

NOT_EMPTY = (
    "De database is niet leeg; er is niets veranderd. Voorbeeldgegevens horen in een lege database: "
    "verwijder het bestand var/wor.db, of zet DATABASE_URL op een andere database."
)


def main(arguments: Sequence[str] | None = None) -> int:
    wish = _parser().parse_args(arguments)
    started = time.perf_counter()
    engine = engine_for()
    _say("De database wordt bijgewerkt ...")
    migrate(engine)
    if current_state(engine) is not None:
        _say("Er staan al gegevens in de database." if wish.if_empty else NOT_EMPTY)
        return 0 if wish.if_empty else 1
    _say("De voorbeeldgegevens worden gemaakt ...")
    frames = frames_of(national_world(wish.rows), SEED) if wish.rows else sample_frames()
    _say(f"{number(sum(frame.height for frame in frames.values()))} rijen worden opgeslagen ...")
    install(engine, frames)
    seconds = number(time.perf_counter() - started, 1)
    _say(f"Klaar in {seconds} seconden: {number(frames['referral'].height)} verwijzingen.")
    _say(f"Inloggen kan als {', '.join(role.value for role in ACCOUNTS)}, met wachtwoord {PASSWORD}.")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m sample_data", description="Laadt voorbeeldgegevens.")
    parser.add_argument("--rows", type=_rows, help=f"landelijke proef met zoveel verwijzingen (vanaf {FEWEST})")
    parser.add_argument("--if-empty", action="store_true", help="doet niets als er al gegevens zijn")
    return parser


def _rows(text: str) -> int:
    rows = int(text)
    if rows < FEWEST:
        raise argparse.ArgumentTypeError(f"geef minstens {FEWEST} rijen")
    return rows


def _say(sentence: str) -> None:
    sys.stdout.write(f"{sentence}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    try:
        sys.exit(main())
    except DataAwayError as away:
        sys.exit(str(away))
