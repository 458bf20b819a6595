"""Kinds of errors: their names, titles, status and the way out, in Chinese."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus

MEDIA_TYPE = "application/problem+json"


@dataclass(frozen=True, slots=True)
class Problem:
    """A kind of error: its name in the type URI, title, status and the way out."""

    name: str
    title: str
    status: HTTPStatus
    next_step: str


MALFORMED = Problem(
    "malformed-json",
    "请求正文不是 JSON",
    HTTPStatus.BAD_REQUEST,
    "请检查括号、引号和编码（UTF-8）。",
)
NOT_FOUND = Problem(
    "not-found", "地址不存在", HTTPStatus.NOT_FOUND, "请对照 /docs 中的接口说明检查地址。"
)
UNKNOWN_CLAUSE = Problem(
    "unknown-clause",
    "条款不存在",
    HTTPStatus.NOT_FOUND,
    "请使用 GET /v1/search 或引用中给出的条款编号。",
)
UNKNOWN_DOCUMENT = Problem(
    "unknown-document", "文件不存在", HTTPStatus.NOT_FOUND, "请用 GET /v1/documents 查看文件编号。"
)
UNKNOWN_VERSION = Problem(
    "unknown-version",
    "旧版本不存在",
    HTTPStatus.NOT_FOUND,
    "请用 GET /v1/versions 查看旧版本的编号。",
)
UNKNOWN_UNIT = Problem(
    "unknown-unit", "单位不存在", HTTPStatus.NOT_FOUND, "请用 GET /v1/units 查看单位名称。"
)
UNKNOWN_CONVERSATION = Problem(
    "unknown-conversation",
    "会话不存在",
    HTTPStatus.NOT_FOUND,
    "请去掉 conversation_id，开始一个新会话。",
)
UNKNOWN_TURN = Problem(
    "unknown-turn",
    "会话没有这一轮",
    HTTPStatus.NOT_FOUND,
    "请用 GET /v1/conversations/{id} 查看各轮问答；turn 从 0 数起。",
)
UNKNOWN_RECORD = Problem(
    "unknown-record",
    "记录不存在",
    HTTPStatus.NOT_FOUND,
    "请用 GET /v1/admin/cases.jsonl 或 /v1/admin/confirmed 查看编号。",
)
UNKNOWN_DRAFT = Problem(
    "unknown-draft", "待确认文件不存在", HTTPStatus.NOT_FOUND, "请用 POST /v1/documents 重新上传。"
)
UNKNOWN_JOB = Problem(
    "unknown-job", "任务不存在", HTTPStatus.NOT_FOUND, "请使用确认或移除文件时返回的任务编号。"
)
DUPLICATE = Problem(
    "duplicate-document", "文件已经收录", HTTPStatus.CONFLICT, "请用 GET /v1/documents 查看。"
)
NOT_IN_FORCE = Problem(
    "not-in-force",
    "文件已不是有效版本",
    HTTPStatus.CONFLICT,
    "请用 GET /v1/documents 查看有效文件。",
)
FILE_TOO_LARGE = Problem(
    "file-too-large",
    "文件过大",
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    "请拆分文件后分别上传。",
)
UNREADABLE = Problem(
    "unreadable-document",
    "文件无法读取",
    HTTPStatus.UNPROCESSABLE_ENTITY,
    "请按提示处理文件后重新上传。",
)
BAD_PARTICULARS = Problem(
    "invalid-particulars",
    "文件信息有误",
    HTTPStatus.UNPROCESSABLE_ENTITY,
    "待确认的文件仍在，不必重新上传。",
)
UNAUTHORIZED = Problem(
    "unauthorized",
    "管理口令不对",
    HTTPStatus.UNAUTHORIZED,
    "请检查口令（POLICY_ADMIN_TOKEN）后重试；接口请求写在请求头 Authorization: Bearer 之后。",
)
CHALLENGE = {"WWW-Authenticate": "Bearer"}  # goes with UNAUTHORIZED (RFC 6750)
ADMIN_OFF = Problem(
    "admin-off",
    "管理功能没有开放",
    HTTPStatus.FORBIDDEN,
    "请管理员设置 POLICY_ADMIN_TOKEN 后重启服务，或用 policy-assistant account add 添加账号。",
)
KEY_REFUSED = Problem(
    "key-refused",
    "接口密钥无效",
    HTTPStatus.UNAUTHORIZED,
    "请向管理员索取新的密钥（policy-assistant key add）。",
)
LOGIN_NEEDED = Problem(
    "login-needed",
    "须先登录",
    HTTPStatus.UNAUTHORIZED,
    "请打开 /login 登录，或在请求头写明 Authorization: Bearer 加接口密钥。",
)
LOGIN_REFUSED = Problem(
    "login-refused",
    "登录没有成功",
    HTTPStatus.UNAUTHORIZED,
    "忘记密码时，请管理员用 policy-assistant account password 重设。",
)
FORBIDDEN = Problem(
    "forbidden",
    "没有权限",
    HTTPStatus.FORBIDDEN,
    "请换用有此权限的账号或密钥，或联系管理员。",
)
CSRF = Problem(
    "csrf",
    "无法确认请求来自本站页面",
    HTTPStatus.FORBIDDEN,
    "请用 GET /v1/session 取得 csrf_token，放在请求头 X-CSRF-Token 中；或刷新页面后重试。",
)
TOO_MANY = Problem(
    "too-many-requests",
    "请求过于频繁",
    HTTPStatus.TOO_MANY_REQUESTS,
    "请按 Retry-After 等待；需要更多请求时，请向管理员申请接口密钥。",
)
TOO_SLOW = Problem(
    "too-slow",
    "处理超时",
    HTTPStatus.GATEWAY_TIMEOUT,
    "请稍后重试；仍不成功时请缩短问题或联系管理员。",
)
METHOD = Problem(
    "method-not-allowed",
    "不支持这种请求方法",
    HTTPStatus.METHOD_NOT_ALLOWED,
    "请对照 /docs 中的接口说明改用允许的方法。",
)
TOO_LARGE = Problem(
    "body-too-large",
    "请求正文过大",
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    "请缩短问题后重试。",
)
MEDIA = Problem(
    "unsupported-media-type",
    "请求正文的类型不受支持",
    HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
    "请以 Content-Type: application/json 发送 JSON。",
)
INVALID = Problem(
    "invalid-request",
    "请求参数有误",
    HTTPStatus.UNPROCESSABLE_ENTITY,
    "请按说明改正参数后重试；接口说明见 /docs。",
)
BAD_QUESTION = Problem(
    "invalid-question",
    "问题无法处理",
    HTTPStatus.UNPROCESSABLE_ENTITY,
    "请改写问题后重试。",
)
SEARCH_DOWN = Problem(
    "search-unavailable",
    "检索服务暂时不可用",
    HTTPStatus.SERVICE_UNAVAILABLE,
    "请稍候片刻再试；直接指明条款（如某条例第几条）的查询可能仍可使用。",
)
NOT_READY = Problem("not-ready", "服务尚未就绪", HTTPStatus.SERVICE_UNAVAILABLE, "请稍候片刻再试。")
DATABASE_AWAY = Problem(
    "database-unavailable",
    "数据库暂时不可用",
    HTTPStatus.SERVICE_UNAVAILABLE,
    "请稍候几秒再试；持续出现时请联系管理员。",
)
RETRY = {"Retry-After": "5"}  # seconds; goes with DATABASE_AWAY
BUSY_CONVERSATION = Problem(
    "conversation-busy",
    "会话正在回答别的问题",
    HTTPStatus.CONFLICT,
    "请等前一个问题回答完再发下一个。",
)
FAILED = Problem(
    "service-failed",
    "服务出现故障",
    HTTPStatus.INTERNAL_SERVER_ERROR,
    "请按提示处理；仍不成功时请联系管理员。",
)
UNEXPECTED = Problem(
    "internal-error",
    "服务内部错误",
    HTTPStatus.INTERNAL_SERVER_ERROR,
    "请稍后重试；仍不成功时请联系管理员查看日志。",
)
