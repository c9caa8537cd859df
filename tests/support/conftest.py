"""Fixtures of the support package."""

from .hours_cases import findings, vectors

__all__ = ["findings", "vectors"]
