"""Votes per second that are on the disk, against what bounds them; every figure is a ratio within one run.

  scripts/bench collector [--seconds 2] [--rounds 5] [--connections 64] [--isso PYTHON] [--postgres URL] [--report]

Load comes from wrk (Debian), about 250 bytes of JSON a vote, a fresh id each, readers behind 60,000 addresses. Rows in
the database are counted after every run and must be at least the 2xx answers. The C no-op needs cc.
"""

import argparse
import asyncio
import json
import os
import re
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path
from uuid import uuid4

VERSION = "a1b2c3d4e5f60718"
ORIGIN = "https://help.example.com"
HERE = Path(__file__).parent
LUA = (HERE / "collector_load.lua").read_text()
NOOP = (HERE / "collector_noop.c").read_text()


def serve(kind: str, port: int, folder: Path, postgres: str | None) -> None:
    """Be one of the servers that are compared; called in a process of its own."""
    from helpcentre.commands.collect import bind, run_server

    listener = bind("127.0.0.1", port)
    if kind == "asgi":
        run_server(noop, listener)
        return
    from helpcentre.collector.http import create_app
    from helpcentre.collector.service import Service, Settings
    from helpcentre.collector.store import open_store
    from helpcentre.collector.visitor import Limits, Proxies

    many = 10**9
    limits = Limits(many, many, many, many, many, many, many, many)
    address, options = f"sqlite:///{folder}/f.db", {}
    if kind == "postgres":
        address = postgres or ""
    if kind == "normal":
        options = {"synchronous": "NORMAL"}
    with open_store(address, **options) as store:
        settings = Settings(
            site=str(folder), proxies=Proxies(("127.0.0.1",)), limits=limits, daily_cap=many, queue=10**6
        )
        service = (AckFirst if kind == "ack-first" else Service)(store, settings)
        if kind == "per-request":
            service.writer._batch = 1
        run_server(create_app(store, service=service), listener)


async def noop(scope, receive, send):  # noqa: ANN001, ANN201
    """Answer without doing anything: what the server itself costs."""
    if scope["type"] == "lifespan":
        while True:
            message = await receive()
            await send({"type": f"{message['type']}.complete"})
            if message["type"] == "lifespan.shutdown":
                return
    while (await receive()).get("more_body"):
        pass
    headers = [(b"content-type", b"application/json"), (b"content-length", b"12")]
    await send({"type": "http.response.start", "status": 201, "headers": headers})
    await send({"type": "http.response.body", "body": b'{"stored":1}'})


def _ack_first():  # noqa: ANN202
    from helpcentre.collector.service import Service

    class Forgetful(Service):
        """Answers before anything is written: what durability costs."""

        async def _write(self, items):  # noqa: ANN001, ANN202
            task = asyncio.ensure_future(self.writer.submit(items))
            self._tasks.append(task)
            task.add_done_callback(self._tasks.remove)
            return ["stored"] * len(items)

    return Forgetful


def AckFirst(*arguments):  # noqa: ANN002, ANN201, N802
    """Return the collector that acknowledges first."""
    return _ack_first()(*arguments)


def make_site(folder: Path) -> None:
    """Write the manifest of 300 articles."""
    articles = [
        {"id": f"article-{n}", "language": "it", "version": VERSION, "url": f"it/{n}/", "title": str(n), "kind": "faq"}
        for n in range(300)
    ]
    (folder / "helpcentre").mkdir(parents=True)
    site = {"name": "Bench", "url": f"{ORIGIN}/", "default_language": "it", "languages": ["it"]}
    text = json.dumps({"site": site, "articles": articles, "channels": ["email"]})
    (folder / "helpcentre" / "manifest.json").write_text(text)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def measure(kind: str, options: argparse.Namespace, seed: int) -> dict[str, float]:
    """Run one server once and return requests a second, latencies, CPU per request and memory."""
    import psutil

    with tempfile.TemporaryDirectory(prefix="helpcentre-bench-", dir=options.folder) as name:
        folder, port = Path(name), free_port()
        make_site(folder)
        if kind == "c":
            (folder / "noop.c").write_text(NOOP)
            subprocess.run(["cc", "-O2", "-o", folder / "noop", folder / "noop.c"], check=True)
            command = [str(folder / "noop"), str(port)]
        else:
            command = [sys.executable, __file__, "--serve", kind, str(port), name, options.postgres or ""]
        server = subprocess.Popen(command, stderr=subprocess.DEVNULL, cwd=folder)
        try:
            wait_for(port, server)
            (folder / "load.lua").write_text(
                LUA.replace("VERSION", VERSION).replace("ORIGIN", ORIGIN).replace("SEED", str(seed))
            )
            process = psutil.Process(server.pid)
            before = sum(process.cpu_times()[:2])
            done = subprocess.run(
                ["wrk", "-t1", f"-c{options.connections}", f"-d{options.seconds}s", "-s", folder / "load.lua",
                 f"http://127.0.0.1:{port}"],
                capture_output=True, text=True, check=True,
            )  # fmt: skip
            cpu = sum(process.cpu_times()[:2]) - before
            memory = process.memory_full_info().pss / 2**20
            found = re.search(r"RESULT (\d+) (\d+) (\d+) ([\d.]+) ([\d.]+)", done.stdout)
            requests, errors, micros, p50, p99 = (float(part) for part in found.groups())
            assert not errors, f"{kind}: {errors} answers were not 2xx"
        finally:
            server.send_signal(signal.SIGTERM)
            server.wait(30)
        if kind not in ("c", "asgi", "postgres"):
            check_rows(folder, requests)
        return {
            "rate": requests / micros * 1e6, "p50": p50 / 1000, "p99": p99 / 1000, "cpu": cpu / requests * 1e6,
            "pss": memory,
        }  # fmt: skip


