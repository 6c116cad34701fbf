"""Where sources disagree by nature: which candidate a field takes. The default is the first answer.

Each policy takes a `Reading` and gives a `Candidate` with the value in its final form, or None.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from urllib.parse import urlsplit

from qiosk_scraper.choosing.authors import authors
from qiosk_scraper.choosing.dates import date
from qiosk_scraper.choosing.headline import headline, search_headline
from qiosk_scraper.choosing.tags import tags
from qiosk_scraper.items import Block, Link, Photo
from qiosk_scraper.layers.generic.dek_in_text import dek_in_text
from qiosk_scraper.layers.generic.dek_words import is_long_enough, is_signature
from qiosk_scraper.layers.generic.photos import credit_behind
from qiosk_scraper.layers.generic.walls import Wall
from qiosk_scraper.layers.open_graph import site_names
from qiosk_scraper.normalise.credits import complete_photo
from qiosk_scraper.normalise.languages import language_tag
from qiosk_scraper.normalise.pictures import Pictures, is_stand_in, largest, same_picture
from qiosk_scraper.normalise.secrets import without_secrets
from qiosk_scraper.normalise.text import clean, decoded, fold
from qiosk_scraper.normalise.urls import canonical_url as one_spelling
from qiosk_scraper.normalise.urls import same_site
from qiosk_scraper.reading import FALLBACK, STRUCTURED, Candidate, Reading, is_cms

__all__ = [
    "access",
    "authors",
    "body",
    "canonical_url",
    "date",
    "dek",
    "dek_stays",
    "first_body",
    "headline",
    "inline_photos",
    "kicker",
    "language",
    "lead_photo",
    "search_headline",
    "sections",
    "tags",
]


_EXCERPT = re.compile(r"\[\s*(?:…|\.\.\.|more|read more|continue reading)\s*\]\s*$", re.IGNORECASE)
"""How a description ends that a program cut out of the text: `[…]` is WordPress's."""
_RUN_TOGETHER = re.compile(r",(?=\S)(?!\d)")
_DATED = re.compile(r"\b(?:19|20)\d\d\b.*\d{1,2}[:.]\d{2}")
"""A day with its time: the line of a byline, not a label."""
_FEWEST_WORDS = 4
"""Of a displayed dek that no description repeats."""
_ACCOUNT = r"(?:(?:log|sign) ?(?:in|out|up)|register|subscribe|my account)"
_AD = re.compile(
    r"ad feedback|advertis\w+|anzeige|werbung|publicité|publicidad|pubblicità|reklam\w*"
    rf"|{_ACCOUNT}(?:[\s|/·•]+{_ACCOUNT})*",
    re.IGNORECASE,
)
_LONGEST_KICKER = 400
"""Characters; a line of 5 MB took minutes."""
_MARKS = " ›»·•|/–—"
"""Between the steps of a path, and left at one."""
_NO_SECTION = re.compile(
    r"(?:zur )?startseite|back to home|"
    r"posts?|articles?|pages?|default|none|null|undefined|home[ \-]?page|uncategori[sz]ed|@\w+|"
    r"[\w\-]+\.(?:com|org|net|de|fr|co\.uk)",
    re.IGNORECASE,
)
"""What programs write where a section is asked for."""


def dek(reading: Reading) -> Candidate | None:
    """The displayed dek; else a description that is neither the headline nor the beginning of the body, cut off or not.

    Over 102 publisher pages the displayed one is right on 29 of 35, OpenGraph's on 80 of 102, JSON-LD's on 50 of 73.
    RebelMouse writes the first 300 characters of the body into `description` (seen 2024-08); so do others.
    """
    title = reading.choose(headline)
    told: str | None = None
    sites = {fold(name) for name in (*site_names(reading.page), reading.outlet.name)}
    described = {
        fold(decoded(text)) for name in ("og:description", "description") for text in reading.page.meta.get(name, ())
    }
    for found in reading.ranked("dek", {"generic": 1, "app_data": 2, "open_graph": 3, "json_ld": 4}):
        text = decoded(found.value)
        if _EXCERPT.search(text):
            continue
        folded = fold(text.rstrip(" .…"))
        short = len(text.split()) < _FEWEST_WORDS and folded not in described and not is_long_enough(text)
        if found.layer == FALLBACK and (short or text.endswith(":")):
            continue
        if not folded or folded in sites or (title and folded == fold(title.value)):
            continue
        if found.layer in STRUCTURED:
            if is_signature(text):
                continue
            if len(text.split()) < _FEWEST_WORDS and text.isascii() and text[-1:] not in ".!?":
                continue  # a word or two, or what an attribute has up to its first quotation mark
            if told is None:
                body = reading.choose(first_body)
                told = fold(" ".join(block.text for block in body.value)[:6_000]) if body else ""
            if _is_cut(folded, text, told):
                continue
        return Candidate(text, found.layer)
    return None


