"""Commands of the terminal, one group a module."""
