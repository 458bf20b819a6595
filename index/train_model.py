"""Fine-tunes the shipped model on questions and the passages that answer them.

    python -m index.train_model --stard DIR --store DIR --out DIR
    python -m index.train_model --stard DIR --store DIR --out DIR --further ADAPTER

MultipleNegativesRanking loss (Henderson et al. 2017) over the pairs of index/training_pairs.py; the
negatives are the batch's other passages, half of them of the same document, and for some sources
one each that the model takes for an answer before it is trained (index/hard_negatives.py): an
article of another matter, or a question that sounds alike and is not answered. The word embeddings
and the lower layers stay as they are: what a word means is known, how questions meet rules is not.
What changed is written as an adapter (index/adapter.py) with the log of losses beside it.

The second command goes on from an adapter with negatives mined by the model as it is by then
(Xiong et al. 2021) and with the legal questions for the most part.
"""

from __future__ import annotations

import argparse
import json
import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np

from index.adapter import merge, write_adapter
from index.build_model import MODEL_FOLDER
from index.embedder import SentenceTransformerEmbedder, Vectors
from index.hard_negatives import with_hard_negatives
from index.store import Store, open_store
from index.training_pairs import (
    Pair,
    asked_pairs,
    batches,
    generated_pairs,
    legal_articles,
    legal_pairs,
    likened_pairs,
    worded_pairs,
)

LEXICON = Path(__file__).parent.parent / "assistant" / "lexicon"
ASKED = Path(__file__).parent / "training" / "legal_questions.tsv"
_EVERYDAY = LEXICON / "everyday.tsv"
_UNANSWERED = LEXICON / "unanswered.txt"


@dataclass(frozen=True, slots=True)
class Recipe:
    """Everything that decides the result, with the seed."""

    seed: int = 11
    batch: int = 48
    tokens: int = 128  # of a passage; the rest is not read in training
    frozen_layers: int = 4
    learning_rate: float = 5e-5
    warm_up: float = 0.1
    scale: float = 20.0
    legal_times: int = 2  # how often the legal questions are seen
    held_out: int = 10  # every n-th legal question is kept for development
    rehearsed: float = 1.0  # share of the batches of the other sources


FURTHER = Recipe(seed=12, learning_rate=3e-5, rehearsed=0.2)


def training_batches(
    recipe: Recipe, store: Path, stard: Path | None, vectors: Path | None
) -> list[list[Pair]]:
    """The mix; a batch holds pairs of one source."""
    opened = open_store(store)
    assert isinstance(opened, Store)  # the shipped corpus is small
    embedder = SentenceTransformerEmbedder(MODEL_FOLDER)
    mixed = list(batches(worded_pairs(opened), recipe.batch, recipe.seed))
    mixed += batches(
        _near_misses(likened_pairs(opened, recipe.seed), embedder, recipe),
        recipe.batch,
        recipe.seed,
    )
    mixed += batches(generated_pairs(opened, _EVERYDAY, recipe.seed), recipe.batch, recipe.seed)
    random.Random(recipe.seed).shuffle(mixed)
    mixed = mixed[: round(len(mixed) * recipe.rehearsed)]
    if stard is not None:
        articles = legal_articles(stard)
        texts = list(articles.values())
        benchmark = legal_pairs(stard, articles, recipe.held_out)
        legal = [*benchmark * recipe.legal_times, *asked_pairs(ASKED, articles)]
        mined = with_hard_negatives(
            legal,
            _question_vectors(embedder, legal),
            texts,
            _kept(vectors, texts, embedder),
            recipe.seed,
        )
        mixed += batches(mined, recipe.batch, recipe.seed)
    random.Random(recipe.seed).shuffle(mixed)
    return mixed


def _near_misses(
    pairs: list[Pair], embedder: SentenceTransformerEmbedder, recipe: Recipe
) -> list[Pair]:
    """Each pair with an unanswered question that is near to it, as its negative."""
    lines = _UNANSWERED.read_text(encoding="utf-8").splitlines()
    unanswered = [line for line in lines if line and not line.startswith("#")]
    questions = _question_vectors(embedder, pairs)
    vectors = embedder.embed_passages(unanswered)
    return with_hard_negatives(pairs, questions, unanswered, vectors, recipe.seed, first_rank=0)


def _question_vectors(embedder: SentenceTransformerEmbedder, pairs: list[Pair]) -> Vectors:
    questions = [pair.question for pair in pairs]
    return np.asarray(embedder.load().encode_query(questions, show_progress_bar=False), np.float32)


