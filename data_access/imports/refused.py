"""Why a change of the data was not made."""

from data_access.wrong_use import WrongUse


class ImportRefused(Exception):
    """Nothing is stored; the text is a Dutch sentence with a next step."""


class NoSuchBatch(ImportRefused, WrongUse):
    """There is no delivery with that number."""


class EditConflict(ImportRefused):
    """Someone else changed the same row in the meantime."""
