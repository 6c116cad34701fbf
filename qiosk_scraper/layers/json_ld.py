"""Fields from schema.org data in scripts. Only nodes about this page are read: a page may carry other articles'."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from qiosk_scraper.items import Author, Block, Correction, Photo
from qiosk_scraper.layers.remembered import once_per_page
from qiosk_scraper.normalise.given_names import bears_given_name
from qiosk_scraper.normalise.text import clean, decoded, fold
from qiosk_scraper.normalise.urls import canonical_url as one_spelling
from qiosk_scraper.outlet import Layer
from qiosk_scraper.page import Page

Node = dict[str, Any]

_ARTICLE = re.compile(r"(?:Article|BlogPosting|LiveBlogPosting|SocialMediaPosting|Report|NewsItem|MedicalWebPage)$")
_ORGANISATION = re.compile(r"(?:Organi[sz]ation|Corporation|Brand|WebSite|NewsMediaOrganization)$")
_BREAK = re.compile(r"</(?:p|div|li|h\d|blockquote)>|<br\s*/?>")
_FILE_NAME = re.compile(
    r"^\S+\.(?:jpe?g|png|gif|webp|avif)$|^[\w\-]{12,}$|^(?:image|img|photo|picture)[\s_\-]*\d*$", re.IGNORECASE
)


def types(node: Any) -> tuple[str, ...]:
    """A node's types without their namespace."""
    named = node.get("@type", node.get("type")) if isinstance(node, dict) else None
    values = named if isinstance(named, list) else [named]
    return tuple(value.rsplit("/", 1)[-1].rsplit(":", 1)[-1] for value in values if isinstance(value, str))


def is_article(node: Any) -> bool:
    return any(_ARTICLE.search(name) for name in types(node))


@once_per_page
def article_nodes(page: Page) -> tuple[Node, ...]:
    """The nodes of the page's own article, the best first; empty when the page names none."""
    candidates = [node for node in _with_entities(page.json_ld) if is_article(node)]
    own = {key for url in (page.url, page.capture.requested_url) if (key := _key(url))}
    by_url = [node for node in candidates if _urls(node) & own]
    if not by_url:
        declared = {key for url in _declared(page) if (key := _key(url))}
        by_url = [node for node in candidates if _urls(node) & declared]
    unnamed = [node for node in candidates if not _urls(node)]
    if by_url:
        headlines = {fold(text) for node in by_url if (text := _string(node.get("headline")))}
        return (*by_url, *(node for node in unnamed if fold(_string(node.get("headline")) or "") in headlines))
    if unnamed:
        return tuple(node for node in unnamed if _same_story(node, unnamed[0]))
    # A moved page names its old address; its headline then stands on the page.
    titles = {fold(title) for title in _titles(page)}
    return tuple(
        node
        for node in candidates
        if (text := fold(_string(node.get("headline")) or ""))
        and any(text == title or (len(text) > 20 and text in title) for title in titles)
    )[:1]


def _same_story(node: Node, first: Node) -> bool:
    one, other = fold(_string(node.get("headline")) or ""), fold(_string(first.get("headline")) or "")
    return node is first or not one or one == other


def _declared(page: Page) -> Iterator[str]:
    for link in page.links.get("canonical", ()):
        yield link.get("href", "")
    yield from page.meta.get("og:url", ())


def _titles(page: Page) -> Iterator[str]:
    yield from page.meta.get("og:title", ())
    yield from (text for _, text in page.titles)
    yield from page.texts("title")


def _with_entities(nodes: list[Node]) -> Iterator[Node]:
    """The nodes and the `mainEntity` of each: articles stand inside a `WebPage` on some sites."""
    for node in nodes:
        yield node
        inner = node.get("mainEntity")
        if isinstance(inner, dict) and is_article(inner):
            yield inner if _urls(inner) else {**inner, "url": node.get("url")}


def _urls(node: Node) -> set[str]:
    """Keys of the addresses that a node gives for itself; a bare home page is none."""
    named: list[Any] = [node.get("url"), node.get("mainEntityOfPage"), node.get("@id")]
    found = set()
    for value in named:
        for item in value if isinstance(value, list) else [value]:
            url = item.get("@id") or item.get("url") if isinstance(item, dict) else item
            if isinstance(url, str) and url.startswith(("http://", "https://", "//")) and (key := _key(url)):
                found.add(key)
    return found


def _key(url: str | None) -> str | None:
    """Path and query of an address: saved pages and mirrors are served from other hosts."""
    spelled = one_spelling(url if not url or not url.startswith("//") else f"https:{url}") if url else None
    if spelled is None:
        return None
    parts = urlsplit(spelled)
    return None if parts.path == "/" and not parts.query else f"{parts.path}?{parts.query}".lower()


