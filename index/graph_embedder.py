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
import threading
import warnings
from collections.abc import Sequence
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import numpy.typing as npt

from index.embedder import (
    CACHED_QUERIES,
    ModelMissingError,
    Progress,
    SentenceTransformerEmbedder,
    Vectors,
)

if TYPE_CHECKING:
    from openvino import CompiledModel, InferRequest
    from sentence_transformers import SentenceTransformer
    from tokenizers import Tokenizer

_GRAPH = "model.onnx"
_TOKENIZER = "tokenizer.json"
_SETUP = "setup.json"
_COMPILED = "compiled"
_INPUTS = ["input_ids", "attention_mask"]
_BATCH = 64


class _Loaded(NamedTuple):
    model: CompiledModel
    tokenizer: Tokenizer
    query_prompt: str
    passage_prompt: str
    token_limit: int
    dimension: int


class GraphEmbedder:
    """An Embedder over the graph of a sentence-transformers folder or name.

    The graph lies under `graphs`, is made on first use and again when it cannot be read.
    """

    def __init__(self, model: str | Path, graphs: Path, threads: int = 0) -> None:
        """`threads` 0 leaves the choice to OpenVINO."""
        self._reference = SentenceTransformerEmbedder(model, threads)
        self._graphs = graphs
        self._threads = threads
        self._query = lru_cache(maxsize=CACHED_QUERIES)(self._embed_query)
        self._of_thread = threading.local()

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

    def _embed_query(self, text: str) -> Vectors:
        vector: Vectors = self._run([self._loaded.query_prompt + text])[0]
        return vector

    def embed_passages(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
        """Vectors of passages; batches hold texts of like length, so little is padded."""
        result = np.zeros((len(texts), self.dimension), np.float32)
        prompt = self._loaded.passage_prompt
        order = sorted(range(len(texts)), key=lambda i: -len(texts[i]))
        for start in range(0, len(order), _BATCH):
            batch = order[start : start + _BATCH]
            result[batch] = self._run([prompt + texts[i] for i in batch])
            if progress:
                progress(min(start + _BATCH, len(order)), len(order))
        return result

    def _run(self, texts: list[str]) -> Vectors:
        encoded = self._loaded.tokenizer.encode_batch(texts)
        shape = (len(encoded), max(len(encoding.ids) for encoding in encoded))
        ids: npt.NDArray[np.int64] = np.zeros(shape, np.int64)
        mask: npt.NDArray[np.int64] = np.zeros(shape, np.int64)
        for row, encoding in enumerate(encoded):
            ids[row, : len(encoding.ids)] = encoding.ids
            mask[row, : len(encoding.ids)] = 1
        outputs = self._request.infer(dict(zip(_INPUTS, (ids, mask), strict=True)))
        return np.array(outputs[0], np.float32)

    @property
    def _request(self) -> InferRequest:
        """A request serves one thread at a time, so each thread has its own."""
        if not hasattr(self._of_thread, "request"):
            self._of_thread.request = self._loaded.model.create_infer_request()
        request: InferRequest = self._of_thread.request
        return request

    @cached_property
    def _loaded(self) -> _Loaded:
        folder = self._graphs / self.model_id.replace("/", "--")
        if folder.is_dir():
            try:
                return _load(folder, self._threads)
            except Exception:  # openvino and tokenizers raise types of their own: made anew
                shutil.rmtree(folder, ignore_errors=True)
        export(self._reference.load(), folder)
        return _load(folder, self._threads)


def _load(folder: Path, threads: int) -> _Loaded:
    from openvino import Core
    from tokenizers import Tokenizer

    setup = json.loads((folder / _SETUP).read_text(encoding="utf-8"))
    tokenizer = Tokenizer.from_file(str(folder / _TOKENIZER))
    tokenizer.no_padding()
    tokenizer.enable_truncation(setup["token_limit"])
    core = Core()
    halves = "BF16" in core.get_property("CPU", "OPTIMIZATION_CAPABILITIES")
    options = {
        "PERFORMANCE_HINT": "LATENCY",
        "INFERENCE_PRECISION_HINT": "bf16" if halves else "f32",
        "INFERENCE_NUM_THREADS": threads,
        # What the compiler made of the graph is kept beside it: a quarter of the time at a start.
        "CACHE_DIR": str(folder / _COMPILED),
    }
    model = core.compile_model(str(folder / _GRAPH), "CPU", options)
    return _Loaded(model, tokenizer, **setup)


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
                    input_names=_INPUTS,
                    output_names=["vectors"],
                    dynamic_axes={**dict.fromkeys(_INPUTS, axes), "vectors": {0: "texts"}},
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
