"""Search: ours compared with those of other help sites, on one corpus, in one run, in a real Chromium."""
