"""Peers: the plain recipes people use today, over the same texts with the same embedding model."""
