"""Why a change of the data was not made."""


class ImportRefused(Exception):
    """Nothing is stored; the text is a Dutch sentence with a next step."""


class EditConflict(ImportRefused):
    """Someone else changed the same row in the meantime."""
