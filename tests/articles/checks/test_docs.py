"""Every check is documented with its level, and nothing else is."""

import re
from pathlib import Path

from helpcentre.articles.checks.registry import CODES

DOCS = Path(__file__).parents[3] / "docs/checks.md"


def test_every_code_is_in_the_docs_with_its_level():
    rows = re.findall(r"^\| `([a-z-]+)` \| (\w+) \| .+ \| .+ \|$", DOCS.read_text(encoding="utf-8"), re.MULTILINE)

    assert dict(rows) == dict(CODES)
    assert len(rows) == len(CODES)
