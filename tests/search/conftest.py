import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))


@pytest.fixture
def many_files(monkeypatch):
    """Indexes are written as if they were large: every chunk is a file."""
    monkeypatch.setattr("helpcentre.search.index_writer.SMALL_INDEX", 0)
