"""Asahi Shimbun: a system of its own, Japanese.

Checked against a saved page of 2025; its lists were not fetched.
"""

from qiosk_scraper.outlet import Outlet

HOME = "https://www.asahi.com/"

OUTLET = Outlet(
    slug="asahi",
    name="Asahi Shimbun",
    home_url=HOME,
    sections={slug: f"{HOME}{slug}/" for slug in ("business", "international", "politics")},
    language="ja",
    timezone="Asia/Tokyo",
    host_aliases=("asahi.com",),
)
