"""Makes and publishes the releases of all regions, as the beheerder does."""

from collections.abc import Callable

from sqlalchemy import Engine

from data_access.releases import release_heads_newest
from publishing.release import make, publish

AGREED = "Voor het bewijs."


def release_all(engine: Engine, tell: Callable[[str], None], account: str = "beheerder") -> None:
    """Of every region that has a release already."""
    for region in sorted(release_heads_newest(engine)):
        draft = make(engine, region, account, lambda share, what: None, AGREED)
        head = publish(engine, draft.id, account, AGREED)
        tell(f"{region}: publicatie {head.number}, peildatum {head.data_date}")
