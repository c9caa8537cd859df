"""Fixtures of the support room."""

from .hours_cases import findings, vectors

__all__ = ["findings", "vectors"]
