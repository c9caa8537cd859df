"""The pinned zone data is used whatever the machine has; run apart, since a process reads its zones once."""

import os
import shutil
import subprocess
import sys
from importlib.resources import files

CODE = """
from helpcentre.support.zones import force_tzdata, tzdata_version, zone
from datetime import datetime, UTC
assert force_tzdata() == tzdata_version()
print(zone("America/Vancouver").utcoffset(datetime(2026, 12, 1)).total_seconds() / 3600)
"""


def test_the_pinned_zones_win_over_the_systems(tmp_path):
    folder = tmp_path / "America"
    folder.mkdir()
    shutil.copy(str(files("tzdata").joinpath("zoneinfo/Pacific/Kiritimati")), folder / "Vancouver")
    environment = {**os.environ, "PYTHONTZPATH": str(tmp_path)}
    done = subprocess.run([sys.executable, "-c", CODE], env=environment, capture_output=True, text=True, check=True)
    assert float(done.stdout) == -7