def dek_stays(reading: Reading) -> bool:
    """Whether the dek is printed as a paragraph of the text too, which the body then keeps."""
    chosen = reading.choose(dek)
    return chosen is not None and chosen.layer == FALLBACK and dek_in_text(reading.page)


def _is_cut(folded: str, text: str, told: str) -> bool:
    """Whether a description is a piece of the body: its beginning, or broken off in mid-sentence."""
    if not told:
        return False
    if told.startswith(folded) or (len(told) > _HEAD_OF_BODY and told[:_SHORT_CUT] in folded[1:]):
        return True  # with the byline and the place before it, too
    if len(folded) < _SHORT_CUT and text[-1] not in ".!?…\"'”’»)" and f" {folded} " in f" {told[:_HEAD_OF_BODY]} ":
        return True  # what stands behind the dateline, up to the first mark: `(Aug. 13) -- Declaring`
    cut = text.rstrip().endswith(("…", "...", "[…]"))
    stem = folded.rsplit(" ", 1)[0] if cut else folded
    return len(stem) > 40 and stem in told[:4000] and (cut or told.find(stem) < 600)


_SHORT_CUT = 40
_HEAD_OF_BODY = 120


def first_body(reading: Reading) -> Candidate | None:
    """The first body made of markup; the plain text of JSON-LD only when no markup holds one, or much less of it (live
    blogs that load their entries later)."""
    told: Candidate | None = None
    for one in reading.candidates("body"):
        length = sum(len(block.text.strip()) for block in one.value)
        if not length:
            continue
        if one.layer != "json_ld":
            whole = sum(len(block.text) for block in told.value) if told and not is_cms(one.layer) else 0
            return told if whole > max(3 * length, 1_500) else one
        told = one
    return told


def body(reading: Reading) -> Candidate | None:
    """The body's blocks, cleaned."""
    if (found := reading.choose(first_body)) is None:
        return None
    blocks = []
    for block in found.value:
        text = _text_of(block)
        links = tuple(Link(without_secrets(link.url), clean(link.text)) for link in block.links)
        if text:
            blocks.append(Block(block.type, text, links))
    return Candidate(tuple(blocks), found.layer) if blocks else None


def _text_of(block: Block) -> str:
    if block.type in ("code", "table"):
        return "\n".join(line for part in block.text.splitlines() if (line := clean(part)))
    return clean(block.text)


def kicker(reading: Reading) -> Candidate | None:
    for found in reading.candidates("kicker"):
        if len(found.value) > _LONGEST_KICKER:
            continue
        if (text := decoded(found.value)) and not _DATED.search(text) and not _AD.fullmatch(text):
            return Candidate(text, found.layer)
    return None


def sections(reading: Reading) -> Candidate | None:
    """The parts of a kicker `kind | section`; else the first layer that knows any; else the kicker."""
    label = reading.choose(kicker)
    if label and len(parts := [part for piece in label.value.split("|") if (part := clean(piece))]) > 1:
        return Candidate(tuple(dict.fromkeys(parts)), label.layer)
    for found in reading.candidates("sections"):
        if names := tuple(
            dict.fromkeys(
                name
                for one in _as_list(found.value)
                for piece in _RUN_TOGETHER.split(decoded(one))
                if not _JSON.match(one)
                if (name := clean(piece).strip(_MARKS)) and len(name) <= 100 and not _NO_SECTION.fullmatch(name)
            )
        ):
            return Candidate(names, found.layer)
    if label and len(label.value.split()) <= 4 and len(label.value) <= 40:
        return Candidate((label.value,), label.layer)
    return None


_JSON = re.compile(r"\s*[\[{]\s*[\"{]")
"""What a program wrote where a section's name was asked for."""


def _as_list(value: object) -> list[str]:
    return (
        [value]
        if isinstance(value, str)
        else [item for item in value if isinstance(item, str)]
        if isinstance(value, Iterable)
        else []
    )


def language(reading: Reading) -> Candidate | None:
    for found in reading.candidates("language"):
        if tag := language_tag(found.value):
            return Candidate(tag, found.layer)
    return Candidate(reading.outlet.language, "outlet") if reading.outlet.language else None


