"""The best guess of what a sheet holds: its table, and a column of the contract for each header that is known."""

from collections.abc import Iterable

from data_access.columns import TableContract
from data_access.contract import CONTRACT
from data_access.intake.book import Sheet
from data_access.intake.derive import derivable
from data_access.intake.headers import columns_for, of_a_referrer
from data_access.intake.mapping import LEFT_OUT, Mapping
from data_access.intake.meanings import mostly, mostly_whole, values_for
from data_access.intake.plain import plain
from data_access.intake.unmapped import Unmapped, unmapped

__all__ = ["Unmapped", "is_titled", "recognise", "unmapped"]

TABLE_NAMES = {
    "verwijzingen": "referral", "verwijzing": "referral", "registratie": "referral", "leveringen": "delivery",
    "praktijken": "practice", "patienten": "practiceyear", "ingeschreven patienten": "practiceyear",
    "deelname": "participation", "bevolking": "population", "inwoners": "population", "doelen": "target",
    "begroting": "budgetline", "financiering": "funding", "dekking": "funding", "uitgaven": "expense",
    "verplichtingen": "commitment", "fasen": "phase", "fasering": "phase", "mijlpalen": "milestone",
    "zorgdomein": "welfareorganisation", "welzijnsorganisaties": "welfareorganisation", "kernen": "village",
    "wijken": "village", "gemeenten": "municipality", "regios": "region", "welbevinden": "wellbeing",
    "praktijkenquete": "practicesurvey", "behoefte": "need", "toelichtingen": "explanation",
}  # fmt: skip
ALONE = {"regio": "region", "gemeente": "municipality", "praktijk": "practice"}
"""Names that say what a sheet holds only where nothing stands beside them."""
GIVEN = {"supplier", "source"}
"""Columns that the delivery itself fills: who delivers, and which file it was."""
TELLING = {
    "referral": ("verwijs", "verwijz", "verwezen", "referral"), "expense": ("uitgave", "boek", "factuur"),
    "commitment": ("verplichting", "toegezegd"), "milestone": ("mijlpaal",), "phase": ("fase",),
    "wellbeing": ("score", "vragenlijst"), "delivery": ("levering", "geleverd"), "need": ("behoefte",),
    "practicesurvey": ("rapportcijfer",), "explanation": ("toelichting",),
}  # fmt: skip
"""Parts of a header that no other table has."""
NAME_COUNTS, MISSING_COUNTS = 3, 2


def recognise(
    sheet: Sheet,
    supplier: str,
    remembered: Iterable[Mapping],
    *,
    scope: frozenset[str] | None = None,
    table: str | None = None,
) -> Mapping:
    """What the supplier's remembered mappings say wins; known headers and words fill the rest.

    A scope of one municipality fills it in where the file does not name municipalities. `table`: what the sheet holds,
    where someone has said so. Raises KeyError for a table that the contract does not have.
    """
    ours = [past for past in remembered if past.supplier == supplier and table in (None, past.table)]
    past = max(ours, key=lambda m: (set(m.columns) <= set(sheet.header), _shared(m, sheet)), default=None)
    if past and 2 * _shared(past, sheet) < max(1, len(past.columns)):
        past = None
    name = table or (past.table if past else max(CONTRACT, key=lambda name: _score(sheet, CONTRACT[name])))
    contract = CONTRACT[name]
    columns = _columns(sheet, contract, past)
    fitting = Mapping(
        supplier=supplier, table=contract.name, columns=columns, values=past.values if past else {},
        constants=_constants(sheet, contract, columns, supplier, scope) | dict(past.constants if past else {}),
        complete=past.complete if past else False,
    )  # fmt: skip
    return Mapping(**{**vars(fitting), "values": values_for(sheet, fitting)})


def _shared(past: Mapping, sheet: Sheet) -> int:
    return len(set(past.columns) & set(sheet.header))


def _score(sheet: Sheet, contract: TableContract) -> int:
    """Headers that fit, less what has to be there and is not; a telling header, sheet or file name counts for a few."""
    found = set(guess(sheet, contract).values())
    missing = contract.required - found - derivable(contract.name, found) - GIVEN - {"municipality"}
    names = {plain(sheet.name), *plain(sheet.file.rsplit(".", 1)[0]).split()}
    named = contract.name in names or any(TABLE_NAMES.get(name) == contract.name for name in names)
    told = any(part in plain(header) for header in sheet.header for part in TELLING.get(contract.name, ()))
    return len(found) - MISSING_COUNTS * len(missing) + NAME_COUNTS * (named + told)


def is_titled(sheet: Sheet, table: str) -> bool:
    """Whether the sheet, or a file without sheets, is called after this table and after nothing else."""
    title = plain(sheet.name or sheet.file.rsplit(".", 1)[0])
    return table in (title, TABLE_NAMES.get(title), ALONE.get(title))


def guess(sheet: Sheet, contract: TableContract) -> dict[str, str]:
    """Header to column by known headers alone; of two headers for one column the better one, then the first."""
    places = [
        (rank, place, header, column)
        for place, header in enumerate(sheet.header)
        for column, rank in _fitting(sheet, contract, header).items()
    ]
    columns: dict[str, str] = {}
    for _, _, header, column in sorted(places):
        if header not in columns and column not in columns.values():
            columns[header] = column
    return columns


def _fitting(sheet: Sheet, contract: TableContract, header: str) -> dict[str, int]:
    """What the header can stand for, where its texts decide: ages or bands, kinds of referrers or their names."""
    ranks = columns_for(header, contract)
    if contract.name != "referral":
        return ranks
    by_name = {column.name: column for column in contract.columns}
    if "age" in ranks and mostly(sheet, header, by_name["age_band"]) and not mostly_whole(sheet, header):
        return {"age_band": ranks["age"]}
    if of_a_referrer(header) and "practice" in ranks and mostly(sheet, header, by_name["referrer"]):
        return {"referrer": ranks["practice"]}
    return ranks


def _columns(sheet: Sheet, contract: TableContract, past: Mapping | None) -> dict[str, str]:
    said = {header: column for header, column in past.columns.items() if header in sheet.header} if past else {}
    rest = {
        header: column
        for header, column in guess(sheet, contract).items()
        if header not in said and column not in said.values()
    }
    return {header: column for header, column in (said | rest).items() if column != LEFT_OUT}


def _constants(
    sheet: Sheet, contract: TableContract, columns: dict[str, str], supplier: str, scope: frozenset[str] | None
) -> dict[str, str]:
    """What the file does not say and the delivery does."""
    given = {"supplier": supplier, "source": sheet.file}
    if scope and len(scope) == 1:
        given |= {"municipality": min(scope), "area": min(scope)}
    wanted = contract.required - set(columns.values())
    return {column: value for column, value in given.items() if column in wanted}
