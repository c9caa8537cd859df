"""The work of each command, one per file; `cli` defines the command names and options."""