def check_rows(folder: Path, requests: float) -> None:
    """Every 2xx must be a row."""
    import sqlite3

    database = sqlite3.connect(folder / "f.db")
    rows = database.execute("SELECT COUNT(*) FROM item").fetchone()[0]
    database.close()
    assert rows >= requests, f"{requests:.0f} answered 2xx and only {rows} stored"


def wait_for(port: int, server: subprocess.Popen[bytes]) -> None:
    for _ in range(600):
        assert server.poll() is None, "the server did not start"
        try:
            with socket.create_connection(("127.0.0.1", port), 5) as connection:
                connection.sendall(b"GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
                if connection.recv(100).startswith(b"HTTP/1.1 20"):
                    return
        except OSError:
            pass
        time.sleep(0.05)
    raise SystemExit("the server does not answer")


def report_of_a_million(folder: str | None) -> None:
    """Time a 30-day report over a year with a million items."""
    import random

    from helpcentre.collector.items import DAY_MS, EPOCH_ORDINAL, Item
    from helpcentre.collector.store import open_store
    from helpcentre.feedback.manifest import parse_manifest

    chance, today = random.Random(1), date(2026, 11, 22)
    with tempfile.TemporaryDirectory(prefix="helpcentre-bench-", dir=folder) as name:
        make_site(Path(name))
        with open_store(f"sqlite:///{name}/f.db", synchronous="OFF") as store:
            store.learn(parse_manifest((Path(name) / "helpcentre" / "manifest.json").read_text()), 0)
            for start in range(0, 1_000_000, 5_000):
                day = today.toordinal() - EPOCH_ORDINAL - 365 + start * 366 // 1_000_000
                batch = []
                for _ in range(5_000):
                    at = day * DAY_MS + chance.randrange(DAY_MS)
                    value = int(chance.random() < 0.7)
                    reason = "" if value else chance.choice(["", "unclear", "outdated", "missing"])
                    about = f"article-{min(299, int(chance.paretovariate(0.7)) - 1)}"
                    batch.append(Item(uuid4().bytes, "vote", "it", at, at, about, VERSION, value, reason))
                store.write(batch)
            times = []
            for _ in range(7):
                begin = time.perf_counter()
                rows = store.report_rows(today - timedelta(29), today)
                times.append((time.perf_counter() - begin) * 1000)
            size = (Path(name) / "f.db").stat().st_size / 2**20
        median = statistics.median(times)
        print(f"30-day report over 1,000,000 items ({size:.0f} MiB): {median:.1f} ms (best {min(times):.1f}), "
              f"{len(rows.votes)} day sums")  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=int, default=2)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--connections", type=int, default=64)
    parser.add_argument("--postgres", help="an empty database to measure too")
    parser.add_argument("--only", nargs="*", help="some of: c asgi durable normal per-request ack-first postgres")
    parser.add_argument("--report", action="store_true", help="only the report over a million items")
    parser.add_argument("--folder", help="where the databases lie while they are measured (a real disk)")
    options = parser.parse_args()
    if options.report:
        report_of_a_million(options.folder)
        return
    if shutil.which("wrk") is None:
        raise SystemExit("wrk is missing: apt-get install wrk")
    kinds = options.only or ["c", "asgi", "durable", "normal", "per-request", "ack-first"]
    kinds = [kind for kind in kinds if kind != "c" or shutil.which("cc")]
    kinds += ["postgres"] if options.postgres and "postgres" not in kinds else []
    runs: dict[str, list[dict[str, float]]] = {kind: [] for kind in kinds}
    for number in range(options.rounds):
        for kind in kinds:  # interleaved: neighbours on the machine touch all alike
            runs[kind].append(measure(kind, options, number))
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}, {options.rounds} rounds of {options.seconds} s, "
          f"{options.connections} connections")  # fmt: skip
    print(
        f"{'':12} {'votes/s':>8} {'(max)':>8} {'p50 ms':>7} {'p99 ms':>7} {'CPU us':>7} {'PSS MiB':>8}  durable / this"
    )
    for kind in kinds:
        figures = {name: statistics.median(run[name] for run in runs[kind]) for name in runs[kind][0]}
        pairs = zip(runs.get("durable", []), runs[kind], strict=False)
        ratio = statistics.median(ours["rate"] / this["rate"] for ours, this in pairs) if "durable" in runs else 0.0
        best = max(run["rate"] for run in runs[kind])
        print(f"{kind:12} {figures['rate']:8.0f} {best:8.0f} {figures['p50']:7.1f} {figures['p99']:7.1f} "
              f"{figures['cpu']:7.0f} {figures['pss']:8.1f}  {ratio:.3f}")  # fmt: skip


if __name__ == "__main__":
    if sys.argv[1:2] == ["--serve"]:
        serve(sys.argv[2], int(sys.argv[3]), Path(sys.argv[4]), sys.argv[5] or None)
    else:
        main()