def lead_photo(reading: Reading) -> Candidate | None:
    """The picture of the first layer that has one; caption and credit of the first that has them for it.

    JSON-LD and OpenGraph give an address and hardly ever a credit (0.07 of 156 pages): then a displayed photo that
    carries a line of its own is the better answer, even when its address differs (another crop).
    """
    found = [
        one
        for one in reading.candidates("lead_photo")
        if (one.value.url and not is_stand_in(one.value.url)) or _has_line(one.value)
    ]
    if not found:
        return None
    chosen = found[0]
    if not is_cms(chosen.layer):
        shown = next((one for one in found if one.layer == FALLBACK and one.value.url and _has_line(one.value)), None)
        chosen = shown or chosen
    photo: Photo = chosen.value
    told = chosen.layer  # who says whose picture it is
    values = {
        "url": photo.url,
        "caption": photo.caption,
        "credit": photo.credit,
        "credit_line": photo.credit_line,
        "alt": photo.alt,
        "photographer": photo.photographer,
    }
    for other in found:
        same = not values["url"] or not other.value.url or same_picture(values["url"], other.value.url)
        if other is chosen or not same:
            continue
        values["url"] = values["url"] or other.value.url
        values["alt"] = values["alt"] or other.value.alt
        printed = other.layer == FALLBACK and chosen.layer in STRUCTURED and bool(other.value.credit)
        if printed or not (values["credit"] or values["credit_line"]):
            told = other.layer if other.value.credit or other.value.credit_line else told
            values["credit"], values["credit_line"] = other.value.credit, other.value.credit_line
            values["photographer"] = other.value.photographer
        values["caption"] = values["caption"] or other.value.caption
    if not (values["caption"] or values["credit"] or values["credit_line"]):
        # The same picture shown again in the body may carry the line.
        for inline in (one for found_in in reading.candidates("inline_photos") for one in found_in.value):
            if inline.url and values["url"] and _has_line(inline) and same_picture(inline.url, values["url"]):
                values.update(caption=inline.caption, credit=inline.credit, credit_line=inline.credit_line)
                break
    if values["url"]:
        values["url"] = largest(values["url"], [one.value.url for one in found if one.value.url])
    photo = finished(reading, Photo("lead", **values))
    if photo.caption and (not photo.credit or told in STRUCTURED) and FALLBACK in reading.layers:
        credit = credit_behind(reading.page, photo.caption)
        writers = reading.choose(authors) if credit else None
        if credit and not (writers and fold(credit) in {fold(author.name) for author in writers.value}):
            photo = finished(reading, replace(photo, credit=credit, credit_line=None))
    return Candidate(photo, chosen.layer)


def _has_line(photo: Photo) -> bool:
    return bool(photo.caption or photo.credit or photo.credit_line)


def finished(reading: Reading, photo: Photo) -> Photo:
    """The photo completed; a caption that only repeats the credit is flagged."""
    caption, line = fold(photo.caption or ""), fold(photo.credit_line or photo.credit or "")
    if caption and caption == line:
        reading.flag("credit_equals_caption")
    complete = complete_photo(photo)
    if complete.credit and complete.agency is None and fold(complete.credit) in _own_names(reading):
        return replace(complete, photographer=None, agency=complete.credit)
    return complete


def _own_names(reading: Reading) -> frozenset[str]:
    """What the paper calls itself: it is the house of a photographer, and none."""
    names = (reading.outlet.name, reading.page.first_meta("og:site_name"))
    return frozenset(fold(name) for name in names if name)


def inline_photos(reading: Reading) -> Candidate | None:
    """The pictures of the text, each once. Addresses that seem to show one picture show two when their captions differ:
    all pictures of an article share its number on many sites."""
    lead = reading.choose(lead_photo)
    for found in reading.candidates("inline_photos"):
        kept: list[Photo] = []
        known = Pictures()
        told = {fold(lead.value.caption)} if lead and lead.value.caption else set()
        if lead and lead.value.url:
            known.add(lead.value.url)
        for photo in found.value:
            again = photo.url is not None and photo.url in known
            if again and (not told or not photo.caption):
                continue
            done = finished(reading, photo)
            caption = fold(done.caption or "")
            if not again or (caption and not any(caption in one or one in caption for one in told)):
                told |= {caption} if caption else set()
                kept.append(done)
                if url := kept[-1].url:
                    known.add(url)
        if kept:
            return Candidate(tuple(kept), found.layer)
    return None


def canonical_url(reading: Reading) -> Candidate | None:
    """The page's own name for itself, believed on the same site only; refused when it is the bare home page of an
    article elsewhere, or when the page's other data name the address it was fetched from."""
    page, outlet = reading.page, reading.outlet
    own = one_spelling(page.url, outlet)
    found = sorted(reading.candidates("canonical_url"), key=lambda one: one.layer != "open_graph")
    for one in found:
        named = one_spelling(clean(one.value), outlet)
        if named is None:
            continue
        path = urlsplit(named).path
        home = path == "/" and own is not None and urlsplit(own).path != "/"
        contradicted = (named != own and any(one_spelling(other.value, outlet) == own for other in found)) or (
            named != own and any(one_spelling(url, outlet) == own for url in page.meta.get("og:url", ()))
        )
        if home or contradicted or not same_site(named, outlet):
            reading.flag("canonical_refused")
            return None
        return Candidate(named, one.layer)
    return None


def access(reading: Reading) -> Candidate | None:
    """`paywalled` when any source says so: a page that tells search engines it is free may still show a wall."""
    found = [
        Candidate(one.value if isinstance(one.value, Wall) else Wall(one.value, ""), one.layer)
        for one in reading.candidates("access")
    ]
    for wanted in ("truncated", "paywalled", "free"):
        for one in found:
            if one.value.access == wanted:
                return one
    return None
