"""Search: ours beside what help sites use, on one corpus, in one run, in a real Chromium."""
