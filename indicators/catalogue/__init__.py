"""Every definition, by key, in the order of the pages."""

from collections.abc import Mapping
from types import MappingProxyType

from indicators.catalogue.budget import BUDGET
from indicators.catalogue.practices import PRACTICES
from indicators.catalogue.quality import QUALITY
from indicators.catalogue.reach import REACH
from indicators.catalogue.referrals import REFERRALS
from indicators.catalogue.trajectory import TRAJECTORY
from indicators.indicator import Indicator

FAMILIES: Mapping[str, tuple[Indicator, ...]] = MappingProxyType(
    {
        "reach": REACH,
        "referrals": REFERRALS,
        "trajectory": TRAJECTORY,
        "practices": PRACTICES,
        "budget": BUDGET,
        "quality": QUALITY,
    }
)
CATALOGUE: Mapping[str, Indicator] = MappingProxyType({i.key: i for family in FAMILIES.values() for i in family})
