"""Passwords and keys in addresses."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qiosk_scraper.normalise.secrets import is_secret, without_secrets
from qiosk_scraper.normalise.urls import canonical_url


@pytest.mark.parametrize("pair", [
    "token=s3cret", "access_token=abc", "auth=x1", "api_key=k9", "apiKey=zz", "password=tide", "pwd=tide", "sig=9f",
    "X-Amz-Signature=9f", "session=a8f3kk20", "sid=8a7b6c5d4e", "PHPSESSID=q1w2", "key=s3cret", "client_secret=zz",
    "id.token=eyJh", "csrfToken=11",
])  # fmt: skip
def test_secrets_are_known_by_their_names(pair: str) -> None:
    name, _, value = pair.partition("=")
    assert is_secret(name, value)
    assert without_secrets(f"http://a.example/x?a=1&{pair}#t") == f"http://a.example/x?a=1&{name}=hidden#t"
    assert canonical_url(f"http://a.example/x?a=1&{pair}") == "http://a.example/x/?a=1"


@pytest.mark.parametrize("pair", [
    "author=ada-quill", "key=politics", "session=117", "id=5", "page=2", "q=token", "story=a-key", "sid=4711", "token=",
    "sections=news", "signal=mast", "keyword=sea", "authority=port", "monkey=1", "tokens_of_love=1",
])  # fmt: skip
def test_words_that_look_like_them_stay(pair: str) -> None:
    name, _, value = pair.partition("=")
    assert not is_secret(name, value)
    assert without_secrets(f"http://a.example/x?{pair}") == f"http://a.example/x?{pair}"


@pytest.mark.parametrize(("url", "kept"), [
    ("http://reader:s3cret@a.example/x", "http://a.example/x"), ("http://s3cret@a.example/", "http://a.example/"),
    ("http://a:b@c:d@a.example/", "http://a.example/"), ("http://a.example/@ada", "http://a.example/@ada"),
    ("http://a.example/?mail=a@b.example", "http://a.example/?mail=a@b.example"),
])  # fmt: skip
def test_nobody_logs_in_by_an_address(url: str, kept: str) -> None:
    assert without_secrets(url) == kept


@pytest.mark.parametrize(("url", "kept"), [
    ("http://a.example/news/a-long-tale/?v=0123456789abcdef0123456789abcdef", "http://a.example/news/a-long-tale/"),
    ("http://a.example/read/?v=0123456789abcdef0123456789abcdef",
     "http://a.example/read/?v=0123456789abcdef0123456789abcdef"),
    ("http://a.example/news/(S(abc123))/a-tale/", "http://a.example/news/a-tale/"),
    ("http://a.example/news/a-tale;jsessionid=AB12", "http://a.example/news/a-tale/"),
])  # fmt: skip
def test_the_number_of_a_visit_is_no_part_of_an_address(url: str, kept: str) -> None:
    assert canonical_url(url) == kept


@given(st.text(max_size=80))
def test_any_text_is_looked_at_without_a_fault_and_once_is_enough(text: str) -> None:
    once = without_secrets(f"http://a.example/{text}")
    assert without_secrets(once) == once
