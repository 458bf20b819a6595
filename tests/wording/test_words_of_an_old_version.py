"""An answer from an old version is worded and checked like any other."""

from __future__ import annotations

from pathlib import Path

from assistant.answer import Status, Wording
from assistant.evaluation import Evaluation
from assistant.safekeeping.renewal import renew_index
from assistant.service import PolicyAssistant
from assistant.settings import Settings
from corpus.library.library import Library
from index.graph_embedder import GraphEmbedder
from tests.scripted_model import scripted_server

TEXT = """某市停车管理办法
2015年1月1日 某市人民政府发布
第一条 为了规范停车，制定本办法。
第二条 停车收费每小时五元。
"""
NEW = TEXT.replace("2015年1月1日", "2024年3月1日").replace("五元", "八元")


def test_a_confirmed_answer_keeps_its_words_and_ends_with_its_version(
    tmp_path: Path, embedder: GraphEmbedder
) -> None:
    documents = tmp_path / "documents"
    documents.mkdir()
    (documents / "停车.txt").write_text(TEXT, encoding="utf-8")
    question = "某市停车管理办法第二条怎么规定？"
    with scripted_server() as (address, script):
        settings = Settings(
            documents=documents,
            library=tmp_path / "library",
            store=tmp_path / "store",
            database=f"sqlite:///{tmp_path / 'conversations.sqlite'}",
            llm_base_url=address,
            llm_model="scripted",
        )
        renew_index(settings, embedder)
        with PolicyAssistant.open(settings, embedder) as assistant:
            script.text = "停车收费每小时五元[1]。"
            first = assistant.ask(question)
            Evaluation(assistant).confirm(first.conversation_id, 0)
            script.text = "每小时五元[1]。"
            again = assistant.ask(question)
            assert again.confirmed
            assert again.text == first.text
            library = Library(settings.library, documents)
            (shipped,) = library.holdings().valid
            draft = library.draft(NEW.encode(), "停车.txt", replaces=shipped.document.id)
            library.confirm(draft.entry.id)
            renew_index(settings, embedder)
            assistant.reload()
            now = assistant.ask(question)
            assert not now.confirmed
            old = assistant.ask("2015年的版本呢？", conversation_id=now.conversation_id)
            assert not old.confirmed
            assert "五元" in old.text
            assert "以上依据旧版本" in old.text
            assert "现行版本（" not in old.text.replace("现行版本是", "")


def test_an_old_version_is_worded(tmp_path: Path, embedder: GraphEmbedder) -> None:
    documents = tmp_path / "documents"
    documents.mkdir()
    (documents / "停车.txt").write_text(TEXT, encoding="utf-8")
    with scripted_server() as (address, script):
        settings = Settings(
            documents=documents,
            library=tmp_path / "library",
            store=tmp_path / "store",
            database=f"sqlite:///{tmp_path / 'conversations.sqlite'}",
            llm_base_url=address,
            llm_model="scripted",
        )
        library = Library(settings.library, documents)
        (shipped,) = library.holdings().valid
        draft = library.draft(NEW.encode(), "停车.txt", replaces=shipped.document.id)
        library.confirm(draft.entry.id)
        renew_index(settings, embedder)
        with PolicyAssistant.open(settings, embedder) as assistant:
            script.text = "停车收费每小时八元[1]。"
            first = assistant.ask("某市停车管理办法第二条怎么规定？")
            assert first.wording is Wording.MODEL
            script.text = "停车收费每小时五元[1]。"
            old = assistant.ask("2015年的版本怎么说？", conversation_id=first.conversation_id)
            assert old.status is Status.ANSWERED
            assert old.wording is Wording.MODEL
            assert "五元" in old.text
            assert "旧版本" in old.text
            script.text = "停车收费每小时八元[1]。"
            false = assistant.ask("2015年的版本怎么说？", conversation_id=first.conversation_id)
            assert false.wording is Wording.COMPOSED
            assert "八元" not in false.text
