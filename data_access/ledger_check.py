"""Reads the whole ledger and tells what is not as it was published."""

from sqlalchemy import Connection, Engine, select

from data_access.engine import reading
from data_access.models import Release, ReleaseFile
from data_access.releases import head_of
from data_access.seals import BEGIN, content_hash, head_hash
from data_access.tables import table_of

ALTERED_ROW = "De regel van publicatie {} in het grootboek is na het publiceren veranderd."
ALTERED_FILES = "De bestanden van publicatie {} zijn niet meer die van het moment van publiceren."
BROKEN_LINK = "Publicatie {} sluit niet aan op de publicatie ervoor: die is veranderd of weg."
MISSING = "Publicatie {} ontbreekt in het grootboek."


def verify_ledger(engine: Engine) -> tuple[str, ...]:
    """A Dutch sentence for each fault; none where the ledger is sound. Raises DataAwayError.

    That the newest releases were taken out cannot be seen from the ledger alone: compare with an exported head.
    """
    release = table_of(Release)
    seals = select(release.c.number, release.c.previous_hash, release.c.content_hash, release.c.hash)
    found, before = [], (0, BEGIN)
    with reading(engine) as connection:
        for number, previous, content, own in connection.execute(seals.order_by(release.c.number)).all():
            found += [MISSING.format(gone) for gone in range(before[0] + 1, number)]
            faults = {
                BROKEN_LINK: previous != before[1],
                ALTERED_ROW: not _intact(connection, number),
                ALTERED_FILES: content != content_hash(_files(connection, number)),
            }
            found += [sentence.format(number) for sentence, there in faults.items() if there]
            before = (number, own)
    return tuple(found)


def _intact(connection: Connection, number: int) -> bool:
    """A line that cannot even be read was altered too."""
    release = table_of(Release)
    try:
        head = head_of(connection.execute(select(release).where(release.c.number == number)).one())
        return head.hash == head_hash(head)
    except (ValueError, TypeError):
        return False


def _files(connection: Connection, number: int) -> dict[str, bytes]:
    """One release at a time: all of them together may not fit in memory."""
    file = table_of(ReleaseFile)
    rows = connection.execute(select(file.c.name, file.c.content).where(file.c.release_number == number))
    return {row.name: bytes(row.content) for row in rows}
