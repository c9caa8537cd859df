"""The steps of a vote from the request body to a row: validate, redact, identify, judge."""
