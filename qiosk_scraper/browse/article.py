"""The reading page of an article, as it stands or as it stood in a revision."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from qiosk_scraper.archive import Archive, StoredArticle
from qiosk_scraper.browse import archives, happenings, page, section_page, shown
from qiosk_scraper.browse.archives import Row, rows
from qiosk_scraper.browse.errors import Missing
from qiosk_scraper.browse.security import picture_header
from qiosk_scraper.citations import STYLES, TYPES, Citation, coins, highwire
from qiosk_scraper.citations import citation as citation_of

if TYPE_CHECKING:
    from datasette.app import Datasette
    from datasette.utils.asgi import Request, Response

SIMILAR = 8
TEASED = 200
_RAW = 200
"""Characters of a value as the page had it."""


async def view(datasette: Datasette, request: Request) -> Response:
    article_id, number = _which(request)
    context = await archives.read(datasette, request, lambda archive: gathered(archive, article_id, number))
    photo = context["lead"]
    headers: dict[str, str] = {}
    if request.args.get("picture") and photo and photo["address"]:
        headers = picture_header(photo["address"])
    context["picture"] = bool(headers)
    return await page.show(datasette, request, "qiosk_article.html", context, headers)


async def record(datasette: Datasette, request: Request) -> Response:
    """The article as JSON, as `qiosk show --json` prints it."""
    from datasette.utils.asgi import Response

    article_id, number = _which(request)
    found = await archives.read(datasette, request, lambda archive: stored(archive, article_id, number).to_dict())
    return Response(json.dumps(found, ensure_ascii=False), content_type="application/json; charset=utf-8")


async def citation(datasette: Datasette, request: Request) -> Response:
    """The article as a reference, to be saved."""
    from datasette.utils.asgi import Response

    article_id, number = _which(request)
    style = request.url_vars["style"]
    if style not in STYLES:
        raise Missing("no such style", style, f"Choose one of {', '.join(STYLES)}.")

    def made(archive: Archive) -> str:
        found = stored(archive, article_id, number)
        return STYLES[style](_cited(found, _outlet(archive, found)))

    text = await archives.read(datasette, request, made)
    content_type, ending = TYPES[style]
    name = f"article-{article_id}" + (f"-{number}" if number else "")
    disposition = f'attachment; filename="{name}.{ending}"'
    return Response(text, content_type=f"{content_type}; charset=utf-8", headers={"content-disposition": disposition})


async def odd(datasette: Datasette, request: Request) -> Response:
    """An address that names no article: `/articles/abc`, `/articles/12@x`."""
    archives.path_of(datasette, request)
    raise Missing(
        "no such article", request.url_vars["odd"][:40], "An article's address ends in its number: 12, or 12@3."
    )


def stored(archive: Archive, article_id: int, number: int | None) -> StoredArticle:
    """The article, or Missing, which says what there is instead."""
    which = f"{article_id}@{number}" if number is not None else str(article_id)
    if found := archive.article(which):
        return found
    if number is not None and (other := archive.article(article_id)):
        to_do = f"Article {article_id} has revisions 1 to {other.revision_count}."
        raise Missing("no such revision", which, to_do)
    raise Missing("no such article", which, "Search finds articles and their numbers.")


def gathered(archive: Archive, article_id: int, number: int | None) -> dict[str, Any]:
    """All that stands on the page."""
    conn = archive.db.conn
    found = stored(archive, article_id, number)
    outlet = _outlet(archive, found)
    cited = _cited(found, outlet)
    links = [link.url for block in found.body for link in block.links]
    archived = _archived(archive, found, links)
    revisions = rows(
        conn, "SELECT number, seen_at, headline, parser_version, capture_id FROM revisions WHERE article_id = ? "
        "ORDER BY number", (article_id,),
    )  # fmt: skip
    photos = [_photo(one) for one in found.photos]
    lead = next((photo for photo in photos if photo["role"] == "lead"), None)
    notes = {note.text for note in found.corrections}
    return {
        "article": found,
        "outlet": outlet,
        "number": number,
        "blocks": _grouped(
            [
                ("correction" if block.text in notes else block.type, shown.stretches(block, archived))
                for block in found.body
            ]
        ),
        "lead": lead,
        "others": [photo for photo in photos if photo is not lead],
        "notes": [note for note in found.corrections if note.text not in {block.text for block in found.body}],
        "corrections": found.corrections,
        "revisions": revisions,
        "events": happenings.of_article(conn, article_id),
        "teased": _teased(archive, article_id),
        "teasers": _teasers(archive, found),
        "similar": rows(
            conn,
            "SELECT s.other_id AS id, s.score, a.headline, a.published_at, o.name AS outlet, o.timezone "
            "FROM similar s JOIN articles a ON a.id = s.other_id JOIN outlets o ON o.id = a.outlet_id "
            "WHERE s.article_id = ? ORDER BY s.score DESC, s.other_id LIMIT ?",
            (article_id, SIMILAR),
        ),
        "answers": rows(
            conn, f"SELECT field, layer, substr(raw, 1, {_RAW}) AS raw, length(raw) > {_RAW} AS cut FROM answers "
            "WHERE revision_id = ? ORDER BY field", (found.revision.id,),
        ),
        "aliases": rows(
            conn, "SELECT url, reason FROM url_aliases WHERE article_id = ? ORDER BY reason, url LIMIT 20",
            (article_id,),
        ),
        "capture": rows(
            conn, "SELECT id, url, fetched_at, status, size, content_type FROM captures WHERE id = ?",
            (found.revision.capture_id,),
        )[0],
        "styles": {name: made(cited) for name, made in STYLES.items()},
        "coins": coins(cited),
        "highwire": highwire(cited),
    }  # fmt: skip


def _which(request: Request) -> tuple[int, int | None]:
    number = request.url_vars.get("number")
    return int(request.url_vars["id"]), int(number) if number else None


def _outlet(archive: Archive, article: StoredArticle) -> Row:
    return rows(archive.db.conn, "SELECT * FROM outlets WHERE id = ?", (article.outlet_id,))[0]


def _cited(article: StoredArticle, outlet: Row) -> Citation:
    return citation_of(article, outlet["name"], outlet["timezone"])


def _archived(archive: Archive, article: StoredArticle, links: Sequence[str]) -> dict[str, int]:
    """Address in the body to the archived article it leads to."""
    if not links:
        return {}
    found = archive.db.conn.execute(
        "SELECT url, target_article_id FROM links WHERE revision_id = ? AND target_article_id IS NOT NULL",
        (article.revision.id,),
    )
    return dict(found)


def _photo(photo: Any) -> dict[str, Any]:
    address = shown.web_address(photo.url)
    return {
        "role": photo.role, "address": address, "host": urlsplit(address).hostname if address else None,
        "caption": photo.caption, "credit": photo.credit, "credit_line": photo.credit_line,
        "photographer": photo.photographer, "agency": photo.agency, "alt": photo.alt,
    }  # fmt: skip


def _grouped(blocks: Sequence[tuple[str, Any]]) -> list[tuple[str, list[Any]]]:
    """Blocks in order, list items that follow each other as one list."""
    made: list[tuple[str, list[Any]]] = []
    for kind, pieces in blocks:
        if kind == "list_item" and made and made[-1][0] == "list":
            made[-1][1].append(pieces)
        else:
            made.append(("list" if kind == "list_item" else kind, [pieces]))
    return made


def _teased(archive: Archive, article_id: int) -> dict[str, list[Row]]:
    """Where it was shown, in what words, from when to when: on `sections` pages, and beside `articles`."""
    found = rows(
        archive.db.conn,
        "SELECT t.page_url, t.page_kind, t.block, t.headline, min(t.position) AS position, "
        "min(t.first_seen_at) AS first_seen_at, max(t.last_seen_at) AS last_seen_at, "
        "count(t.gone_at) = count(*) AS gone, max(t.gone_at) AS gone_at, a.id AS on_id, a.headline AS on_headline "
        "FROM teasers t LEFT JOIN articles a ON t.page_kind = 'article' AND a.url = t.page_url "
        "WHERE t.article_id = ? GROUP BY t.page_url, t.block, t.headline "
        "ORDER BY t.page_kind DESC, min(t.first_seen_at), t.page_url, t.block LIMIT ?",
        (article_id, TEASED),
    )
    places = section_page.places_of(
        archive.db.conn, [one["page_url"] for one in found if one["page_kind"] == "section"]
    )
    return {
        "sections": [{**one, **places[one["page_url"]]} for one in found if one["page_kind"] == "section"],
        "articles": [one for one in found if one["page_kind"] == "article"],
    }


def _teasers(archive: Archive, article: StoredArticle) -> list[tuple[str, list[dict[str, Any]]]]:
    """What it shows beside itself, block by block, with the archived article that each leads to."""
    leads: dict[str, int] = dict(
        archive.db.conn.execute(
            "SELECT url, article_id FROM teasers "
            "WHERE article_id IS NOT NULL AND page_kind = 'article' AND page_url = ?",
            (article.url,),
        ).fetchall()
    )
    blocks: dict[str, list[dict[str, Any]]] = {}
    for teaser in article.teasers:
        blocks.setdefault(teaser.block, []).append(
            {"teaser": teaser, "id": leads.get(teaser.url), "address": shown.web_address(teaser.url)}
        )
    return list(blocks.items())
