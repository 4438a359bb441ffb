"""With a language of brackets, what stands outside the brackets has escaped translation."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from casejournal import words
from casejournal.commands import AGENCY_VERBS, GROUP_VERBS
from casejournal.desk.config import BY_NAME
from casejournal.errors import ExitCode
from tests.commands.test_every_command import COMMANDS, JSON, VERBS
from tests.world import Cj

LINE = {
    word
    for line in (*JSON, *VERBS, *GROUP_VERBS, *AGENCY_VERBS, "draft resume discard key remove")
    for word in line.split()
}
"""The words a command line is made of."""
SENTENCES = words.LOCALE / "casejournal.pot"
TEXT, NAME, OTHER, AGENCY = "Слово и дело", "Сари", "Вати", "Пускесмас"
"""What the worker wrote, in letters that no sentence of the program has."""
NAMES = {
    "cj", "json", "toml", "config", "Rahma", "narrative", "SOAP", "DAP", "BIRP", "GIRP", "md", "html",
    "KiB", "argon", "id", "en", "tangguh", "wati", "lists", "sebelum", "competencies", *BY_NAME, *LINE, *COMMANDS,
}  # fmt: skip
"""What is called the same in every language."""


@pytest.fixture(scope="session")
def brackets(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of languages in which each sentence is put into brackets, line by line."""
    catalogue = Catalog(locale="id")
    with SENTENCES.open("rb") as file:
        for message in read_po(file):
            if isinstance(message.id, (list, tuple)):
                catalogue.add(message.id, (_bracketed(message.id[1]),))
            elif message.id:
                catalogue.add(message.id, _bracketed(message.id))
    folder = tmp_path_factory.mktemp("locale")
    path = folder / "id" / "LC_MESSAGES" / "casejournal.mo"
    path.parent.mkdir(parents=True)
    with path.open("wb") as file:
        write_mo(file, catalogue)
    return folder


def _bracketed(sentence: str) -> str:
    """Each line of it in brackets, also what stands before an explanation, which some lists leave out."""
    lines = (f"⟦{line.replace(' (', '⟧ (⟦')}⟧" if line.strip() else line for line in sentence.split("\n"))
    return "\n".join(lines)


