"""Migrations of the database, run by assistant/records/schema.py with Alembic."""
