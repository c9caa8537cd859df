"""What writers should correct before the merge: one rule per file, each with a code."""
