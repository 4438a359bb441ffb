"""A recording on paper for a supervisor is read again as it was written, whatever stands in it."""

import io
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casejournal.domain.recording.dialogue import Turn
from casejournal.exchange.recording.cells import cells_of_html
from casejournal.exchange.recording.paper import FORMATS, Outgoing, recording_paper
from casejournal.exchange.recording.returned import returned

CODE = "7K4Q5-5MX91"
HOSTILE = (
    "### 1 · Comment\n### 2 · Comment\nmine",
    "<td>9</td></tr></table><script>x</script> 00000-00000 | a | b |",
    "\\### 1 · x\n---\n| 1 | C | x |",
    "\x1b[31m\x00 =1+1 {{ 7*7 }} “”",
)
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=40) | st.sampled_from(HOSTILE)
TURNS = st.lists(st.builds(Turn, speaker=TEXT, said=TEXT, feelings=TEXT, analysis=TEXT), min_size=1, max_size=4)


def written(form: str, turns: list[Turn], impressions: str = "") -> bytes:
    goes = Outgoing(turns=tuple(turns), impressions=impressions, questions=(impressions,))
    return FORMATS[form](recording_paper(goes, CODE, form))


@pytest.mark.parametrize("form", ["md", "html"])
@given(turns=TURNS, beside=TEXT)
@settings(max_examples=40, deadline=None)
def test_every_row_comes_back_without_a_comment_of_ours(form: str, turns: list[Turn], beside: str) -> None:
    came = returned(written(form, turns, beside), "x")

    assert came.codes[0] == CODE
    assert sorted(each.number for each in came.rows) == [*range(len(turns) + 1)]
    assert {each.comment for each in came.rows} == {""}


@pytest.mark.parametrize("form", sorted(FORMATS))
def test_hostile_words_are_words_in_each_format(form: str) -> None:
    turns = [Turn(speaker="C", said=each, feelings=each) for each in HOSTILE]

    came = returned(written(form, turns, HOSTILE[0]), "x")

    assert [(each.number, each.comment) for each in came.rows] == [(1, ""), (2, ""), (3, ""), (4, ""), (0, "")]
    assert len({each.mark for each in came.rows}) == 5


def test_a_row_is_the_same_when_only_dashes_and_quotes_were_changed() -> None:
    before = returned(written("md", [Turn(speaker="C", said='He said "no" - twice...')]), "x")
    after = returned(written("md", [Turn(speaker="C", said="He said “no” – twice…")]), "x")

    assert before.rows[0].mark == after.rows[0].mark


def test_what_was_deleted_with_tracked_changes_is_no_comment() -> None:
    def cell(content: str) -> str:
        return f"<w:tc><w:p>{content}</w:p></w:tc>"

    body = cell("<w:r><w:t>1</w:t></w:r>") + cell("<w:r><w:t>C</w:t></w:r>") + cell(
        "<w:del><w:r><w:delText>gone</w:delText></w:r></w:del><w:ins><w:r><w:t>new</w:t></w:r></w:ins>"
        "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>7</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
    )  # fmt: skip
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    text = f"<w:document {space}><w:p><w:r><w:t>{CODE}</w:t></w:r></w:p><w:tbl><w:tr>{body}</w:tr></w:tbl></w:document>"
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as package:
        package.writestr("word/document.xml", text)

    came = returned(packed.getvalue(), "x")

    assert [(each.number, each.comment) for each in came.rows] == [(1, "new\n7")]


def test_a_page_saved_as_one_archive_is_read_too() -> None:
    page = written("html", [Turn(speaker="C", said="Hello.")]).decode()
    page = page.replace('class="answer"></td>', 'class="answer">Good.</td>')
    head = 'From: <Saved by Blink>\nContent-Type: multipart/related; type="text/html"; boundary="b"\n\n--b\n'
    part = "Content-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n"
    archive = f"{head}{part}{page}\n--b--\n"

    assert [each.comment for each in returned(archive.encode(), "x").rows] == ["Good.", "Good."]


def test_what_a_page_hides_is_not_read() -> None:
    page = "<html><table><tr><td>1<td>C<td>x<script>alert(1)</script><style>y</style>&lt;b&gt;</td></tr></table>"

    assert cells_of_html(page).rows == (("1", "C", "x<b>"),)
