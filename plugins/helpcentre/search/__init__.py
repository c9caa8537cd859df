"""The search index and its ranking; the same rules run in `theme/assets/helpcentre/search*.js`."""
