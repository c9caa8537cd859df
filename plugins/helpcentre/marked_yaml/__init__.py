"""YAML with the line and column of every value, and pydantic models whose errors point at them.

Times, dates and words stay text: a bare `10:00` is not 600, `no` is not False and `2026-13-40` does not crash.
"""
