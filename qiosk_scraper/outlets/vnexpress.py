"""VnExpress: a system of its own, Vietnamese.

Checked against a saved page of 2025; its lists were not fetched.
"""

from qiosk_scraper.outlet import Outlet

HOME = "https://vnexpress.net/"

OUTLET = Outlet(
    slug="vnexpress",
    name="VnExpress",
    home_url=HOME,
    sections={slug: f"{HOME}{slug}" for slug in ("kinh-doanh", "the-gioi", "thoi-su")},
    language="vi",
    timezone="Asia/Ho_Chi_Minh",
    host_aliases=("www.vnexpress.net",),
)
