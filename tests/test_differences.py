"""Differences between revisions: exact to the character, and such as an editor would mark them."""

from __future__ import annotations

import json
import random
import re
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qiosk_scraper.differences import (
    FieldDifference,
    ParagraphDifference,
    Wording,
    differences,
    render_terminal,
    text_after,
    text_before,
    text_differences,
    to_json,
)
from qiosk_scraper.items import Article, Block, Photo

ANSI = re.compile("\x1b\\[[0-9;]*m")


def body(*paragraphs: str) -> tuple[Block, ...]:
    return tuple(Block("paragraph", text) for text in paragraphs)


def marked(before: str, after: str) -> str:
    """The pieces of a headline's difference with marks, blanks where they are."""
    signs = {"equal": "{}", "delete": "[-{}-]", "insert": "{{+{}+}}"}
    found = differences(Wording(headline=before), Wording(headline=after))
    return "".join(signs[op].format(text) for op, text in found[0].paragraphs[0].pieces)


def changes(before: str, after: str) -> list[tuple[str, int | None, int | None]]:
    return [paragraph[:3] for paragraph in text_differences(before, after)]


def shown(before: Wording, after: Wording, *, colour: bool = False, width: int = 80, context: int = 1) -> str:
    return render_terminal(
        differences(before, after),
        colour=colour,
        width=width,
        escape=lambda text: text.replace("\x1b", "\\x1b"),
        context=context,
    )


@pytest.mark.parametrize(
    ("before", "after", "read"),
    [
        ("Board closes pier on Friday", "Board shuts pier on Friday", "Board [-closes-]{+shuts+} pier on Friday"),
        ("Pier to close", "Old pier to close", "[-Pier-]{+Old pier+} to close"),
        ("The pier", "The pier closes", "The pier{+ closes+}"),
        ("The old pier", "The pier", "The [-old -]pier"),
        ("It cost 1,200 pounds", "It cost 1,500 pounds", "It cost [-1,200-]{+1,500+} pounds"),
        ("They don’t know", "They can’t know", "They [-don’t-]{+can’t+} know"),
        ("Who, then?", "Who then?", "Who[-,-] then?"),
        (
            "on Tuesday night they met",
            "on Wednesday morning they met",
            "on [-Tuesday night-]{+Wednesday morning+} they met",
        ),
        ("he met the minister", "she met a minister", "[-he-]{+she+} met [-the-]{+a+} minister"),
        ("Storm hits the coast", "Minister resigns", "[-Storm hits the coast-]{+Minister resigns+}"),
        ("港务局周二投票", "港务局周三投票", "港务局周[-二-]{+三+}投票"),
        ("हिन्दी में कहा", "हिन्दी में लिखा", "हिन्दी में [-कहा-]{+लिखा+}"),
        ("a  b c", "a b c", "a [- -]b c"),
    ],
)
def test_a_change_is_whole_words(before: str, after: str, read: str) -> None:
    assert marked(before, after) == read


def test_only_fields_that_differ_are_given() -> None:
    photo = Photo("lead", "http://h.example/p.jpg", "A pier", "J. Doe / Press", "A pier (Photo: J. Doe / Press)")
    before = Wording("Same", "Old dek", None, "By Ann Doe", "2025-01-01T10:00:00+00:00", body("One"), [photo])
    after = Wording("Same", None, "News", "By Ann Roe", "2025-01-01T11:00:00+00:00", body("One"), [photo])
    found = differences(before, after)
    assert [(one.field, one.before, one.after) for one in found] == [
        ("dek", "Old dek", ""),
        ("kicker", "", "News"),
        ("byline", "By Ann Doe", "By Ann Roe"),
        ("published_at", "2025-01-01T10:00:00+00:00", "2025-01-01T11:00:00+00:00"),
    ]
    assert found[0].paragraphs == (ParagraphDifference("deleted", 1, None, (("delete", "Old dek"),)),)
    assert [op for op, _ in found[3].paragraphs[0].pieces] == ["delete", "insert"]
    assert differences(before, before) == []
    assert differences(Wording(dek=""), Wording(dek=None)) == []


def test_an_article_has_a_wording() -> None:
    article = Article(
        "http://h.example/a",
        None,
        "h",
        headline="A",
        published="2025-01-01T10:00:00+00:00",
        body=body("One"),
        photos=(Photo("lead"),),
    )
    assert Wording.of(article) == Wording("A", published_at=article.published, body=article.body, photos=article.photos)


