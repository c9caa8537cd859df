"""The evaluation of the answers: statistics, ranking, verdicts, gaps, key figures. Data in, data out."""
