"""Backups, and how the index and the records are restored, renewed and repaired."""
