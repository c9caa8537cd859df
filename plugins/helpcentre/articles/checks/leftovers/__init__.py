"""Rules about what is left of drafts, merges, skeletons and other generators."""
