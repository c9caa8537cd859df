"""Benchmarks, one per module; `scripts/bench NAME` runs them."""
