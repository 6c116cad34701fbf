"""Ukrainska Pravda: a system of its own, Ukrainian.

Checked against a saved page of 2026; its lists were not fetched.
"""

from qiosk_scraper.outlet import Outlet

HOME = "https://www.pravda.com.ua/"

OUTLET = Outlet(
    slug="ukrainska-pravda",
    name="Ukrainska Pravda",
    home_url=HOME,
    sections={slug: f"{HOME}{slug}/" for slug in ("news",)},
    feeds=(f"{HOME}rss/view_news/",),
    language="uk",
    timezone="Europe/Kyiv",
    host_aliases=("pravda.com.ua",),
)
