"""Verification: whether what a model wrote stands in the clauses it cites; no framework."""
