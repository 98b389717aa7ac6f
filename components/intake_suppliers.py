"""The organisations that have delivered before: so that a name is chosen and not typed in another way."""

from components.intake_rights import own_municipalities
from data_access import cached
from data_access.imports.history import history
from domain.areas import Geography
from domain.viewer import Viewer


def suppliers_for(viewer: Viewer, geography: Geography) -> list[str]:
    """Those of the viewer's own municipalities, by name: of their registrations, or of an earlier import."""
    own = {area.code for area in own_municipalities(viewer, geography)}
    deliveries = cached.programme().deliveries
    names = set(deliveries.filter(deliveries["municipality"].is_in(list(own)))["supplier"].to_list())
    names |= {batch.supplier for batch in history(cached.engine()) if batch.areas and batch.areas <= own}
    return sorted(name for name in names if name)
