"""A process that does what it is asked: `python -m publishing.worker`, started and spoken to by publishing.workers.

Messages are pickles behind their length, on its standard input and output. It ends when who started it is gone,
whatever happened to that: then its input ends. It gives way to others who want the processor.
"""

import os
import pickle
import struct
import sys
import traceback
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from queue import SimpleQueue
from threading import Lock, Semaphore, Thread
from typing import Any, BinaryIO

LENGTH = struct.Struct(">Q")
NICE = 10
OOM = Path("/proc/self/oom_score_adj")
SHARE, DO, CORE = "share", "do", "core"
"""What may be asked: to keep what all jobs share; a job; and that a further core is free for the job at hand."""
TOLD, DONE, FAILED = "told", "done", "failed"
"""What is answered: how far it is, as often as the job likes, and then what came of it, or the exception."""


class Line:
    """What a job has of the one who asked: `told` says how far it is, `cores` are those it may use more."""

    def __init__(self, output: BinaryIO) -> None:
        self._output, self._lock = output, Lock()
        self.cores = Semaphore(0)

    def told(self, *what: Any) -> None:
        self.answer(TOLD, what)

    def answer(self, kind: str, what: Any) -> None:
        with self._lock:
            write(self._output, (kind, what))


Job = Callable[..., Any]
"""Of a module, by its name: called with the line, what is shared, and its own arguments."""


def write(stream: BinaryIO, message: Any) -> None:
    packed = pickle.dumps(message, pickle.HIGHEST_PROTOCOL)
    stream.write(LENGTH.pack(len(packed)))
    stream.write(packed)
    stream.flush()


def read(stream: BinaryIO) -> Any:
    """Raises EOFError where the other side is gone."""
    return pickle.loads(_exactly(stream, LENGTH.unpack(_exactly(stream, LENGTH.size))[0]))  # noqa: S301  (our own)


def _exactly(stream: BinaryIO, size: int) -> bytes:
    found = stream.read(size)
    if len(found) < size:
        raise EOFError
    return found


def listen(stream: BinaryIO, asked: SimpleQueue[Any], line: Line) -> None:
    """In a thread, so that the end of who started it is noticed in the middle of a job too."""
    try:
        while True:
            kind, what = read(stream)
            if kind == CORE:
                line.cores.release()
            else:
                asked.put((kind, what))
    except (EOFError, OSError):
        os._exit(0)


def work(asked: SimpleQueue[Any], line: Line) -> None:
    shared: Any = None
    while True:
        kind, what = asked.get()
        if kind == SHARE:
            shared = pickle.loads(what)  # noqa: S301
            continue
        do, arguments = what
        try:
            line.answer(DONE, do(line, shared, *arguments))
        except BrokenPipeError:
            return
        except Exception as error:
            line.answer(FAILED, _sendable(error))


def _sendable(error: Exception) -> Exception:
    """As it was, with the lines where it happened; where it cannot be sent its kind alone."""
    lines = "".join(traceback.format_tb(error.__traceback__))
    try:
        pickle.loads(pickle.dumps(error))  # noqa: S301
    except Exception:
        error = RuntimeError(type(error).__qualname__)
    error.add_note(lines)
    return error


def main() -> None:
    # Where memory runs out a worker goes, and the dashboard stays.
    with suppress(OSError):
        OOM.write_text("800")
    os.setpriority(os.PRIO_PROCESS, 0, max(os.getpriority(os.PRIO_PROCESS, 0), NICE))
    # What a library prints must not come between the messages.
    output = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    line, asked = Line(output), SimpleQueue[Any]()
    Thread(target=listen, args=(sys.stdin.buffer, asked, line), daemon=True).start()
    work(asked, line)


if __name__ == "__main__":
    main()
