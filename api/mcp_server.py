"""The assistant as an MCP server: tools and resources over the same corpus as the API.

The transports are elsewhere: api/mcp_http.py at /mcp, and stdio by `policy-assistant mcp`.
"""

from __future__ import annotations

import json
import logging
import re
from datetime import date
from typing import Annotated, Any

from mcp.server.mcpserver import Context, MCPServer
from mcp.server.mcpserver.exceptions import (
    ResourceError,
    ResourceNotFoundError,
    ToolError,
    UnexpectedToolError,
)
from mcp_types import CallToolResult, InputRequiredResult, TextContent, ToolAnnotations
from pydantic import AnyUrl, BaseModel, Field, ValidationError

from api.clause_views import ClauseView
from api.document_views import DocumentView, UnitTasksView
from api.mcp_views import (
    McpAnswer,
    McpHit,
    McpHits,
    answer_text,
    clause_text,
    hits_text,
    tasks_text,
)
from api.problem_kinds import UNEXPECTED
from api.problems import QuestionError, explained
from api.security.identity import caller_of
from assistant.access.caller import TERMINAL, Caller
from assistant.lookup.clause_lookup import find_clause
from assistant.service import PolicyAssistant
from corpus.errors import PolicyError

log = logging.getLogger(__name__)

MOST_HITS = 20
_NAME = Field(min_length=1, max_length=200)
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_INSTRUCTIONS = (
    "回答城市政策问题的助手，依据收录的规划和法律法规。回答由原文组成并注明条款；"
    "refused 为真表示文件没有答案，请如实转告，不要补充。"
    "引用请用 citations 中的文件名、编号和原文。"
)
_READS = ToolAnnotations(read_only_hint=True, open_world_hint=False)
_KEEPS = ToolAnnotations(
    read_only_hint=False, destructive_hint=False, idempotent_hint=False, open_world_hint=False
)


class ArgumentError(PolicyError):
    """Arguments that do not go together."""

    def __init__(self, user_message: str) -> None:
        super().__init__("arguments do not go together", user_message)


class PolicyServer(MCPServer[Any]):
    """An MCP server whose errors are told in Chinese, with the next step."""

    async def call_tool(
        self, name: str, arguments: dict[str, Any], context: Context[Any, Any] | None = None
    ) -> CallToolResult | InputRequiredResult:
        """Call a tool; raises ToolError with a message for the user."""
        try:
            return await super().call_tool(name, arguments, context)
        except ToolError as error:
            raise _told(name, error) from error.__cause__

    async def read_resource(
        self, uri: AnyUrl | str, context: Context[Any, Any] | None = None
    ) -> Any:
        """Read a resource; raises ResourceError with a message for the user."""
        try:
            return await super().read_resource(uri, context)
        except ResourceError as error:
            cause = _policy_error(error)
            if cause is not None:
                raise ResourceNotFoundError(_clean(cause.user_message)) from cause
            if isinstance(error, ResourceNotFoundError):
                message = f"没有资源“{uri}”。请从资源列表和资源模板中选取。"
                raise ResourceNotFoundError(_clean(message)) from error
            raise


def create_mcp_server(assistant: PolicyAssistant) -> PolicyServer:
    """The server; it holds no state of its own."""
    server = PolicyServer(
        "policy-assistant",
        title="城市政策助手",
        version="0.1.0",
        instructions=_INSTRUCTIONS,
        log_level="WARNING",
        subscriptions=False,
    )
    _add_tools(server, assistant)
    _add_resources(server, assistant)
    return server


