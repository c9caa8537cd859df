"""Running one build and measuring what it costs."""

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Cost:
    """The cost of one build: seconds of CPU (with all its processes) and of waiting, peak memory, and what it wrote."""

    cpu: float
    wall: float
    mebibytes: float
    files: int
    written: int
    """Bytes of the files that are new or have another time of change."""


def measure(command: Sequence[str], folder: Path, site: Path) -> Cost:
    """Run a build in `folder` that writes to `site`; raises RuntimeError with its last lines if it fails."""
    before = _list_times(site)
    began = time.monotonic()
    log = folder / "build.log"
    with log.open("wb") as output:
        environment = os.environ | {"NO_MKDOCS_2_WARNING": "1", "SOURCE_DATE_EPOCH": "1795305600"}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)  # nobody compiles Python again for each build
        process = subprocess.Popen(command, cwd=folder, stdout=output, stderr=output, env=environment)
        _, status, usage = os.wait4(process.pid, 0)
    wall = time.monotonic() - began
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        lines = log.read_text(encoding="utf-8", errors="replace").splitlines()
        raise RuntimeError("\n".join([f"{' '.join(command)} failed:", *lines[-5:]]))
    changed = [path for path, changed_at in _list_times(site).items() if before.get(path) != changed_at]
    unit = 1 if sys.platform == "darwin" else 1024
    peak = usage.ru_maxrss * unit / 2**20
    size = sum(path.stat().st_size for path in changed)
    return Cost(usage.ru_utime + usage.ru_stime, wall, peak, len(changed), size)


def _list_times(site: Path) -> dict[Path, int]:
    return {path: path.stat().st_mtime_ns for path in site.rglob("*") if path.is_file()}
