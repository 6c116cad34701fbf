"""The pages of the paper that are as they should be."""

from __future__ import annotations

from collections.abc import Iterable

SUBJECTS = ("the breakwater", "the night ferry", "the fish market", "the signal mast", "the salt road", "the dry dock")


def headline(slug: str) -> str:
    """`good-012-tale` is printed as `Good 012 tale, told at the harbour`."""
    return f"{slug.replace('-', ' ').capitalize()}, told at the harbour"


def paragraphs(slug: str) -> list[str]:
    """What stands in the article, a paragraph an entry; no two slugs have the same text."""
    subject = SUBJECTS[sum(map(ord, slug)) % len(SUBJECTS)]
    return [
        f"The harbour board met on Tuesday to speak about {subject}, and the matter of {slug} came first.",
        f"“We have waited long enough for {subject},” said the chair, who had brought the plans of {slug} along.",
        f"A vote on {slug} is due in the spring; until then {subject} stays as it has been for forty years.",
        f"People who live near {subject} may write to the board about {slug} until the end of the month.",
    ]


def text(slug: str) -> str:
    """The article's text as the archive keeps it."""
    return "\n\n".join(paragraphs(slug))


def article(slug: str, *, head: str = "", more: str = "") -> bytes:
    """An article's page; `head` stands in its head, `more` below its text."""
    body = "\n".join(f"<p>{line}</p>" for line in paragraphs(slug))
    return f"""<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>{headline(slug)} | The Breakwater Post</title>
<meta property="og:type" content="article"><meta property="article:published_time" content="2025-03-04T05:06:07+00:00">
{head}</head>
<body><header><a href="/">The Breakwater Post</a></header>
<main><article><h1>{headline(slug)}</h1><p class="byline">By Ada Quill</p>
<div class="text">
{body}
</div>{more}</article></main>
<footer><p>The Breakwater Post, 1 Mole Street.</p></footer></body></html>""".encode()


def section(links: Iterable[str], *, further: str = "", head: str = "") -> bytes:
    """A section page. `links` are addresses as they are to stand in the page, or whole cards that begin with `<`."""
    cards = "\n".join(link if link.startswith("<") else card(link) for link in links)
    return f"""<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>News | The Breakwater Post</title>{head}</head>
<body><header><a href="/">The Breakwater Post</a></header>
<main><h1>News</h1><ul class="cards">
{cards}
</ul><p class="pager">{further}</p></main>
<footer><p>The Breakwater Post, 1 Mole Street.</p></footer></body></html>""".encode("utf-8", "surrogatepass")


def card(href: str, title: str | None = None) -> str:
    """One teaser of a section page."""
    name = title or headline(href.rstrip("/").rpartition("/")[2][:60] or "a tale")
    return f'<li class="card"><h2><a href="{href}">{name}</a></h2><p>What changes, and for whom.</p></li>'
