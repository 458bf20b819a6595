"""The application: API and page on one address."""

from __future__ import annotations

import os
from html import escape

# Set before Gradio is imported: it must not report home or look for updates.
os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
os.environ.setdefault("HF_HUB_OFFLINE", "1")

import gradio as gr
from fastapi import FastAPI

from api.app import create_app
from assistant.knowledge import Knowledge
from assistant.service import PolicyAssistant
from ui.page.chat import build_chat
from ui.page.documents import build_documents
from ui.page.heatmap import build_heat_map
from ui.page.indicators import build_indicators
from ui.page.tasks import build_tasks, export_router
from ui.page.theme import CSS, theme
from ui.page.upload import build_upload

TITLE = "城市政策助手"
CONCURRENCY = 8  # questions answered at the same time
_HEAD = (
    '<meta name="description" content="以条款为据回答城市政策问题">'
    "<script>document.documentElement.lang = 'zh-CN'</script>"
)


def create_application(assistant: PolicyAssistant) -> FastAPI:
    """The API with the page mounted at /."""
    app = create_app(assistant)
    app.include_router(export_router(assistant))
    page = _build_page(assistant)
    page.queue(default_concurrency_limit=CONCURRENCY)
    mounted: FastAPI = gr.mount_gradio_app(
        app,
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
    page: gr.Blocks = gr.Blocks(title=TITLE, analytics_enabled=False, fill_width=True)
    with page:
        gr.HTML(lambda: _header(assistant.knowledge), elem_id="masthead", apply_default_css=False)
        with gr.Tabs():
            with gr.Tab("问答"):
                build_chat(page, assistant)
            with gr.Tab("任务表"):
                build_tasks(page, assistant)
            with gr.Tab("指标"):
                build_indicators(assistant)
            with gr.Tab("热力图"):
                build_heat_map(assistant)
            with gr.Tab("文件"):
                build_documents(assistant)
            with gr.Tab("加入文件"):
                build_upload(assistant)
    return page


def _header(knowledge: Knowledge) -> str:
    counts = f"收录 {len(knowledge.outlines)} 个文件、{len(knowledge.clauses)} 条条款"
    return (
        f"<header><div><h1>{TITLE}</h1><p>逐条引用原文，注明牵头单位和责任单位</p></div>"
        f'<nav><span>{escape(counts)}</span><a href="/docs">接口说明</a></nav></header>'
    )
