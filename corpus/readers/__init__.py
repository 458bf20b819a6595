"""File readers: a file becomes text."""
