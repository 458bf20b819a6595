"""Settings: environment, then .env, then these defaults (the table in docs/reference.md)."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import BeforeValidator, Field, SecretStr, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from index.store_address import MilvusAddress, StoreAddress, parse_address

PROJECT = Path(__file__).resolve().parent.parent


class Settings(BaseSettings):
    """One field a setting; the environment variable is the field's name in capitals.

    HOST and PORT stand bare, all others begin with POLICY_.
    """

    model_config = SettingsConfigDict(env_prefix="POLICY_", env_file=".env", extra="ignore")

    host: str = Field("127.0.0.1", validation_alias="HOST", description="服务监听的地址")
    port: int = Field(7860, ge=0, le=65535, validation_alias="PORT", description="服务监听的端口")
    documents: Path = Field(PROJECT / "corpus" / "documents", description="政策文件目录")
    library: Path = Field(PROJECT / "var" / "library", description="加入的文件的目录")
    admin_token: SecretStr = Field(
        SecretStr(""),
        description="管理文件、评估页和 /v1/admin 接口的口令（英文字符），为空则不开放",
    )
    store: Annotated[StoreAddress, BeforeValidator(parse_address)] = Field(
        PROJECT / "var" / "store",
        description="索引目录；或 milvus://主机:端口/集合名；或 Milvus Lite 的 .db 文件",
    )
    milvus_token: SecretStr = Field(
        SecretStr(""), description="Milvus 的口令：用户名:密码，或 API 密钥"
    )
    milvus_timeout: float = Field(5.0, gt=0, description="Milvus 一次请求的最长秒数")
    database: str = Field(
        f"sqlite:///{PROJECT / 'var' / 'conversations.sqlite'}",
        description="保存会话的数据库（SQLAlchemy URL）",
    )
    model: str = Field(str(PROJECT / "index" / "model"), description="向量模型目录或名称")
    graphs: Path = Field(
        PROJECT / "var" / "graphs", description="由向量模型生成的计算图和例句向量的目录"
    )
    threads: int = Field(0, ge=0, description="计算线程数，0 为自动")
    refusal_threshold: float = Field(0.7, ge=0, le=1, description="低于此置信度即拒答")
    llm_base_url: str = Field("", description="OpenAI 兼容的模型服务地址，留空则不用模型")
    llm_api_key: SecretStr = Field(SecretStr(""), description="模型服务的密钥")
    llm_model: str = Field("", description="模型名称")
    llm_timeout: float = Field(20.0, gt=0, description="模型措辞一个回答的最长秒数")
    question_limit: int = Field(1000, ge=1, description="问题的最大字数")
    anonymous: bool = Field(True, description="不登录也可以提问和阅读")
    rate_limit: int = Field(
        240, ge=0, description="没有凭证的访问者每个地址每分钟的请求数，0 为不限"
    )
    key_rate_limit: int = Field(600, ge=0, description="每个密钥或账号每分钟的请求数，0 为不限")
    request_seconds: float = Field(60.0, gt=0, description="一个请求开始得到回答的最长秒数")
    cors_origins: str = Field(
        "", description="允许跨站调用接口的网站，如 https://a.gov.cn，逗号分隔；留空则都不允许"
    )
    log_format: Literal["json", "text"] = Field("json", description="服务日志的格式")
    otlp_endpoint: str = Field(
        "", description="OpenTelemetry 收集器地址（OTLP/HTTP），留空则不发送；须安装 telemetry 附件"
    )
    session_hours: int = Field(8, ge=1, description="登录有效的小时数")
    trusted_proxies: str = Field(
        "", description="可信反向代理的地址或网段，逗号分隔；只采信它们的 X-Forwarded-* 请求头"
    )
    proxy_user_header: str = Field(
        "", description="可信代理用来写明登录用户的请求头，如 X-Forwarded-User；留空则不用"
    )
    proxy_users: str = Field(
        "", description="可信代理的用户及角色，如 zhang:administrator,li:evaluator"
    )
    retention_days: int = Field(
        180, ge=0, description="会话、评价和问答文字保存的天数（自最后一问起），0 为不限"
    )
    audit_key: SecretStr = Field(
        SecretStr(""), description="审计日志中网络地址摘要的密钥，留空则自动生成并存于数据库"
    )
    mcp_hosts: str = Field(
        "", description="除本机外，可用来访问 /mcp 的主机名（HTTP 请求的 Host），用逗号分隔"
    )

    @model_validator(mode="after")
    def _with_token(self) -> Self:
        self.store = self.located(self.store)
        return self

    def located(self, store: str | StoreAddress) -> StoreAddress:
        """The address of a store, with the token and the time limit of Milvus.

        Raises StoreAddressError.
        """
        address = parse_address(store)
        if isinstance(address, Path):
            return address
        token = self.milvus_token.get_secret_value()
        return replace(address, token=token, seconds=self.milvus_timeout)

    @property
    def store_folder(self) -> Path:
        """The store's folder; for one in Milvus, the place beside which its old versions and locks
        lie."""
        if isinstance(self.store, MilvusAddress):
            return self.library.parent / self.store.collection
        return self.store

    @property
    def restore_journal(self) -> Path:
        """There while a restore goes on, or when one was cut off (restore_journal.py): beside the
        library, which no command line moves."""
        return self.library.parent / f".{self.library.name}.restore.json"
