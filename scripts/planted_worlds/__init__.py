"""Planted worlds: chance with a known truth, for the proofs in tests/reporting and `scripts/bench report`."""
