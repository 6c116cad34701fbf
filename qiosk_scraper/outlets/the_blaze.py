"""Blaze Media: RebelMouse.

Declared only: no page of it was looked at.
"""

from qiosk_scraper.outlet import Outlet

HOME = "https://www.theblaze.com/"

OUTLET = Outlet(
    slug="the-blaze",
    name="Blaze Media",
    home_url=HOME,
    sections={slug: f"{HOME}{slug}" for slug in ("news", "align")},
    feeds=(f"{HOME}feeds/feed.rss",),
    language="en",
    timezone="America/New_York",
    host_aliases=("theblaze.com",),
)
