"""Clauses as vectors and postings: one store, one retriever."""
