"""Metrics: one a file, each a mean over samples between 0 and 1 (times in milliseconds)."""
