"""Makes a release of a region: count, suppress, check, and keep as a draft until the beheerder publishes it."""

from collections.abc import Iterable
from threading import Semaphore

from sqlalchemy import Engine

from data_access.agreements import read_agreements
from data_access.consents import consents
from data_access.drafts import Draft, drop_draft, read_draft, save_draft
from data_access.ledger import LedgerError, append, epoch_for
from data_access.programme import delivering_municipalities, read_programme_of
from data_access.registrations import read_registrations, registrations_by_municipality
from data_access.releases import last_release, read_content, releases_of
from data_access.settings import smallest_group
from data_access.state import current_state
from domain.agreements import Agreements
from domain.cells import DataState
from domain.dutch import listing
from domain.releases import ReleaseContent, ReleaseHead
from domain.viewer import Scope
from publishing.certificate import read_certificate, write_certificate
from publishing.history import Earlier, Former, former_of
from publishing.prepare import Prepared, Progress, prepare_release
from publishing.team import Team
from publishing.truth import Truth, truth_of

NO_DATA = "Er zijn nog geen gegevens geladen. Laad eerst de gegevens."
NO_REGION = "Deze regio bestaat niet: {region}. Kies een regio uit de lijst."
NO_CONSENT = "Het akkoord ontbreekt nog van {names}. Vraag de coördinator om akkoord op de pagina Publiceren."
FAULTS = "De controle van de vrijgave vond fouten. Er is niets vrijgegeven. {faults}"
NEWER = "Dit concept is niet meer het nieuwste. Maak de vrijgave opnieuw."


class ReleaseError(ValueError):
    """A Dutch sentence that says why no release was made or published."""


def missing_consents(engine: Engine, region: str) -> tuple[str, ...]:
    """Municipalities of the region that delivered data of this version and have not agreed yet; their codes."""
    state, agreements = _state(engine), read_agreements(engine)
    given = consents(engine, state.token)
    return tuple(code for code in _delivering(engine, agreements, region) if code not in given)


def make(
    engine: Engine, region: str, account: str, progress: Progress, agreed: str = "", *, insiders: bool = True,
    address: str = "", cores: Semaphore | None = None,
) -> Draft:  # fmt: skip
    """A draft with its certificate checked. `agreed`: words on consent that was given outside the dashboard.

    `insiders`: with witnesses for who knows one municipality altogether; without them it takes less time.
    `cores`: for each that can be taken a worker helps.

    Raises ReleaseError where consent is missing or the check fails; DataAwayError.
    """
    state, agreements = _state(engine), read_agreements(engine)
    missing = missing_consents(engine, region)
    if missing and not agreed.strip():
        raise ReleaseError(NO_CONSENT.format(names=_names(agreements, missing)))
    smallest = smallest_group()
    before = last_release(engine, region)
    progress(0.0, "De registraties worden geteld")
    with Team(cores) as team:
        truth = read_truth(engine, state, agreements, region)
        epoch = epoch_for(engine, smallest, state.data_date)
        prepared = prepare_release(truth, smallest, progress, insiders, _earlier(engine, before, epoch), team)
    if prepared.faults:
        raise ReleaseError(FAULTS.format(faults=" ".join(prepared.faults)))
    save_draft(
        engine, region=region, epoch=epoch, smallest=smallest,
        after=before.number if before else None, state=state, made_by=account, content=_content(prepared),
        agreed=dict.fromkeys(missing, agreed.strip()), address=address,
    )  # fmt: skip
    draft = read_draft(engine, region)
    if draft is None:
        raise ReleaseError(NEWER)
    return draft


def publish(engine: Engine, draft: str, account: str, agreed: str = "", *, address: str = "") -> ReleaseHead:
    """Appends the draft with this id to the ledger. `agreed`: as in `make`, where other words than those are due.

    Raises ReleaseError where the draft is not the newest any more or consent is missing; DataAwayError.
    """
    agreements = read_agreements(engine)
    held = next((d for r in _regions(agreements) if (d := read_draft(engine, r)) is not None and d.id == draft), None)
    if held is None or held.state.token != _state(engine).token:
        raise ReleaseError(NEWER)
    said = _said(engine, held, agreements, agreed.strip())
    try:
        head = append(
            engine, region=held.region, epoch=held.epoch, smallest=held.smallest, state=held.state, made_by=account,
            consents=[f"{code} {words}" for code, words in said.items()], content=held.content, after=held.after,
            address=address,
        )  # fmt: skip
    except LedgerError as error:
        raise ReleaseError(str(error)) from error
    drop_draft(engine, held.region)
    return head


def _said(engine: Engine, held: Draft, agreements: Agreements, agreed: str) -> dict[str, str]:
    """Who agreed for each municipality, or in what words; the draft's own hold for those it was made without."""
    given = {code: consent.account for code, consent in consents(engine, held.state.token).items()}
    told = {code: words for code, words in held.agreed.items() if words} | given
    said = {code: told.get(code) or agreed for code in _delivering(engine, agreements, held.region)}
    if agreed:
        said |= dict.fromkeys(set(said) - set(given), agreed)
    missing = tuple(code for code, words in said.items() if not words)
    if missing:
        raise ReleaseError(NO_CONSENT.format(names=_names(agreements, missing)))
    return said


def read_truth(engine: Engine, state: DataState, agreements: Agreements, region: str) -> Truth:
    """The region as it is, for the makers of a release and for tests. Raises ReleaseError where it does not exist."""
    if region not in _regions(agreements):
        raise ReleaseError(NO_REGION.format(region=region))
    towns = frozenset(a.code for a in agreements.geography.children(region))
    referrals = read_registrations(engine, state, Scope(municipalities=towns))
    place = agreements.geography.by_code[region]
    villages = (v.code for town in towns for v in agreements.geography.children(town))
    own = read_programme_of(engine, (*towns, *villages))
    return truth_of(referrals, own, agreements, place, state.data_date)


def sizes_of(engine: Engine, regions: Iterable[str]) -> dict[str, int]:
    """How many registrations each region has; nothing of any where there are no data. Raises DataAwayError."""
    state, geography = current_state(engine), read_agreements(engine).geography
    sizes = registrations_by_municipality(engine, state) if state else {}
    return {region: sum(sizes.get(a.code, 0) for a in geography.children(region)) for region in regions}


def _earlier(engine: Engine, before: ReleaseHead | None, epoch: int) -> Earlier | None:
    if before is None or before.epoch != epoch:
        return None
    return Earlier(releases=tuple(_former(engine, head) for head in releases_of(engine, before.region, epoch)))


def _former(engine: Engine, head: ReleaseHead) -> Former:
    content = read_content(engine, head.number, confidential=True)
    return former_of(content.cells, content.dates, head.data_date, read_certificate(content.certificate))


def _content(prepared: Prepared) -> ReleaseContent:
    return ReleaseContent(
        cells=prepared.cells,
        dates=prepared.dates,
        certificate=write_certificate(prepared.certificate),
        report=prepared.report,
    )


def _state(engine: Engine) -> DataState:
    state = current_state(engine)
    if state is None:
        raise ReleaseError(NO_DATA)
    return state


def _regions(agreements: Agreements) -> list[str]:
    return [a.code for a in agreements.geography.areas if a.parent is None]


def _delivering(engine: Engine, agreements: Agreements, region: str) -> list[str]:
    known = delivering_municipalities(engine)
    return [a.code for a in agreements.geography.children(region) if a.code in known]


def _names(agreements: Agreements, codes: tuple[str, ...]) -> str:
    return listing([agreements.geography.by_code[code].name for code in codes])
