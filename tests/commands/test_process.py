"""`cj process`: a talk turn by turn, sent to a supervisor without names, and commented by them."""

import io
import re
import stat
import zipfile
from pathlib import Path

import docx
import pytest

from casejournal.exchange.recording.paper import FORMATS
from tests.papers import READERS
from tests.tools import browsed
from tests.world import Cj, Replies, editor, form_group, take_in

TALK = """W: How have you been, Bu?
C: Fine.
We are managing.
(I did not believe it.)
= I let it pass.
W: You say fine, and look at the floor.
C: Ratih cannot sleep. Dimas and Bu Lestari heard him on 23 November 2026.
"""


@pytest.fixture
def case(cj: Cj) -> str:
    """A case with two contacts."""
    ref = take_in(cj, "Ibu Ratih Wulandari", "--alias", "Bu W", "--household", "Dimas (son)")
    cj.ok("note", ref, "We met.", "--on", "yesterday")
    return ref


@pytest.fixture
def talk(cj: Cj, case: str) -> str:
    """A recording of the talk, with what stands beside it."""
    given = (
        "--skill",
        "reflection (3)",
        "--question",
        "Was I too slow with Ratih?",
        "--impressions",
        "She wants to talk.",
    )
    return str(cj.json("process", case, "-", *given, stdin=TALK)["ref"])


def commented(text: str, **comments: str) -> str:
    """The Markdown file with these comments below their headings: r2="…" is on row 2."""
    for row, comment in comments.items():
        text = re.sub(rf"(## {row[1:]} · (?:Comment|Komentar)\n)", lambda found: f"{found[1]}\n{comment}\n", text)  # noqa: B023
    return text


def sent(cj: Cj, talk: str, tmp_path: Path, **comments: str) -> Path:
    """The file as it comes back."""
    path = tmp_path / "back.md"
    path.write_text(commented(cj.ok("process", "export", talk, "--yes").out, **comments))
    return path


def comments(cj: Cj, talk: str) -> dict[int, str]:
    """The comments beside the rows."""
    return {row["number"]: row["comment"] for row in cj.json("show", talk)["record"]["rows"] if row["comment"]}


# Typed


def test_what_is_typed_as_a_dialogue_becomes_numbered_rows(cj: Cj, case: str) -> None:
    made = cj.json("process", case, "-", stdin=TALK)

    assert [(row["number"], row["speaker"]) for row in made["rows"]] == [(1, "W"), (2, "C"), (3, "W"), (4, "C")]
    assert made["rows"][1] | {"comment": ""} == {
        "number": 2, "speaker": "C", "said": "Fine.\nWe are managing.", "feelings": "I did not believe it.",
        "analysis": "I let it pass.", "comment": "",
    }  # fmt: skip
    assert made["visibility"] == "supervision"


def test_it_is_about_the_last_contact_unless_one_is_named(cj: Cj, case: str) -> None:
    last = cj.json("show", case)["notes"][-1]
    earlier = cj.json("note", case, "Before.", "--on", "-9d")

    of_case = cj.ok("process", case, "--dialogue", "W: a", "--json")
    of_note = cj.json("process", earlier["ref"], "--dialogue", "W: a")

    assert (of_case.json["about"], of_case.json["on"]) == (last["ref"], last["on"])
    assert last["ref"] in of_case.err
    assert (of_note["about"], of_note["on"]) == (earlier["ref"], earlier["on"])
    assert cj("process", of_note["ref"], "--dialogue", "W: a").code == 14


def test_a_session_of_a_group_has_one_too_and_anybody_may_speak(cj: Cj) -> None:
    group = form_group(cj, "Bu Wati")
    session = cj.json("group", "session", group, "--everyone")["ref"]

    made = cj.json("process", group, "--dialogue", "W: Hello.\nBu Wati: Hello!\nAnak 2: Hi.")

    assert made["about"] == session
    assert [row["speaker"] for row in made["rows"]] == ["W", "Bu Wati", "Anak 2"]
    assert made["ref"] in cj.ok("group", "show", group).out