@pytest.mark.parametrize(
    ("before", "after", "read"),
    [
        # the same picture in another size: told by its lines
        ([Photo("lead", "a?w=1", "A pier", "Doe")], [Photo("lead", "a?w=2", "A pier", "Doe")], []),
        (
            [Photo("lead", "a", "A pier", "Doe")],
            [Photo("lead", "a", "A pier", "Roe")],
            [("credit", "lead", "Doe", "Roe")],
        ),
        ([Photo("lead", "a", "A pier")], [Photo("lead", "b", "A boat")], [("caption", "lead", "A pier", "A boat")]),
        (
            [Photo("inline", "a", "One"), Photo("inline", "b", "Two")],
            [Photo("inline", "b", "Two")],
            [("caption", "inline 1", "One", "")],
        ),
        (
            [Photo("inline", "a", "One"), Photo("inline", "b", "Two")],
            [Photo("inline", "b", "Two"), Photo("inline", "a", "Won")],
            [("caption", "inline 2", "One", "Won")],
        ),
        ([], [Photo("lead", "a", "A pier", "Doe")], [("caption", "lead", "", "A pier"), ("credit", "lead", "", "Doe")]),
        (
            [Photo("lead", "a", "A pier", "Doe", "Photo: Doe")],
            [Photo("lead", "a", "A pier", "Doe", "Photo credit: Doe")],
            [("credit_line", "lead", "Photo: Doe", "Photo credit: Doe")],
        ),
        (
            [Photo("lead", "a", None, "Doe", "Photo: Doe")],
            [Photo("lead", "a", None, "Roe", "Photo: Roe")],
            [("credit", "lead", "Doe", "Roe")],
        ),
    ],
)
def test_photo_lines(before: list[Photo], after: list[Photo], read: list[tuple[str, str, str, str]]) -> None:
    found = differences(Wording(photos=before), Wording(photos=after))
    assert [(one.field, one.place, one.before, one.after) for one in found] == read


def test_edited_paragraph_is_paired_beside_new_ones() -> None:
    before = "The board voted on Tuesday to close the pier.\n\nNobody spoke against it."
    after = "A storm is expected.\n\nThe board voted on Friday to close the old pier.\n\nNobody spoke against it."
    assert changes(before, after) == [("inserted", None, 1), ("edited", 1, 2), ("equal", 2, 3)]


def test_other_paragraph_in_the_same_place_is_replaced_whole() -> None:
    assert changes("Rain fell all night.\n\nEnd.", "The mayor spoke to reporters.\n\nEnd.") == [
        ("deleted", 1, None),
        ("inserted", None, 1),
        ("equal", 2, 2),
    ]


def test_moved_paragraph_is_told_from_new_words() -> None:
    assert changes("Last words.\n\nOne stays.\n\nTwo stays.", "One stays.\n\nTwo stays.\n\nLast words.") == [
        ("moved_away", 1, 3),
        ("equal", 2, 1),
        ("equal", 3, 2),
        ("moved_here", 1, 3),
    ]


def test_long_gap_of_edited_paragraphs_is_still_paired() -> None:
    source = random.Random(7)
    words = ["".join(source.choices("abcdefghij", k=6)) for _ in range(6000)]
    before = [source.choices(words, k=40) for _ in range(500)]
    after = [[*paragraph[:20], "edited", *paragraph[21:]] for paragraph in before]
    found = text_differences("\n\n".join(map(" ".join, before)), "\n\n".join(map(" ".join, after)))
    assert {paragraph.change for paragraph in found} == {"edited"}


def test_edits_in_one_huge_paragraph_are_found() -> None:
    source = random.Random(8)
    words = ["".join(source.choices("abcdefghij", k=source.randint(2, 8))) for _ in range(3000)]
    before = source.choices(words, [1 / (n + 2) for n in range(3000)], k=30_000)
    after = [f"new{n}" if n % 1000 == 500 else word for n, word in enumerate(before)]
    (paragraph,) = text_differences(" ".join(before), " ".join(after))
    inserted = [text for op, text in paragraph.pieces if op == "insert"]
    assert inserted == [f"new{n}" for n in range(500, 30_000, 1000)]


