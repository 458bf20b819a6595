"""The faces people use: page and terminal."""
