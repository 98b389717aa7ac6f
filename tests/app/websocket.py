"""A visitor without a browser, over Streamlit's own websocket: opens an address, sees what was sent, uses widgets."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from http.client import HTTPConnection
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import connect

DRAWN = ("plotly_chart", "table", "dataframe", "arrow_table", "imgs", "metric")
EARLY = ForwardMsg.FINISHED_EARLY_FOR_RERUN
TEXT_FIELDS = ("body", "label", "code_text", "title", "caption", "options", "placeholder")
SECONDS = 60


@dataclass
class Screen:
    """What one run sent. `said` holds every text with the kind of its element, in order; `widgets` go by label."""

    said: list[tuple[str, str]] = field(default_factory=list)
    kinds: list[str] = field(default_factory=list)
    widgets: dict[str, tuple[str, Any]] = field(default_factory=dict)
    pages: dict[str, str] = field(default_factory=dict)
    menu: list[str] = field(default_factory=list)
    page: str = ""
    hidden_navigation: bool = False
    query: str | None = None
    not_found: bool = False
    redirect: str = ""
    exceptions: list[str] = field(default_factory=list)
    payloads: list[str] = field(default_factory=list)
    """Everything a chart, table or image was sent with, words and numbers as they went over the line."""

    @property
    def words(self) -> list[str]:
        return [text for _, text in self.said]

    @property
    def text(self) -> str:
        return "\n".join(self.words)

    @property
    def shows_sign_in(self) -> bool:
        return "Wachtwoord" in self.widgets


class Visitor:
    """One browser tab. `with Visitor(url) as visitor: visitor.open("begroting", "gemeente=Enschede")`."""

    def __init__(self, url: str, cookies: Mapping[str, str] | None = None) -> None:
        cookie = "; ".join(f"{name}={value}" for name, value in (cookies or {}).items())
        self.url = url
        self._connection = connect(
            f"ws://{urlsplit(url).netloc}/_stcore/stream",
            subprotocols=["streamlit"],  # type: ignore[list-item]
            additional_headers={"Cookie": cookie} if cookie else {},
            max_size=None,
            proxy=None,
        )
        self.page_hash, self.name, self.query, self.session = "", "", "", ""
        self.screen = Screen()
        self.states: dict[str, Any] = {}
        self.cookie = cookie

    def __enter__(self) -> "Visitor":
        self.socket = self._connection.__enter__()
        return self

    def __exit__(self, *reason: Any) -> None:
        self._connection.__exit__(*reason)

    def open(self, page: str = "", query: str = "") -> Screen:
        """As a browser that is sent to an address: no page is known yet."""
        self.page_hash, self.name, self.query, self.states = "", page, query, {}
        return self.run()

    def go(self, slug: str) -> Screen:
        """A click in the navigation: the browser leaves out the query."""
        self.page_hash = next(key for key, value in self.screen.pages.items() if value == slug)
        self.query, self.states = "", {}
        return self.run()

    def sign_in(self, name: str, password: str) -> Screen:
        """What is on the screen after it: the run that lets in still sends the form, and takes it away again."""
        screen = self.use({"Gebruikersnaam": name, "Wachtwoord": password}, press="Aanmelden")
        if screen.redirect:
            self.cookie = cookie_from(self.url, screen.redirect)
        return screen if screen.hidden_navigation else self.run()

    def use(self, values: Mapping[str, Any] | None = None, press: str | None = None) -> Screen:
        """Fills in widgets by their label and presses a button, in one run."""
        for label, value in (values or {}).items():
            kind, widget = self.screen.widgets[label]
            self.states[widget.id] = (kind, value)
        trigger = self.screen.widgets[press][1].id if press else None
        return self.run(trigger)

    def run(self, trigger: str | None = None) -> Screen:
        self.socket.send(self._message(trigger))
        self.screen = self._receive()
        if self.screen.query is not None:
            self.query = self.screen.query
        known = {widget.id for _, widget in self.screen.widgets.values()}
        self.states = {key: value for key, value in self.states.items() if key in known}
        return self.screen

    def download(self, label: str) -> bytes:
        """What is behind a download button of the screen, made on the click; or the words of a refusal."""
        button, message = self.screen.widgets[label][1], BackMsg()
        request = message.backend_operation_request
        request.request_id, request.session_id = button.deferred_file_id, self.session
        request.deferred_file.file_id = button.deferred_file_id
        self.socket.send(message.SerializeToString())
        while True:
            answer = ForwardMsg.FromString(self.socket.recv(timeout=SECONDS)).backend_operation_response
            if answer.request_id == button.deferred_file_id:
                try:
                    return self.fetch(answer.deferred_file.url)
                except HTTPError as refused:
                    return refused.read()

    def fetch(self, address: str) -> bytes:
        """A file, with the cookie that the browser was given on signing in."""
        request = Request(f"{self.url}{address}", headers={"Cookie": self.cookie})
        with urlopen(request, timeout=SECONDS) as file:
            return bytes(file.read())

    def _message(self, trigger: str | None) -> bytes:
        message = BackMsg()
        run = message.rerun_script
        run.query_string, run.page_script_hash = self.query, self.page_hash
        run.page_name = "" if self.page_hash else self.name
        run.context_info.url = f"{self.url}/{self.name}"
        for key, (kind, value) in self.states.items():
            state = run.widget_states.widgets.add(id=key)
            if kind == "checkbox":
                state.bool_value = value
            elif kind == "button_group":
                state.string_array_value.data.append(value)
            elif value is not None:
                state.string_value = value
        if trigger:
            run.widget_states.widgets.add(id=trigger, trigger_value=True)
        return message.SerializeToString()

    def _receive(self) -> Screen:
        screen = Screen()
        while True:
            message = ForwardMsg.FromString(self.socket.recv(timeout=SECONDS))
            kind = message.WhichOneof("type")
            if kind == "delta":
                _take(screen, message.delta)
            elif kind == "new_session":
                self.page_hash = message.new_session.page_script_hash
                self.session = message.new_session.initialize.session_id
            elif kind == "navigation":
                _take_navigation(screen, message.navigation)
                self.page_hash = message.navigation.page_script_hash
            elif kind == "page_info_changed":
                screen.query = message.page_info_changed.query_string
            elif kind == "auth_redirect":
                screen.redirect = message.auth_redirect.url
            elif kind == "page_not_found":
                screen.not_found = True
            elif kind == "script_finished" and message.script_finished != EARLY:
                return screen
            elif kind == "script_finished":
                screen = Screen(query=screen.query)


def cookie_from(url: str, redirect: str) -> str:
    """What a browser is given where it is sent after signing in, as it sends it back."""
    connection = HTTPConnection(urlsplit(url).netloc, timeout=SECONDS)
    connection.request("GET", redirect)
    return str(connection.getresponse().headers["set-cookie"]).split(";")[0]


def _take(screen: Screen, delta: Any) -> None:
    """Notes an element; a container with a label (popover, expander) counts for its words only."""
    if delta.WhichOneof("type") == "add_block":
        kind = delta.add_block.WhichOneof("type") or "vertical"
        screen.said.extend((kind, text) for text in _texts(getattr(delta.add_block, kind)))
        return
    kind = delta.new_element.WhichOneof("type")
    if kind is None:  # a spinner, or elements that are added to
        return
    element = getattr(delta.new_element, kind)
    screen.kinds.append(kind)
    screen.said.extend((kind, text) for text in _texts(element))
    if kind in DRAWN:
        screen.payloads.append(str(element))
    if kind == "exception":
        screen.exceptions.append(f"{element.type}: {element.message}")
    if hasattr(element, "id") and hasattr(element, "label"):
        screen.widgets[element.label] = (kind, element)


def _take_navigation(screen: Screen, navigation: Any) -> None:
    screen.pages = {page.page_script_hash: page.url_pathname for page in navigation.app_pages}
    screen.menu = [page.url_pathname for page in navigation.app_pages if not page.is_hidden]
    screen.page = screen.pages[navigation.page_script_hash]
    screen.hidden_navigation = navigation.position == navigation.HIDDEN


def _texts(element: Any) -> list[str]:
    found = [getattr(element, name, "") for name in TEXT_FIELDS]
    return [text for text in found if isinstance(text, str) and text]
