"""Who sees what: the one table of roles and parts of the dashboard, shown in README, read by router and tests."""

from dataclasses import dataclass
from enum import StrEnum

from domain.areas import Area, Geography, Level
from domain.viewer import ROLE_LABEL, Role, Viewer


class Access(StrEnum):
    """The Dutch word is what README prints."""

    YES = "ja"
    OWN = "eigen gemeenten"
    NO = "nee"


@dataclass(frozen=True, kw_only=True)
class Part:
    """A page (`slug` is its address, empty for the first page) or, without a slug, a section of pages."""

    key: str
    title: str
    slug: str | None = None


DATA = Part(key="data", title="Gegevens", slug="gegevens")
PUBLISH = Part(key="publish", title="Publiceren", slug="publiceren")
ADMIN = Part(key="admin", title="Beheer", slug="beheer")
ACCOUNT = Part(key="account", title="Mijn account", slug="account")
PAGES = (
    Part(key="overview", title="Overzicht", slug=""),
    Part(key="reach", title="Bereik", slug="bereik"),
    Part(key="referrals", title="Verwijzingen", slug="verwijzingen"),
    Part(key="trajectory", title="Van verwijzing tot activiteit", slug="traject"),
    Part(key="practices", title="Praktijken", slug="praktijken"),
    Part(key="budget", title="Begroting", slug="begroting"),
    Part(key="definitions", title="Begrippen", slug="begrippen"),
    Part(key="privacy", title="Privacy", slug="privacy"),
    DATA,
    PUBLISH,
    ADMIN,
    ACCOUNT,
)
LIVE = Part(key="live", title="Cijfers voordat ze zijn vrijgegeven, met kwartalen en maanden")
PRACTICE_FIGURES = Part(key="practice_figures", title="Verwijzingen per praktijk, met de laatste verwijzing")
DELIVER = Part(key="deliver", title="Gegevens inlezen, terugdraaien en in tabellen bewerken")
QUALITY = Part(key="quality", title="Kwaliteit van de registratie per leverancier en praktijk")
CONSENT = Part(key="consent", title="Akkoord geven met vrijgeven")
RELEASE = Part(key="release", title="Een vrijgave maken en publiceren, met het verslag ervan")
TRACE = Part(key="trace", title="Logboek inzien en uitvoeren")
PARTS = (*PAGES, LIVE, PRACTICE_FIGURES, DELIVER, QUALITY, CONSENT, RELEASE, TRACE)

EVERYONE = dict.fromkeys(Role, Access.YES)
COORDINATOR_ONLY = {role: Access.OWN if role is Role.COORDINATOR else Access.NO for role in Role}
ADMIN_ONLY = {role: Access.YES if role is Role.ADMIN else Access.NO for role in Role}

TABLE: dict[str, dict[Role, Access]] = {
    **{page.key: EVERYONE for page in PAGES},
    DATA.key: {**COORDINATOR_ONLY, Role.ADMIN: Access.YES},
    PUBLISH.key: {**COORDINATOR_ONLY, Role.ADMIN: Access.YES},
    ADMIN.key: ADMIN_ONLY,
    LIVE.key: COORDINATOR_ONLY,
    PRACTICE_FIGURES.key: COORDINATOR_ONLY,
    DELIVER.key: {**COORDINATOR_ONLY, Role.ADMIN: Access.YES},
    QUALITY.key: COORDINATOR_ONLY,
    CONSENT.key: COORDINATOR_ONLY,
    RELEASE.key: ADMIN_ONLY,
    TRACE.key: ADMIN_ONLY,
}


def may_see(viewer: Viewer, part: Part, municipality: str | None = None) -> bool:
    """`municipality` is the CBS code of what is on screen: it matters where access is for own municipalities."""
    access = TABLE[part.key][viewer.role]
    return access is Access.YES or (access is Access.OWN and municipality in viewer.scope.municipalities)


def may_open(viewer: Viewer, page: Part) -> bool:
    """Whether a page is there for the viewer at all; what it shows of one municipality is up to `may_see`."""
    return may_see(viewer, page) or any(may_see(viewer, page, code) for code in viewer.scope.municipalities)


def choosable(viewer: Viewer, geography: Geography) -> tuple[Area, ...]:
    """The municipalities a viewer may choose: the scope; for a coordinator also the others in the same regions."""
    own = viewer.scope.municipalities
    regions = {a.parent for a in geography.areas if a.code in own} if viewer.role is Role.COORDINATOR else set()
    return tuple(a for a in geography.of_level(Level.MUNICIPALITY) if a.code in own or a.parent in regions)


def choosable_regions(viewer: Viewer, geography: Geography) -> tuple[Area, ...]:
    """The regions in which the municipalities of the scope lie, by name."""
    codes = {a.parent for a in choosable(viewer, geography)}
    return tuple(a for a in geography.of_level(Level.REGION) if a.code in codes)


def as_markdown() -> str:
    """The table as README shows it."""
    head = ["onderdeel", *(ROLE_LABEL[role] for role in Role)]
    rows = [[part.title, *(TABLE[part.key][role].value for role in Role)] for part in PARTS]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in (head, ["---"] * len(head), *rows))
