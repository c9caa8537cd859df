"""What pages and collector say to each other: events, manifest, limits."""
