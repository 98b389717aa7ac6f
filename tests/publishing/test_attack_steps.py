"""Which steps of the trajectory the attacker asks after."""

from publishing.attack.facts import Publication
from publishing.attack.model import build
from publishing.attack.targets import targets
from publishing.attack.universe import universe_of
from tests.publishing.leaks import fact, pages

STEPS = "trajectory.step"


def test_a_step_that_no_municipality_of_the_region_takes_is_no_cell_of_the_region() -> None:
    totals = [fact("referrals", "", 40, area=area) for area in "ABC"] + [fact("referrals", "", 120, area="R")]
    own = [fact(STEPS, step, 20, area=area) for area in "ABC" for step in ("contact", "intake")]
    known = asked_of_the_region(pages(*totals, *own))
    assert {"contact|missed", "intake"} <= known
    assert not {"aftercare", "aftercare|not_yet", "closing"} & known
    assert "aftercare" in asked_of_the_region(pages(*totals, *own[:4]))


def asked_of_the_region(publication: Publication) -> set[str]:
    universe = universe_of((publication,))
    cells = [target.cell for target in targets(build(universe, stern=False), universe)]
    return {cell.category for cell in cells if cell.area == "R" and cell.table == STEPS}
