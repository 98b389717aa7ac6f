"""What can be wrong with the input of an attack; the messages are Dutch and meant for the person at the keyboard."""


class AttackError(Exception):
    """The input cannot be read, or a bound could not be determined exactly."""


class ContradictionError(AttackError):
    """No table of non-negative integers agrees with everything that was published."""

    def __init__(self, what: str = "") -> None:
        tail = f" Het gaat mis bij {what}." if what else ""
        super().__init__(f"De gegevens spreken elkaar tegen: geen enkele tabel met gehele getallen past erbij.{tail}")
