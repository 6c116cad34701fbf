"""Common Dreams: RebelMouse.

Declared only: no page of it was looked at.
"""

from qiosk_scraper.outlet import Outlet

HOME = "https://www.commondreams.org/"

OUTLET = Outlet(
    slug="common-dreams",
    name="Common Dreams",
    home_url=HOME,
    sections={slug: f"{HOME}{slug}" for slug in ("news", "opinion")},
    feeds=(f"{HOME}feeds/feed.rss",),
    language="en",
    timezone="America/New_York",
    host_aliases=("commondreams.org",),
)
