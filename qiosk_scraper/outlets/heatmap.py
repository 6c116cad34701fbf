"""Heatmap: RebelMouse.

Declared only: no page of it was looked at.
"""

from qiosk_scraper.outlet import Outlet

HOME = "https://heatmap.news/"

OUTLET = Outlet(
    slug="heatmap",
    name="Heatmap",
    home_url=HOME,
    sections={slug: f"{HOME}{slug}" for slug in ("climate", "energy", "politics", "technology")},
    feeds=(f"{HOME}feeds/feed.rss",),
    language="en",
    timezone="America/New_York",
    host_aliases=("www.heatmap.news",),
)
