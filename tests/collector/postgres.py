"""Debian's PostgreSQL on loopback for the tests: installed by apt if it is missing, started in a temporary folder."""

import atexit
import os
import shutil
import socket
import subprocess
import tempfile
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from uuid import uuid4


def _binaries():
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    return found[-1].parent if found else None


@cache
def why_not():
    """Return why PostgreSQL cannot be had here, or None after making sure that it can."""
    try:
        import asyncpg  # noqa: F401
    except ImportError:
        return "asyncpg is not installed (pip install helpcentre[postgres])"
    if _binaries():
        return None
    if shutil.which("apt-get") is None or os.geteuid() != 0:
        return "no PostgreSQL, and it cannot be installed by apt here"
    with suppress(OSError, subprocess.SubprocessError):
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        subprocess.run(["apt-get", "update", "-qq"], check=False, capture_output=True, timeout=120, env=environment)
        subprocess.run(
            ["apt-get", "install", "-y", "-qq", "--no-install-recommends", "postgresql"],
            check=True, capture_output=True, timeout=300, env=environment,
        )  # fmt: skip
    return None if _binaries() else "apt could not install postgresql"


class Server:
    """One server process with its own data folder, trusted on loopback only."""

    def __init__(self, fsync="on"):
        self.fsync = fsync
        self.folder = Path(tempfile.mkdtemp(prefix="helpcentre-pg-"))
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        if os.geteuid() == 0:
            shutil.chown(self.folder, "postgres", "postgres")
        self._run("initdb", "-D", str(self.folder / "data"), "-A", "trust", "-U", "postgres", "--no-sync")
        self.start()

    def _run(self, program, *arguments):
        command = [str(_binaries() / program), *arguments]
        if os.geteuid() == 0:
            command = ["runuser", "-u", "postgres", "--", *command]
        environment = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"}
        subprocess.run(command, check=True, capture_output=True, cwd=self.folder, env=environment, timeout=60)

    def start(self):
        options = f"-p {self.port} -c listen_addresses=127.0.0.1 -c fsync={self.fsync}"
        options += f" -c unix_socket_directories={self.folder}"
        log = str(self.folder / "log")
        self._run("pg_ctl", "-D", str(self.folder / "data"), "-o", options, "-l", log, "-w", "start")

    def stop(self, mode="immediate"):
        self._run("pg_ctl", "-D", str(self.folder / "data"), "-m", mode, "-w", "stop")

    def pid(self):
        return int((self.folder / "data" / "postmaster.pid").read_text().split()[0])

    def address(self, database):
        return f"postgresql://postgres@127.0.0.1:{self.port}/{database}"

    def sql(self, statement):
        self._run("psql", "-h", "127.0.0.1", "-p", str(self.port), "-U", "postgres", "-c", statement)

    def close(self):
        with suppress(subprocess.SubprocessError):
            self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)


@cache
def shared_server():
    server = Server(fsync="off")  # only the crash test needs a real one
    atexit.register(server.close)
    return server


@contextmanager
def fresh_database():
    """Give the address of an empty database on the shared server."""
    name = f"t{uuid4().hex[:12]}"
    server = shared_server()
    server.sql(f"CREATE DATABASE {name}")
    yield server.address(name)
    server.sql(f"DROP DATABASE {name} WITH (FORCE)")
