"""Why a request brought no page, in the words of the `fetches` table."""

from __future__ import annotations

from typing import NamedTuple

from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    IgnoreRequest,
    ResponseDataLossError,
    UnsupportedURLSchemeError,
)

from qiosk_scraper.items import Outcome


class RequestRefused(IgnoreRequest):
    """We do not ask: robots.txt, another site, an address that is not public. `reason` is a word or two."""

    def __init__(self, reason: str, detail: str | None = None) -> None:
        super().__init__(reason if detail is None else f"{reason}: {detail}")
        self.reason = reason
        self.detail = detail


class RequestFailed(IgnoreRequest):
    """The server answered, but not with a page (a redirect loop, say)."""

    def __init__(self, reason: str, detail: str | None = None) -> None:
        super().__init__(reason if detail is None else f"{reason}: {detail}")
        self.reason = reason
        self.detail = detail


class HostUnavailable(RequestFailed):
    """Nothing more is asked of this host in this run: its robots.txt cannot be read, or it told us to stay away."""

    def __init__(self, reason: str, detail: str | None = None, not_before: str | None = None) -> None:
        super().__init__(reason, detail)
        self.not_before = not_before
        """When it may be asked again, ISO 8601 UTC, if it said so."""


class RunStopped(IgnoreRequest):
    """The run is ending; the URL was not asked and stays in the frontier."""


class Failure(NamedTuple):
    outcome: Outcome
    reason: str
    detail: str | None


def failure_of(error: BaseException) -> Failure:
    """Outcome, reason and detail of what a download raised."""
    match error:
        case RequestRefused():
            return Failure("refused", error.reason, error.detail)
        case RequestFailed():
            return Failure("failed", error.reason, error.detail)
        case CannotResolveHostError():
            return Failure("failed", "dns", None)
        case DownloadConnectionRefusedError():
            return Failure("failed", "refused connection", None)
        case DownloadTimeoutError():
            return Failure("failed", "timeout", None)
        case ResponseDataLossError():
            return Failure("failed", "truncated", None)
        case DownloadCancelledError():
            return Failure("failed", "too large", None)
        case UnsupportedURLSchemeError():
            return Failure("refused", "scheme", None)
        case DownloadFailedError() if "certificate" in str(error).lower() or "ssl" in str(error).lower():
            return Failure("failed", "certificate", _short(error))
        case DownloadFailedError():
            return Failure("failed", "connection lost", None)
        case IgnoreRequest():
            # Scrapy's decompression limit is the one that is left.
            return Failure("failed", "too large", _short(error))
        case _:
            return Failure("failed", type(error).__name__, _short(error))


def _short(error: BaseException) -> str | None:
    return " ".join(str(error).split())[:300] or None
