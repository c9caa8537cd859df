"""Rules about leftovers of drafts, merges, skeletons and other generators."""
