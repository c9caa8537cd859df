"""Every ask of the demo's articles, replayed with the browser's own code over the published files."""

import json
import re
import subprocess
from pathlib import Path

import pytest
import yaml

pytestmark = pytest.mark.browser

ROOT = Path(__file__).parents[2]
LANGUAGES = ("en", "it", "id", "et")


def asks(language):
    folder = ROOT / "content" / language
    for path in sorted(folder.rglob("*.md")):
        head = re.match(r"---\n(.*?)\n---\n", path.read_text(encoding="utf-8"), re.DOTALL)
        given = yaml.load(head[1], yaml.BaseLoader)
        article = given.get("id") or path.relative_to(folder).with_suffix("").as_posix()
        for ask in given.get("asks", []):
            yield article, ask


def answers(site, language, queries):
    asked = {"site": str(site), "queries": [[language, query] for query in queries], "limit": 3}
    done = subprocess.run(
        ["node", ROOT / "scripts/search_tools/node.mjs"],
        input=json.dumps(asked),
        capture_output=True,
        text=True,
        check=True,
    )
    return [each["ids"] for each in json.loads(done.stdout)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_ask_of_the_demo_finds_its_article_among_the_first_three(served, language):
    promised = list(asks(language))
    found = answers(served.site, language, [ask for _, ask in promised])
    broken = [(article, ask, ids) for (article, ask), ids in zip(promised, found, strict=True) if article not in ids]
    assert len(promised) >= 50
    assert broken == []
