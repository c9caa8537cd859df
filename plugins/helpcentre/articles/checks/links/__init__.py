"""Rules about links: where they lead, how they are written, and what they say."""
