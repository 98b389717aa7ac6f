from concurrent.futures import ThreadPoolExecutor

from data_access.kept_key import kept_key


def test_the_key_is_made_once_and_only_the_owner_reads_it(tmp_path, monkeypatch):
    monkeypatch.delenv("WOR_TEXT_KEY", raising=False)
    monkeypatch.setenv("WOR_VAR", str(tmp_path / "var"))
    with ThreadPoolExecutor(8) as pool:
        keys = set(pool.map(lambda _: kept_key("WOR_TEXT_KEY", "text_key"), range(16)))
    assert len(keys) == 1
    assert len(keys.pop()) == 64
    assert [file.name for file in (tmp_path / "var").iterdir()] == ["text_key"]
    assert (tmp_path / "var" / "text_key").stat().st_mode & 0o777 == 0o600


def test_the_environment_goes_before_the_file(tmp_path, monkeypatch):
    monkeypatch.setenv("WOR_VAR", str(tmp_path))
    monkeypatch.setenv("WOR_TEXT_KEY", "from-outside")
    assert kept_key("WOR_TEXT_KEY", "text_key") == "from-outside"
    assert list(tmp_path.iterdir()) == []
