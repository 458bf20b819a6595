"""Engine: one connection to Milvus, whose every request ends in time with an answer or an error."""

from __future__ import annotations

import logging
import os
import time
from pathlib import Path
from typing import Any

from index.errors import (
    StoreBusyError,
    StoreExtraMissingError,
    StoreRefusedError,
    StoreUnreachableError,
)
from index.store_address import MilvusAddress

WRITING = 120.0  # seconds for requests that make, load or write
_REST = 1.0  # seconds for which a store that did not answer is not asked again
_NOT_LOADED = 101  # Milvus's code: after a restart of Milvus Lite collections are on disk only
_REFUSALS = {"UNAUTHENTICATED", "PERMISSION_DENIED", "UNIMPLEMENTED"}  # gRPC's own codes
# A channel that could not connect would else wait for up to two minutes before it tries again.
_RECONNECT = {
    "grpc.initial_reconnect_backoff_ms": 200,
    "grpc.min_reconnect_backoff_ms": 500,
    "grpc.max_reconnect_backoff_ms": 1000,
}
_log = logging.getLogger(__name__)


class Engine:
    """Milvus under one address; safe to share between threads."""

    def __init__(self, address: MilvusAddress) -> None:
        """Raises StoreExtraMissingError, StoreBusyError and StoreUnreachableError."""
        os.environ.setdefault("GRPC_VERBOSITY", "ERROR")  # else gRPC notes on stderr what it skips
        # pymilvus reads an .env file into the environment when it is imported.
        environment = dict(os.environ)
        try:
            import pymilvus
        except ImportError as error:
            raise StoreExtraMissingError from error
        finally:
            for name in set(os.environ) - set(environment):
                del os.environ[name]
        logging.getLogger("pymilvus").setLevel(logging.CRITICAL)
        self.address = address
        self.milvus = pymilvus
        self._failed_at = -_REST
        if address.is_file:
            Path(address.uri).parent.mkdir(parents=True, exist_ok=True)
        try:
            self._client: Any = pymilvus.MilvusClient(
                address.uri,
                token=address.token,
                timeout=address.seconds,
                grpc_options=_RECONNECT,
            )
        except Exception as error:
            if address.is_file:  # Lite says only that it could not start
                raise StoreBusyError(address) from error
            raise StoreUnreachableError(address, _brief(error)) from error

    def ask(self, request: str, *args: Any, seconds: float | None = None, **named: Any) -> Any:
        """A method of pymilvus's client with a time limit.

        Raises StoreRefusedError and StoreUnreachableError.
        """
        if time.monotonic() - self._failed_at < _REST:
            raise StoreUnreachableError(self.address, "did not answer a moment ago")
        import grpc

        limit = seconds or self.address.seconds
        try:
            return getattr(self._client, request)(*args, timeout=limit, **named)
        except self.milvus.MilvusException as error:
            if _answered(error):
                raise StoreRefusedError(
                    self.address, int(error.code), str(error.message)
                ) from error
            raise self._unreachable(error) from error
        except grpc.RpcError as error:
            code = error.code() if isinstance(error, grpc.Call) else None
            if code is not None and code.name in _REFUSALS:
                raise StoreRefusedError(self.address, code.value[0], code.name) from error
            raise self._unreachable(error) from error
        except (OSError, ValueError) as error:  # ValueError: a closed channel
            raise self._unreachable(error) from error

    def read(self, request: str, collection: str, **named: Any) -> Any:
        """A search or a query; a collection that Milvus has not loaded is loaded first.

        Raises StoreRefusedError and StoreUnreachableError.
        """
        try:
            return self.ask(request, collection, **named)
        except StoreRefusedError as error:
            if error.code != _NOT_LOADED:
                raise
            _log.info("loading %s", collection)
            self.ask("load_collection", collection, seconds=WRITING)
            return self.ask(request, collection, **named)

    def close(self) -> None:
        """Close the connection; a Milvus Lite file may then be opened by another process."""
        self._client.close()
        if self.address.is_file:
            from milvus_lite.server_manager import server_manager_instance

            server_manager_instance.release_server(self.address.uri)

    def _unreachable(self, error: Exception) -> StoreUnreachableError:
        self._failed_at = time.monotonic()
        return StoreUnreachableError(self.address, _brief(error))


def _answered(error: Any) -> bool:
    """True when the error is Milvus's own answer and not a failure to reach it."""
    code = error.code
    # pymilvus says 1 when its tries have run out, 2 when it cannot connect; gRPC's are no numbers.
    return isinstance(code, int) and code > 2


def _brief(error: Exception) -> str:
    return (str(error) or type(error).__name__).splitlines()[0][:300]
