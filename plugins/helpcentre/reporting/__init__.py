"""What the answers say: statistics, ranking, verdicts, gaps, key figures. Data in, data out."""
