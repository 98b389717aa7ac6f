"""Thousands of mutilated files through the whole reading: never a traceback, never a resident in a message.

`python -m tools.fuzz --files 10000 --seed 1`. Ends with 1, and keeps the file in var/fuzz, at the first that gets
through. Every file can be made again from its seed and number.
"""

import argparse
import resource
import sys
import time
from collections import Counter
from datetime import date
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from data_access.intake.convert import convert
from data_access.intake.guard import guard
from data_access.intake.known import Known
from data_access.intake.mapping import safe_headers
from data_access.intake.recognise import recognise, unmapped
from data_access.intake.sheet import Book, read_file
from data_access.problems import LoadError, Problem
from tools.fuzz_files import CANARIES, mutant

KNOWN = Known(
    codes={
        "region": {"TW": "Twente"}, "municipality": {"GM1735": "Hof van Twente"}, "village": {"GOOR": "Goor"},
        "practice": {"P1": "Praktijk Goor"}, "welfareorganisation": {},
    },
    village_of={"GOOR": "GM1735"}, practice_of={"P1": "GM1735"}, data_date=date(2026, 11, 1),
    scope=frozenset({"GM1735"}),
)  # fmt: skip
MOST_BYTES = 2**30
KEPT = Path("var/fuzz")
LONGEST_SENTENCE = 1_000
TOLD = 500
"""After so many files a sign of life."""


def taken(path: Path, name: str) -> str:
    """One word for what became of the file. Raises AssertionError for a message that is none,
    or that tells too much."""
    try:
        book = read_file(path, name)
    except LoadError as error:
        return refused(error)
    return looked_through(book)


def refused(error: LoadError) -> str:
    assert error.problems
    looked_at(error.problems)
    return "refused"


def looked_through(book: Book) -> str:
    word = "read"
    for sheet in book.sheets:
        looked_at(sheet.problems)
        mapping = recognise(sheet, "salut", ())
        suspicious = guard(sheet, safe_headers(mapping))
        looked_at(suspicious)
        if suspicious:
            return "guarded"
        unmapped(sheet, mapping, KNOWN)
        converted = convert(sheet, mapping, KNOWN)
        looked_at(converted.problems)
        assert converted.frame.height <= converted.rows
        word = "wrong" if converted.errors else "right"
    return word


def looked_at(problems: tuple[Problem, ...] | list[Problem]) -> None:
    for problem in problems:
        told = f"{problem.text} {problem.value or ''} {problem.column}"
        assert problem.text.rstrip().endswith((".", ")")), problem.text
        assert len(problem.text) < LONGEST_SENTENCE, problem.rule
        assert not any(canary in told for canary in CANARIES), problem.rule


def peak() -> int:
    """Bytes of this process at its largest; Linux counts in kilobytes. Its children are bounded when they start."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def run(files: int, seed: int, folder: Path) -> Counter[str]:
    """Raises what the first bad file raises, with its seed and number in a note."""
    counts: Counter[str] = Counter()
    before = peak()
    for number in range(files):
        name, content = mutant(Random(f"{seed}-{number}"))
        path = folder / "file"
        path.write_bytes(content)
        try:
            counts[taken(path, name)] += 1
            assert peak() - before < MOST_BYTES, "more than a gigabyte"
        except BaseException as error:
            error.add_note(f"seed {seed}, file {number}: {name}")
            raise
        if (number + 1) % TOLD == 0:
            print(f"{number + 1} ...", file=sys.stderr, flush=True)
    return counts


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    start = time.monotonic()
    with TemporaryDirectory() as folder:
        try:
            counts = run(options.files, options.seed, Path(folder))
        except BaseException:
            KEPT.mkdir(parents=True, exist_ok=True)
            (KEPT / "file").write_bytes((Path(folder) / "file").read_bytes())
            raise
    told = ", ".join(f"{word} {count}" for word, count in sorted(counts.items()))
    print(f"{options.files} files in {time.monotonic() - start:.0f} s, {peak() / 2**20:.0f} MB at most: {told}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
