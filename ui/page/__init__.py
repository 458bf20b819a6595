"""The page: one tab a module."""
