"""Debian's Chromium, and what its heaps hold: the page's and every worker's, WebAssembly included."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

PATH = "/usr/bin/chromium"
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync", "--no-first-run"]
PATIENCE_MS = 120_000

WASM = """function () {
  return this.reduce((sum, memory) => sum + memory.buffer.byteLength, 0);
}"""


@contextmanager
def browser() -> Iterator[Any]:
    """Yield a Chromium."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        started = play.chromium.launch(executable_path=PATH, args=ARGUMENTS)
        yield started
        started.close()


class Heaps:
    """The heaps of one page and its workers; made before the page starts any."""

    def __init__(self, page: Any) -> None:
        self.page = page
        self.session = page.context.new_cdp_session(page)
        self.workers: list[str] = []
        self.answers: dict[int, dict[str, Any]] = {}
        self.asked = 0
        self.session.on("Target.attachedToTarget", lambda event: self.workers.append(event["sessionId"]))
        self.session.on("Target.detachedFromTarget", lambda event: self.workers.remove(event["sessionId"]))
        self.session.on("Target.receivedMessageFromTarget", self._hear)
        # not flat: a session of a worker is reached through its page's
        self.session.send(
            "Target.setAutoAttach", {"autoAttach": True, "waitForDebuggerOnStart": False, "flatten": False}
        )

    def page_megabytes(self) -> float:
        """Return what the page holds after a collection: JavaScript, array buffers and WebAssembly memory."""
        return self._used(self.session.send) / 1e6

    def worker_megabytes(self) -> float:
        """Return what all its workers hold."""
        workers = list(self.workers)
        senders = [lambda method, given=None, to=each: self._to(to, method, given or {}) for each in workers]
        return sum(map(self._used, senders)) / 1e6

    def _used(self, send: Any) -> float:
        send("HeapProfiler.enable")
        send("HeapProfiler.collectGarbage")
        found = send("Runtime.getHeapUsage")
        made = send("Runtime.evaluate", {"expression": "WebAssembly.Memory.prototype"})
        kept = send("Runtime.queryObjects", {"prototypeObjectId": made["result"]["objectId"]})
        asked = {"objectId": kept["objects"]["objectId"], "functionDeclaration": WASM, "returnByValue": True}
        wasm = send("Runtime.callFunctionOn", asked)["result"]["value"]
        return float(found["usedSize"] + found.get("backingStorageSize", 0) + wasm)

    def _to(self, worker: str, method: str, given: dict[str, Any]) -> dict[str, Any]:
        self.asked += 1
        message = json.dumps({"id": self.asked, "method": method, "params": given})
        self.session.send("Target.sendMessageToTarget", {"sessionId": worker, "message": message})
        for _ in range(PATIENCE_MS // 20):
            if self.asked in self.answers:
                answer = self.answers.pop(self.asked)
                if "error" in answer:
                    raise RuntimeError(f"{method}: {answer['error']['message']}")
                result: dict[str, Any] = answer["result"]
                return result
            self.page.wait_for_timeout(20)
        raise TimeoutError(f"the worker did not answer {method}")

    def _hear(self, event: dict[str, Any]) -> None:
        message = json.loads(event["message"])
        if "id" in message:
            self.answers[message["id"]] = message
