"""With a language of brackets, what stands outside the brackets has escaped translation."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from casejournal import words
from tests.commands.test_every_command import COMMANDS, JSON, VERBS, surroundings
from tests.world import Cj

SENTENCES = words.LOCALE / "casejournal.pot"
TEXT, NAME, OTHER, AGENCY = "Слово и дело", "Сари", "Вати", "Пускесмас"
"""What the worker wrote, in letters that no sentence of the program has."""
NAMES = {
    "cj", "json", "toml", "config", "Rahma", "narrative", "SOAP", "DAP", "BIRP", "GIRP", "md", "html",
    "KiB", "argon", "id", "tangguh", "wati",
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
    return "\n".join(f"⟦{line}⟧" if line.strip() else line for line in sentence.split("\n"))


@pytest.fixture(autouse=True)
def _speaks(brackets: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Indonesian is the language of brackets, on a screen on which no line is too long."""
    monkeypatch.setattr(words, "LOCALE", brackets)
    monkeypatch.setenv("COLUMNS", "4000")
    words._catalogue.cache_clear()
    yield
    words.speak("en")
    words._catalogue.cache_clear()


@pytest.fixture
def desk(cj: Cj) -> dict[str, str]:
    """A journal with a complete case, a closed one and a group, in which every text is in other letters; their refs."""
    intake = ("intake", "--presenting-problem", TEXT, "--client")
    refs = {"CLOSED": cj.json(*intake, "Буди")["ref"]}
    cj.ok("close", refs["CLOSED"], "--reason", "moved")
    refs["SOUND"] = cj.json(*intake, "Нур", "--confidentiality-explained")["ref"]
    case = cj.json(*intake, NAME, "--area", "education", "--safety", "concern", "--safety-note", TEXT)["ref"]
    cj.ok("assess", case, "--underlying-problem", TEXT, "--domain", f"education=1:{TEXT}", "--risk", "low",
          "--tie", f"{OTHER}:strong:to_client")  # fmt: skip
    goals = f'goals = [{{statement = "{TEXT}", area = "education", starts_at = -2}}]'
    plan = cj.json("plan", case, "--agreed", "yes", "--review-on", "+3d", "--task", f"client: {TEXT}", "--from", "-",
                   stdin=goals)  # fmt: skip
    refs["TASK"] = plan["new_tasks"][0]["ref"]
    cj.ok("note", case, TEXT, "--goal", "1", "--next-step", TEXT, "--next-on", "friday", "--role", "advocate")
    consent = cj.json("consent", case, "--purpose", TEXT, "--recipient", AGENCY, "--scope", "name", "--given-by",
                      "client", "--withheld", f"notes:{OTHER}:{TEXT}", "--yes")  # fmt: skip
    refs["CONSENT"] = consent["ref"]
    refs["REFERRAL"] = cj.json("refer", case, "--to", AGENCY, "--reason", "beyond_competence")["ref"]
    cj.ok("refer", "update", refs["REFERRAL"], "sent")
    cj.ok("review", case, "--rate", "1=0", "--by", "client", "--next-on", "+30d")
    cj.ok("safety", case, "--warning-sign", TEXT, "--what-helps", TEXT)
    cj.ok("group", "form", "--name", "tangguh", "--purpose", TEXT)
    cj.ok("group", "join", "tangguh", case)
    cj.ok("group", "join", "tangguh", "--alias", "wati")
    cj.ok("group", "session", "tangguh", "--everyone", "--choice", f"wati>{NAME}", "--process", TEXT)
    refs["NOTE"] = cj.json("note", case, TEXT)["ref"]
    cj.ok("backup", str(cj.home / "old.zip"))
    files = {"BACKUP": "new.zip", "OLD": "old.zip", "SALVAGED": "sari.json"}
    return {**refs, **{name: str(cj.home / file) for name, file in files.items()}, "sari": NAME}


@pytest.mark.parametrize("how", ["", "--plain"])
@pytest.mark.parametrize("command", JSON)
def test_no_word_of_an_answer_escapes_translation(command: str, how: str, cj: Cj, desk: dict[str, str]) -> None:
    _kind, more = JSON[command]
    given = [desk.get(word, word) for word in more]

    shown = cj("--lang", "id", *filter(None, [how]), *command.split(), *given, env=surroundings(cj, command))

    assert shown.code == 0, shown
    assert escaped(shown.out + shown.err, *given) == ""


LOOKS = (
    "show @ --last 1", "show TASK", "show CONSENT", "show REFERRAL", "history REFERRAL", "task list @", "check @",
    "check tangguh", "today", "list --all", "principles trend tangguh", "learn roles", "learn stages", "learn consent",
)  # fmt: skip


@pytest.mark.parametrize("line", LOOKS)
def test_no_word_of_a_screen_escapes_translation(line: str, cj: Cj, desk: dict[str, str]) -> None:
    given = [desk.get(word, word) for word in line.split()]

    shown = cj("--lang", "id", *given)

    assert escaped(shown.out + shown.err, *given) == ""


@pytest.mark.parametrize("command", ["", *COMMANDS, *VERBS, "refer update", "draft resume"])
def test_no_word_of_a_help_page_escapes_translation(command: str, bare: Cj) -> None:
    shown = bare.ok("--lang", "id", *command.split(), "--help")

    assert escaped(shown.out, *command.split(), *COMMANDS, *VERBS) == ""


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
def test_no_word_of_an_error_escapes_translation(line: str, cj: Cj, desk: dict[str, str]) -> None:
    shown = cj("--lang", "id", *(desk.get(word, word) for word in line.split()))

    assert shown.code not in {0, 70}, shown
    if "--json" not in line:
        assert escaped(shown.out + shown.err, *re.split(r"[\s=:./-]+", line)) == ""


def escaped(text: str, *given: str) -> str:
    """The words outside all brackets that are neither names nor what the person gave."""
    text = re.sub(r"\x1b\[[0-9;]*m", "", text)
    for _layer in range(9):  # a sentence stands in a sentence
        text = re.sub("⟦[^⟦⟧]*⟧", " ", text)
    text = re.sub(r"\b[A-Z]+-[0-9A-Z]{3,}\b|--?[a-z][a-z-]*|\bCJ_[A-Z_]+|/\S+|\S+\.(?:toml|json|zip|log|txt)\b", " ", text)
    said = {*NAMES, *(part for each in given for part in re.split(r"[^\w]+", each))}
    return " ".join(word for word in re.findall(r"[A-Za-z]{2,}", text) if word not in said)
