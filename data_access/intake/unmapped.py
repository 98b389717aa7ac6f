"""What a mapping does not say yet of a sheet: the questions that the coordinator answers on screen."""

from collections.abc import Mapping as Dict
from dataclasses import dataclass

from data_access.columns import Column
from data_access.contract import CONTRACT
from data_access.intake.book import Sheet
from data_access.intake.cells import codes_for, is_coded, read_cells
from data_access.intake.derive import derivable
from data_access.intake.known import Known
from data_access.intake.mapping import Mapping, is_hidden
from data_access.intake.meanings import texts_of


@dataclass(frozen=True, kw_only=True)
class Unmapped:
    """`headers`: without a column. `required`: columns that neither the file nor a constant fills.

    `values`: column -> text as delivered -> its rows, without a code. They are for the screen of the one who delivers
    and nowhere else: those of `practice`, `referrer` and `reason` may be a name or a description.
    """

    headers: tuple[str, ...]
    required: tuple[str, ...]
    values: Dict[str, Dict[str, int]]

    def __bool__(self) -> bool:
        """Whether an answer is needed before every row can come in. A header may always be left out."""
        return bool(self.required or self.values)


def unmapped(sheet: Sheet, mapping: Mapping, known: Known | None = None) -> Unmapped:
    """With `known` also the names of municipalities, villages and practices that the database does not know."""
    contract = CONTRACT[mapping.table]
    filled = set(mapping.columns.values()) | set(mapping.constants)
    missing = contract.required - filled - derivable(mapping.table, filled)
    values = {column.name: _without_code(sheet, mapping, column, known) for column in contract.columns}
    return Unmapped(
        headers=tuple(header for header in sheet.header if header not in mapping.columns),
        required=tuple(column.name for column in contract.columns if column.name in missing),
        values={column: texts for column, texts in values.items() if texts},
    )


def _without_code(sheet: Sheet, mapping: Mapping, column: Column, known: Known | None) -> dict[str, int]:
    header = mapping.header_of(column.name)
    if header is None or header not in sheet.header:
        return {}
    said = mapping.values.get(column.name, {})
    if is_coded(column):
        texts = {text: n for text, n in texts_of(sheet, header, column).items() if text.casefold() not in said}
        codes = codes_for(texts, column, header)
        return {text: n for text, n in texts.items() if text not in codes}
    if column.rule.refers and known:
        inside = is_hidden(mapping, column.name)
        wrong = read_cells(sheet.texts(header), column, header, said, known, inside=inside).wrong
        return {text: n for text, n in texts_of(sheet, header, column).items() if text in wrong}
    return {}
