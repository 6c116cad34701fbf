"""El País: Arc, Spanish.

Checked against a saved page of 2024; its lists were not fetched.
"""

from qiosk_scraper.outlet import Outlet

HOME = "https://elpais.com/"

OUTLET = Outlet(
    slug="el-pais",
    name="El País",
    home_url=HOME,
    sections={
        slug: f"{HOME}{slug}/" for slug in ("cultura", "deportes", "economia", "espana", "internacional", "tecnologia")
    },
    language="es",
    timezone="Europe/Madrid",
    host_aliases=("www.elpais.com",),
)