def _values(page: Page, *keys: str) -> Iterator[Any]:
    """Values under the keys, node by node; a key's value in an earlier node comes first."""
    for key in keys:
        for node in article_nodes(page):
            if (value := node.get(key)) not in (None, "", [], {}):
                yield value


def _string(value: Any) -> str | None:
    """A text out of a string, a number, a list or a node with a name."""
    if isinstance(value, str):
        return decoded(value) or None
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, (int, float)):
        return str(value)
    if isinstance(value, list):
        return next((text for item in value if (text := _string(item))), None)
    if isinstance(value, dict):
        return next((text for key in ("@value", "name", "text") if (text := _string(value.get(key)))), None)
    return None


def _first(page: Page, *keys: str) -> str | None:
    return next((text for value in _values(page, *keys) if (text := _string(value))), None)


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, list):
        for item in value[:200]:
            yield from _strings(item)
    elif text := _string(value):
        yield text


def headline(page: Page) -> str | None:
    return _first(page, "headline", "name")


def dek(page: Page) -> str | None:
    """`alternativeHeadline` unless it is the headline said otherwise, then `description`; not the cut-off start
    of `articleBody`."""
    title, start = fold(headline(page) or ""), fold(_first(page, "articleBody") or "")
    for key in ("alternativeHeadline", "description", "abstract"):
        text = _first(page, key)
        if not text or fold(text) == title or (start and start.startswith(fold(text.rstrip(".…")))):
            continue
        if key == "alternativeHeadline" and _alike(fold(text), title):
            continue
        return text
    return None


def _alike(one: str, other: str) -> bool:
    first, second = set(one.split()), set(other.split())
    return bool(first) and len(first & second) * 2 >= min(len(first), len(second))


def authors(page: Page) -> list[Author | str]:
    """Persons; organisations only where no person is named."""
    persons: list[Author | str] = []
    bodies: list[Author | str] = []
    for value in _values(page, "author", "creator"):
        for node in _flat(value):
            node = _referred(page, node)
            if isinstance(node, str):
                if name := decoded(node):
                    persons.append(name)
                continue
            for name in _strings(node.get("name") or _in_two_parts(node)):
                author = Author(name, page.absolute(_text_or_none(node.get("url"))))
                (bodies if any(_ORGANISATION.search(kind) for kind in types(node)) else persons).append(author)
        if persons:
            break
    return persons or bodies


def _in_two_parts(node: Node) -> str | None:
    parts = [text for key in ("givenName", "familyName") if (text := _string(node.get(key)))]
    return " ".join(parts) if len(parts) == 2 else None


def publishers(page: Page) -> list[str]:
    """The names of the houses that are told as publishers."""
    return [
        name
        for value in _values(page, "publisher")
        for node in (_referred(page, one) for one in _flat(value))
        if not isinstance(node, str)
        for name in _strings(node.get("name"))
    ]


def _flat(value: Any) -> Iterator[Any]:
    if isinstance(value, list):
        for item in value[:100]:
            yield from _flat(item)
    elif isinstance(value, (str, dict)):
        yield value


def _referred(page: Page, node: Any) -> Any:
    """The node that an `@id` points to, when it holds nothing else that says anything."""
    if isinstance(node, dict) and {key for key, value in node.items() if value} <= {"@id", "@type"}:
        for other in page.json_ld:
            if other.get("@id") == node.get("@id") and len(other) > len(node):
                return other
    return node


def _text_or_none(value: Any) -> str | None:
    if isinstance(value, list):
        value = next((item for item in value if isinstance(item, str)), None)
    return value if isinstance(value, str) else None


def published(page: Page) -> str | None:
    return _first(page, "datePublished", "dateCreated", "uploadDate")


def modified(page: Page) -> str | None:
    return _first(page, "dateModified")


def sections(page: Page) -> list[str]:
    for value in _values(page, "articleSection"):
        if found := list(dict.fromkeys(_strings(value))):
            return found
    return []


def tags(page: Page) -> list[str]:
    for value in _values(page, "keywords"):
        found = list(dict.fromkeys(tag for text in _strings(value) for tag in split_tags(text)))
        if found:
            return found
    return []


def subjects(page: Page) -> list[str]:
    """The names of what the article is `about`, else of what it `mentions`."""
    for value in _values(page, "about", "mentions"):
        found = [name for name in _strings(value) if 1 < len(name) <= 60 and len(name.split()) <= 6]
        if found:
            return list(dict.fromkeys(found))
    return []


def split_tags(text: str) -> list[str]:
    """The keywords of one string: split at semicolons if it has them, else at commas."""
    pieces = text.split(";") if ";" in text else re.split(r"[,，、،]", text)
    return [tag for piece in pieces if (tag := clean(piece).strip("\"'# ")) and len(tag) <= 100]


