"""The end-to-end proof on a small world: a sample of what `make proof` does, and faults that it must find."""

import shutil
from dataclasses import replace

import pytest
from conftest import engine_of
from doctored import doctored, masked, mean_too_many, refreshed, refreshed_by_two, shown_too_many, truth_after
from proof_world import FIRST, MUNICIPALITIES, REGION, fill_small

from data_access.agreements import read_agreements
from data_access.ledger import append
from data_access.release_folder import export
from data_access.releases import last_release, read_content, releases_of
from data_access.state import current_state
from domain.periods import Grain
from domain.releases import ReleaseContent
from publishing.attack.read_pages import publication_of
from publishing.attack.read_release import read_release
from publishing.attack.truth import truth_of
from publishing.release import make, publish
from sample_data.world import DATA_DATE
from tools.proof_attack import attack, exact, scraped, true_cells
from tools.proof_rebuilt import copy_of
from tools.proof_release import release_all
from tools.proof_stage import prove, read
from tools.proof_versions import with_correction, with_new_month
from tools.proof_views import Wish

pytestmark = pytest.mark.server
YEAR, DAYS, AGREED = "2026", 30, "voor de proef"
SOME, FEW = 60, 12
"""Small cells that the attacker is asked of two releases together, and of three: minutes of processor otherwise. `make
proof` asks all of them."""
PAGES = ("", "bereik", "verwijzingen", "traject", "praktijken")
"""Those with figures about residents; without money, which needs no registration."""
WISH = Wish(
    regions=(REGION,), first=FIRST, last=DATA_DATE, pages=PAGES, areas=(REGION, MUNICIPALITIES[1]),
    grains=(Grain.YEAR, Grain.HALF),
)  # fmt: skip


@pytest.fixture(scope="module")
def var(tmp_path_factory):
    folder = tmp_path_factory.mktemp("proof")
    engine = engine_of(folder)
    fill_small(engine)
    draft = make(engine, REGION, "beheerder", lambda share, what: None, AGREED)
    publish(engine, draft.id, "beheerder", AGREED)
    return folder


@pytest.fixture(scope="module")
def stage(var):
    return prove(var, WISH, tell=print, kinds=("csv",))


@pytest.fixture(scope="module")
def published(stage):
    return stage.published[0]


@pytest.fixture(scope="module")
def agreements(var):
    return read_agreements(engine_of(var))


@pytest.fixture(scope="module")
def true(var):
    engine = engine_of(var)
    return true_cells(engine, current_state(engine))


@pytest.fixture
def learnt(published):
    """What the attacker learns of a publication, or of some together."""
    return lambda *publications, truths=(published.truth,): attack(publications, truths).learnt


def test_every_number_that_is_sent_follows_from_the_release_and_no_message_holds_a_registration(stage):
    assert stage.problems == ()
    assert stage.facts > 100


def test_nothing_is_learnt_of_what_was_read_nor_of_the_release(published, learnt):
    assert learnt(published.pages) == ()
    assert learnt(published.release) == ()


@pytest.fixture
def folder(var):
    return next((var / "bewijs").glob("publicatie-*"))


def test_a_secondary_cell_that_is_shown_is_found(folder, tmp_path, true, learnt):
    assert learnt(doctored(folder, tmp_path / "r", shown_too_many(true)))


def test_a_mean_too_many_is_found(folder, tmp_path, true, learnt):
    assert learnt(doctored(folder, tmp_path / "r", mean_too_many(true)))


def test_a_plain_mask_is_found(folder, tmp_path, true, learnt):
    assert learnt(doctored(folder, tmp_path / "r", masked(true, [REGION, *MUNICIPALITIES])))


def test_a_total_that_is_refreshed_by_two_is_found(folder, tmp_path, true, published, learnt):
    town = MUNICIPALITIES[0]
    second = doctored(folder, tmp_path / "r", refreshed_by_two(town, REGION, YEAR), later=DAYS)
    after = truth_after(true, published.truth, town, REGION, YEAR, DAYS)
    assert learnt(published.release, second, truths=(published.truth, after))


@pytest.fixture(scope="module")
def later(var, stage, tmp_path_factory):
    """A copy in which a month of new referrals was released, and then a correction of the closed year."""
    folder = copy_of(var, tmp_path_factory.mktemp("later") / "var")
    shutil.copytree(var / "bewijs", folder / "bewijs", ignore=shutil.ignore_patterns("blind", "herbouwd"))
    engine, cells = engine_of(folder), []
    for change in (with_new_month, lambda engine: with_correction(engine, int(YEAR) - 1)):
        cells.append(true_cells(engine, change(engine)))
        release_all(engine, (REGION,), print)
    return folder, tuple(cells)


@pytest.fixture(scope="module")
def releases(later, agreements):
    """The three of them, as anyone gets them."""
    folder, engine = later[0], engine_of(later[0])
    where = [export(engine, head.number, folder / "uit" / str(head.number), geography=agreements.geography)
             for head in releases_of(engine, REGION)]  # fmt: skip
    return tuple(map(read_release, where))


@pytest.fixture(scope="module")
def truths(later, published, releases):
    return (published.truth, *(truth_of(c, r.day) for c, r in zip(later[1], releases[1:], strict=True)))


def test_a_further_release_brings_totals_up_to_date(releases):
    hub = [{f.figure: f.low for f in r.facts if f.table == "referrals" and f.period == YEAR} for r in releases]
    assert hub[0].keys() == hub[1].keys()
    assert any(hub[0][figure] != hub[1][figure] for figure in hub[0])


def test_after_a_correction_nothing_is_learnt_of_all_that_was_sent_since_the_first_release(later, releases, truths):
    pages = ("bereik", "verwijzingen")
    wish = replace(WISH, last=truths[2].day, pages=pages, areas=(REGION,), grains=(Grain.YEAR,))
    last = prove(later[0], wish, tell=print, kinds=("csv",))
    assert last.problems == ()
    # What was sent is part of these; and who has all three knows what was learnt of two of them.
    found = attack(releases, truths, sample=FEW)
    assert (found.asked, found.learnt) == (FEW, ())


def test_breakdowns_that_are_brought_up_to_date_are_found(later, releases, truths, tmp_path):
    folder = later[0] / "uit" / str(releases[1].number)
    wrong = doctored(folder, tmp_path / "r", refreshed(later[1][0], YEAR))
    assert attack((releases[0], wrong), truths[:2], sample=SOME).learnt


def test_a_fault_in_the_release_is_found_in_what_the_pages_show(var, true, agreements, published, tmp_path):
    """The same over the running dashboard: the masked numbers stand on the pages, and the attacker reads them there."""
    var = copy_of(var, tmp_path / "var")
    engine = engine_of(var)
    last, state = last_release(engine, REGION), current_state(engine)
    wrong = masked(true, [REGION, *MUNICIPALITIES])(read_content(engine, last.number).cells)
    append(engine, region=REGION, epoch=last.epoch, smallest=last.smallest, state=state, made_by="beheerder",
           consents=(), content=ReleaseContent(cells=wrong), after=last.number)  # fmt: skip
    wish = replace(WISH, pages=("verwijzingen",), areas=(REGION,), grains=(Grain.YEAR,))
    walked = read(var, wish, print, kinds=("csv",))
    found = scraped(walked.facts, walked.days, agreements, last_release(engine, REGION))
    assert attack((publication_of(exact(found)),), (published.truth,)).learnt
