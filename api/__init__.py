"""HTTP API over the assistant."""
