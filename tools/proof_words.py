"""Numbers that are told in sentences only: what is still to come, what was left out, intakes, certified sentences."""

import re
from collections.abc import Iterable, Iterator

from domain.cells import OTHER
from domain.codes import UNKNOWN

MANY = r"(?P<n>[\d.]+) verwijzing(?:en)?"
TOGETHER = "nog niet bekend of niet geregistreerd"
STILL_RUNS = {
    "referrals.direction": UNKNOWN, "referrals.provision": UNKNOWN, "trajectory.ending": "open",
    "trajectory.contact": "not_yet", "trajectory.feedback": "not_yet",
}  # fmt: skip
NOTES = (
    (
        re.compile(rf"^Van {MANY} is dit (?P<what>nog niet bekend|niet geregistreerd)( of niet geregistreerd)?\. Die"),
        "",
    ),
    (re.compile(rf"^Bij {MANY} is (dit|de leeftijd) (?P<what>niet geregistreerd)\."), ""),
    (re.compile(rf"^Bij {MANY} is het geslacht: (?P<what>Anders|niet geregistreerd)\."), ""),
    (re.compile(rf"^Niet meegeteld: {MANY} in '?Overige"), OTHER),
)
SENTENCE = re.compile(
    r"^(?P<how>Meer dan de helft|Ten minste twee derde) van de verwezen inwoners is (?P<who>vrouw|man)\."
)
HOW = {"Meer dan de helft": ">1/2", "Ten minste twee derde": ">=2/3"}
WHO = {"vrouw": "female", "man": "male"}
IN_LINE = re.compile(r"\b(?P<how>meer dan de helft|ten minste twee derde) (?P<who>vrouw|man)\b")
INTAKES = re.compile(r"Kennismakingen: (?P<now>[\d.]+) in (?P<span>.+?), (?P<before>[\d.]+) in (?P<earlier>[^:.]+)[:.]")
STANDS = re.compile(r"^(?P<area>.+), (?P<period>[^,·]+?) · (?:peildatum|Vrijgegeven op) \d{1,2} ")
VILLAGE = re.compile(rf"^Sinds (?P<since>\w+ \d{{4}}): {MANY}(?:, gemiddeld (?P<age>\d+) jaar)?")
TOGETHER_LINE = re.compile(rf"(?P<areas>[^.:]+ samen), (?P<since>sinds \w+ \d{{4}}): {MANY}\.")
IN_AREA = re.compile(rf"{MANY} in (?P<area>[^.]+?) (?P<since>sinds \w+ \d{{4}})\.")
WAITING = re.compile(rf"^Nog niet bekend: {MANY}\.$")


def plain(text: str) -> str:
    """A line as a reader sees it: without the signs that keep markdown from acting on it."""
    return text.replace("\\", "").replace("\u2060", "")


def whole(text: str) -> int:
    return int(text.replace(".", ""))


def in_notes(notes: Iterable[str], table: str) -> Iterator[tuple[str, int]]:
    """Category and count of what a note says was left out."""
    for note in notes:
        waiting = WAITING.match(note)
        if waiting and table == "trajectory.step":
            yield "intake|not_yet", whole(waiting["n"])
        for pattern, category in NOTES:
            found = pattern.match(note)
            if found:
                yield category or _category(found["what"], table, note), whole(found["n"])


def _category(what: str, table: str, note: str) -> str:
    if what == "Anders":
        return "other"
    return STILL_RUNS[table] if what == "nog niet bekend" or TOGETHER in note else UNKNOWN


def certified(text: str) -> str | None:
    """The category of a certified sentence: `female>1/2`."""
    found = SENTENCE.match(text) or IN_LINE.search(text)
    if not found:
        return None
    how = found["how"][:1].upper() + found["how"][1:]
    return f"{WHO[found['who']]}{HOW[how]}"
