"""What a wide screen shows of boxes that a page holds for several widths.

Pages with utility classes print some boxes twice, `hidden md:block` for wide screens and `md:hidden` for narrow ones. A
page is read as a wide screen shows it: the first of them is not hidden, and the second says nothing of its own.
"""

from __future__ import annotations

import re

from qiosk_scraper.layers.name_patterns import by_name

_WIDTHS = {None: 0, "sm": 1, "md": 2, "lg": 3, "xl": 4, "xxl": 5, "2xl": 5}
_SHOWN = r"(?:inline-)?(?:block|flex|grid|table)|inline|contents|table-(?:cell|row)|flow-root"
_DISPLAY = re.compile(
    rf"(?:(?P<from>sm|md|lg|xl|2xl):)?(?:(?P<hidden>hidden)|(?:{_SHOWN}))"
    rf"|d-(?:(?P<d_from>sm|md|lg|xl|xxl)-)?(?:(?P<d_hidden>none)|(?:{_SHOWN}))"
)
"""`lg:block` of Tailwind, `d-lg-block` of Bootstrap: from that width on."""
_STATE = (
    r"(?:group|peer|has|not|aria|data|max|supports)-|(?:hover|focus|active|visited|checked|open|print|dark|light)\b"
)
_OWN_WIDTH = re.compile(rf"(?!{_STATE})(?:min-\[[^\]\s]+\]|[\w-]+):(?:{_SHOWN})")
"""`tablet:block`, `min-[768px]:block`: from a width that the site names itself. `print:block` is no width."""
_NARROW_ONLY = re.compile(
    r"(?:^|\s)(?:hide-for-(?:medium|large|xlarge)(?:-up)?|show-for-(?:small|medium)-only|"
    r"hidden-(?:lg|desktop)|visible-(?:xs|sm|phone|mobile)(?:-(?:block|inline|inline-block))?|"
    r"is-hidden-(?:tablet|desktop|widescreen)|uk-hidden@(?:s|m|l)|"
    r"(?:show-|visible-|is-)?(?:mobile-only|only-mobile|mobileonly)|hide-(?:on-)?(?:desktop|large|lg))(?=\s|$)"
)
"""Of Foundation, Bootstrap 3, Bulma and UIkit, and what newsrooms call such boxes themselves."""
_HIDDEN_BELOW = re.compile(r"(?:^|\s)hidden-(?:xs|sm|md|phone|mobile|tablet)(?=\s|$)")
"""At one narrow or middle width of Bootstrap 3 alone."""
_ALSO_WIDE = re.compile(r"(?:^|\s)visible-(?:lg|desktop)(?:-(?:block|inline|inline-block))?(?=\s|$)")
"""Beside `visible-xs`: shown at both widths."""


@by_name
def wide_screens_show(names: str) -> bool | None:
    """Whether a wide screen shows an element of these classes; None where they do not say."""
    if _NARROW_ONLY.search(names):
        return _ALSO_WIDE.search(names) is not None
    if "hidden-" in names and _HIDDEN_BELOW.search(names) and "hidden" not in names.split():
        return True
    if "hidden" not in names and "d-" not in names:
        return None
    widest, shown = -1, True
    for word in names.split():
        if found := _DISPLAY.fullmatch(word):
            hides = bool(found["hidden"] or found["d_hidden"])
            width = _WIDTHS[found["from"] or found["d_from"]]
        elif ":" in word and _OWN_WIDTH.fullmatch(word):
            hides, width = False, 1
        else:
            continue
        if width > widest or (width == widest and hides):
            widest, shown = width, not hides
    return shown if widest >= 0 else None
