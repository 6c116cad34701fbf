"""Dates of other scripts and calendars, put in the form that is read: digits, names of months, the Thai, Persian,
Japanese and Taiwanese year."""

from __future__ import annotations

import re
from datetime import date

# Arabic (both sets of names), Hebrew, Urdu, Hindi, Bengali, Tamil, Thai (whole and short). Scripts whose vowels are
# marks of their own, which a pattern of letters does not find.
_NAMES = """
يناير كانون_الثاني جانفي ינואר جنوری जनवरी जन. জানুয়ারি জানুয়ারি ஜனவரி มกราคม ม.ค.
فبراير شباط فيفري פברואר فروری फ़रवरी फरवरी ফেব্রুয়ারি ফেব্রুয়ারি பிப்ரவரி กุมภาพันธ์ ก.พ.
مارس آذار مارچ मार्च মার্চ மார்ச் มีนาคม มี.ค. מרץ מרס
أبريل إبريل ابريل نيسان أفريل אפריל اپریل अप्रैल এপ্রিল ஏப்ரல் เมษายน เม.ย.
مايو أيار ماي מאי مئی मई মে மே พฤษภาคม พ.ค.
يونيو حزيران جوان יוני جون जून জুন ஜூன் มิถุนายน มิ.ย.
يوليو تموز جويلية יולי جولائی जुलाई জুলাই ஜூலை กรกฎาคม ก.ค.
أغسطس آب أوت אוגוסט اگست अगस्त আগস্ট ஆகஸ்ட் สิงหาคม ส.ค.
سبتمبر أيلول ספטמבר ستمبر सितंबर सितम्बर সেপ্টেম্বর செப்டம்பர் กันยายน ก.ย.
أكتوبر اكتوبر تشرين_الأول אוקטובר اکتوبر अक्टूबर अक्तूबर অক্টোবর அக்டோபர் ตุลาคม ต.ค.
نوفمبر تشرين_الثاني נובמבר نومبر नवंबर नवम्बर নভেম্বর நவம்பர் พฤศจิกายน พ.ย.
ديسمبر كانون_الأول דצמבר دسمبر दिसंबर दिसम्बर ডিসেম্বর டிசம்பர் ธันวาคม ธ.ค.
"""
_MONTHS_IN_ENGLISH = "january february march april may june july august september october november december"
_MONTHS = {
    name.replace("_", " "): english
    for english, line in zip(_MONTHS_IN_ENGLISH.split(), _NAMES.strip().splitlines(), strict=True)
    for name in line.split()
}
_ANY_MONTH = "|".join(re.escape(name) for name in sorted(_MONTHS, key=len, reverse=True))
_MONTH = re.compile(rf"(?<![^\W\d_])[בל]?(?:(?:{_ANY_MONTH})\s*/\s*)?(?P<name>{_ANY_MONTH})(?![^\W\d_])")
"""One name, or both of the Arab world: `آذار/مارس`."""
_WEEKDAYS = re.compile(
    r"(?<![^\W\d_])(?:ال(?:إثنين|اثنين|ثلاثاء|أربعاء|اربعاء|خميس|جمعة|سبت|أحد|احد)|(?:یک|دو|سه|چهار|پنج)?[\s\u200c]?شنبه|جمعه|"
    r"پیر|منگل|بدھ|جمعرات|ہفتہ|اتوار|יום (?:ראשון|שני|שלישי|רביעי|חמישי|שישי|שבת)|"
    r"(?:सोम|मंगल|बुध|गुरु|शुक्र|शनि|रवि)वार|(?:সোম|মঙ্গল|বুধ|বৃহস্পতি|শুক্র|শনি|রবি)বার|"
    r"วัน(?:อาทิตย์|จันทร์|อังคาร|พุธ|พฤหัสบดี|ศุกร์|เสาร์)(?:ที่)?)(?![^\W\d_])"
)
_PERSIAN_MONTHS = "فروردین اردیبهشت خرداد تیر مرداد شهریور مهر آبان آذر دی بهمن اسفند"
_PERSIAN = _PERSIAN_MONTHS.split()
_PERSIAN_WORDS = re.compile(
    rf"(?<!\d)(?P<day>\d{{1,2}})\s*/?\s*(?P<month>{'|'.join(_PERSIAN)})\s*(?:ماه)?\s*/?\s*(?P<year>13\d\d|14[0-2]\d)(?!\d)"
)
_PERSIAN_NUMBERS = re.compile(r"(?<!\d)(?P<year>13\d\d|14[0-2]\d)([/.\-])(?P<month>\d{1,2})\2(?P<day>\d{1,2})(?!\d)")
_PERSIAN_EPOCH = 226_529
"""Added to the days counted of the Persian calendar: the ordinal of `date`. Checked on New Years 1375 to 1409."""
_BUDDHIST = re.compile(r"(?<!\d)(?P<year>2[56]\d\d)(?!\d)")
_THAI_MONTH = "|".join(re.escape(name) for name in _MONTHS if "\u0e00" < name[0] < "\u0e7f")
_THAI_SHORT = re.compile(rf"({_THAI_MONTH})\s*([5-9]\d)(?![\d:.])")
"""Two figures of a Buddhist year behind a month: `12 มี.ค. 68`."""
_THAI_WORDS = re.compile("พ.ศ.|เวลา")
_ERA = re.compile(r"(?:(?P<era>令和|平成|昭和)\s*(?P<number>元|\d{1,2})|民國\s*(?P<republic>\d{2,3}))\s*年")
_ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925}
_TWICE = re.compile(r"(?<=\d年)\s*[（(](?:\d{4}年|(?:令和|平成|昭和)(?:元|\d{1,2})年?)[）)]")
"""`2025年（令和7年）3月12日`: the year said again."""
_CLOCK = re.compile(r"(?P<hour>\d{1,2})\s*[時时點点시]\s*(?:(?P<minute>\d{1,2})\s*[分분])?")
_VIETNAMESE = re.compile(
    r"(?<!\d)(?P<day>\d{1,2})\s+tháng\s+(?P<month>\d{1,2})[\s,]+(?:năm\s+)?(?P<year>\d{4})", re.IGNORECASE
)
_SPACED_CLOCK = re.compile(r"(?<=\d):\s(?=\d\d(?!\d))")
_HALVES = (
    (re.compile(r"(?<=:\d\d)\s*(?:مساء[ًا]*|م|পিএম|பிற்பகல்)(?![^\W\d_])"), " pm"),
    (re.compile(r"(?<=:\d\d)\s*(?:صباح[ًا]*|ص|এএম|முற்பகல்)(?![^\W\d_])"), " am"),
    (re.compile(r"午後"), "下午"),
    (re.compile(r"午前"), "上午"),
)
_DIGITS = str.maketrans(
    {
        chr(zero + digit): str(digit)
        for zero in (0x660, 0x6F0, 0x966, 0x9E6, 0xBE6, 0xE50, 0xFF10)
        for digit in range(10)
    }
    | {"：": ":", "\u200e": None, "\u200f": None}
)
_THAI, _PERSIAN_SIGNS = re.compile("[\u0e00-\u0e7f]"), re.compile("[پچژگکی\u06f0-\u06f9]")
"""In Arabic letters and digits a year such as 1446 is one of the Hijra, which no rule of counting tells."""


