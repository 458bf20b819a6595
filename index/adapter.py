"""Adapter: what training changed in the shipped model, small enough to lie beside it.

Of every changed matrix the best approximation of rank RANK is kept (truncated singular value
decomposition, Eckart & Young 1936): W' = W + up @ down. Vectors are kept whole. An adapter fits
only the weights it was made from, which its header names by digest.
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer
    from torch.nn import Module

ADAPTER = Path(__file__).parent / "adapter" / "weights.safetensors"
WEIGHTS = "model.safetensors"
RANK = 64


def file_digest(path: Path) -> str:
    """SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def fits(model: Path, adapter: Path = ADAPTER) -> bool:
    """True when the adapter was made from this model folder's weights."""
    from safetensors import safe_open

    weights = model / WEIGHTS
    if not (adapter.is_file() and weights.is_file()):
        return False
    with safe_open(str(adapter), "np") as file:  # "pt" would load torch for a line of text
        metadata: dict[str, str] = file.metadata()
    return metadata["base"] == file_digest(weights)


def merge(model: SentenceTransformer, adapter: Path = ADAPTER) -> None:
    """Add the adapter to a loaded model."""
    import torch
    from safetensors.torch import load_file

    changes = load_file(str(adapter))
    parameters = dict(_encoder(model).named_parameters())
    with torch.no_grad():
        for name in {key.removesuffix(".up").removesuffix(".down") for key in changes}:
            if name in changes:
                change = changes[name].float()
            else:
                change = changes[f"{name}.up"].float() @ changes[f"{name}.down"].float()
            parameters[name].add_(change.to(parameters[name].device))


def write_adapter(base: Path, trained: SentenceTransformer, adapter: Path) -> None:
    """Write what differs between a model folder and a model trained from it."""
    import torch
    from safetensors.torch import save_file
    from sentence_transformers import SentenceTransformer

    before = SentenceTransformer(str(base), device="cpu", model_kwargs={"dtype": torch.float32})
    old = dict(_encoder(before).named_parameters())
    changes = {}
    for name, parameter in _encoder(trained).named_parameters():
        change = parameter.detach().float().cpu() - old[name].detach()
        if name.startswith("pooler.") or not change.any():
            continue  # the pooler is not used and starts from random numbers
        if change.dim() < 2:
            changes[name] = change.half()
            continue
        u, s, v = torch.linalg.svd(change, full_matrices=False)
        changes[f"{name}.up"] = (u[:, :RANK] * s[:RANK]).half().contiguous()
        changes[f"{name}.down"] = v[:RANK].half().contiguous()
    adapter.parent.mkdir(parents=True, exist_ok=True)
    save_file(changes, str(adapter), metadata={"base": file_digest(base / WEIGHTS)})


def _encoder(model: SentenceTransformer) -> Module:
    encoder: Module = model[0].auto_model  # type: ignore[assignment]
    return encoder
