"""What readers tell us: the wire contract, statistics, ranking, report. Data in, data out."""
