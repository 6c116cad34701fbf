"""The Advocate: RebelMouse.

Declared only: no page of it was looked at.
"""

from qiosk_scraper.outlet import Outlet

HOME = "https://www.advocate.com/"

OUTLET = Outlet(
    slug="the-advocate",
    name="The Advocate",
    home_url=HOME,
    sections={slug: f"{HOME}{slug}" for slug in ("news", "politics")},
    feeds=(f"{HOME}feeds/feed.rss",),
    language="en",
    host_aliases=("advocate.com",),
)
