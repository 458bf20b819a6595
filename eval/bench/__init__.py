"""Benchmarks: how fast and how large, on the machine at hand (`python -m eval bench`)."""
