"""Fine-tunes the shipped model on questions and the passages that answer them.

    python -m index.train_model --stard DIR --store DIR --out DIR

MultipleNegativesRanking loss (Henderson et al. 2017) over the pairs of index/training_pairs.py; the
negatives are the batch's other passages, half of them of the same document, and one passage each
that BM25 finds near (index/hard_negatives.py). The word embeddings
and the lower layers stay as they are: what a word means is known, how questions meet rules is not.
What changed is written as an adapter (index/adapter.py) with the log of losses beside it.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from index.adapter import write_adapter
from index.build_model import MODEL_FOLDER
from index.hard_negatives import with_hard_negatives
from index.store import open_store
from index.training_pairs import (
    Pair,
    batches,
    generated_pairs,
    legal_articles,
    legal_pairs,
    written_pairs,
)
from index.windows import windows_of

LEXICON = Path(__file__).parent.parent / "assistant" / "lexicon" / "everyday.tsv"


@dataclass(frozen=True, slots=True)
class Recipe:
    """Everything that decides the result, with the seed."""

    seed: int = 11
    batch: int = 32
    tokens: int = 128  # of a passage; the rest is not read in training
    frozen_layers: int = 4
    learning_rate: float = 4e-5
    warm_up: float = 0.1
    scale: float = 20.0
    written_times: int = 4  # how often the written questions are seen
    legal_times: int = 2
    held_out: int = 10  # every n-th legal question is kept for development


def training_pairs(recipe: Recipe, store: Path, stard: Path | None) -> list[Pair]:
    """The mix, in the order of the batches."""
    opened = open_store(store)
    own = [window.text for clause in opened.clauses for window in windows_of(clause)]
    pairs = written_pairs(opened) + generated_pairs(opened, LEXICON, recipe.seed)
    pairs = with_hard_negatives(pairs, own, opened.tokenizer, recipe.seed)
    mixed = [
        batch
        for turn in range(recipe.written_times)
        for batch in batches(_of("written", pairs), recipe.batch, recipe.seed + turn)
    ]
    mixed += batches(_of("generated", pairs), recipe.batch, recipe.seed)
    if stard is not None:
        articles = legal_articles(stard)
        legal = legal_pairs(stard, articles, recipe.held_out)
        legal = with_hard_negatives(legal, list(articles.values()), opened.tokenizer, recipe.seed)
        mixed += [
            batch
            for turn in range(recipe.legal_times)
            for batch in batches(legal, recipe.batch, recipe.seed + turn)
        ]
    random.Random(recipe.seed).shuffle(mixed)
    return [pair for batch in mixed for pair in batch]


def _of(source: str, pairs: list[Pair]) -> list[Pair]:
    return [pair for pair in pairs if pair.source == source]


def train(recipe: Recipe, pairs: list[Pair], out: Path) -> None:
    """Train and write the adapter with its log."""
    import torch
    from datasets import Dataset
    from sentence_transformers import (
        SentenceTransformer,
        SentenceTransformerTrainer,
        SentenceTransformerTrainingArguments,
    )
    from sentence_transformers.losses import MultipleNegativesRankingLoss
    from torch.utils.data import BatchSampler, SequentialSampler

    model = SentenceTransformer(
        str(MODEL_FOLDER), device="cpu", model_kwargs={"dtype": torch.float32}
    )
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

    dataset = Dataset.from_dict(
        {
            "question": [p.question for p in pairs],
            "passage": [p.passage for p in pairs],
            "negative": [p.negative for p in pairs],
        }
    )
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
            logging_steps=10,
            save_strategy="no",
            report_to="none",
            seed=recipe.seed,
            dataloader_num_workers=0,
            use_cpu=True,
        ),
        train_dataset=dataset,
        loss=MultipleNegativesRankingLoss(model, scale=recipe.scale),
    )
    trainer.train()
    model.max_seq_length = 512
    log = {"recipe": asdict(recipe), "pairs": len(pairs), "losses": list(_losses(trainer))}
    write_adapter(MODEL_FOLDER, model, out / "weights.safetensors")
    (out / "training_log.json").write_text(
        json.dumps(log, ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
    )


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
    arguments = parser.parse_args()
    recipe = Recipe()
    pairs = training_pairs(recipe, arguments.store, arguments.stard)
    counts = {s: sum(p.source == s for p in pairs) for s in ("written", "generated", "legal")}
    print(f"{len(pairs)} pairs: {counts}")
    train(recipe, pairs, arguments.out)


if __name__ == "__main__":
    main()
