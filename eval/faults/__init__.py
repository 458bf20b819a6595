"""Faults: the real service under load while parts of it fail; what it told must be kept."""
