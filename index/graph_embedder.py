"""The embedding model as an ONNX graph run by OpenVINO: its vectors, without torch when serving.

Loading sentence-transformers and torch takes seconds and a question through them several times as
long (docs/adr/0004). The graph is made once from the merged model, in float32, and kept by the
model's id. Where the processor multiplies bfloat16 in hardware the graph is computed in it, at a
cosine of .9998 and more to float32; elsewhere in float32.
"""

from __future__ import annotations

import json
import shutil
import tempfile
import warnings
from collections.abc import Iterator, Sequence
from functools import cached_property, lru_cache
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from index.blas import use_one_thread
from index.compiled_graph import INPUTS, CompiledGraph
from index.embedder import (
    CACHED_QUERIES,
    ModelMissingError,
    Progress,
    SentenceTransformerEmbedder,
    Vectors,
)
from index.micro_batch import MicroBatcher
from index.remembered import unowned
from index.shipped_vectors import ShippedVectors
from index.token_batches import Batch, padded, token_batches

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer
    from tokenizers import Tokenizer

_GRAPH = "model.onnx"
_TOKENIZER = "tokenizer.json"
_SETUP = "setup.json"
_COMPILED = "compiled"
_AT_ONCE = 4096  # texts tokenised together
_MANY = 512  # texts that are worth compiling the graph for many


class _Loaded(NamedTuple):
    graph: CompiledGraph
    tokenizer: Tokenizer
    query_prompt: str
    passage_prompt: str
    token_limit: int
    dimension: int


