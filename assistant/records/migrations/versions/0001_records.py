"""Conversations, feedback, cases and confirmed answers, as they were before migrations.

A file of that time has some or all of these tables already; they are taken as they are.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the tables that are not there."""
    there = set(sa.inspect(op.get_bind()).get_table_names())
    if "conversations" not in there:
        op.create_table(
            "conversations",
            sa.Column("id", sa.String(32), primary_key=True),
            sa.Column("created", sa.DateTime(timezone=True), nullable=False),
            sa.Column("memory", sa.JSON(), nullable=False),
        )
    if "turns" not in there:
        op.create_table(
            "turns",
            sa.Column("id", sa.Integer(), primary_key=True),
            sa.Column("conversation_id", sa.String(32), nullable=False),
            sa.Column("position", sa.Integer(), nullable=False),
            sa.Column("asked", sa.DateTime(timezone=True), nullable=False),
            sa.Column("question", sa.String(), nullable=False),
            sa.Column("answer", sa.JSON(), nullable=False),
            sa.ForeignKeyConstraint(["conversation_id"], ["conversations.id"]),
            sa.UniqueConstraint("conversation_id", "position"),
        )
        op.create_index("ix_turns_conversation_id", "turns", ["conversation_id"])
    if "feedback" not in there:
        op.create_table(
            "feedback",
            sa.Column("id", sa.Integer(), primary_key=True),
            sa.Column("conversation_id", sa.String(32), nullable=False),
            sa.Column("position", sa.Integer(), nullable=False),
            sa.Column("thumbs", sa.String(8), nullable=False),
            sa.Column("reason", sa.String(32), nullable=False),
            sa.Column("text", sa.String(), nullable=False),
            sa.Column("question", sa.String(), nullable=False),
            sa.Column("answer_text", sa.String(), nullable=False),
            sa.Column("status", sa.String(40), nullable=False),
            sa.Column("clause_ids", sa.JSON(), nullable=False),
            sa.Column("documents", sa.JSON(), nullable=False),
            sa.Column("given", sa.DateTime(timezone=True), nullable=False),
            sa.UniqueConstraint("conversation_id", "position"),
        )
        op.create_index("ix_feedback_conversation_id", "feedback", ["conversation_id"])
        op.create_index("ix_feedback_thumbs", "feedback", ["thumbs"])
    if "cases" not in there:
        op.create_table(
            "cases",
            sa.Column("id", sa.Integer(), primary_key=True),
            sa.Column("conversation_id", sa.String(32), nullable=False),
            sa.Column("position", sa.Integer(), nullable=False),
            sa.Column("question", sa.String(), nullable=False),
            sa.Column("intent", sa.String(20), nullable=False),
            sa.Column("clauses", sa.JSON(), nullable=False),
            sa.Column("note", sa.String(), nullable=False),
            sa.UniqueConstraint("conversation_id", "position"),
            sqlite_autoincrement=True,
        )
    if "confirmed_answers" not in there:
        op.create_table(
            "confirmed_answers",
            sa.Column("id", sa.Integer(), primary_key=True),
            sa.Column("conversation_id", sa.String(32), nullable=False),
            sa.Column("position", sa.Integer(), nullable=False),
            sa.Column("question", sa.String(), nullable=False),
            sa.Column("normalised", sa.String(), nullable=False),
            sa.Column("signature", sa.String(), nullable=False),
            sa.Column("model_id", sa.String(), nullable=False),
            sa.Column("vector", sa.LargeBinary(), nullable=False),
            sa.Column("answer", sa.JSON(), nullable=False),
            sa.Column("clauses", sa.JSON(), nullable=False),
            sa.Column("confirmed", sa.DateTime(timezone=True), nullable=False),
            sqlite_autoincrement=True,
        )


def downgrade() -> None:
    """Drop them; nothing comes before."""
    for table in ("confirmed_answers", "cases", "feedback", "turns", "conversations"):
        op.drop_table(table)
