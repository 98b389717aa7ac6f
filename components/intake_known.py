"""What is known while the words of a delivery are asked: the database, and what the delivery itself brings."""

from components.intake_state import Work
from data_access.contract import CONTRACT
from data_access.intake.convert import convert
from data_access.intake.known import REFERRED_TO, Known, known_with


def known_along(work: Work) -> Known:
    """A practice in one sheet is no strange name in another. Rows of a list that are wrong bring nothing."""
    known, order = work.known, list(CONTRACT)
    lists = [part for part in work.taken if part.mapping.table in REFERRED_TO] if len(work.taken) > 1 else []
    for part in sorted(lists, key=lambda part: order.index(part.mapping.table)):
        found = part.converted or convert(part.sheet, part.mapping, known)
        known = known_with(known, {found.table: found.frame})
    return known
