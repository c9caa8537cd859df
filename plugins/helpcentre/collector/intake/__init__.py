"""A vote's way from the request body to a row: validate, redact, identify, judge."""