def western(text: str) -> str:
    """`text` with its dates in the Gregorian calendar, months in English or as numbers, digits 0 to 9."""
    if text.isascii():
        return text
    persian = _PERSIAN_SIGNS.search(text) is not None
    text = text.translate(_DIGITS)
    if persian:
        text = _PERSIAN_NUMBERS.sub(_from_persian, _PERSIAN_WORDS.sub(_from_persian, text))
    if "tháng" in text or "Tháng" in text:
        text = _VIETNAMESE.sub(lambda found: f"{found['year']}-{found['month']}-{found['day']}", text)
    if max(text) < "\u0590":
        return text
    if _THAI.search(text):
        text = _THAI_SHORT.sub(lambda found: f"{found[1]} {int(found[2]) + 1957}", text)
        text = _BUDDHIST.sub(lambda found: str(int(found["year"]) - 543), _THAI_WORDS.sub(" ", text))
    elif "年" in text:
        text = _TWICE.sub("", _ERA.sub(_from_era, text))
    text = _WEEKDAYS.sub(" ", text)
    text = _MONTH.sub(lambda found: f" {_MONTHS[found['name']]} ", text)
    for half, told in _HALVES:
        text = half.sub(told, text)
    return _SPACED_CLOCK.sub(":", _CLOCK.sub(lambda found: f"{found['hour']}:{found['minute'] or '00':0>2} ", text))


def _from_era(found: re.Match[str]) -> str:
    if republic := found["republic"]:
        return f"{int(republic) + 1911}年"
    number = found["number"]
    return f"{_ERAS[found['era']] + (1 if number == '元' else int(number))}年"


def _from_persian(found: re.Match[str]) -> str:
    """The Gregorian day, by counting days from 21 March 622; the leap years are those of the 33-year cycle, which
    holds from 1178 to 1633."""
    year, day = int(found["year"]), int(found["day"])
    month = int(found["month"]) if found["month"].isdecimal() else _PERSIAN.index(found["month"]) + 1
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return found[0]
    before = 31 * (month - 1) if month <= 7 else 186 + 30 * (month - 7)
    count = 365 * year + (8 * year + 21) // 33 + before + day
    try:
        return date.fromordinal(count + _PERSIAN_EPOCH).isoformat()
    except (ValueError, OverflowError):
        return found[0]
