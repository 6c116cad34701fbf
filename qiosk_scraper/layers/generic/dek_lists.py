"""Lists of points above the text, printed in place of a dek: `Key points`, `Takeaways`."""

from __future__ import annotations

from qiosk_scraper.layers.generic.scope import in_article, order, scope
from qiosk_scraper.layers.name_patterns import NamePattern
from qiosk_scraper.normalise.text import inline_text
from qiosk_scraper.page import Page

_SUMMARY = NamePattern(
    r"summary-?_*(?:list|points|bullets?)|bullet-?_*(?:points?|list|summary)|key-?_*(?:points?|takeaways?)|"
    r"(?:article|story|post)-?_*(?:highlights|bullets)|takeaways?"
)
_MOST_POINTS = 6
_MOST_BOXES = 20


def summary_points(page: Page) -> list[str]:
    """The points of a list called a summary above the first paragraph."""
    here = scope(page)
    if here.heading is None or here.container is None:
        return []
    places = order(page)
    at = places[here.heading]
    for box in page.index.called(_SUMMARY)[:_MOST_BOXES]:
        if not at < places[box] < here.end or box.tag not in ("ul", "ol", "div", "section"):
            continue
        points = [inline_text(one) for one in (box.iter("li") if box.tag in ("div", "section") else box)]
        if not 2 <= len(points) <= _MOST_POINTS or not all(20 <= len(one) <= 300 for one in points):
            continue
        above = here.container.iter("p")
        first = next((places[one] for one in above if places[one] > at and len(inline_text(one)) > 80), here.end)
        if places[box] < first and in_article(page, box):
            return points
    return []
