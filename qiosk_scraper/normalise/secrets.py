"""Passwords and keys in addresses: `user:password@`, `?token=…`. They are neither followed with nor kept."""

from __future__ import annotations

import re
from urllib.parse import unquote

HIDDEN = "hidden"
"""What stands where a secret stood."""

_ALWAYS = frozenset(
    {
        "token", "secret", "password", "passwd", "passwort", "pwd", "signature", "sig", "hmac", "auth", "authorization",
        "apikey", "jwt", "credential", "credentials", "sessionid", "sessid", "sesskey", "phpsessid", "jsessionid",
        "aspsessionid", "otp",
    }
)  # fmt: skip
_ENDS = ("token", "secret", "password", "apikey", "signature", "sessionid", "accesskey")
_MAYBE = frozenset({"key", "session", "sess", "sid"})
_PLAIN = re.compile(r"[0-9]{1,9}|[A-Za-z]{1,20}(?:[-_][A-Za-z]{1,20}){0,5}")
"""A number or words: `?session=117` of a parliament, `?key=politics`."""
_USERINFO = re.compile(r"(?<=://)[^/?#\\\s]*@")
_PAIR = re.compile(r"(?<=[?&;])([^=&;#\s]+)=([^&;#\s]*)")


def is_secret(name: str, value: str) -> bool:
    """Whether a parameter of an address is a password, a key or a session. A bare number or word behind `key` and
    `session` is none."""
    name = unquote(name).lower()
    words = re.split(r"[^a-z0-9]+", name)
    if not _ALWAYS.isdisjoint(words) or words[-1].endswith(_ENDS) or {"api", "key"} <= set(words):
        return bool(value)
    return not _MAYBE.isdisjoint(words) and bool(value) and _PLAIN.fullmatch(value) is None


def without_userinfo(url: str) -> str:
    """The address without `user:password@`."""
    return _USERINFO.sub("", url) if "@" in url else url


def without_secrets(url: str) -> str:
    """The address as it may be kept and shown: no userinfo, secret values replaced by `hidden`."""
    url = without_userinfo(url)
    if "=" not in url:
        return url
    return _PAIR.sub(lambda pair: f"{pair[1]}={HIDDEN}" if is_secret(pair[1], pair[2]) else pair[0], url)
