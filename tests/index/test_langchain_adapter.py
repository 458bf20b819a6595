"""LangChain sees clauses as documents."""

from __future__ import annotations

from index.langchain_adapter import ClauseRetriever
from index.retriever import Retriever


def test_invoke_gives_clauses_with_their_metadata(retriever: Retriever) -> None:
    first, *rest = ClauseRetriever(retriever=retriever, k=2).invoke("新建居住区的绿地率")
    assert len(rest) == 1
    assert first.id == first.metadata["clause_id"] == "greening:3"
    assert first.page_content.startswith("第三条 新建居住区")
    assert first.metadata["document_title"] == "城市绿化条例"
    assert first.metadata["lead"] == ["市城市管理局"]
    assert first.metadata["score"] >= rest[0].metadata["score"]