def _add_tools(server: PolicyServer, assistant: PolicyAssistant) -> None:
    @server.tool(
        title="提问",
        description="回答一个政策问题：谁牵头、谁负责、目标值、条文怎么规定、某单位有哪些任务。"
        "回答附所依据的条款和原文；文件没有写明的会说明。问答会保存，用 conversation_id 接着追问。",
        annotations=_KEEPS,
    )
    def ask(
        context: Context[Any, Any],
        question: Annotated[str, Field(description="问题，用中文")],
        conversation_id: Annotated[
            str | None, Field(description="会话编号，来自上一次回答；不填则开始新会话")
        ] = None,
    ) -> Annotated[CallToolResult, McpAnswer]:
        answer = assistant.ask(
            question, conversation_id=conversation_id or None, caller=_caller(context)
        )
        if answer.status.value.startswith("error_"):
            raise QuestionError(answer)
        return _result(answer_text(answer), McpAnswer.of(answer))

    @server.tool(
        title="检索条款",
        description="与检索词最相关的条款，最相关的在前；只给开头，全文用 clause 读取。",
        annotations=_READS,
    )
    def search(
        query: Annotated[str, Field(description="检索词或问题", min_length=1)],
        k: Annotated[int, Field(description="最多返回的条数", ge=1, le=MOST_HITS)] = 10,
    ) -> Annotated[CallToolResult, McpHits]:
        query = _clean(query)[: assistant.settings.question_limit]
        hits = assistant.search(query, k)
        return _result(hits_text(hits), McpHits(hits=[McpHit.of_hit(hit) for hit in hits]))

    @server.tool(
        title="条款全文",
        description="一个条款的全文、牵头和责任单位、目标值。给出 id，或者 document 和 label。",
        annotations=_READS,
    )
    def clause(
        id: Annotated[  # noqa: A002  # the word that callers know
            str | None, Field(description="条款编号，来自检索结果或引用", max_length=200)
        ] = None,
        document: Annotated[
            str | None, Field(description="文件的名称、简称、文号或编号", max_length=200)
        ] = None,
        label: Annotated[
            str | None,
            Field(description="条款在文件中的编号或标题：第五十三条、七、（二）1", max_length=200),
        ] = None,
    ) -> Annotated[CallToolResult, ClauseView]:
        if id:
            found = assistant.clause(id)
        elif document and label:
            found = find_clause(document, label, assistant.tools)
        else:
            raise ArgumentError("缺少条款的位置。请给出 id，或者同时给出 document 和 label。")
        return _result(clause_text(found), ClauseView.of(found))

    @server.tool(
        title="单位的任务",
        description="一个单位牵头和参与的全部任务，件数与原文一致；全称、简称、别名均可。",
        annotations=_READS,
    )
    def unit_tasks(
        unit: Annotated[str, _NAME, Field(description="单位名称，如 市住房城乡建委")],
    ) -> Annotated[CallToolResult, UnitTasksView]:
        tasks = assistant.knowledge.tasks_of(unit)
        return _result(tasks_text(tasks), UnitTasksView.of(tasks))


def _add_resources(server: PolicyServer, assistant: PolicyAssistant) -> None:
    @server.resource(
        "policy://documents",
        name="documents",
        title="文件目录",
        description="收录的全部文件：编号、名称、文号、机关、日期、效力。",
        mime_type="application/json",
    )
    def documents() -> str:
        views = [
            DocumentView.of(outline.document, len(outline.clauses), date.today())
            for outline in assistant.knowledge.outlines.values()
        ]
        return json.dumps([view.model_dump(mode="json") for view in views], ensure_ascii=False)

    @server.resource(
        "policy://documents/{document_id}",
        name="document",
        title="文件全文",
        description="一个文件的全文，编号见文件目录。",
        mime_type="text/plain",
    )
    def document(document_id: str) -> str:
        return assistant.knowledge.outline(document_id).document.text

    @server.resource(
        "policy://clauses/{clause_id}",
        name="clause",
        title="条款全文",
        description="一个条款的全文，编号来自检索结果或引用。",
        mime_type="text/plain",
    )
    def clause(clause_id: str) -> str:
        return clause_text(assistant.clause(clause_id))


def _caller(context: Context[Any, Any]) -> Caller:
    """Who asks over HTTP; over stdio it is whoever runs the server."""
    request = context.request_context.request
    return TERMINAL if request is None else caller_of(request.scope)


def _result(text: str, view: BaseModel) -> CallToolResult:
    return CallToolResult(
        content=[TextContent(type="text", text=text)],
        structured_content=view.model_dump(mode="json"),
    )


def _told(tool: str, error: ToolError) -> ToolError:
    """The error in Chinese; one that nobody foresaw keeps its kind, so that it is logged."""
    known = _policy_error(error)
    if known is not None:
        return ToolError(_clean(known.user_message))
    if isinstance(error.__cause__, ValidationError):
        wrong = [{**each, "loc": ("arguments", *each["loc"])} for each in error.__cause__.errors()]
        return ToolError(_clean(explained(wrong)))
    if isinstance(error, UnexpectedToolError):
        return UnexpectedToolError(UNEXPECTED.title + "。" + UNEXPECTED.next_step)
    return ToolError(_clean(f"没有名为“{tool}”的工具。请从工具列表中选取。"))


def _policy_error(error: BaseException) -> PolicyError | None:
    """The typed error that an SDK error stands for."""
    cause = error.__cause__
    while cause is not None and not isinstance(cause, PolicyError):
        cause = cause.__cause__
    return cause


def _clean(text: str) -> str:
    """Without halves of characters, which have no UTF-8 form."""
    return _SURROGATE.sub("\ufffd", text)
