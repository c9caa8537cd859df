"""Mutation testing: change one thing in the pure code and see whether a test notices."""
