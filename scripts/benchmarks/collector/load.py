"""One server, one load, one row of figures."""

import os
import re
import signal
import socket
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from . import isso
from .site import ORIGIN, VERSION, make_site

HERE = Path(__file__).parent
TICK = 1e6 / os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Figures:
    """One run: answers per second, latencies in ms, CPU in µs per answer, MiB before and under load, number of answers.

    `database` is the CPU of the database server, in µs per answer.
    """

    rate: float
    p50: float
    p99: float
    cpu: float
    idle: float
    pss: float
    answered: int
    database: float = 0


@dataclass(frozen=True)
class Bench:
    """The parts that all runs share: the cache folder, the folder for databases, the load, the servers to compare."""

    work: Path
    disk: Path | None
    seconds: int
    connections: int
    isso: Path | None = None
    postgres: str | None = None
    postgres_pid: int | None = None

    def measure(self, kind: str, seed: int) -> Figures:
        """Run one server once, and check that everything it answered with 2xx is stored."""
        with tempfile.TemporaryDirectory(prefix="helpcentre-bench-", dir=self.disk) as name:
            folder, port = Path(name), free_port()
            make_site(folder)
            with self.running(kind, folder, port) as server:
                idle = memory(server.pid)
                figures = self.load(server.pid, folder, port, seed, idle, kind)
            check_stored(kind, folder, figures.answered, self.connections)
            return figures

    @contextmanager
    def running(self, kind: str, folder: Path, port: int) -> Iterator[subprocess.Popen[bytes]]:
        """Start a server as it is installed (compiled), wait until it answers, and end it by SIGTERM."""
        command, more = self.command(kind, folder, port)
        environment = {**os.environ, "PYTHONPYCACHEPREFIX": str(self.work / "compiled"), **more}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        quiet = subprocess.DEVNULL
        server = subprocess.Popen(command, stdout=quiet, stderr=quiet, env=environment, start_new_session=True)
        try:
            wait_for(port, server)
            yield server
        finally:
            server.send_signal(signal.SIGTERM)
            try:
                server.wait(30)
            except subprocess.TimeoutExpired:
                server.kill()

    def command(self, kind: str, folder: Path, port: int) -> tuple[list[str], dict[str, str]]:
        """Return how a server is started, and with which variables."""
        if kind == "c":
            return [str(compiled_noop(self.work)), str(port)], {}
        if kind == "isso":
            assert self.isso
            return isso.command(self.isso, folder, port)
        database = (self.postgres or "") if kind == "postgres" else f"sqlite:///{folder}/f.db"
        if kind in ("sqlite", "postgres"):
            options = ["--site", str(folder), "--port", str(port), "--behind-proxy", "127.0.0.1"]
            product = Path(sys.executable).with_name("helpcentre")
            return [str(product), "collect", *options], {"HELPCENTRE_DATABASE": database}
        module = [sys.executable, "-m", "benchmarks.collector.servers", kind, str(port), str(folder), database]
        return module, {"PYTHONPATH": str(HERE.parents[1])}

    def load(self, pid: int, folder: Path, port: int, seed: int, idle: float, kind: str) -> Figures:
        """Let wrk post for some seconds and return the figures."""
        script = (HERE / "load.lua").read_text().replace("VERSION", VERSION).replace("ORIGIN", ORIGIN)
        script = script.replace("SEED", str(seed)).replace("ISSO == 1", str(kind == "isso").lower())
        (folder / "load.lua").write_text(script)
        database = self.postgres_pid if kind == "postgres" else None
        before, database_before = cpu_us(pid), cpu_us(database)
        done = subprocess.run(
            ["wrk", "-t1", f"-c{self.connections}", f"-d{self.seconds}s", "--timeout", "10s", "-s", folder / "load.lua",
             f"http://127.0.0.1:{port}"],
            capture_output=True, text=True, check=True,
        )  # fmt: skip
        cpu, database_cpu, pss = cpu_us(pid) - before, cpu_us(database) - database_before, memory(pid)
        found = re.search(r"RESULT (\d+) (\d+) (\d+) ([\d.]+) ([\d.]+)", done.stdout)
        assert found, done.stdout + done.stderr
        requests, errors, micros, p50, p99 = (float(part) for part in found.groups())
        assert requests and not errors, f"{kind}: {errors:.0f} of {requests:.0f} answers were not 2xx"
        cpu, database_cpu = cpu / requests, database_cpu / requests
        return Figures(requests / micros * 1e6, p50 / 1000, p99 / 1000, cpu, idle, pss, int(requests), database_cpu)


