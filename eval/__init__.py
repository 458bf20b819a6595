"""Measures how accurate the answers are; run as `python -m eval`."""
