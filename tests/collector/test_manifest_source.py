"""Reading the manifest of a site whose articles are in parts."""

import json
from hashlib import blake2b
from pathlib import Path

import pytest

from helpcentre.collector.manifest_source import ManifestSource
from helpcentre.errors import HelpCentreError


def write(folder, **languages):
    """Write a site whose articles are in parts; each language has articles of these versions."""
    (folder / "helpcentre").mkdir(exist_ok=True)
    parts = []
    for language, versions in languages.items():
        articles = [
            {"id": f"a{number}", "language": language, "version": version * 16, "url": "", "title": "", "kind": "faq"}
            for number, version in enumerate(versions)
        ]
        text = json.dumps({"articles": articles}).encode()
        (folder / f"helpcentre/manifest.{language}.json").write_bytes(text)
        parts.append({"language": language, "hash": blake2b(text, digest_size=16).hexdigest()})
    index = {"site": {}, "articles": [], "parts": parts}
    (folder / "helpcentre/manifest.json").write_text(json.dumps(index), encoding="utf-8")


def versions(manifest):
    return {key: article.version[0] for key, article in manifest.by_key.items()}


@pytest.fixture
def source(tmp_path):
    write(tmp_path, en="ab", it="c")
    return ManifestSource(str(tmp_path))


def test_the_articles_of_all_languages_are_read(source):
    assert versions(source.read()) == {("a0", "en"): "a", ("a1", "en"): "b", ("a0", "it"): "c"}
    assert source.read() is None


def test_only_parts_that_have_changed_are_read_again(source, tmp_path, monkeypatch):
    source.read()
    write(tmp_path, en="ab", it="d")
    read = []
    real = Path.read_bytes
    monkeypatch.setattr(Path, "read_bytes", lambda path: (read.append(path.name), real(path))[1])

    assert versions(source.read())["a0", "it"] == "d"
    assert read == ["manifest.json", "manifest.it.json"]


def test_a_site_that_is_just_being_published_is_read_again_later(source, tmp_path):
    source.read()
    old = (tmp_path / "helpcentre/manifest.it.json").read_bytes()
    write(tmp_path, en="ab", it="d")
    new = (tmp_path / "helpcentre/manifest.it.json").read_bytes()
    (tmp_path / "helpcentre/manifest.it.json").write_bytes(old)

    with pytest.raises(HelpCentreError, match=r"manifest\.it\.json is not the file that the manifest names"):
        source.read()
    (tmp_path / "helpcentre/manifest.it.json").write_bytes(new)
    assert versions(source.read())["a0", "it"] == "d"


def test_a_part_that_is_missing_is_named(source, tmp_path):
    (tmp_path / "helpcentre/manifest.it.json").unlink()

    with pytest.raises(HelpCentreError, match=r"manifest\.it\.json: file not found"):
        source.read()


def test_a_manifest_that_was_forgotten_is_read_as_new(source):
    first = source.read()
    source.forget()

    assert source.read() == first
