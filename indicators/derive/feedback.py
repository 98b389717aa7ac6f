"""Whether the referrer heard back (terugkoppeling)."""

from typing import TYPE_CHECKING

from domain.results import Result
from indicators.derive.shares import Answers, make_share
from indicators.view import View

if TYPE_CHECKING:
    from indicators.indicator import Indicator

GIVEN = Answers(yes="given", no="none", words="kreeg de verwijzer een terugkoppeling")


def feedback(view: View, indicator: "Indicator") -> Result:
    return make_share(view, indicator, GIVEN)
