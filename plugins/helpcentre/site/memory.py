"""Results that a build can take over from an earlier one, if everything they were made from is the same."""

from collections.abc import Callable, Iterable
from typing import Protocol, TypeVar

T = TypeVar("T")


class Memory(Protocol):
    """Remembers results by what they were made from."""

    def recall(
        self,
        name: str,
        inputs: Iterable[str],
        kind: type[T],
        compute: Callable[[], T],
        is_valid: Callable[[T], bool] | None = None,
    ) -> T:
        """Return the remembered result of the computation `name` for these inputs, or compute and remember it.

        `inputs` are all that the result depends on, except for the programs; `kind` is its type. `is_valid` says
        whether a remembered result is still right, for one that depends on what was asked for in the course of it.
        """
        ...


class NoMemory:
    """Remembers nothing, so every result is computed."""

    def recall(
        self,
        name: str,  # noqa: ARG002
        inputs: Iterable[str],  # noqa: ARG002
        kind: type[T],  # noqa: ARG002
        compute: Callable[[], T],
        is_valid: Callable[[T], bool] | None = None,  # noqa: ARG002
    ) -> T:
        """Return the computed result."""
        return compute()
