"""Two revisions of an article, word by word: as one text with what went and what came, or side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from qiosk_scraper.archive import Archive
from qiosk_scraper.archive.readings import stored_readings
from qiosk_scraper.browse import archives, article, page
from qiosk_scraper.browse.errors import Missing
from qiosk_scraper.changes import changes
from qiosk_scraper.differences import FieldDifference, ParagraphDifference
from qiosk_scraper.errors import ExitCode, QioskError

if TYPE_CHECKING:
    from datasette.app import Datasette
    from datasette.utils.asgi import Request, Response

VIEWS = {"inline": "One text", "beside": "Side by side"}
NAMES = {
    "headline": "Headline", "dek": "Line below the headline", "kicker": "Label", "byline": "Byline",
    "authors": "Authors", "published_at": "Date of publication", "caption": "Caption", "credit": "Photo credit",
    "credit_line": "Photo credit as printed", "body": "Text", "block types": "Kinds of paragraphs", "links": "Links",
    "corrections": "Corrections",
}  # fmt: skip
MARKS = {
    "edited": "edited", "inserted": "added", "deleted": "taken out", "moved_away": "moved away",
    "moved_here": "moved here", "equal": "",
}  # fmt: skip
_AROUND = 1
"""Unchanged paragraphs kept before and after a change."""


class Line(NamedTuple):
    """A paragraph to be shown, or the number of unchanged ones left out (`skipped`)."""

    paragraph: ParagraphDifference | None
    mark: str = ""
    skipped: int = 0


async def view(datasette: Datasette, request: Request) -> Response:
    article_id = int(request.url_vars["id"])
    before, after = _number(request, "from"), _number(request, "to")
    shown_as = request.args.get("view") or "inline"
    if shown_as not in VIEWS:
        raise QioskError("unknown view", shown_as[:40], f"choose one of {', '.join(VIEWS)}", ExitCode.USAGE)
    whole = bool(request.args.get("whole"))
    context = await archives.read(
        datasette, request, lambda archive: gathered(archive, article_id, before, after, whole=whole)
    )
    return await page.show(
        datasette, request, "qiosk_differences.html", {**context, "view": shown_as, "views": VIEWS, "whole": whole}
    )


def gathered(
    archive: Archive, article_id: int, before: int | None, after: int | None, *, whole: bool
) -> dict[str, Any]:
    """The two revisions and the fields in which they differ; by default the last two."""
    conn = archive.db.conn
    found = article.stored(archive, article_id, None)
    revisions = archives.rows(
        conn, "SELECT id, number, seen_at FROM revisions WHERE article_id = ? ORDER BY number", (article_id,)
    )
    by_number = {row["number"]: row for row in revisions}
    last = revisions[-1]["number"]
    after = last if after is None else after
    before = max(after - 1, 1) if before is None else before
    for number in (before, after):
        if number not in by_number:
            raise Missing(
                "no such revision", f"{article_id}@{number}", f"Article {article_id} has revisions 1 to {last}."
            )
    ids = [by_number[before]["id"], by_number[after]["id"]]
    readings = stored_readings(conn, ids)
    differing = changes(readings[ids[0]], readings[ids[1]]) if before != after else []
    return {
        "article": found,
        "outlet": archives.rows(conn, "SELECT * FROM outlets WHERE id = ?", (found.outlet_id,))[0],
        "revisions": revisions,
        "before": by_number[before],
        "after": by_number[after],
        "fields": [(_named(one), _lines(one, whole=whole)) for one in differing],
    }


def _number(request: Request, name: str) -> int | None:
    text = (request.args.get(name) or "").strip()
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        raise QioskError("no revision number", text[:40], "choose a revision from the list", ExitCode.USAGE)
    return int(text)


def _named(difference: FieldDifference) -> str:
    name = NAMES.get(difference.field, difference.field)
    return f"{name} ({difference.place} photo)" if difference.place else name


def _lines(difference: FieldDifference, *, whole: bool) -> list[Line]:
    """The paragraphs in order; long stretches of unchanged ones as their number."""
    paragraphs = difference.paragraphs
    changed = {n for n, paragraph in enumerate(paragraphs) if paragraph.change != "equal"}
    kept = {n + k for n in changed for k in range(-_AROUND, _AROUND + 1)}
    lines: list[Line] = []
    for n, paragraph in enumerate(paragraphs):
        if whole or n in kept:
            lines.append(Line(paragraph, _mark(paragraph)))
        elif lines and lines[-1].skipped:
            lines[-1] = lines[-1]._replace(skipped=lines[-1].skipped + 1)
        else:
            lines.append(Line(None, skipped=1))
    return lines


def _mark(paragraph: ParagraphDifference) -> str:
    if paragraph.change == "moved_away":
        return f"moved to paragraph {paragraph.after}"
    if paragraph.change == "moved_here":
        return f"moved here from paragraph {paragraph.before}"
    return MARKS[paragraph.change]