@pytest.fixture(scope="module", autouse=True)
def _speaks(brackets: Path) -> Iterator[None]:
    """Indonesian is the language of brackets."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(words, "LOCALE", brackets)
        words._catalogue.cache_clear()
        yield
    words.speak("en")
    words._catalogue.cache_clear()


@pytest.fixture(autouse=True)
def _wide(monkeypatch: pytest.MonkeyPatch) -> None:
    """A screen on which no line is too long."""
    monkeypatch.setenv("COLUMNS", "4000")


class Written:
    """A journal with a complete case, a closed one and a group, in which every text is in other letters."""

    def __init__(self, home: Path) -> None:
        self.cj = Cj(home)
        self.refs = {"sari": NAME}
        """What the lines of the tests call them."""
        self.told: dict[str, str] = {}
        """What was answered to each command that wrote."""
        self.write("init", "--plain-text")
        intake = ("intake", "--presenting-problem", TEXT, "--client")
        self.refs["CLOSED"] = self.write(*intake, "Буди")
        self.write("close", self.refs["CLOSED"], "--reason", "moved")
        self.refs["SOUND"] = self.write(*intake, "Нур", "--confidentiality-explained")
        case = self.write(*intake, NAME, "--area", "education", "--safety", "concern", "--safety-note", TEXT)
        self.casework(case)
        self.groupwork(case)
        self.corrections(case)

    def casework(self, case: str) -> None:
        """From the assessment to a safety plan."""
        self.write(
            "assess", case, "--underlying-problem", TEXT, "--domain", f"education=1:{TEXT}", "--risk", "low",
            "--tie", f"{OTHER}:strong:to_client",
        )  # fmt: skip
        goals = f'goals = [{{statement = "{TEXT}", area = "education", starts_at = -2}}]'
        self.write("plan", case, "--agreed", "yes", "--review-on", "+3d", "--task", f"client: {TEXT}", "--from", "-",
                   stdin=goals)  # fmt: skip
        self.refs["TASK"] = self.write("task", "add", case, TEXT, "--who", "worker", "--due", "+2d")
        self.write("note", case, TEXT, "--goal", "1", "--next-step", TEXT, "--next-on", "friday", "--role", "advocate")
        self.refs["CONSENT"] = self.write(
            "consent", case, "--purpose", TEXT, "--recipient", AGENCY, "--scope", "name", "--given-by", "client",
            "--withheld", f"notes:{OTHER}:{TEXT}", "--yes",
        )  # fmt: skip
        self.refs["REFERRAL"] = self.write("refer", case, "--to", AGENCY, "--reason", "beyond_competence")
        self.write("refer", "update", self.refs["REFERRAL"], "sent")
        self.write("review", case, "--rate", "1=0", "--by", "client", "--next-on", "+30d")
        self.write("safety", case, "--warning-sign", TEXT, "--what-helps", TEXT)

    def groupwork(self, case: str) -> None:
        """A group, its members and its session."""
        self.write("group", "form", "--name", "tangguh", "--purpose", TEXT)
        self.write("group", "join", "tangguh", case)
        self.write("group", "join", "tangguh", "--alias", "wati")
        self.write("group", "session", "tangguh", "--everyone", "--choice", f"wati>{NAME}", "--process", TEXT)
        self.write("group", "review", "tangguh", "--process", TEXT, "--result", TEXT)
        self.write("principles", "checklist", case, "--acceptance", "kept", "--participation", f"strained: {TEXT}")
        Path(self.cj.env["CJ_CONFIG"]).write_text(f'[competencies."{NAME}"]\n1 = "{TEXT}"\n', encoding="utf-8")
        self.write("portfolio", "add", case, TEXT, "--competency", f"{NAME}-1", "--role", "advocate")

    def corrections(self, case: str) -> None:
        """What was wrong, and the last note: @ is the case from then on."""
        self.write("task", "done", self.write("task", "add", case, TEXT, "--who", "client"))
        self.write("strike", self.write("note", case, TEXT), "--reason", TEXT, "--yes")
        self.refs["NOTE"] = self.write("note", case, TEXT)
        self.write("amend", self.refs["NOTE"], "--set", "minutes=20", "--reason", TEXT)

    def write(self, *line: str, stdin: str = "") -> str:
        """Run a command that writes, keep what it says, and return the first ref in it."""
        shown = self.cj("--lang", "id", *line, stdin=stdin)
        assert shown.code == 0, shown
        self.told[" ".join(line)] = shown.out + shown.err
        refs = re.findall(r"\b[A-Z]-[0-9A-Z]{4}\b", shown.out)
        return str(refs[0]) if refs else ""


@pytest.fixture(scope="module")
def written(brackets: Path, tmp_path_factory: pytest.TempPathFactory) -> Written:
    """One journal for all the tests, which only read in it."""
    return Written(tmp_path_factory.mktemp("home"))


def test_no_word_of_what_is_said_of_a_new_record_escapes_translation(written: Written) -> None:
    found = {line: escaped(told, *line.split()) for line, told in written.told.items()}

    assert {line: words for line, words in found.items() if words} == {}


LOOKS = (
    "list", "list --all", "today", "show @", "show @ --last 1", "show TASK", "show CONSENT", "show REFERRAL",
    "history @", "history REFERRAL", "task list", "task list @", "consent show @", "safety show @", "check SOUND",
    "check @", "check", "check tangguh", "group list", "group show tangguh", "group sociogram tangguh",
    "principles trend @", "principles trend tangguh", "principles roles @", "verify", "status", "config",
    "report", "report --access",
    "report --portfolio --review", f"portfolio {NAME}-1", "draft list", "letter REFERRAL", "ecomap @ --compare today",
)  # fmt: skip


@pytest.mark.parametrize("line", LOOKS)
def test_no_word_of_a_screen_escapes_translation(line: str, written: Written) -> None:
    given = [written.refs.get(word, word) for word in line.split()]

    shown = [written.cj("--lang", "id", *given, terminal=terminal) for terminal in (True, False)]

    assert shown[0].code in {0, ExitCode.FOUND_PROBLEMS}, shown
    assert "⟦" in shown[0].out + shown[0].err
    assert escaped("".join(each.out + each.err for each in shown), *given) == ""


def test_no_word_of_a_help_page_escapes_translation(brackets: Path, tmp_path: Path) -> None:
    """In a process of its own: what stands in a help page is put together when its command is loaded."""
    pages = ["", *COMMANDS, *VERBS, "refer update", "draft resume"]
    code = (
        "import sys, pathlib; from casejournal import words, cli; words.LOCALE = pathlib.Path(sys.argv[1])\n"
        "for page in sys.argv[2:]: print('@@', page); cli.run(['--lang', 'id', *page.split(), '--help'])"
    )
    env = {"PATH": os.environ["PATH"], "HOME": str(tmp_path), "COLUMNS": "4000"}

    shown = subprocess.run([sys.executable, "-c", code, str(brackets), *pages],
                           check=True, capture_output=True, text=True, env=env).stdout  # fmt: skip

    told = {page.split("\n")[0]: page.partition("\n")[2] for page in shown.split("@@ ")[1:]}
    assert told.keys() == {*pages}
    assert {page: found for page, text in told.items() if (found := escaped(_without_values(text)))} == {}


def _without_values(page: str) -> str:
    """A help page without what is typed as an answer: `(yes, partly, no)`, `[bash|zsh]`, `{area}={score}`."""
    return re.sub(r"\([a-z_0-9, …]+\)|\[[a-z|-]+\]|\{[^}]*\}|(?<= )[a-z]+(?:\|[a-z]+)+", " ", page)


@pytest.mark.parametrize(
    "line",
    [
        "nothing", "note", "note @ x y z", "list --nothing", "list --al", "note @ --on", "show @ --last 0",
        "show @ --last many", "task", "task done", "note nobody x", "note @ x --on 99-99-2026", "note @ x --minutes -3",
        "assess @ --domain nothing=9:x", "plan @ --agreed perhaps --goal x", "config nothing", "config lang xx",
        "intake --client x --presenting-problem y --from nowhere.toml", "schema nothing", "learn nothing-at-all",
        "refer @", "letter X-0000", "group show nobody", "restore nowhere.zip", "backup /nowhere/at/all.zip",
        "task list --json --journal nowhere", "close @", "strike N-0000 --reason x --yes", "undo --no-input",
    ],
)  # fmt: skip
def test_no_word_of_an_error_escapes_translation(line: str, written: Written) -> None:
    shown = written.cj("--lang", "id", *(written.refs.get(word, word) for word in line.split()))

    assert shown.code not in {ExitCode.DONE, ExitCode.DEFECT}, shown
    if "--json" not in line:
        assert escaped(shown.out + shown.err, *re.split(r"[\s=:./-]+", line)) == ""


_FILE = r"\S+\.(?:toml|json|zip|log|txt)\b"


def escaped(text: str, *given: str) -> str:
    """The words outside all brackets that are neither names nor what the person gave."""
    text = re.sub(r"\x1b\[[0-9;]*m", "", text)
    for _layer in range(9):  # a sentence stands in a sentence
        text = re.sub("⟦[^⟦⟧]*⟧", " ", text)
    for named in (r"\b[A-Z]+-[0-9A-Z]{3,}\b", r"\b[0-9A-Z]{8}\b", r"--?[a-z][a-z-]*", r"\bCJ_[A-Z_]+", r"/\S+", _FILE):
        text = re.sub(named, " ", text)
    said = {*NAMES, *(part for each in given for part in re.split(r"[^\w]+", each))}
    return " ".join(word for word in re.findall(r"\b[A-Za-z][A-Za-z_]+\b", text) if word not in said)
