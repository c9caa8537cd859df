"""What a writer is told before the merge, one rule a file."""