@pytest.mark.parametrize(
    "alphabet",
    [
        ["a ", "b "],
        ["a\n\n", "b\n\n"],
        ["a b\n\n", "b a\n\n", "a a b\n\n"],
        ["."],
        ["港", "务"],
    ],
)
def test_texts_with_few_different_words_stay_exact(alphabet: list[str]) -> None:
    source = random.Random(9)
    before, after = ("".join(source.choices(alphabet, k=200_000 // len(alphabet[0]))) for _ in range(2))
    found = text_differences(before, after)
    assert (text_before(found), text_after(found)) == (before, after)


PROSE = st.text(st.sampled_from("ab cdé,.-’ \n\t 港务デー\u0301\u00a0"), max_size=60)
PARAGRAPHS = st.lists(st.one_of(PROSE, st.sampled_from(["One two three.", "One two four.", ""]), st.text()), max_size=8)


@settings(deadline=None)
@given(PARAGRAPHS, PARAGRAPHS)
def test_pieces_join_to_both_texts(before: list[str], after: list[str]) -> None:
    for difference in differences(Wording(body=body(*before)), Wording(body=body(*after))):
        assert difference.before == "\n\n".join(before)
        assert difference.after == "\n\n".join(after)
    found = text_differences("\n\n".join(before), "\n\n".join(after))
    assert text_before(found) == "\n\n".join(before)
    assert text_after(found) == "\n\n".join(after)
    for paragraph in found:
        assert all(text for _, text in paragraph.pieces)
        ops = [op for op, _ in paragraph.pieces]
        assert all(one != other for one, other in pairwise(ops))


@given(PARAGRAPHS, PARAGRAPHS)
@settings(deadline=None)
def test_numbers_count_the_paragraphs_of_either_side(before: list[str], after: list[str]) -> None:
    found = differences(Wording(body=body(*before)), Wording(body=body(*after)))
    assert bool(found) == (before != after)
    for difference in found:
        old = [one.before for one in difference.paragraphs if one.change not in ("inserted", "moved_here")]
        new = [one.after for one in difference.paragraphs if one.change not in ("deleted", "moved_away")]
        assert old == list(range(1, len(before) + 1))
        assert new == list(range(1, len(after) + 1))


@given(PROSE, PROSE)
@settings(deadline=None)
def test_one_line_joins_to_both_texts(before: str, after: str) -> None:
    for one in differences(Wording(headline=before), Wording(headline=after)):
        assert (one.before, one.after) == (before, after)


def test_json_is_plain() -> None:
    found = to_json(differences(Wording(headline="The old pier", body=body("One")), Wording(headline="The pier")))
    assert (
        found
        == json.loads(json.dumps(found))
        == [
            {
                "field": "headline",
                "place": None,
                "paragraphs": [
                    {
                        "change": "edited",
                        "before": 1,
                        "after": 1,
                        "pieces": [["equal", "The "], ["delete", "old "], ["equal", "pier"]],
                    }
                ],
            },
            {
                "field": "body",
                "place": None,
                "paragraphs": [{"change": "deleted", "before": 1, "after": None, "pieces": [["delete", "One"]]}],
            },
        ]
    )


def test_terminal_without_colour() -> None:
    before = Wording("Board closes pier", body=body("Last.", "A.", "B.", "C.", "The old pier is shut.", "D.", "E."))
    after = Wording(
        "Board shuts pier",
        body=body("A.", "B.", "C.", "The new pier is still shut.", "D.", "E.", "Last."),
        photos=[Photo("lead", "u", None, "Doe")],
    )
    assert (
        shown(before, after)
        == """\
headline
  Board [-closes-]{+shuts+} pier

credit (lead photo)
  {+Doe+}

body
  (paragraph 1 is now paragraph 7)
  A.
  … 1 unchanged paragraph
  C.
  The [-old-]{+new+} pier is {+still+} shut.
  D.
  E.
  (was paragraph 1) Last.
"""
    )


def test_terminal_with_colour_says_the_same_and_ends_each_colour_in_its_line() -> None:
    before, after = Wording(body=body("The old pier is shut " * 5)), Wording(body=body("The new pier is open " * 5))
    found = shown(before, after, colour=True, width=30)
    assert "\x1b[31;9mold\x1b[0m\x1b[32;4mnew\x1b[0m" in found
    assert all(line.count("\x1b[") == 2 * line.count("\x1b[0m") for line in found.splitlines())
    assert ANSI.sub("", found).split()[:6] == ["body", "The", "oldnew", "pier", "is", "shutopen"]


def test_scraped_control_characters_do_not_reach_the_terminal() -> None:
    found = shown(Wording("a", body=body("x\x1b[2J y")), Wording("\x1b[31mb", body=body("x\x1b[2J z")))
    assert "\x1b" not in found
    assert found.count("\\x1b") == 2


@pytest.mark.parametrize("colour", [False, True])
@pytest.mark.parametrize("width", [20, 40])
@pytest.mark.parametrize(
    "text",
    [
        "港务局周二投票决定关闭旧渡轮码头，理由是维修费用将超过该镇十年泊位收入。" * 2,
        "x" * 90,
        "word " * 30,
        "https://h.example/" + "a-" * 50,
    ],
)
def test_lines_fit_the_width(text: str, width: int, colour: bool) -> None:
    found = ANSI.sub(
        "",
        shown(
            Wording(body=body("Same.", text)), Wording(body=body("Same.", text + " more")), colour=colour, width=width
        ),
    )
    lines = found.splitlines()
    assert len(lines) > 4
    for line in lines:
        assert sum(2 if ord(character) > 0x2E80 else 1 for character in line) <= width
    assert re.sub(r"\s", "", text) in re.sub(r"\s|\[-|-\]|\{\+|\+\}", "", found.removesuffix("more+}"))


def test_line_breaks_within_a_paragraph_stay() -> None:
    found = shown(Wording(body=body("if x:\n    y = 1")), Wording(body=body("if x:\n    y = 2")))
    assert found == "body\n  if x:\n      y = [-1-]{+2+}\n"


def test_no_difference_prints_nothing() -> None:
    assert render_terminal([], colour=True, width=80, escape=str) == ""


def test_a_field_difference_knows_both_texts() -> None:
    one = FieldDifference(
        "body",
        None,
        (
            ParagraphDifference("deleted", 1, None, (("delete", "a"),)),
            ParagraphDifference("edited", 2, 1, (("equal", "b "), ("delete", "c"), ("insert", "d"))),
            ParagraphDifference("inserted", None, 2, ()),
        ),
    )
    assert (one.before, one.after) == ("a\n\nb c", "b d\n\n")