def test_a_text_that_cannot_be_read_is_refused_with_its_line_and_kept(cj: Cj, case: str) -> None:
    refused = cj("process", case, "-", "--skill", "listening", stdin="W: hello\nC:\nlast words\n= why\n\nC:\nW: bye")
    draft = re.findall(r"D-\w{4}", refused.err)[0]
    env = editor(cj, 'sed -i "s/^C:$/C: well/" "$file"')

    resumed = cj.ok("draft", "resume", draft, env=env)

    assert refused.code == 16
    assert "line 6" in refused.err
    assert "last words" in resumed.out
    assert "listening" in resumed.out
    assert cj.json("draft", "list")["items"] == []


def test_what_the_editor_gives_back_is_kept_until_it_can_be_read(cj: Cj, case: str) -> None:
    seen = cj.home / "seen"
    refused = cj("process", case, "--edit", env=editor(cj, f'cp "$file" {seen}; echo "no speaker" >> "$file"'))
    draft = re.findall(r"D-\w{4}", refused.err)[0]

    made = cj.ok("draft", "resume", draft, env=editor(cj, 'sed -i "s/^no speaker$/W: hello/" "$file"'))

    assert refused.code == 16
    assert "(what you felt)" in seen.read_text()
    assert "hello" in made.out
    assert "what you felt" not in made.out


def test_an_amended_dialogue_that_cannot_be_read_is_kept_too(cj: Cj, talk: str) -> None:
    refused = cj(
        "amend", talk, "--edit", "dialogue", "--reason", "x", env=editor(cj, 'sed -i "s/^W: How.*/hello/" "$file"')
    )
    draft = re.findall(r"D-\w{4}", refused.err)[0]

    cj.ok("draft", "resume", draft, env=editor(cj, 'sed -i "s/^hello/W: Good day./" "$file"'))

    assert refused.code == 16
    assert cj.json("show", talk)["record"]["rows"][0]["said"] == "Good day."
    assert cj("amend", talk, "--set", "dialogue=hello", "--reason", "x").code == 16


def test_a_name_in_it_is_told_before_it_is_written(cj: Cj, case: str) -> None:
    piped = cj.ok("process", case, "-", stdin=TALK)
    replies = Replies("W: Ratih, how are you?", "", "", "", [], False)
    kept = cj("process", case, asks=replies)
    alias = cj.ok("process", case, "--dialogue", "W: Hello, Bu W.")

    assert "row 4 has a name: Ratih" in piped.err
    assert kept.code == 3
    assert "Go on with: cj draft resume" in kept.err
    assert "has a name" not in alias.err


def test_it_is_asked_again_at_a_terminal_until_it_can_be_read(cj: Cj, case: str) -> None:
    replies = Replies("hello", "W: hello", "", "", "", [])

    made = cj("process", case, asks=replies)

    assert made.code == 0, made
    assert replies.asked[:2] == [replies.asked[0]] * 2
    assert replies.befores[1] == "hello"
    assert "Happened on" not in replies.asked
    assert cj.json("show", case)["recordings"][0]["on"] == cj.json("show", case)["notes"][0]["on"]


def test_a_dialogue_comes_from_one_place_only(cj: Cj, case: str, tmp_path: Path) -> None:
    (tmp_path / "t.txt").write_text("W: hello")

    assert cj("process", case, str(tmp_path / "t.txt"), "--edit").code == 2
    assert cj("process", case, "-", "--dialogue", "W: a", stdin="W: b").code == 2
    assert cj.json("process", case, str(tmp_path / "t.txt"))["rows"][0]["said"] == "hello"
    assert cj("process", case, "--no-input").code == 4


def test_it_begins_with_the_talk_of_a_practice_run(cj: Cj) -> None:
    cj.env["CJ_JOURNAL"] = str(cj.home / "practice")
    cj.ok("practice", "start", "ratna")
    case = take_in(cj, "Ratna")

    early = cj("process", case, "--from-practice")
    cj.ok("practice", "say", "ask", "school", "How is school?\nFor him?")
    heard = [line["text"] for line in cj.json("practice", "heard")["items"] if line["who"]]
    made = cj.json("process", case, "--from-practice", "--lang", "en")
    indonesian = cj.json("process", case, "--from-practice", "--lang", "id")

    assert early.code == 16
    assert made["rows"][0]["speaker"] == "W"
    assert made["rows"][0]["said"] == "How is school?\nFor him?"
    assert [row["said"] for row in made["rows"][1:]] == heard
    assert indonesian["rows"][0]["speaker"] == "P"


