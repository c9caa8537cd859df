"""Statistics of small counts: beta distributions, intervals for shares, and a prior fitted to the site."""
