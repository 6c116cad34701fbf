"""Nikkei: a system of its own, Japanese; mostly behind a paywall.

Checked against a saved page of 2025; its lists were not fetched.
"""

from qiosk_scraper.outlet import Outlet

HOME = "https://www.nikkei.com/"

OUTLET = Outlet(
    slug="nikkei",
    name="Nikkei",
    home_url=HOME,
    sections={"front": HOME},
    language="ja",
    timezone="Asia/Tokyo",
    host_aliases=("nikkei.com",),
)
