"""Rules about data that should not be published."""
