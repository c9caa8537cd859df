"""The data that pages and collector exchange: events, manifest, limits."""
