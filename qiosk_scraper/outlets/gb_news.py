"""GB News: RebelMouse.

Declared only: no page of it was looked at.
"""

from qiosk_scraper.outlet import Outlet

HOME = "https://www.gbnews.com/"

OUTLET = Outlet(
    slug="gb-news",
    name="GB News",
    home_url=HOME,
    sections={slug: f"{HOME}{slug}" for slug in ("news", "opinion", "politics", "sport")},
    feeds=(f"{HOME}feeds/feed.rss",),
    language="en",
    timezone="Europe/London",
    host_aliases=("gbnews.com",),
)
