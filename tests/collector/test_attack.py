"""`scripts/attack`: a sample of the attacks, on the collector as it is run."""

import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SAMPLE = ("network", "carrier")


@pytest.fixture(scope="module")
def attacked(request):
    """The lines of the attacks: a sample, or all of them with --full."""
    chosen = [] if request.config.getoption("--full") else ["--only", *SAMPLE]
    done = subprocess.run(
        [ROOT / "scripts" / "attack", "--seconds", "2", "--without-times", *chosen], capture_output=True, text=True
    )
    return done.returncode, done.stdout.splitlines()


def test_attackers_do_not_count_and_honest_readers_are_answered_and_count(attacked):
    code, lines = attacked
    assert code == 0, "\n".join(lines)
    assert {line.split()[0] for line in lines} >= set(SAMPLE)
    assert all(line.split()[1] == "pass" for line in lines)
