"""What tells a mistake in a command from a refusal."""


class WrongUse(Exception):
    """What was named is not there or cannot be: a file, a folder, a number, an address. A command then ends with 2. The
    text is a Dutch sentence with a next step."""
