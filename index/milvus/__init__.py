"""The store in Milvus: a Milvus Lite file, or a server or cluster by URL."""
