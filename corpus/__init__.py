"""Policy texts as documents, clauses, responsibilities and indicators."""
