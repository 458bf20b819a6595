"""What the parsed corpus states, looked up exactly: clauses, tasks, targets, neighbours."""
