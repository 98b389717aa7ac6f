"""`python -m publishing release`: makes a release of a region, tells what is in it, and publishes it if that is wanted.

Ends with 0 when it was published or kept as a draft, 1 where it was refused, 2 where the call is wrong, 130 where it
was interrupted.
"""

import argparse
import sys
from collections.abc import Iterator
from threading import Semaphore

from sqlalchemy import Engine

from data_access.agreements import read_geography
from data_access.drafts import Draft, read_draft
from data_access.engine import DataAwayError, engine_for
from data_access.ledger import LedgerError
from data_access.settings import SettingError
from domain.areas import Geography, Level
from domain.dutch import day, listing, number, percent
from domain.releases import MunicipalityReport, Report
from publishing.release import NO_REGION, ReleaseError, make, publish
from publishing.report_words import share_word, table_word
from publishing.several import make_several, order_of
from publishing.workers import cores

HELP = "een vrijgave van een regio maken, controleren en publiceren"
QUESTION = "publiceer? (ja/nee) "
PUBLISHED = "Gepubliceerd als vrijgave {number}, peildatum {day}."
NOT_KEPT = "het concept is intussen vervangen. Maak de vrijgave opnieuw."
KEPT = "Niet gepubliceerd. Het concept blijft klaarstaan op de pagina Publiceren."
INTERRUPTED = "Onderbroken. Er is niets half gedaan: wat al klaar was staat op de pagina Publiceren, de rest niet."
BAR, WIDTH = 20, 79


def add(parser: argparse.ArgumentParser) -> None:
    parser.description = "Maakt een vrijgave van een regio, vertelt wat erin staat en vraagt of die naar buiten mag."
    which = parser.add_mutually_exclusive_group(required=True)
    which.add_argument("--region", metavar="REGIO", help="naam of code van de regio")
    which.add_argument("--all", action="store_true", help="alle regio's, naast elkaar op alle processoren")
    parser.add_argument("--agreed", default="", metavar="TEKST", help="wie buiten het dashboard akkoord gaf en wanneer")
    parser.add_argument("--account", default="beheerder", metavar="NAAM", help="wie de vrijgave maakt")
    parser.add_argument(
        "--without-insiders", action="store_true",
        help="reken alleen met een buitenstaander: sneller, voor een proef met veel gegevens",
    )  # fmt: skip
    choice = parser.add_mutually_exclusive_group()
    choice.add_argument("--publish", action="store_true", help="publiceer zonder te vragen")
    choice.add_argument("--draft", action="store_true", help="laat het bij een concept")


def run(arguments: argparse.Namespace) -> int:
    try:
        engine = engine_for()
        geography = read_geography(engine)
        if arguments.all:
            return _every(engine, geography, arguments)
        region = _region(geography, arguments.region)
        if region is None:
            print(NO_REGION.format(region=arguments.region), file=sys.stderr)
            return 2
        draft = make(
            engine, region, arguments.account, _progress, arguments.agreed, insiders=not arguments.without_insiders,
            cores=Semaphore(cores() - 1),
        )  # fmt: skip
        print("\n".join(told(draft, geography)))
        return _decide(engine, draft, arguments)
    except (ReleaseError, LedgerError, SettingError, DataAwayError) as error:
        print(f"\n{error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print(f"\n{INTERRUPTED}", file=sys.stderr)
        return 130


def _every(engine: Engine, geography: Geography, arguments: argparse.Namespace) -> int:
    """Short findings by region; the whole report of each is in its draft, on the page Publiceren."""
    regions = [area.code for area in geography.of_level(Level.REGION)]
    order = order_of(engine, arguments.account, arguments.agreed, insiders=not arguments.without_insiders)
    refused = make_several(engine, regions, order, _progress)
    for region in regions:
        draft = None if region in refused else read_draft(engine, region)
        if draft is None or draft.content.report is None:
            print(f"{geography.by_code[region].name}: {refused.get(region, NOT_KEPT)}", file=sys.stderr)
            continue
        print("\n".join([geography.by_code[region].name, *_findings(draft.content.report, draft.smallest)]))
        if arguments.publish:
            head = publish(engine, draft.id, arguments.account, arguments.agreed)
            print(PUBLISHED.format(number=head.number, day=day(head.data_date)))
    return 1 if refused else 0


def _region(geography: Geography, wanted: str) -> str | None:
    found = [a.code for a in geography.of_level(Level.REGION) if wanted.lower() in (a.code.lower(), a.name.lower())]
    return found[0] if len(found) == 1 else None


def _decide(engine: Engine, draft: Draft, arguments: argparse.Namespace) -> int:
    if not (arguments.publish or (not arguments.draft and _answered())):
        print(KEPT)
        return 0
    head = publish(engine, draft.id, arguments.account, arguments.agreed)
    print(PUBLISHED.format(number=head.number, day=day(head.data_date)))
    return 0


def _answered() -> bool:
    """Without a terminal nobody can answer, and then nothing leaves."""
    if not sys.stdin.isatty():
        return False
    try:
        return input(QUESTION).strip().lower() in ("ja", "j")
    except (EOFError, KeyboardInterrupt):
        return False


def _progress(share: float, what: str) -> None:
    end = "\n" if share >= 1 else ""
    bar = ("#" * int(share * BAR)).ljust(BAR, ".")
    print(f"\r{bar} {percent(share):>5} {what}".ljust(WIDTH)[:WIDTH], end=end, file=sys.stderr, flush=True)


def told(draft: Draft, geography: Geography) -> Iterator[str]:
    """The report in Dutch: the region first, then each municipality."""
    report = draft.content.report
    yield f"{geography.by_code[draft.region].name}, peildatum {day(draft.state.data_date)}"
    if report is None:
        return
    yield from _findings(report, draft.smallest)
    for municipality in report.municipalities:
        yield f"\n{geography.by_code[municipality.area].name}"
        yield from _municipality(municipality, draft.smallest)


def _findings(report: Report, smallest: int) -> Iterator[str]:
    yield f"Controle: {report.check}"
    yield f"{number(report.protected)} kleine getallen zijn beschermd, met {number(report.witnesses)} getuigen."
    yield f"Voor wie één gemeente of één praktijk kent: {number(report.insiders)} keer nagegaan en in orde."
    if report.insiders_left:
        yield f"Bij {number(report.insiders_left)} kan wie één praktijk of gemeente kent meer afleiden dan anderen."
    yield f"Kleinste groep: {smallest}. Duur: {number(report.seconds, 1)} seconden."


def _municipality(found: MunicipalityReport, smallest: int) -> Iterator[str]:
    for table in found.tables:
        shown, hidden = number(table.shown), number(table.hidden)
        share = share_word(table, smallest)
        yield f"  {table_word(table.table):32} {shown:>6} te zien {hidden:>6} afgeschermd  verwijzingen: {share}"
    yield f"  Samengevoegd: {' '.join(found.merged)}" if found.merged else "  Niets samengevoegd."
    if found.stays:
        yield f"  Blijft op een eerdere datum: {listing(list(found.stays))}"
