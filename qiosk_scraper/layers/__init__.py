"""Ways to read a field. A layer is a module of small functions, one for each field; `layers_for` gives their order."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from qiosk_scraper.layers import (
    app_body,
    app_data,
    app_teasers,
    arc,
    brightspot,
    drupal,
    embedded,
    generic,
    json_ld,
    open_graph,
    rebelmouse,
    verso,
    wordpress,
)
from qiosk_scraper.layers.rebelmouse.posts import main_blocks
from qiosk_scraper.outlet import Layer, Outlet
from qiosk_scraper.page import Page

STRUCTURED_DATA: Mapping[str, Layer] = {"json_ld": json_ld.FIELDS, "open_graph": open_graph.FIELDS}
PLAIN: Mapping[str, Layer] = {
    **STRUCTURED_DATA,
    "generic": generic.FIELDS,
    "app_data": {**app_data.FIELDS, **app_teasers.FIELDS, "body": app_body.body},
    "embedded": embedded.FIELDS,
}
"""For a page of no known CMS."""
REBELMOUSE: Mapping[str, Layer] = {
    "rebelmouse": rebelmouse.FIELDS,
    **STRUCTURED_DATA,
    "rebelmouse_shown": rebelmouse.SHOWN,
    "generic": generic.FIELDS,
}
REBELMOUSE_POST: Mapping[str, Layer] = {
    **REBELMOUSE,
    # The generic layer cannot tell the main post's byline, date or section from those of the posts listed below it.
    "generic": {
        name: generic.FIELDS[name]
        for name in ("headline", "body", "language", "canonical_url", "access")
        if name in generic.FIELDS
    },
}

CMS: Mapping[str, tuple[Callable[[Page], bool], Layer]] = {
    "arc": (arc.is_arc, arc.FIELDS),
    "brightspot": (brightspot.is_brightspot, brightspot.FIELDS),
    "verso": (verso.is_verso, verso.FIELDS),
    "drupal": (drupal.is_drupal, drupal.FIELDS),
    "wordpress": (wordpress.is_wordpress, wordpress.FIELDS),
}
"""Systems that are recognised from a page: what they display, found by their own markup or data, is asked first."""


def layers_for(page: Page, outlet: Outlet) -> Mapping[str, Layer]:
    """The layers to ask for this page, in order: the outlet's own of the capture's day, else by the CMS shown; a lone
    layer `outlet` of the outlet's stands in front of those."""
    own = outlet.layers_at(page.capture.fetched_at)
    if own is None:
        return _recognised(page)
    return {**own, **_recognised(page)} if set(own) == {OWN} else own


OWN = "outlet"
"""The layer of the readers that an outlet's file has."""


def _recognised(page: Page) -> Mapping[str, Layer]:
    if rebelmouse.is_rebelmouse(page):
        return REBELMOUSE_POST if main_blocks(page) else REBELMOUSE
    for name, (made, fields) in CMS.items():
        if made(page):
            return {name: fields, **PLAIN}
    return PLAIN
