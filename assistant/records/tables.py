"""Tables: every one of the database is known once this is imported."""

import assistant.access.credentials
import assistant.records.records  # noqa: F401
