"""Page, API, chat completions and MCP on one address."""

from __future__ import annotations

import asyncio

import httpx
import openai
from mcp import Client

from assistant.service import PolicyAssistant
from tests.serving import serving
from ui.app import create_application

MODEL = "policy-assistant"


def test_faces_do_not_hide_one_another(assistant: PolicyAssistant) -> None:
    with serving(create_application(assistant)) as address:
        chat = openai.OpenAI(base_url=f"{address}/v1", api_key="any", max_retries=0)
        message = (
            chat.chat.completions.create(
                model=MODEL,
                messages=[{"role": "user", "content": "《物业管理条例》第五十三条怎么规定的？"}],
            )
            .choices[0]
            .message
        )
        (annotation,) = message.annotations or ()
        page = httpx.get(annotation.url_citation.url)
        assert page.status_code == 200
        assert "专项维修资金" in page.text

        async def tools() -> int:
            async with Client(f"{address}/mcp") as mcp:
                return len((await mcp.list_tools()).tools)

        assert asyncio.run(tools()) == 4
        assert "gradio" in httpx.get(address).text
        assert httpx.get(f"{address}/mcp").status_code == 405
        assert httpx.get(f"{address}/v1/models/other").json()["error"]["code"] == "model_not_found"
