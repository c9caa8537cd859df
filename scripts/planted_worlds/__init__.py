"""Planted worlds: chance with a known truth, for the proofs in tests/feedback and `scripts/bench report`."""
