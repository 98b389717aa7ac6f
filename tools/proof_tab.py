"""A visitor for the proof: keeps every message that the server sends, switches every table on, fetches every file."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from tests.app.websocket import Visitor
from tools.proof_read import File, file_of, said_in

SILENT = {"new_session", "script_finished", "session_status_changed", "session_event", "backend_operation_response"}
"""Messages of Streamlit's own that hold nothing of a page: they are searched for registrations, not for numbers."""
SECONDS = 60


class _Recorder:
    """Stands between a visitor and its connection, and keeps what comes in."""

    def __init__(self, connection: Any) -> None:
        self._connection = connection
        self.received: list[bytes] = []
        self.session = ""

    def send(self, message: bytes) -> None:
        self._connection.send(message)

    def recv(self, timeout: float | None = None) -> bytes:
        message: bytes = self._connection.recv(timeout=timeout)
        self.received.append(message)
        if not self.session:
            self.session = ForwardMsg.FromString(message).new_session.initialize.session_id
        return message


@dataclass(frozen=True, kw_only=True)
class Seen:
    """All that was sent for one view: `said` holds every text and number with its place in the message, sorted."""

    page: str
    query: str
    said: tuple[str, ...]
    files: tuple[File, ...]
    raw: tuple[bytes, ...]
    exceptions: tuple[str, ...]

    @property
    def where(self) -> str:
        return f"/{self.page}?{self.query}"


class Tab(Visitor):
    """`kinds`: the endings of the files to fetch on each view."""

    def __init__(self, url: str, kinds: tuple[str, ...] = ("csv", "xlsx")) -> None:
        super().__init__(url)
        self.kinds = kinds
        self._toggles: dict[str, set[str]] = {}
        self._known: dict[str, ForwardMsg] = {}

    def __enter__(self) -> "Tab":
        super().__enter__()
        self.recorder = _Recorder(self.socket)
        self.socket: Any = self.recorder
        return self

    def see(self, page: str, query: str, family: str | None = None) -> Seen:
        """The view with every "Toon als tabel" on. `family`: what to choose where a page draws one part at a time."""
        self.page_hash, self.name, self.query = "", page, query
        known = self._toggles.setdefault(page, set())
        self._switch(known)
        messages, raw = self._visit()
        found = {e.checkbox.id for e in _elements(messages) if _is_table_switch(e)}
        if found - known:
            known |= found
            self._switch(known)
            messages, more = self._visit()
            raw += more
        if family is not None:
            messages, more = self._choose(family)
            raw += more
        files = tuple(self._files(messages))
        received = self._taken()
        said = {line for message in messages for line in said_in(message, self.url)}
        return Seen(
            page=page, query=query if family is None else f"{query}#{family}", said=tuple(sorted(said)), files=files,
            raw=(*raw, *received, *(f.content for f in files)), exceptions=tuple(self.screen.exceptions),
        )  # fmt: skip

    def families(self) -> tuple[str, ...]:
        """What can be chosen on a page that draws one part at a time."""
        groups = [widget for kind, widget in self.screen.widgets.values() if kind == "button_group"]
        return tuple(option.content for group in groups for option in group.options)

    def _switch(self, toggles: set[str]) -> None:
        self.states = dict.fromkeys(toggles, ("checkbox", True))

    def _choose(self, family: str) -> tuple[list[ForwardMsg], list[bytes]]:
        group = next(widget for kind, widget in self.screen.widgets.values() if kind == "button_group")
        message = BackMsg.FromString(self._message(None))
        state = message.rerun_script.widget_states.widgets.add(id=group.id)
        state.string_array_value.data.append(family)
        self.socket.send(message.SerializeToString())
        self.screen = self._receive()
        return self._read()

    def _visit(self) -> tuple[list[ForwardMsg], list[bytes]]:
        self._taken()
        self.run()
        return self._read()

    def _read(self) -> tuple[list[ForwardMsg], list[bytes]]:
        raw = self._taken()
        messages = [self._whole(ForwardMsg.FromString(message)) for message in raw]
        return [m for m in messages if m.WhichOneof("type") not in SILENT], raw

    def _taken(self) -> list[bytes]:
        taken, self.recorder.received = self.recorder.received, []
        return taken

    def _whole(self, message: ForwardMsg) -> ForwardMsg:
        """What was sent before in this session comes as a hash: the browser puts the message itself in its place."""
        if message.WhichOneof("type") == "ref_hash":
            return self._known[message.ref_hash]
        if message.hash:
            self._known[message.hash] = message
        return message

    def _files(self, messages: list[ForwardMsg]) -> Iterator[File]:
        """What is behind every download button, fetched as the browser does on a click."""
        for element in _elements(messages):
            if element.WhichOneof("type") != "download_button":
                continue
            button = element.download_button
            if button.label.lower() in self.kinds:
                address = button.url or self._made(button.deferred_file_id)
                yield file_of(button.label.lower(), self.fetch(address))

    def _made(self, file_id: str) -> str:
        """The address of a file that is made on the click."""
        message = BackMsg()
        request = message.backend_operation_request
        request.request_id, request.session_id = file_id, self.recorder.session
        request.deferred_file.file_id = file_id
        self.socket.send(message.SerializeToString())
        while True:
            answer = ForwardMsg.FromString(self.socket.recv(timeout=SECONDS)).backend_operation_response
            if answer.request_id == file_id:
                if answer.error_msg:
                    raise RuntimeError(answer.error_msg)
                return answer.deferred_file.url


def _elements(messages: list[ForwardMsg]) -> Iterator[Any]:
    for message in messages:
        if message.WhichOneof("type") == "delta" and message.delta.WhichOneof("type") == "new_element":
            yield message.delta.new_element


def _is_table_switch(element: Any) -> bool:
    return element.WhichOneof("type") == "checkbox" and element.checkbox.label == "Toon als tabel"


def as_json(seen: Seen) -> str:
    """For a look at one view by hand."""
    return json.dumps({"where": seen.where, "said": seen.said, "files": [f.rows for f in seen.files]}, indent=1)
