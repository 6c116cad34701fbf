"""Why a request brought no page, in the words of the `fetches` table.

| reason | what happened |
| --- | --- |
| `robots` | robots.txt forbids it: the one reason with the outcome `refused` |
| `robots.txt unreachable` | robots.txt failed or hung: nothing is asked of the host |
| `refused address` | a link or redirect leads to another site, scheme, port, or to an address that is not public |
| `redirect loop` | a redirect leads back, or further than 10 hops |
| `url too long` | more than 2,083 characters |
| `dns`, `refused connection`, `unreachable`, `reset`, `empty answer`, `timeout` | the network's faults |
| `bad answer` | what came is not HTTP |
| `truncated` | less came than was announced, or a packed body has no end |
| `too large`, `too many encodings` | over a limit; the rest was not read |
| `certificate`, `tls` | the certificate is not for this host, expired or of nobody we trust; no handshake at all |
| `http 404` | the status |
| `unexpected` | a bug of ours; the log has its traceback |
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import urlsplit

from OpenSSL import SSL
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
from service_identity import CertificateError, VerificationError
from twisted.internet.error import ConnectError, ConnectionClosed, ConnectionDone
from twisted.web._newclient import ParseError, RequestTransmissionFailed

from qiosk_scraper.errors import ExitCode, QioskError
from qiosk_scraper.items import UNEXPECTED, Outcome


class RequestRefused(IgnoreRequest):
    """We do not ask: robots.txt says no. `reason` is a word or two."""

    def __init__(self, reason: str, detail: str | None = None) -> None:
        super().__init__(reason if detail is None else f"{reason}: {detail}")
        self.reason = reason
        self.detail = detail


class RequestFailed(IgnoreRequest):
    """There is no page to be had here, now or ever: an address we do not connect to, an answer over a limit."""

    def __init__(self, reason: str, detail: str | None = None) -> None:
        super().__init__(reason if detail is None else f"{reason}: {detail}")
        self.reason = reason
        self.detail = detail


class AddressRefused(RequestFailed):
    """The address guard lets nobody connect there. `detail` says what is wrong with it."""

    def __init__(self, detail: str) -> None:
        super().__init__("refused address", detail)


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
            return Failure("failed", "timeout", _short(error))
        case ResponseDataLossError():
            return Failure("failed", "truncated", _short(error))
        case DownloadCancelledError():
            return Failure("failed", "too large", None)
        case UnsupportedURLSchemeError():
            return Failure("failed", "refused address", "scheme")
        case ConnectError():
            return Failure("failed", "unreachable", _short(error))
        case DownloadFailedError() | RequestTransmissionFailed() | ConnectionClosed():
            return Failure("failed", _broken(error), _short(error))
        case _:
            said = _short(error)
            name = type(error).__name__
            return Failure("failed", UNEXPECTED, f"{name}: {said}" if said else name)


def nothing_fetched(url: str, reason: str, detail: str | None) -> QioskError:
    """What to tell of a run whose first request failed for `reason` and which got nothing at all."""
    what = f"nothing could be fetched: {reason}" + (f", {detail}" if detail else "")
    to_do = "check the address and the network, or try again later"
    if reason == "robots":
        what, to_do = "robots.txt of the site keeps crawlers from this address", "name another one"
    elif reason == "refused address" and _is_own_address(url, detail or ""):
        # An outlet's name opens nothing on this machine or in its network; an address that the user wrote does.
        to_do = f"to open this very address and port, name its URL in place of the outlet: qiosk crawl {url}"
    elif reason == "refused address":
        to_do = "only public web addresses are asked, and those that a URL on the command line names by number"
    elif reason.startswith("http 4"):
        to_do = "open the address in a browser and correct it"
    return QioskError(what, url, to_do, ExitCode.NOTHING_FETCHED)


def _is_own_address(url: str, detail: str) -> bool:
    """Whether a host written as a number, or `localhost`, was itself refused: not where a name or a redirect led."""
    parts = urlsplit(url)
    own = f"{parts.hostname}:{parts.port or (443 if parts.scheme == 'https' else 80)} is "
    return detail.startswith(own) and (", " not in detail or parts.hostname == "localhost")


def _broken(error: BaseException) -> str:
    """What broke a connection that stood, by what Twisted wrapped up in its error."""
    causes = list(_causes(error))
    names = {type(cause).__name__ for cause in causes}
    said = " ".join(map(str, (error, *causes))).lower()
    if "HeadersTooLarge" in names:
        return "too large"
    if any(isinstance(cause, (CertificateError, VerificationError)) for cause in causes) or "certificate" in said:
        return "certificate"
    if any(isinstance(cause, SSL.Error) for cause in causes):
        return "tls"
    if any(isinstance(cause, (ParseError, KeyError, ValueError)) for cause in causes):
        return "bad answer"
    if "ResponseNeverReceived" in names and any(isinstance(cause, ConnectionDone) for cause in causes):
        return "empty answer"
    return "reset"


def _causes(error: BaseException, depth: int = 0) -> Iterator[BaseException]:
    """Everything wrapped up in an error: Scrapy's wraps Twisted's, which holds a list of others."""
    if depth > 5:
        return
    inner = [getattr(failure, "value", failure) for failure in getattr(error, "reasons", None) or ()]
    for cause in (error.__cause__, *inner):
        if isinstance(cause, BaseException):
            yield cause
            yield from _causes(cause, depth + 1)


def _short(error: BaseException) -> str | None:
    return " ".join(str(error).split())[:300] or None
