"""Le Figaro: a system of its own, French.

Checked against a saved page of 2024; its lists were not fetched.
"""

from qiosk_scraper.outlet import Outlet

HOME = "https://www.lefigaro.fr/"

OUTLET = Outlet(
    slug="le-figaro",
    name="Le Figaro",
    home_url=HOME,
    sections={slug: f"{HOME}{slug}" for slug in ("culture", "international", "politique")},
    language="fr",
    timezone="Europe/Paris",
    host_aliases=("lefigaro.fr",),
)
