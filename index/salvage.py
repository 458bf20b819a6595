"""Salvage: of a damaged store the vectors, which cost the most, wherever they are whole."""

from __future__ import annotations

from pathlib import Path

import faiss
import numpy as np

from index.embedder import Vectors
from index.errors import StoreError
from index.manifest import digest, read_manifest

VECTORS = "vectors.faiss"
WINDOWS = "windows.npz"


def whole_vectors(folder: Path, model_id: str) -> dict[bytes, Vectors]:
    """Vectors by window digest; empty unless they are of this model and their checksums right."""
    try:
        manifest = read_manifest(folder)
        whole = all(digest(folder / name) == manifest.files[name] for name in (VECTORS, WINDOWS))
    except (StoreError, OSError, KeyError):
        return {}
    if not whole or manifest.model_id != model_id or not manifest.windows:
        return {}
    hashes = np.load(folder / WINDOWS)["hash"]
    vectors = vectors_in(folder / VECTORS)
    return {bytes(key): vector for key, vector in zip(hashes, vectors, strict=True)}


def vectors_in(file: Path) -> Vectors:
    """All window vectors of a flat store, shape (windows, dimension)."""
    index = faiss.read_index(str(file))
    vectors: Vectors = index.reconstruct_n(0, index.ntotal)
    return vectors
