from concurrent.futures import ThreadPoolExecutor

from components.cookie_key import cookie_key


def test_the_key_is_made_once_and_only_the_owner_reads_it(tmp_path, monkeypatch):
    monkeypatch.delenv("WOR_COOKIE_KEY", raising=False)
    monkeypatch.setenv("WOR_VAR", str(tmp_path / "var"))
    with ThreadPoolExecutor(8) as pool:
        keys = set(pool.map(lambda _: cookie_key(), range(16)))
    assert len(keys) == 1
    assert len(keys.pop()) == 64
    assert [file.name for file in (tmp_path / "var").iterdir()] == ["cookie_key"]
    assert (tmp_path / "var" / "cookie_key").stat().st_mode & 0o777 == 0o600


def test_the_environment_goes_before_the_file(tmp_path, monkeypatch):
    monkeypatch.setenv("WOR_VAR", str(tmp_path))
    monkeypatch.setenv("WOR_COOKIE_KEY", "from-outside")
    assert cookie_key() == "from-outside"
    assert list(tmp_path.iterdir()) == []
