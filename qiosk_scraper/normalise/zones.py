"""The zone of a country's top-level domain, for printed times that name none."""

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


def zone_of_address(url: str) -> str | None:
    """IANA name of the zone that a country's domain stands for, the capital's for Russia, whose national press writes
    Moscow time; None for other domains, and for other countries of several zones."""
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        return None
    return _ZONES.get(host.rpartition(".")[2])
