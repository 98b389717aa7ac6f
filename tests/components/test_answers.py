from pathlib import Path

import extra_streamlit_components
import pytest
import streamlit

from components import dutch_scripts
from components.answers import NOT_FOUND, in_dutch

PAGE = (Path(streamlit.__file__).parent / "static" / "index.html").read_text()
FRAME = (
    Path(extra_streamlit_components.__file__).parent / "CookieManager" / "frontend" / "build" / "index.html"
).read_text()


def test_the_page_of_this_streamlit_becomes_dutch():
    page = in_dutch(PAGE)
    assert '<html lang="nl">' in page
    assert "<title>WoR-monitor</title>" in page
    assert "<noscript>Zet JavaScript aan" in page
    assert "favicon.png" not in page
    for english in ('lang="en"', "Streamlit</title>", "You need to enable", "agent", "<!--"):
        assert english not in page


def test_the_cookie_frame_becomes_dutch_too():
    assert '<html lang="nl">' in in_dutch(FRAME)


def test_a_page_of_ours_keeps_its_title():
    assert in_dutch(NOT_FOUND) == NOT_FOUND


STATIC = Path(streamlit.__file__).parent / "static" / "static" / "js"


@pytest.mark.parametrize("name", dutch_scripts.WORDS)
def test_every_word_that_is_made_dutch_stands_in_a_script_of_this_streamlit(name):
    (path,) = STATIC.glob(f"{name}.*.js")
    script, words = path.read_text(), dutch_scripts.WORDS[name]
    assert [english for english in words if english not in script] == []
    changed = dutch_scripts.in_dutch(f"/static/js/{path.name}", script)
    assert [english for english in words if english in changed] == []
    assert dutch_scripts.in_dutch("/static/js/index.abc.js", script) == script
    assert not dutch_scripts.is_script(f"/static/js/map/{path.name}")
