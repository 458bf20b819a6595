"""StoreAddress: where a store lies, a folder or a collection in Milvus."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from index.errors import StoreAddressError

_SCHEMES = {"milvus": "http", "milvus+https": "https"}
_PORT = 19530
_COLLECTION = re.compile(r"[A-Za-z_][A-Za-z0-9_]{0,150}")
_LITE = "policy"  # the collection of a Milvus Lite file, which holds one store
SECONDS = 5.0  # the bound on one request unless the settings say otherwise


@dataclass(frozen=True, slots=True)
class MilvusAddress:
    """A store in Milvus; `uri` as pymilvus takes it: http://host:19530, or a path of a .db file."""

    uri: str
    collection: str
    token: str = field(default="", repr=False)
    seconds: float = SECONDS

    @property
    def is_file(self) -> bool:
        """True for Milvus Lite, which one process at a time may open."""
        return self.uri.endswith(".db")

    def __str__(self) -> str:
        """As the setting is written, without the token."""
        if self.is_file:
            return self.uri
        scheme, _, rest = self.uri.partition("://")
        return f"milvus{'+https' if scheme == 'https' else ''}://{rest}/{self.collection}"


StoreAddress = Path | MilvusAddress


def parse_address(text: str | Path | MilvusAddress) -> StoreAddress:
    """The address that a setting names; raises StoreAddressError.

    milvus://host:port/collection and milvus+https://… are servers, a path that ends in .db is a
    Milvus Lite file, any other path is a folder.
    """
    if isinstance(text, MilvusAddress):
        return text
    if isinstance(text, Path) or "://" not in text:
        path = str(text)
        return MilvusAddress(path, _LITE) if path.endswith(".db") else Path(path)
    try:
        url = urlsplit(text)
        host, port = url.hostname, url.port or _PORT
    except ValueError as error:
        raise StoreAddressError(_shown(text)) from error
    collection = url.path.strip("/")
    plain = not (url.username or url.password or url.query or url.fragment)
    if url.scheme not in _SCHEMES or not host or not plain or not _COLLECTION.fullmatch(collection):
        raise StoreAddressError(_shown(text))
    host = f"[{host}]" if ":" in host else host
    return MilvusAddress(f"{_SCHEMES[url.scheme]}://{host}:{port}", collection)


def _shown(text: str) -> str:
    """The text without what may be a password."""
    return re.sub(r"//[^/@]*@", "//…@", text)
