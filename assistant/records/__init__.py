"""What is kept in the database: conversations, answers, feedback, the log, confirmed answers."""