def language(page: Page) -> str | None:
    for value in _values(page, "inLanguage"):
        for item in _flat(value):
            text = item if isinstance(item, str) else item.get("alternateName") or item.get("name")
            if isinstance(text, str) and text.strip():
                return clean(text)
    return None


def lead_photo(page: Page) -> Photo | None:
    for value in _values(page, "image", "primaryImageOfPage", "thumbnailUrl"):
        for item in _flat(value):
            if photo := _photo(page, _referred(page, item)):
                return photo
    return None


def _photo(page: Page, item: Any) -> Photo | None:
    if isinstance(item, str):
        url = page.absolute(item)
        return Photo("lead", url) if url else None
    url = next(
        (found for key in ("url", "contentUrl", "@id") if (found := page.absolute(_text_or_none(item.get(key))))), None
    )
    if url is None:
        return None
    caption = next((text for key in ("caption", "description") if (text := _string(item.get(key)))), None)
    if caption and (_FILE_NAME.match(caption) or fold(caption) == fold(headline(page) or "")):
        caption = None
    credit = next(
        (
            text
            for key in ("creditText", "creator", "author", "copyrightNotice", "copyrightHolder")
            if (text := ", ".join(dict.fromkeys(_strings(item.get(key)))))
        ),
        None,
    )
    maker = next((name for key in ("creator", "author") if (name := _person(page, item.get(key)))), None)
    apart = maker if maker and credit and fold(maker) not in fold(credit) and bears_given_name(maker) else None
    return Photo("lead", url, caption=caption, credit=credit, photographer=apart)


def _person(page: Page, value: Any) -> str | None:
    """The name of the first person among those told, which may be a desk's or an account's."""
    for node in (_referred(page, one) for one in _flat(value)):
        if isinstance(node, dict) and "Person" in types(node) and (name := _string(node.get("name"))):
            return name
    return None


def canonical_url(page: Page) -> str | None:
    for node in article_nodes(page):
        for value in (node.get("url"), node.get("mainEntityOfPage")):
            url = value.get("@id") or value.get("url") if isinstance(value, dict) else _text_or_none(value)
            if isinstance(url, str) and (found := page.absolute(url)):
                return found
    return None


def access(page: Page) -> str | None:
    """What the article says of itself; else `paywalled` where one of its parts costs, of which a video that is free
    says nothing."""
    for value in _values(page, "isAccessibleForFree"):
        if (free := _is_free(value)) is not None:
            return "free" if free else "paywalled"
    parts = (part for value in _values(page, "hasPart") for part in _flat(value) if isinstance(part, dict))
    return "paywalled" if any(_is_free(part.get("isAccessibleForFree")) is False for part in parts) else None


def _is_free(value: Any) -> bool | None:
    said = str(value).rsplit("/", 1)[-1].strip().lower()
    return True if said in ("true", "1", "yes") else False if said in ("false", "0", "no") else None


def corrections(page: Page) -> list[Correction]:
    found = []
    for value in _values(page, "correction"):
        for item in _flat(value):
            if isinstance(item, str):
                text, date = decoded(item), None
            else:
                text, date = _string(item.get("text")) or "", _string(item.get("datePublished"))
            if text and not text.startswith(("http://", "https://")):
                found.append(Correction(text, date))
    return found


def body(page: Page) -> list[Block]:
    """`articleBody`: plain text, paragraphs at best by line breaks. Asked last of all (`policies.body`)."""
    own = next((blocks for value in _values(page, "articleBody", "text") if (blocks := _paragraphs(value))), [])
    entries: list[Block] = []
    for value in _values(page, "liveBlogUpdate"):
        for entry in _flat(value):
            if isinstance(entry, dict) and (text := _paragraphs(entry.get("articleBody"))):
                title = _string(entry.get("headline"))
                entries += [*([Block("heading", title)] if title else []), *text]
        break
    return [*own, *entries] if sum(len(one.text) for one in entries) > sum(len(one.text) for one in own) else own


def _paragraphs(value: Any) -> list[Block]:
    if not isinstance(value, str):
        return []
    text = _BREAK.sub("\n", value)
    return [Block("paragraph", line) for piece in text.split("\n") if (line := decoded(piece))]


FIELDS: Layer = {
    "headline": headline,
    "dek": dek,
    "authors": authors,
    "published": published,
    "modified": modified,
    "sections": sections,
    "tags": tags,
    "language": language,
    "lead_photo": lead_photo,
    "canonical_url": canonical_url,
    "access": access,
    "corrections": corrections,
    "body": body,
}