def compiled_noop(work: Path) -> Path:
    """Return the C server, compiled once."""
    program = work / "noop"
    if not program.exists() or program.stat().st_mtime < (HERE / "noop.c").stat().st_mtime:
        subprocess.run(["cc", "-O2", "-o", program, HERE / "noop.c"], check=True)
    return program


def check_stored(kind: str, folder: Path, answered: int, connections: int) -> None:
    """Check that each 2xx has its own counted row and reader; unanswered items may at most be in flight."""
    if kind in ("c", "asgi", "postgres"):
        return  # postgres: the caller counts, it has the connection
    database = sqlite3.connect(folder / "f.db")
    if kind == "isso":
        rows = database.execute("SELECT COUNT(*) FROM comments").fetchone()[0]
    else:
        rows, readers, aside = database.execute(
            "SELECT COUNT(*), COUNT(DISTINCT ballot), COALESCE(SUM(state = 2), 0) FROM item"
        ).fetchone()
        summed = database.execute("SELECT COALESCE(SUM(n), 0) FROM tally WHERE kind = 'vote'").fetchone()[0]
        assert readers == rows == summed and not aside, f"{kind}: {rows} rows, {readers} readers, {summed} counted"
    database.close()
    assert answered <= rows <= answered + connections, f"{kind}: {answered} answered 2xx, {rows} stored"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(port: int, server: subprocess.Popen[bytes]) -> None:
    """Wait until the server answers HTTP at all."""
    for _ in range(600):
        assert server.poll() is None, f"the server did not start: {server.args}"
        try:
            with socket.create_connection(("127.0.0.1", port), 5) as connection:
                connection.sendall(b"GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n")
                if connection.recv(100).startswith(b"HTTP/1.1 "):
                    return
        except OSError:
            pass
        time.sleep(0.05)
    raise SystemExit("the server does not answer")


def family(pid: int) -> list[int]:
    """Return a process and its children."""
    found = [pid]
    with suppress(FileNotFoundError):  # one that ended meanwhile
        for task in Path(f"/proc/{pid}/task").iterdir():
            for child in (task / "children").read_text().split():
                found += family(int(child))
    return found


def cpu_us(pid: int | None) -> float:
    """Return the CPU time a process and its children have used, in µs (from /proc/PID/stat); 0 for none."""
    ticks = 0
    for one in family(pid) if pid else ():
        with suppress(FileNotFoundError):
            fields = Path(f"/proc/{one}/stat").read_text().rsplit(")", 1)[1].split()
            ticks += int(fields[11]) + int(fields[12])
    return ticks * TICK


def memory(pid: int) -> float:
    """Return the proportional set size of a process and its children in MiB (from /proc/PID/smaps_rollup)."""
    total = 0
    for one in family(pid):
        found = re.search(r"^Pss:\s+(\d+)", Path(f"/proc/{one}/smaps_rollup").read_text(), re.MULTILINE)
        total += int(found.group(1)) if found else 0
    return total / 1024


def sync_ms(disk: Path | None, times: int = 100) -> tuple[float, float]:
    """Return median and 99th percentile of appending 4 KiB and forcing it to the disk, in ms."""
    taken = []
    with tempfile.TemporaryFile(dir=disk) as file:
        for _ in range(times):
            file.write(b"x" * 4096)
            file.flush()
            begin = time.perf_counter()
            os.fdatasync(file.fileno())
            taken.append((time.perf_counter() - begin) * 1000)
    return statistics.median(taken), sorted(taken)[int(0.99 * times)]
