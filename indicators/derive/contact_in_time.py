"""First contact within 5 working days of the referral."""

from typing import TYPE_CHECKING

from domain.results import Result
from indicators.derive.shares import Answers, make_share
from indicators.view import View

if TYPE_CHECKING:
    from indicators.indicator import Indicator

IN_TIME = Answers(yes="in_time", no="late", words="was er contact binnen 5 werkdagen")


def contact_in_time(view: View, indicator: "Indicator") -> Result:
    return make_share(view, indicator, IN_TIME)