class GraphEmbedder:
    """An Embedder over the graph of a sentence-transformers folder or name.

    The graph lies under `graphs`, is made on first use and again when it cannot be read.
    """

    def __init__(
        self, model: str | Path, graphs: Path, threads: int = 0, *, shipped: bool = True
    ) -> None:
        """`threads` 0 leaves the choice to OpenVINO; without `shipped` all is computed here."""
        self._reference = SentenceTransformerEmbedder(model, threads)
        self._graphs = graphs
        self._threads = threads
        self._shipped = shipped
        self._loading = Lock()
        batches = MicroBatcher(unowned(self.embed_uncached))
        self._query = lru_cache(maxsize=CACHED_QUERIES)(batches.vector)

    @property
    def model_id(self) -> str:
        """The id of the model that the graph was made from."""
        return self._reference.model_id

    @property
    def dimension(self) -> int:
        """Length of a vector."""
        return self._loaded.dimension

    @property
    def token_limit(self) -> int:
        """Tokens of a text that the model reads."""
        return self._loaded.token_limit

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """Tokens of each text, the passage prompt and the marks at both ends included."""
        loaded = self._loaded
        loaded.tokenizer.no_truncation()
        try:
            encoded = loaded.tokenizer.encode_batch([loaded.passage_prompt + t for t in texts])
        finally:
            loaded.tokenizer.enable_truncation(loaded.token_limit)
        return [len(encoding.ids) for encoding in encoded]

    def embed_queries(self, texts: Sequence[str]) -> Vectors:
        """Vectors of questions; one already asked is remembered."""
        if not texts:
            return np.zeros((0, self.dimension), np.float32)
        return np.stack([self._query(text) for text in texts])

    def embed_uncached(self, texts: Sequence[str]) -> Vectors:
        """Vectors of questions in one run, nothing remembered; at least one text."""
        loaded = self._loaded
        return loaded.graph.run(*padded(_ids(loaded, loaded.query_prompt, texts)))

    def embed_passages(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
        """Vectors of passages; of many, those that are shipped are not computed."""
        if not self._shipped or len(texts) < _MANY:
            return self._computed(texts, progress)
        shipped = ShippedVectors.read(self.model_id)
        known = shipped.known(texts)
        if not known:
            return self._computed(texts, progress)
        fresh = sorted(set(range(len(texts))).difference(known))
        result = np.zeros((len(texts), self.dimension), np.float32)
        result[known] = shipped.vectors([texts[i] for i in known])
        if fresh:
            result[fresh] = self._computed([texts[i] for i in fresh], progress)
        return result

    def _computed(self, texts: Sequence[str], progress: Progress | None) -> Vectors:
        """Batches hold texts of like length, so little is padded."""
        loaded = self._loaded
        result = np.zeros((len(texts), loaded.dimension), np.float32)

        def keep(batch: Batch, vectors: Vectors) -> None:
            result[batch.rows] = vectors

        batches = _batches(loaded, texts, progress)
        if len(texts) >= _MANY:
            loaded.graph.run_many(batches, keep)
        else:
            for batch in batches:
                keep(batch, loaded.graph.run(batch.ids, batch.mask))
        return result

    @property
    def _loaded(self) -> _Loaded:
        with self._loading:  # whoever asks meanwhile waits, and does not load it as well
            return self._once_loaded

    @cached_property
    def _once_loaded(self) -> _Loaded:
        folder = self._graphs / self.model_id.replace("/", "--")
        if folder.is_dir():
            try:
                return _load(folder, self._threads)
            except Exception:  # openvino and tokenizers raise types of their own: made anew
                shutil.rmtree(folder, ignore_errors=True)
        export(self._reference.load(), folder)
        return _load(folder, self._threads)


def _ids(loaded: _Loaded, prompt: str, texts: Sequence[str]) -> list[list[int]]:
    return [e.ids for e in loaded.tokenizer.encode_batch_fast([prompt + text for text in texts])]


def _batches(loaded: _Loaded, texts: Sequence[str], progress: Progress | None) -> Iterator[Batch]:
    """The texts in batches, the longest first; what has been handed out counts as progress."""
    order = sorted(range(len(texts)), key=lambda i: -len(texts[i]))
    done = 0
    for start in range(0, len(order), _AT_ONCE):
        part = order[start : start + _AT_ONCE]
        ids = _ids(loaded, loaded.passage_prompt, [texts[i] for i in part])
        for batch in token_batches(ids):
            yield batch._replace(rows=[part[row] for row in batch.rows])
            done += len(batch.rows)
            if progress:
                progress(done, len(order))


def _load(folder: Path, threads: int) -> _Loaded:
    from tokenizers import Tokenizer

    use_one_thread()
    setup = json.loads((folder / _SETUP).read_text(encoding="utf-8"))
    tokenizer = Tokenizer.from_file(str(folder / _TOKENIZER))
    tokenizer.no_padding()
    tokenizer.enable_truncation(setup["token_limit"])
    graph = CompiledGraph(folder / _GRAPH, folder / _COMPILED, threads)
    return _Loaded(graph, tokenizer, **setup)


def export(model: SentenceTransformer, folder: Path) -> None:
    """Write a model's graph, tokenizer and prompts; the folder appears whole or not at all.

    Raises ModelMissingError for a model that has no such graph.
    """
    import torch

    class Graph(torch.nn.Module):
        """Token ids and their mask to sentence vectors, pooling and normalising included."""

        def __init__(self) -> None:
            super().__init__()
            self.model = model

        def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor) -> torch.Tensor:
            features = {"input_ids": input_ids, "attention_mask": attention_mask}
            vectors: torch.Tensor = self.model(features)["sentence_embedding"]
            return vectors

    folder.parent.mkdir(parents=True, exist_ok=True)
    dimension = int(model.get_embedding_dimension() or 0)
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=".making-") as making:
        made = Path(making) / "graph"
        made.mkdir()
        sample = torch.ones((2, 8), dtype=torch.int64)
        axes = {0: "texts", 1: "tokens"}
        try:
            with warnings.catch_warnings(), torch.no_grad():
                warnings.simplefilter("ignore")  # the tracer's notes on constant shapes
                torch.onnx.export(
                    Graph().eval(),
                    (sample, sample.clone()),
                    str(made / _GRAPH),
                    input_names=list(INPUTS),
                    output_names=["vectors"],
                    dynamic_axes={**dict.fromkeys(INPUTS, axes), "vectors": {0: "texts"}},
                    opset_version=17,
                    dynamo=False,
                )
        except (RuntimeError, TypeError, ValueError) as error:
            raise ModelMissingError(
                f"cannot export the model to ONNX: {error}",
                "向量模型无法转换为计算图。请检查 POLICY_MODEL 设置，换用一般的文本向量模型。",
            ) from error
        model.tokenizer.backend_tokenizer.save(str(made / _TOKENIZER))
        setup = {
            "query_prompt": model.prompts.get("query") or "",
            "passage_prompt": model.prompts.get("document") or model.prompts.get("passage") or "",
            "token_limit": int(model.max_seq_length or 512),
            "dimension": dimension,
        }
        (made / _SETUP).write_text(json.dumps(setup, ensure_ascii=False), encoding="utf-8")
        try:
            made.replace(folder)
        except OSError:
            if not folder.is_dir():  # else another process was first
                raise
