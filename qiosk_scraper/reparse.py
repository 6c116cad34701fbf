"""Today's parsers over stored captures: what would be read otherwise, and, when wanted, stored beside what was read.

Every capture that became a revision is read again, without network. An article of which any capture is read otherwise
gets new parses, from that capture on; an article of which any is read with less keeps what it has. When an outlet's
pages give less than before, parsers have drifted, and nothing at all is stored.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from qiosk_scraper.archive import Archive, ArchiveWriter, CrawlCounts, StoredArticle
from qiosk_scraper.archive.addresses import Addresses
from qiosk_scraper.archive.parses import Parse, article_ids, latest_of_each_capture, parses_of
from qiosk_scraper.archive.reparsing import NewParse
from qiosk_scraper.changes import parser_changes, teaser_changes
from qiosk_scraper.differences import FieldDifference
from qiosk_scraper.errors import ExitCode, QioskError
from qiosk_scraper.items import Article, Capture, NotAnArticle
from qiosk_scraper.measures import Drift, Scales, fields_lost, measures
from qiosk_scraper.outlet import Outlet
from qiosk_scraper.parse import PARSER_VERSION, parse_article

Read = Callable[[Capture, Outlet], Article]
Verdict = Literal["same", "changed", "worse", "failed"]


@dataclass(frozen=True)
class ReparsePlan:
    """What to read again: these articles, else those of these outlets (slugs), else all. Times are ISO 8601 UTC, of
    captures; an article with a revision captured then is read as a whole."""

    db: Path
    article_ids: tuple[int, ...] = ()
    outlets: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None
    limit: int | None = None
    write: bool = False
    force: bool = False
    """Store also what gives less than before."""
    again: bool = False
    """Store also what this parser version has read before (an outlet's own file was changed)."""
    command: str = "reparse"
    """The command line, for the `crawls` table."""


@dataclass(frozen=True, slots=True)
class CaptureRead:
    """One capture: how it was read, and how it is read now; `article` is None for a page that is no article now."""

    parse: Parse
    article: Article | None
    shows_now: bool = False
    """Whether it is the page as it was seen last."""
    changes: tuple[FieldDifference, ...] = ()
    lost: tuple[str, ...] = ()
    """Fields that give less than before, `body 400 → 120` among them."""
    reason: str | None = None
    """Why there is no article."""


@dataclass(frozen=True, slots=True)
class ArticleRead:
    """One article read again; `captures` in the order in which they became revisions."""

    id: int
    url: str
    outlet: str
    headline: str | None
    verdict: Verdict
    captures: tuple[CaptureRead, ...] = ()
    kept_back: str | None = None
    """Why changes are not stored with --write."""


@dataclass(slots=True)
class ReparseReport:
    """How it ended. Every article read has one verdict; `gained`, `lost` and `otherwise` count captures by field."""

    parser_version: str
    verdicts: Counter[str] = field(default_factory=Counter)
    captures: int = 0
    gained: Counter[str] = field(default_factory=Counter)
    lost: Counter[str] = field(default_factory=Counter)
    otherwise: Counter[str] = field(default_factory=Counter)
    written: int = 0
    kept_back: int = 0
    drift: tuple[Drift, ...] = ()
    error: QioskError | None = None

    @property
    def exit_code(self) -> ExitCode:
        return self.error.exit_code if self.error else ExitCode.DONE

    def line(self) -> str:
        """`reparse: 214 read, 190 same, 20 changed, 3 worse, 1 failed, 20 written; parser version 2`."""
        counts = ", ".join(f"{self.verdicts[name]} {name}" for name in ("same", "changed", "worse", "failed"))
        total = sum(self.verdicts.values())
        return f"reparse: {total} read, {counts}, {self.written} written; parser version {self.parser_version}"

    def to_dict(self) -> dict[str, Any]:
        """The closing line as JSON-ready values."""
        return {
            "read": sum(self.verdicts.values()),
            **{name: self.verdicts[name] for name in ("same", "changed", "worse", "failed")},
            "written": self.written,
            "kept_back": self.kept_back,
            "captures": self.captures,
            "parser_version": self.parser_version,
            "fields": {
                name: {"gained": self.gained[name], "lost": self.lost[name], "otherwise": self.otherwise[name]}
                for name in self.fields
            },
            "drift": [str(one) for one in self.drift],
            "exit_code": int(self.exit_code),
        }

    @property
    def fields(self) -> list[str]:
        return list(dict.fromkeys((*self.gained, *self.lost, *self.otherwise)))


def reparse(
    plan: ReparsePlan,
    show: Callable[[ArticleRead], None] = lambda read: None,
    *,
    read: Read = parse_article,
    parser_version: str = PARSER_VERSION,
) -> ReparseReport:
    """Reads the captures again, gives each article to `show` as it is read, and says how it ended.

    With `plan.write` all is stored in one transaction at the end, or nothing: on drift (exit code 10), when a capture's
    bytes are damaged (5), or when the process dies. Raises QioskError for an archive that cannot be read or written.
    """
    from qiosk_scraper import __version__

    report = ReparseReport(parser_version)
    with ExitStack() as stack:
        archive = stack.enter_context(Archive(plan.db))
        if not plan.write:
            _run(plan, archive, report, show, read, None)
            return report
        writer = stack.enter_context(ArchiveWriter.open(plan.db, parser_version=parser_version))
        try:
            with writer.reparsing(plan.command, __version__) as parses:

                def store(one: ArticleRead, outlet: Outlet) -> None:
                    parses.add(one.url, outlet, _new_parses(one))

                _run(plan, archive, report, show, read, store)
                counts = report.verdicts
                parses.counts = CrawlCounts(
                    seen=sum(counts.values()),
                    changed=report.written,
                    same=sum(counts.values()) - report.written - counts["failed"],
                    failed=counts["failed"],
                )
                if report.error:
                    raise report.error  # takes the transaction back
        except QioskError as error:
            if error is not report.error:
                raise
            report.written = 0
    return report


def _run(
    plan: ReparsePlan,
    archive: Archive,
    report: ReparseReport,
    show: Callable[[ArticleRead], None],
    read: Read,
    store: Callable[[ArticleRead, Outlet], None] | None,
) -> None:
    scales: dict[str, Scales] = {}
    outlets: dict[str, Outlet] = {}
    first_failure: str | None = None
    for article_id in _chosen(plan, archive):
        one = _read_article(plan, archive, article_id, outlets, read, report.parser_version)
        report.verdicts[one.verdict] += 1
        report.captures += len(one.captures)
        report.kept_back += one.kept_back is not None
        if one.verdict == "failed":
            first_failure = first_failure or f"article {one.id}: {one.kept_back}"
        for capture in one.captures:
            before = measures(capture.parse.article, capture.parse.teasers)
            after = measures(capture.article) if capture.article else dict.fromkeys(before, 0)
            scales.setdefault(one.outlet, Scales()).weigh(one.url, before, after)
            _count(report, capture)
        if store and one.verdict in ("changed", "worse") and one.kept_back is None:
            store(one, outlets[one.outlet])
            report.written += 1
        show(one)
    report.drift = tuple(drift for slug, one in scales.items() for drift in one.drift(slug))
    if first_failure:
        number = report.verdicts["failed"]
        report.error = QioskError(
            f"{number} article{'s' if number > 1 else ''} could not be read again, {first_failure}",
            str(plan.db),
            "run `qiosk db verify`; nothing was written",
            ExitCode.ARCHIVE_UNUSABLE,
        )
    elif report.drift and not plan.force:
        more = f" and {len(report.drift) - 1} more" if len(report.drift) > 1 else ""
        report.error = QioskError(
            "today's parsers read less than before, nothing was written",
            f"{report.drift[0]}{more}",
            "mend the readers, or take it so with --force",
            ExitCode.DRIFT,
        )


def _chosen(plan: ReparsePlan, archive: Archive) -> Iterator[int]:
    ids: Iterator[int]
    if plan.article_ids:
        ids = iter(dict.fromkeys(plan.article_ids))
    else:
        ids = article_ids(archive, plan.outlets or None, plan.since, plan.until)
    for number, article_id in enumerate(ids):
        if plan.limit is not None and number >= plan.limit:
            return
        yield article_id


def _read_article(
    plan: ReparsePlan, archive: Archive, article_id: int, outlets: dict[str, Outlet], read: Read, parser_version: str
) -> ArticleRead:
    stored = archive.article(article_id)
    assert stored is not None
    slug = stored.outlet
    if slug not in outlets:
        outlets[slug] = outlet_of(archive, slug)
    facts = (article_id, stored.url, slug, stored.headline)
    captures: list[CaptureRead] = []
    for parse in latest_of_each_capture(parses_of(archive, article_id)):
        try:
            capture = archive.capture(parse.revision.capture_id)
        except QioskError as error:
            why = f"capture {parse.revision.capture_id}: {error.what}"
            return ArticleRead(*facts, "failed", tuple(captures), why)
        shown = stored if (parse.revision.id, parse.revision.seen_at) == _seen_last(stored) else None
        captures.append(_read_capture(parse, capture, outlets[slug], read, shown))
    if any(one.lost or one.article is None for one in captures):
        verdict: Verdict = "worse"
    else:
        verdict = "changed" if any(one.changes for one in captures) else "same"
    return ArticleRead(*facts, verdict, tuple(captures), _why_kept_back(plan, verdict, captures, parser_version))


def _seen_last(stored: StoredArticle) -> tuple[int, str]:
    return (stored.current_revision_id, stored.last_seen_at)


def _read_capture(
    parse: Parse, capture: Capture, outlet: Outlet, read: Read, shown: StoredArticle | None
) -> CaptureRead:
    try:
        article = read(capture, outlet)
    except NotAnArticle as refusal:
        return CaptureRead(parse, None, lost=("article",), reason=str(refusal))
    found = parser_changes(parse.article, article)
    if shown:
        found += teaser_changes(shown.teasers, article.teasers, Addresses(outlet).canonical)
    lost = fields_lost(measures(parse.article, parse.teasers), measures(article))
    return CaptureRead(parse, article, shown is not None, tuple(found), tuple(lost))


def _why_kept_back(
    plan: ReparsePlan, verdict: Verdict, captures: Sequence[CaptureRead], parser_version: str
) -> str | None:
    """Why --write leaves the article as it is; None for one that is stored, or has nothing to store."""
    if verdict == "same":
        return None
    if any(one.article is None for one in captures):
        return "no article any more"
    if verdict == "worse" and not plan.force:
        return "reads less than before"
    otherwise = [one.parse.revision.parser_version for one in captures if one.changes]
    if not plan.again and not any(_is_older(version, parser_version) for version in otherwise):
        return f"read by parser version {otherwise[0]} before" if otherwise else None
    return None


def _is_older(one: str, other: str) -> bool:
    """Whether a parser version comes before another; names that are no numbers are older than all but themselves."""
    if one.isdecimal() and other.isdecimal():
        return int(one) < int(other)
    return one != other


def _new_parses(one: ArticleRead) -> list[NewParse]:
    """From the first capture that is read otherwise on, so that the current revision stays the one numbered last."""
    first = next(number for number, capture in enumerate(one.captures) if capture.changes)
    return [
        NewParse(capture.parse.revision.capture_id, capture.parse.revision.seen_at, capture.parse.article,
                 capture.article, capture.shows_now)
        for capture in one.captures[first:]
        if capture.article is not None
    ]  # fmt: skip


def outlet_of(archive: Archive, slug: str) -> Outlet:
    """The outlet as shipped; else made of its home page, as it was when it was crawled."""
    from qiosk_scraper.outlets import all_outlets, outlet_on_the_fly

    if shipped := all_outlets().get(slug):
        return shipped
    row = next(archive.db["outlets"].rows_where("slug = ?", [slug]))
    made = outlet_on_the_fly(row["home_url"])
    if made.slug == slug:
        return made
    return Outlet(slug, row["name"], row["home_url"], language=row["language"], timezone=row["timezone"])


def _count(report: ReparseReport, capture: CaptureRead) -> None:
    if capture.article is None:
        report.lost["article"] += 1
    for name in dict.fromkeys(difference.field for difference in capture.changes):
        kinds = {one.change for difference in capture.changes if difference.field == name
                 for one in difference.paragraphs if one.change != "equal"}  # fmt: skip
        kind = report.gained if kinds == {"inserted"} else report.lost if kinds == {"deleted"} else report.otherwise
        kind[name] += 1
