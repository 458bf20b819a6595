"""Report: a run as one page that can be opened without a network."""
