"""The page: its tabs, and the application that serves them."""

from __future__ import annotations

import os

# Set before Gradio is imported: it must not report home or look for updates.
os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
os.environ.setdefault("HF_HUB_OFFLINE", "1")

import gradio as gr
from fastapi import FastAPI

from assistant.lookup.knowledge import Knowledge
from assistant.service import PolicyAssistant
from ui.page.chat import build_chat
from ui.page.comparison import build_comparison
from ui.page.documents import build_documents, held
from ui.page.evaluation import build_evaluation
from ui.page.heatmap import build_heat_map
from ui.page.indicators import build_indicators
from ui.page.login import DOOR
from ui.page.masthead import build_masthead, header
from ui.page.network import build_network
from ui.page.picture import QUIET
from ui.page.reader import TAB, build_reader, titles
from ui.page.tasks import build_tasks
from ui.page.theme import CSS, theme
from ui.page.upload import build_upload

TITLE = "城市政策助手"
CONCURRENCY = 8  # questions answered at the same time
_HEAD = (
    '<meta name="description" content="以条款为据回答城市政策问题">'
    "<script>document.documentElement.lang = 'zh-CN'</script>"
)


def create_page(assistant: PolicyAssistant) -> FastAPI:
    """The page at / of an application of its own; making it takes a second."""
    page = _build_page(assistant)
    page.queue(default_concurrency_limit=CONCURRENCY)
    mounted: FastAPI = gr.mount_gradio_app(
        FastAPI(docs_url=None, redoc_url=None, openapi_url=None),
        page,
        path="/",
        theme=theme(),
        css_paths=CSS,
        head=_HEAD,
        footer_links=[],
        run_history=False,
        show_error=False,
        ssr_mode=False,
        mcp_server=False,
        max_file_size="64kb",
    )
    return mounted


def _build_page(assistant: PolicyAssistant) -> gr.Blocks:
    def current() -> Knowledge:
        return assistant.knowledge

    page: gr.Blocks = gr.Blocks(title=TITLE, analytics_enabled=False, fill_width=True)
    with page:
        masthead = build_masthead(TITLE, current)
        with gr.Tabs(overflow_behavior="wrap") as tabs:
            with gr.Tab("问答"):
                build_chat(page, assistant)
            with gr.Tab("原文", id=TAB) as reading:
                chosen = build_reader(page, masthead, tabs, current, assistant.holding)
            with gr.Tab("任务表"):
                build_tasks(page, current)
            with gr.Tab("指标"):
                build_indicators(page, current)
            with gr.Tab("热力图"):
                build_heat_map(page, current)
            with gr.Tab("协作网络"):
                build_network(page, current)
            with gr.Tab("版本对比") as versions:
                build_comparison(versions, page, assistant)
            with gr.Tab("文件") as documents:
                listed = build_documents(assistant)
            with gr.Tab("加入文件"):
                upload = build_upload(assistant)
            with gr.Tab("评估"):
                build_evaluation(assistant)
        if assistant.credentials.accounts.all():
            gr.HTML(DOOR, apply_default_css=False)

        def as_held() -> tuple[str, str, gr.Dropdown]:
            return held(assistant), header(TITLE, current()), gr.Dropdown(choices=titles(current()))

        for event in (reading.select, documents.select, *([upload.click] if upload else [])):
            event(as_held, None, [listed, masthead, chosen], **QUIET)
    return page