def _kept(file: Path | None, texts: list[str], embedder: SentenceTransformerEmbedder) -> Vectors:
    """The vectors of the texts: those in the file, else new ones, which it then keeps."""
    if file is not None and file.exists():
        kept: Vectors = np.load(file)["vectors"]
        if len(kept) == len(texts):
            return kept
    vectors = embedder.embed_passages([text[:160] for text in texts])
    if file is not None:
        np.savez(file, vectors=vectors)
    return vectors


def train(recipe: Recipe, mixed: list[list[Pair]], out: Path, start: Path | None) -> None:
    """Train, from an adapter or from the model itself, and write the adapter with its log."""
    import torch
    from datasets import DatasetDict
    from sentence_transformers import (
        SentenceTransformer,
        SentenceTransformerTrainer,
        SentenceTransformerTrainingArguments,
    )
    from sentence_transformers.sentence_transformer.losses import MultipleNegativesRankingLoss
    from sentence_transformers.sentence_transformer.training_args import MultiDatasetBatchSamplers
    from torch.utils.data import BatchSampler, SequentialSampler

    model = SentenceTransformer(
        str(MODEL_FOLDER), device="cpu", model_kwargs={"dtype": torch.float32}
    )
    if start is not None:
        merge(model, start)
    model.max_seq_length = recipe.tokens
    encoder: Any = model[0].auto_model
    for parameter in encoder.embeddings.parameters():
        parameter.requires_grad = False
    for layer in encoder.encoder.layer[: recipe.frozen_layers]:
        for parameter in layer.parameters():
            parameter.requires_grad = False

    class InOrder(SentenceTransformerTrainer):
        """The batches as they were put together."""

        def get_batch_sampler(self, dataset: Any, *_: Any, **__: Any) -> BatchSampler:
            return BatchSampler(SequentialSampler(dataset), recipe.batch, drop_last=True)

    trainer = InOrder(
        model=model,
        args=SentenceTransformerTrainingArguments(
            output_dir=str(out),
            per_device_train_batch_size=recipe.batch,
            num_train_epochs=1,
            learning_rate=recipe.learning_rate,
            warmup_ratio=recipe.warm_up,
            lr_scheduler_type="linear",
            prompts={"question": "query: ", "passage": "passage: ", "negative": "passage: "},
            multi_dataset_batch_sampler=MultiDatasetBatchSamplers.PROPORTIONAL,
            logging_steps=10,
            save_strategy="no",
            report_to="none",
            seed=recipe.seed,
            dataloader_num_workers=0,
            use_cpu=True,
            bf16=True,
        ),
        train_dataset=DatasetDict(
            {
                "alone": _dataset([p for b in mixed if not b[0].negative for p in b]),
                "mined": _dataset([p for b in mixed if b[0].negative for p in b]),
            }
        ),
        loss=MultipleNegativesRankingLoss(model, scale=recipe.scale),
    )
    trainer.train()
    model.max_seq_length = 512
    log = {"recipe": asdict(recipe), "pairs": _counts(mixed), "losses": list(_losses(trainer))}
    write_adapter(MODEL_FOLDER, model, out / "weights.safetensors")
    (out / "training_log.json").write_text(
        json.dumps(log, ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
    )


def _dataset(pairs: list[Pair]) -> Any:
    """Pairs as columns; a source without mined negatives has no such column."""
    from datasets import Dataset

    columns = ["question", "passage", *(["negative"] if pairs[0].negative else [])]
    return Dataset.from_dict({name: [getattr(p, name) for p in pairs] for name in columns})


def _counts(mixed: list[list[Pair]]) -> dict[str, int]:
    return dict(Counter(pair.source for batch in mixed for pair in batch))


def _losses(trainer: Any) -> Iterator[tuple[int, float]]:
    for entry in trainer.state.log_history:
        if "loss" in entry:
            yield int(entry["step"]), float(entry["loss"])


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description="Fine-tune the shipped embedding model")
    parser.add_argument("--store", type=Path, required=True)
    parser.add_argument("--stard", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--vectors", type=Path, help="keeps the articles' vectors between runs")
    parser.add_argument("--further", type=Path, metavar="ADAPTER", help="go on from this adapter")
    arguments = parser.parse_args()
    recipe = FURTHER if arguments.further else Recipe()
    mixed = training_batches(recipe, arguments.store, arguments.stard, arguments.vectors)
    print(f"{len(mixed)} batches: {_counts(mixed)}", flush=True)
    train(recipe, mixed, arguments.out, arguments.further)


if __name__ == "__main__":
    main()
