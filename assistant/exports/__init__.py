"""What is taken away: a unit's dossier, the table of tasks, a conversation with its sources."""
