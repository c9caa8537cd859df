"""Use cases, one a file: what each command does, without its names and options (those stand in `cli`)."""
