"""Follow-ups: how a question that leans on the conversation is read as one that stands alone."""
