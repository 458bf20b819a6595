"""Migrations of the database, run by assistant/schema.py with Alembic."""