# Shown


@pytest.mark.parametrize("width", [60, 80, 120])
def test_it_fits_the_terminal(cj: Cj, talk: str, width: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", str(width))

    out = cj.ok("show", talk, terminal=True).out

    assert max(map(len, re.sub(r"\x1b\[[\d;]*m", "", out).splitlines())) <= width
    assert "(I did not" in out


def test_it_is_labelled_for_a_screen_reader(cj: Cj, talk: str) -> None:
    out = cj.ok("show", talk, "--plain", terminal=True).out

    assert (
        "Row: 2; Who: C; Said: Fine. We are managing.; Felt and thought: (I did not believe it.) I let it pass." in out
    )


def test_it_is_found_and_is_on_no_paper_of_the_case(cj: Cj, case: str, talk: str) -> None:
    assert talk in cj.ok("search", "floor").out
    assert talk in cj.ok("show", case).out
    assert "floor" not in cj.ok("print", case, "--format", "md").out
    assert "floor" not in cj.ok("packet", case, "--output", "-", "--format", "md", "--yes").out
    for language, worker in (("en", "Worker"), ("id", "Pendamping")):
        given = ("--output", "-", "--format", "md", "--yes", "--for-supervision", "--lang", language)
        assert f"| 3 | {worker} | You say fine, and look at the floor. |" in cj.ok("packet", case, *given).out


# Sent


@pytest.mark.parametrize("form", sorted(FORMATS))
def test_the_file_names_nobody_and_leads_nowhere(form: str, cj: Cj, case: str, talk: str, tmp_path: Path) -> None:
    target = tmp_path / f"talk.{form}"
    about = cj.json("show", talk)["record"]["about"]

    done = cj.json("process", "export", talk, "-o", str(target), "--yes")

    content = target.read_bytes()
    text = READERS[form](content, tmp_path)
    raw = (
        content
        if form != "docx"
        else b"".join(zipfile.ZipFile(target).read(name) for name in zipfile.ZipFile(target).namelist())
    )
    journal = re.findall(rb'id = "(\S+)"', (cj.journal / "journal.toml").read_bytes())
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    secrets = (
        "Ratih",
        "Wulandari",
        "Dimas",
        "Lestari",
        "Rahma",
        "23 November 2026",
        case,
        talk,
        about,
        *map(bytes.decode, journal),
    )
    assert [each for each in secrets if each.encode() in raw or each in text] == []
    assert [
        each
        for each in ("We are managing.", "I let it pass.", "Was I too slow", done["code"], "Worker")
        if each not in text
    ] == []
    assert cj.json("report", "--access")["items"][0]["of"] == [talk]


def test_it_is_shown_before_it_is_written(cj: Cj, talk: str, tmp_path: Path) -> None:
    target = tmp_path / "talk.docx"

    review = cj.json("process", "export", talk, "--review")
    unsaid = cj("process", "export", talk, "-o", str(target), "--no-input")
    refused = cj("process", "export", talk, "-o", str(target), asks=Replies([], False))

    assert {"Ratih", "Dimas"} <= {each["before"] for each in review["findings"]}
    assert review["counts"]["name"]["count"] >= 2
    assert (unsaid.code, refused.code) == (4, 3)
    assert not target.exists()
    assert cj.json("show", talk)["record"]["sent"] == []


def test_a_file_that_went_out_is_not_undone(cj: Cj, talk: str, tmp_path: Path) -> None:
    back = sent(cj, talk, tmp_path, r2="On two.")

    assert cj("undo", "--yes").code == 5
    cj.ok("process", "import", str(back), "--yes")
    cj.ok("undo", "--yes")
    assert comments(cj, talk) == {}


def test_its_questions_are_brought_to_supervision(cj: Cj, talk: str) -> None:
    found = {each["ref"]: each for each in cj.json("supervision", "bring")["items"]}

    assert "Was I too slow with Ratih?" in str(found[talk]["why"])


def test_words_can_be_hidden_and_kept(cj: Cj, talk: str) -> None:
    text = cj.ok("process", "export", talk, "--yes", "--hide", "floor", "--keep", "Dimas").out

    assert "floor" not in text
    assert "Dimas" in text


def test_a_private_recording_goes_nowhere(cj: Cj, case: str) -> None:
    private = cj.json("process", case, "--dialogue", "W: a", "--visibility", "private")["ref"]

    assert cj("process", "export", private, "--yes").code == 16


def test_a_recording_of_a_private_note_is_private_unless_it_is_said_otherwise(cj: Cj, case: str) -> None:
    note = cj.json("note", case, "Only for me.", "--channel", "visit", "--visibility", "private")["ref"]

    closed = cj.json("process", note, "--dialogue", "W: a")
    opened = cj.json("process", note, "--dialogue", "W: a", "--visibility", "supervision")

    assert (closed["visibility"], opened["visibility"]) == ("private", "supervision")
    assert cj("process", "export", closed["ref"], "--yes").code == 16


def test_members_of_a_group_are_named_nowhere(cj: Cj, case: str) -> None:
    group = form_group(cj, "Bu Wati")
    cj.ok("group", "join", group, case, "--on", "-60d")
    cj.ok("group", "session", group, "--everyone")
    ref = cj.json("process", group, "--dialogue", "W: Hello.\nBu Wati: Ratih is late.\nW: Wati, Ibu Tangguh waits.")[
        "ref"
    ]

    text = cj.ok("process", "export", ref, "--yes").out

    assert [name for name in ("Wati", "Ratih", "Tangguh", group, ref) if name in text] == []
    assert len({*re.findall(r"Person \w", text)}) == 2


def test_clients_of_other_cases_are_named_in_no_file_that_goes_out(cj: Cj, case: str, tmp_path: Path) -> None:
    take_in(cj, "Joko Santosa")
    form_group(cj, "Bu Wati", name="Women who sew")
    told = "W: Hello.\nC: Do as joko santosa did, or dear Santosa, who sews with the women who sew."
    ref = cj.json("process", case, "--dialogue", told)["ref"]
    packet = tmp_path / "packet.md"

    recording = cj.ok("process", "export", ref, "--yes").out
    cj.ok("packet", case, "--for-supervision", "-o", str(packet), "--yes")

    texts = recording.casefold(), packet.read_text().casefold()
    assert [text for text in texts if "santosa" in text or "women who sew" in text] == []
    assert "who sews with the" in recording


# And back


def test_comments_of_a_text_document_come_back(cj: Cj, talk: str, tmp_path: Path) -> None:
    target = tmp_path / "talk.docx"
    cj.ok("process", "export", talk, "-o", str(target), "--yes")
    paper = docx.Document(str(target))
    table = paper.tables[-1]
    table.rows[2].cells[-1].text = "What did =your= stomach say?\nStay with it."
    table.rows[-1].cells[-1].text = "Good work."
    paper.save(str(target))

    taken = cj.json("process", "import", str(target), "--by", "Bu Ningsih", "--yes")

    assert comments(cj, talk) == {2: "What did =your= stomach say?\nStay with it."}
    assert taken["remarks"] == []
    assert "Good work. (Bu Ningsih)" in cj.ok("show", talk).out


def test_comments_in_the_margin_of_a_text_document_come_back_too(cj: Cj, talk: str, tmp_path: Path) -> None:
    target = tmp_path / "talk.docx"
    cj.ok("process", "export", talk, "-o", str(target), "--yes")
    with zipfile.ZipFile(target) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    text = parts["word/document.xml"].decode()
    mark = '<w:commentReference w:id="{}"/>'
    text = text.replace("<w:t>Fine.", f"{mark.format(7)}<w:t>Fine.").replace("</w:body>", f"{mark.format(8)}</w:body>")
    beside = "".join(
        f'<w:comment w:id="{key}"><w:p><w:r><w:t>{said}</w:t></w:r></w:p></w:comment>'
        for key, said in ((7, "What did you hear?"), (8, "Well begun."))
    )
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    parts |= {
        "word/document.xml": text.encode(),
        "word/comments.xml": f"<w:comments {space}>{beside}</w:comments>".encode(),
    }
    with zipfile.ZipFile(target, "w") as package:
        for name, content in parts.items():
            package.writestr(name, content)

    taken = cj.json("process", "import", str(target), "--yes")

    assert comments(cj, talk) == {2: "What did you hear?"}
    assert taken["remarks"] == []
    assert {"row": 0, "comment": "Well begun."} in taken["comments"]


def test_comments_typed_into_a_page_come_back(cj: Cj, talk: str, tmp_path: Path) -> None:
    target = tmp_path / "talk.html"
    cj.ok("process", "export", talk, "-o", str(target), "--yes")
    page = target.read_text()
    assert not re.search(r"<script|https?:|src=", page)
    typed = iter(["", "First.<div>Second &lt;b&gt;</div><div><br></div>", "", "", "On all."])
    cells = re.compile(r'(<td[^>]*contenteditable="true"[^>]*>)(</td>)')
    target.write_text(cells.sub(lambda found: f"{found[1]}{next(typed)}{found[2]}", page))
    saved = tmp_path / "saved.html"
    saved.write_text(browsed(target, folder=tmp_path / "browser"))

    taken = cj.json("process", "import", str(saved), "--yes")

    assert len(cells.findall(page)) == 5
    assert taken["remarks"] == []
    assert comments(cj, talk) == {2: "First.\nSecond <b>"}
    assert [each["comment"] for each in taken["comments"]] == ["First.\nSecond <b>", "On all."]


def test_comments_below_their_headings_come_back(cj: Cj, talk: str, tmp_path: Path) -> None:
    hostile = "\x1b[31mred\x1b[0m [b]x[/b] <script>1</script>"
    back = sent(cj, talk, tmp_path, r1="# Good *start*", r4=hostile, r0="=1+1")

    cj.ok("process", "import", str(back), "--by", "Bu\nNingsih", "--yes")

    assert comments(cj, talk) == {1: "# Good *start*", 4: hostile}
    shown = cj.ok("show", talk).out
    assert "\x1b" not in shown
    assert "=1+1" in shown


def test_the_words_of_the_recording_never_change(cj: Cj, talk: str, tmp_path: Path) -> None:
    before = cj.json("show", talk)["record"]
    back = sent(cj, talk, tmp_path, r2="A comment.")
    back.write_text(back.read_text().replace("You say fine", "You say GREAT"))

    taken = cj.json("process", "import", str(back), "--yes")

    after = cj.json("show", talk)["record"]
    kept = ("dialogue", "skills", "impressions", "questions", "on", "worker", "recorded_at", "visibility")
    assert {name: after[name] for name in kept} == {name: before[name] for name in kept}
    assert "row 3" in taken["remarks"][0]
    assert after["corrections"][0]["kind"] == "addendum"
    assert "A comment." in cj.ok("history", talk).out


def test_the_same_file_again_brings_nothing_new_and_a_later_one_wins(cj: Cj, talk: str, tmp_path: Path) -> None:
    back = sent(cj, talk, tmp_path, r2="First.")
    cj.ok("process", "import", str(back), "--yes")

    again = cj.json("process", "import", str(back), "--yes")
    cj.ok("process", "import", str(sent(cj, talk, tmp_path, r2="Better.")), "--yes")

    assert again["comments"] == []
    assert comments(cj, talk) == {2: "Better."}
    assert len(cj.json("show", talk)["record"]["comments"]) == 1
    cj.ok("process", "import", str(sent(cj, talk, tmp_path, r2="Mine.")), "--by", "Pak Joko", "--yes")
    assert comments(cj, talk) == {2: "Better.\nMine. (Pak Joko)"}
    assert "First." in cj.ok("history", talk).out


def test_a_recording_corrected_meanwhile_keeps_comments_beside_the_same_words(
    cj: Cj, talk: str, tmp_path: Path
) -> None:
    back = sent(cj, talk, tmp_path, r1="On one.", r2="On two.", r3="On three.")
    moved = "W: Before.\n" + TALK.replace("Fine.", "All right.")
    cj.ok("amend", talk, "--set", f"dialogue={moved}", "--reason", "I remembered")

    taken = cj.json("process", "import", str(back), "--yes")

    assert comments(cj, talk) == {2: "On one.", 4: "On three."}
    assert any("On two." in remark for remark in taken["remarks"])
    cj.ok("amend", talk, "--set", f"dialogue={moved.replace('How have', 'How')}", "--reason", "x")
    assert comments(cj, talk) == {4: "On three."}
    assert "On one." in cj.ok("show", talk).out


def test_rows_more_and_less_are_told(cj: Cj, talk: str, tmp_path: Path) -> None:
    back = sent(cj, talk, tmp_path, r2="On two.")
    text = re.sub(r"### 3 · Worker.*?(?=### 4)", "", back.read_text(), flags=re.DOTALL)
    back.write_text(text + "\n### 9 · Client\n\nx\n\n### 9 · Comment\n\nOn nine.\n")

    taken = cj.json("process", "import", str(back), "--yes")

    assert comments(cj, talk) == {2: "On two."}
    told = " ".join(taken["remarks"])
    assert "row 3 is missing" in told
    assert "On nine." in told


def test_comments_are_seen_before_they_are_written(cj: Cj, talk: str, tmp_path: Path) -> None:
    back = sent(cj, talk, tmp_path, r2="On two.")

    unsaid = cj("process", "import", str(back), "--no-input")
    refused = cj("process", "import", str(back), asks=Replies("Bu Ningsih", False))
    assert comments(cj, talk) == {}
    agreed = cj("process", "import", str(back), asks=Replies("Bu Ningsih", True))

    assert (unsaid.code, refused.code, agreed.code) == (4, 3, 0)
    assert "On two." in refused.out
    assert comments(cj, talk) == {2: "On two."}


ROW = "".join(f"<w:tc><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>" for text in ("1", "W", "x", "", "", "Taken."))


def packed(code: str, before: str = "", row: str = ROW) -> bytes:
    """A text document with one row that has a comment."""
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    body = f"<w:p><w:r><w:t>{code}</w:t></w:r></w:p><w:tbl><w:tr>{row}</w:tr></w:tbl>"
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", f"{before}<w:document {space}>{body}</w:document>")
    return written.getvalue()


def test_a_document_that_fills_the_memory_or_opens_files_is_refused(cj: Cj, talk: str, tmp_path: Path) -> None:
    code = re.findall(r"\w{5}-\w{5}", sent(cj, talk, tmp_path).read_text())[0]
    path = tmp_path / "back.docx"

    for content in (
        packed(code, before="<!--" + " " * (65 * 1024**2) + "-->"),
        packed(code, before='<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'),
        packed(code, before='<!DOCTYPE x [<!ENTITY a "Taken.">]>', row=ROW.replace("Taken.", "&a;")),
    ):
        path.write_bytes(content)
        assert cj("process", "import", str(path), "--yes").code == 16
    path.write_bytes(packed(code))
    cj.ok("process", "import", str(path), "--yes")
    assert comments(cj, talk) == {1: "Taken."}


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"PK\x03\x04 damaged",
        b"\xff\xfe\x00",
        b"\x80\x81",
        b"Hello.",
        b"<html><table><tr><td>1</table>",
    ],
    ids=["empty", "damaged", "utf-16", "bytes", "text", "page"],
)
def test_what_is_no_recording_is_refused(cj: Cj, talk: str, tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "back"
    path.write_bytes(content)

    refused = cj("process", "import", str(path), "--yes")

    assert refused.code == 16, refused
    assert comments(cj, talk) == {}


def test_a_huge_file_and_one_without_comments_are_refused(cj: Cj, talk: str, tmp_path: Path) -> None:
    huge = tmp_path / "huge"
    with huge.open("wb") as file:
        file.truncate(100 * 1024**2)

    assert cj("process", "import", str(huge), "--yes").code == 16
    assert cj("process", "import", str(sent(cj, talk, tmp_path)), "--yes").code == 16


def test_comments_to_a_recording_of_another_journal_are_taken_nowhere(cj: Cj, talk: str, tmp_path: Path) -> None:
    back = sent(cj, talk, tmp_path, r2="On two.")
    text = back.read_text()
    code = re.findall(r"\w{5}-\w{5}", text)[0]
    back.write_text(text.replace(code, "00000-00000"))

    assert cj("process", "import", str(back), "--yes").code == 14


def test_a_recording_goes_along_when_its_note_is_moved(cj: Cj, case: str, talk: str) -> None:
    other = take_in(cj, "Pak Budi")

    cj.ok("note", "move", cj.json("show", talk)["record"]["about"], other)

    assert "process-recording" in cj.ok("show", cj.json("show", other)["recordings"][0]["ref"], "--json").out
    assert cj.json("show", case)["recordings"] == []
