"""Runtimes: the same model run in every way there is, behind one interface."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from index.compiled_graph import INPUTS, CompiledGraph
from index.embedder import SentenceTransformerEmbedder, Vectors
from index.graph_embedder import GraphEmbedder
from index.token_batches import Batch, padded, token_batches

DEFAULT_BATCH = 32  # sentence-transformers' own


@dataclass(frozen=True, slots=True)
class Runtime:
    """One way of running the model; vectors have shape (texts, dimension)."""

    name: str
    passages: Callable[[Sequence[str]], Vectors]
    query: Callable[[str], Vectors]  # shape (dimension,), nothing remembered


def runtimes(model: str | Path, graphs: Path, threads: int) -> Iterator[Runtime]:
    """Each runtime in turn, sentence-transformers' default first; a former one may be let go."""
    yield _default(model, threads)
    yield _by_torch(model, threads)
    folder = graphs / GraphEmbedder(model, graphs, threads).model_id
    GraphEmbedder(model, graphs, threads).embed_queries(["城市更新"])  # makes the graph
    tokens = _Tokens(folder)
    with tempfile.TemporaryDirectory() as made:
        yield _by_onnxruntime("onnxruntime float32", folder / "model.onnx", tokens, threads)
        small = Path(made) / "int8.onnx"
        _quantise(folder / "model.onnx", small)
        yield _by_onnxruntime("onnxruntime int8 (dynamic, per channel)", small, tokens, threads)
        for precision, name in (("f32", "float32"), ("bf16", "bfloat16")):
            graph = CompiledGraph(folder / "model.onnx", Path(made) / precision, threads, precision)
            yield _by_openvino(f"OpenVINO {name}", graph, tokens)
    embedder = GraphEmbedder(model, graphs, threads, shipped=False)
    yield Runtime(
        "the product (OpenVINO, its own choice)",
        embedder.embed_passages,
        lambda text: embedder.embed_uncached([text])[0],
    )


class _Tokens:
    """The tokenizer and prompts of a graph's folder."""

    def __init__(self, folder: Path) -> None:
        from tokenizers import Tokenizer

        setup = json.loads((folder / "setup.json").read_text(encoding="utf-8"))
        self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokenizer.no_padding()
        self._tokenizer.enable_truncation(setup["token_limit"])
        self.dimension = int(setup["dimension"])
        self._query, self._passage = setup["query_prompt"], setup["passage_prompt"]

    def passages(self, texts: Sequence[str]) -> list[list[int]]:
        return self._ids([self._passage + text for text in texts])

    def query(self, text: str) -> list[list[int]]:
        return self._ids([self._query + text])

    def _ids(self, texts: list[str]) -> list[list[int]]:
        return [encoding.ids for encoding in self._tokenizer.encode_batch_fast(texts)]


def _default(model: str | Path, threads: int) -> Runtime:
    loaded = SentenceTransformerEmbedder(model, threads).load()

    def passages(texts: Sequence[str]) -> Vectors:
        vectors = loaded.encode_document(
            list(texts), batch_size=DEFAULT_BATCH, show_progress_bar=False
        )
        return np.asarray(vectors, np.float32)

    def query(text: str) -> Vectors:
        return np.asarray(loaded.encode_query([text], show_progress_bar=False)[0], np.float32)

    return Runtime("sentence-transformers float32 (default)", passages, query)


def _by_torch(model: str | Path, threads: int) -> Runtime:
    import torch

    embedder = SentenceTransformerEmbedder(model, threads, half=True)

    def query(text: str) -> Vectors:
        with torch.autocast("cpu", dtype=torch.bfloat16):
            (vector,) = embedder.load().encode_query(
                [text], show_progress_bar=False, convert_to_numpy=False
            )
        return np.asarray(vector.float().numpy(), np.float32)

    return Runtime("sentence-transformers bfloat16", embedder.embed_passages, query)


def _by_onnxruntime(name: str, graph: Path, tokens: _Tokens, threads: int) -> Runtime:
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    session: Any = onnxruntime.InferenceSession(
        str(graph), options, providers=["CPUExecutionProvider"]
    )

    def run(ids: Any, mask: Any) -> Vectors:
        (vectors,) = session.run(None, {INPUTS[0]: ids, INPUTS[1]: mask})
        return np.asarray(vectors, np.float32)

    def passages(texts: Sequence[str]) -> Vectors:
        result = np.zeros((len(texts), tokens.dimension), np.float32)
        for batch in token_batches(tokens.passages(texts)):
            result[batch.rows] = run(batch.ids, batch.mask)
        return result

    return Runtime(name, passages, lambda text: run(*padded(tokens.query(text)))[0])


def _quantise(graph: Path, small: Path) -> None:
    from onnxruntime.quantization import QuantType, quantize_dynamic

    with _quiet():
        quantize_dynamic(str(graph), str(small), per_channel=True, weight_type=QuantType.QInt8)


def _by_openvino(name: str, graph: CompiledGraph, tokens: _Tokens) -> Runtime:
    def passages(texts: Sequence[str]) -> Vectors:
        result = np.zeros((len(texts), tokens.dimension), np.float32)

        def keep(batch: Batch, vectors: Vectors) -> None:
            result[batch.rows] = vectors

        graph.run_many(token_batches(tokens.passages(texts)), keep)
        return result

    return Runtime(name, passages, lambda text: graph.run(*padded(tokens.query(text)))[0])


@contextmanager
def _quiet() -> Iterator[None]:
    """The quantiser's advice, on the root logger, is no news here."""
    import logging

    root = logging.getLogger()
    level = root.level
    root.setLevel(logging.ERROR)
    try:
        yield
    finally:
        root.setLevel(level)
