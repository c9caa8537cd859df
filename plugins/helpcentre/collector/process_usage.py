"""The resources that this process uses, under the names and units of Prometheus' own client libraries."""

import os
import resource
import time
from dataclasses import dataclass
from pathlib import Path

STARTED = time.time()
PROC = Path("/proc/self")


@dataclass(frozen=True)
class ProcessUsage:
    """CPU time in seconds, memory in bytes, files, and the start in Unix seconds; None if the system does not say."""

    cpu_seconds: float
    resident_bytes: int | None
    open_files: int | None
    file_limit: int
    started: float


def read_usage(proc: Path = PROC) -> ProcessUsage:
    """Return the usage of this process now."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    return ProcessUsage(
        cpu_seconds=round(used.ru_utime + used.ru_stime, 3),
        resident_bytes=_read_resident_bytes(proc),
        open_files=_count_open_files(proc),
        file_limit=resource.getrlimit(resource.RLIMIT_NOFILE)[0],
        started=round(STARTED, 3),
    )


def _read_resident_bytes(proc: Path) -> int | None:
    try:
        return int((proc / "statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError, IndexError):
        return None


def _count_open_files(proc: Path) -> int | None:
    try:
        return len(list((proc / "fd").iterdir()))
    except OSError:
        return None
