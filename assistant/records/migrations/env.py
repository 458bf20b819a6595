"""What Alembic runs: a migration within the transaction that it is given.

From the command line (`alembic revision`) it opens the database of the settings itself.
"""

from __future__ import annotations

from alembic import context
from sqlalchemy import Connection

import assistant.records.tables  # noqa: F401  # every table is known once this is imported
from assistant.records.database import Base, Database
from assistant.records.schema import migrating
from assistant.settings import Settings


def _run(connection: Connection) -> None:
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        transactional_ddl=True,
        render_as_batch=True,  # SQLite changes a column only by copying its table
    )
    with context.begin_transaction():
        context.run_migrations()


_given = context.config.attributes.get("connection")
if _given is not None:
    _run(_given)
else:
    with migrating(Database(Settings().database)) as _opened:
        _run(_opened)
