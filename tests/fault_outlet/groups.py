"""All cases by the rows of the list of faults that they stand for."""

from __future__ import annotations

from fault_outlet import cases, document_cases
from fault_outlet.cases import Case

GROUPS: dict[str, list[Case]] = {
    "connections": cases.CONNECTIONS,
    "statuses": cases.STATUSES,
    "redirects": cases.REDIRECTS,
    "floods": cases.FLOODS,
    "packing": cases.PACKING,
    "lengths": cases.LENGTHS,
    "headers": cases.HEADERS,
    "heavy pages": cases.HEAVY,
    "no articles": document_cases.NO_ARTICLES,
    "walls": document_cases.WALLS,
    "charsets": document_cases.CHARSETS,
    "letters": document_cases.LETTERS,
    "linked data": document_cases.LINKED_DATA,
    "dates": document_cases.DATES,
}
CASES: list[Case] = [case for group in GROUPS.values() for case in group]
