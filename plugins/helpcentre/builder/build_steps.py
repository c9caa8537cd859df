"""The steps of a build: how long each took, and which one is running."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

Started = Callable[[str], None]


@dataclass
class Steps:
    """Measures the steps of a build in seconds of elapsed time and of this process's CPU time."""

    started: Started | None = None
    """Called with the name of each step when it begins."""
    wall: dict[str, float] = field(default_factory=dict)
    cpu: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        """Measure what is done within; a step that is done again adds up."""
        if self.started is not None:
            self.started(name)
        wall, cpu = time.perf_counter(), time.process_time()
        try:
            yield
        finally:
            self.wall[name] = self.wall.get(name, 0.0) + time.perf_counter() - wall
            self.cpu[name] = self.cpu.get(name, 0.0) + time.process_time() - cpu

    def table(self) -> str:
        """Return the steps in the order they began, each on a line: elapsed seconds, CPU seconds, share and name."""
        total = sum(self.cpu.values()) or 1.0
        lines = [f"{'elapsed':>9} {'CPU':>8}        step"]
        lines += [
            f"{self.wall[name]:8.2f}s {self.cpu[name]:7.2f}s {self.cpu[name] / total:5.0%}  {name}"
            for name in self.wall
        ]
        lines.append(f"{sum(self.wall.values()):8.2f}s {sum(self.cpu.values()):7.2f}s  100%  all steps")
        return "\n".join(lines)
