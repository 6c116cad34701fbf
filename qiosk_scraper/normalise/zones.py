"""The zone of a country's top-level domain, for printed times that name none, and of a language of one country."""

from __future__ import annotations

from urllib.parse import urlsplit

_BY_DOMAIN = """
    at Vienna | be Brussels | bg Sofia | ch Zurich | cz Prague | de Berlin | dk Copenhagen | ee Tallinn | es Madrid
    fi Helsinki | fr Paris | gr Athens | hr Zagreb | hu Budapest | ie Dublin | it Rome | li Vaduz | lt Vilnius
    lu Luxembourg | lv Riga | nl Amsterdam | no Oslo | pl Warsaw | pt Lisbon | ro Bucharest | rs Belgrade
    se Stockholm | si Ljubljana | sk Bratislava | tr Istanbul | ua Kyiv | uk London | mt Malta | al Tirane
    ru Moscow | by Minsk | ba Sarajevo | me Podgorica | mk Skopje
    il Asia/Jerusalem | in Asia/Kolkata | jp Asia/Tokyo | kr Asia/Seoul | cn Asia/Shanghai | tw Asia/Taipei
    hk Asia/Hong_Kong | sg Asia/Singapore | my Asia/Kuala_Lumpur | ph Asia/Manila | th Asia/Bangkok
    vn Asia/Ho_Chi_Minh | id Asia/Jakarta | bd Asia/Dhaka | pk Asia/Karachi | np Asia/Kathmandu | lk Asia/Colombo
    ir Asia/Tehran | sa Asia/Riyadh | ae Asia/Dubai | ge Asia/Tbilisi | am Asia/Yerevan | kh Asia/Phnom_Penh
    za Africa/Johannesburg | na Africa/Windhoek | ls Africa/Maseru | tz Africa/Dar_es_Salaam | ke Africa/Nairobi
    ng Africa/Lagos | gh Africa/Accra | eg Africa/Cairo | zw Africa/Harare | ug Africa/Kampala
    ar America/Argentina/Buenos_Aires | cl America/Santiago | pe America/Lima | uy America/Montevideo
    ve America/Caracas | bo America/La_Paz | nz Pacific/Auckland | is Atlantic/Reykjavik
"""
_ZONES = {
    domain: zone if "/" in zone else f"Europe/{zone}"
    for domain, zone in (entry.split() for entry in _BY_DOMAIN.replace("\n", "|").split("|") if entry.strip())
}

_BY_LANGUAGE = """
    bg Europe/Sofia | cs Europe/Prague | da Europe/Copenhagen | el Europe/Athens | et Europe/Tallinn
    fi Europe/Helsinki | he Asia/Jerusalem | hr Europe/Zagreb | hu Europe/Budapest | hy Asia/Yerevan
    is Atlantic/Reykjavik | ja Asia/Tokyo | ka Asia/Tbilisi | ko Asia/Seoul | lt Europe/Vilnius | lv Europe/Riga
    mk Europe/Skopje | nb Europe/Oslo | ne Asia/Kathmandu | nn Europe/Oslo | no Europe/Oslo | pl Europe/Warsaw
    ro Europe/Bucharest | sk Europe/Bratislava | sl Europe/Ljubljana | sr Europe/Belgrade | th Asia/Bangkok
    tr Europe/Istanbul | uk Europe/Kyiv | vi Asia/Ho_Chi_Minh
"""
_OF_LANGUAGES: dict[str, str] = dict(
    entry.split() for entry in _BY_LANGUAGE.replace("\n", "|").split("|") if entry.strip()
)


def zone_of_language(language: str) -> str | None:
    """IANA name of the zone in which the press of a language mostly writes; None for a language of several. For a
    person to look at: no page is read by it, for papers of emigrants and foreign services are written elsewhere."""
    return _OF_LANGUAGES.get(language.partition("-")[0].lower())


def zone_of_address(url: str) -> str | None:
    """IANA name of the zone that a country's domain stands for, the capital's for Russia, whose national press writes
    Moscow time; None for other domains, and for other countries of several zones."""
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        return None
    return _ZONES.get(host.rpartition(".")[2])
