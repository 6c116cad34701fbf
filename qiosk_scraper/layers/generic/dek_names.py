"""How sites call the line below the headline, and what else stands near it."""

from __future__ import annotations

from qiosk_scraper.layers.name_patterns import NamePattern

DEK = NamePattern(
    r"sub-?_*head|sub-?_*title|sub-?_*line|(?:^|[\s_-])strap(?:-?line)?(?:$|[\s_-])|stand-?_*first|(?:^|[\s_-])de(?:c)?k(?:$|[\s_-])|headerdek|chapo|chapeau|"
    r"entradilla|bajada|sub-?titulo|subtitulo|vorspann|"
    r"sottotitolo|occhiello|ingress|manchet|article-?_*(?:summary|description|excerpt|intro|lead|abstract|dek|sapo)|"
    r"(?:story|post|news|content|page|entry|detail)-?_*(?:summary|description|excerpt|intro|lead|dek)|headline-?_*sub|"
    r"lead-?_*text|text-?_*lead|headline-?_*lead|lead-?_*paragraph|preface|title-?_*(?:secondary|tertiary)|"
    r"(?:^|[\s_-])(?:(?<!with-)summary|intro|introduction|lede|lead|sapo|abstract)(?:$|[\s_-])"
)
DEK_INSIDE = NamePattern(
    r"sub-?_*head(?:line|ing)?s?(?:$|[\s_-])|sub-?_*(?:title|line)|(?:^|[\s_-])strap(?:-?line)?(?:$|[\s_-])|stand-?_*first|(?:^|[\s_-])de(?:c)?k(?:$|[\s_-])|chapo|"
    r"entradilla|bajada|sottotitolo|ingress|manchet|text-?_*lead|preface|"
    r"(?:article|story|post|entry|content|news)-?_*(?:summary|description|excerpt|abstract|dek)"
)
SAID = NamePattern(
    r"stand-?_*first|teaser-?_*text|(?:article|header|story|content)-?_*(?:teaser|intro|summary|excerpt|lead|dek|description|"
    r"sub-?title|sub-?head)|sub-?(?:title|headline|heading)|^(?:intro|lead|summary|dek|deck|excerpt|perex|chapo)$"
)
"""In attributes such as `data-testid` and `data-cy`."""
_LED = r"lead|intro|teaser|summary|excerpt|stand-?first|sapo|chapo|abstract"
LEADING = NamePattern(_LED + r"|(?:^|[\s_-])first(?:$|[\s_-])")
CALLED_LEAD = NamePattern(_LED)
"""`first` alone may be said of the text's first paragraph."""
BOLD = NamePattern(r"(?:weight|font|text)-?_*(?:bold|medium|semi-?bold)|(?:^|[\s_-])(?:bold|strong|fett)(?:$|[\s_-])")
NOT_DEK = NamePattern(
    r"itemintrotext|caption|credit|by-?_*line|author|(?:^|[\s_-])(?:date|time|meta|tags?|tools?|label|category|topics?|ads?)(?:$|[\s_-])|"
    r"share|sharing|social|breadcrumb|kicker|promo|newsletter|subscri|paywall|comment|related|recommend|player|audio|"
    r"listen|video|gallery|advert|toolbar|button|cookie|consent|menu|reading-?time|tooltip|banner|disclaimer|"
    r"timestamp|footer|publi|copyright|donat|sponsor|notice|affiliate|bio(?:$|[\s_-])|follow|highlights|key-?_*(?:points|facts)"
)
OPENS_TEXT = NamePattern(r"drop-?_*caps?|first-?_*(?:text|par|para|paragraph|graf)(?:$|[\s_-])")
"""Of a paragraph that begins large, or is called the first: no line above a text is."""
OF_PICTURE = NamePattern(r"caption|credit|(?:image|photo|picture)-?_*description|bild-?_*(?:text|unterschrift)")
