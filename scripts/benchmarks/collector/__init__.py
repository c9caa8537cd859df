"""The collector's benchmark: votes that are on the disk, and a report over a million items."""
