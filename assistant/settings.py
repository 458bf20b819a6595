"""Settings: environment, then .env, then these defaults (the table in README.md)."""

from __future__ import annotations

from pathlib import Path

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

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
        SecretStr(""), description="加入、替换和移除文件所需的管理口令；空则不允许这些操作"
    )
    store: Path = Field(PROJECT / "var" / "store", description="索引目录")
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
    question_limit: int = Field(1000, ge=1, description="问题的最大字数")
