"""The demand for articles: votes and readers in `report.json`, the output of `helpcentre report --json`."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

from helpcentre.articles.topic_index import Demand
from helpcentre.errors import HelpCentreError

REPORT_FILE = "report.json"


def read_demand(path: Path) -> Demand:
    """Return how often each article was opened and answered, by language and id; nothing if there is no such file.

    Raises HelpCentreError for a file that is not such a report.
    """
    if not path.is_file():
        return {}
    try:
        rows = json.loads(path.read_bytes())["rows"]
        return Counter({(str(row["language"]), str(row["article"])): _count_readers(row) for row in rows})
    except (ValueError, KeyError, TypeError, UnicodeDecodeError):
        remedy = f"write it again: helpcentre report --json > {path.name}"
        raise HelpCentreError(f"this is not the output of helpcentre report --json; {remedy}") from None


def _count_readers(row: Any) -> int:
    """Return the votes of an article and the readers that were counted; its readers are null if none were."""
    return int(row["yes"]) + int(row["no"]) + int(row.get("readers") or 0)
