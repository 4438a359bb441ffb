"""Promises of every command: help touches nothing, JSON has a schema, global options go before or after."""

import importlib
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from casejournal.cli import app
from casejournal.commands import AGENCY_VERBS, GROUP_VERBS, MANUAL, PRACTICE_VERBS
from casejournal.storage import sealed_file
from tests.world import CHEAP, PASSPHRASE, Cj, take_in, work_through

COMMANDS = [name for names in MANUAL.values() for name in names]
FOLDER = Path(__file__).parents[2] / "casejournal" / "commands"

JSON = {
    "init": ("journal", ()),
    "unlock": ("unlock", ()),
    "lock": ("lock", ()),
    "status": ("status", ()),
    "intake": ("intake", ("--client", "A", "--presenting-problem", "B")),
    "safety": ("safety-plan", ("@", "--warning-sign", "A", "--what-helps", "B")),
    "safety show": ("safety-plan-list", ("@",)),
    "safety end": ("safety-plan", ("sari", "--reason", "A")),
    "assess": ("assessment", ("@", "--underlying-problem", "A")),
    "plan": ("plan", ("@", "--reason", "A", "--goal", "B", "--agreed", "yes")),
    "task add": ("task", ("@", "Call", "--who", "worker")),
    "task done": ("task", ("TASK",)),
    "task drop": ("task", ("TASK", "--because", "A")),
    "task list": ("task-list", ()),
    "note": ("note", ("@", "Talked.")),
    "note move": ("note", ("NOTE", "CLOSED")),
    "consent": ("consent", ("@", "--purpose", "A", "--recipient", "B", "--scope", "name", "--given-by", "client")),
    "consent show": ("consent-list", ("@",)),
    "consent revoke": ("consent", ("CONSENT",)),
    "refer": ("referral", ("@", "--to", "A", "--reason", "capacity")),
    "refer update": ("referral", ("REFERRAL", "acknowledged")),
    "print": ("print", ("CASE",)),
    "packet": ("packet", ("CASE", "--review")),
    "letter": ("letter", ("REFERRAL",)),
    "agency add": ("agency", ("--name", "A")),
    "agency list": ("agency-list", ()),
    "agency show": ("agency", ("melati",)),
    "agency search": ("agency-list", ("melati",)),
    "agency export": ("agency-export", ("SERVICES",)),
    "agency import": ("agency-import", ("HSDS",)),
    "export": ("export", ("CASE", "--to", "Puskesmas Melati", "--override", "x")),
    "transfer": ("transfer", ("CASE", "--to", "Puskesmas Melati", "--override", "x", "--output", "SEALED")),
    "unseal": ("unsealed", ("UNSEAL", "--output", "UNSEALED")),
    "principles checklist": ("checklist", ("@", "--acceptance", "kept", "--participation", "strained: I decided")),
    "supervision": ("to-bring", ()),
    "supervision write": ("supervision", ("@", "--brought", "@", "--advised", "A", "--agreed", "B")),
    "supervision flag": ("task", ("@", "May I?")),
    "supervision comment": ("comment", ("@", "A", "--by", "Bu Ratna")),
    "process": ("process-recording", ("NOTE", "--dialogue", "W: Hello.")),
    "process export": ("process-export", ("RECORDING", "--output", "TALK", "--yes")),
    "process import": ("process-import", ("COMMENTED", "--yes")),
    "review": ("review", ("@", "--rate", "1=1", "--by", "worker")),
    "close": ("closing", ("@", "--reason", "moved", "--because", "A")),
    "reopen": ("reopening", ("CLOSED", "--reason", "A")),
    "group form": ("group", ("--name", "A", "--purpose", "B")),
    "group join": ("membership", ("tangguh", "--alias", "A")),
    "group leave": ("membership", ("tangguh", "wati")),
    "group session": ("session", ("tangguh", "--everyone")),
    "group review": ("evaluation", ("tangguh", "--process", "A", "--result", "B")),
    "group close": ("ending", ("tangguh", "--reason", "planned", "--because", "x")),
    "group list": ("group-list", ()),
    "group show": ("group-file", ("tangguh",)),
    "group sociogram": ("sociogram", ("tangguh",)),
    "principles": ("shelf", ()),
    "principles trend": ("principles-trend", ("@",)),
    "principles roles": ("role-mix", ("@",)),
    "portfolio": ("portfolio", ()),
    "portfolio add": ("portfolio-entry", ("NOTE", "I let her finish.", "--competency", "epas-6")),
    "learn": ("shelf", ()),
    "check": ("check", ("SOUND",)),
    "practice list": ("practice-list", ()),
    "practice start": ("practice-start", ("ratna",)),
    "practice new": ("practice-new", ("pak-tono", "--output", "-")),
    "list": ("case-list", ()),
    "show": ("case", ("@",)),
    "today": ("today", ()),
    "search": ("search", ("school",)),
    "history": ("history", ("@",)),
    "amend": ("amended", ("TASK", "--set", "what=B", "--reason", "A")),
    "strike": ("struck", ("TASK", "--reason", "A", "--yes")),
    "undo": ("undo", ("--yes",)),
    "draft list": ("draft-list", ()),
    "backup": ("backup", ("BACKUP",)),
    "salvage": ("salvaged", ("@", "--output", "SALVAGED")),
    "erase": ("erased", ("@", "--ground", "A", "--yes")),
    "report": ("report", ()),
    "ecomap": ("ecomap", ("@", "--compare", "today")),
    "restore": ("restore", ("OLD",)),
    "key list": ("key-list", ()),
    "key test": ("key-test", ()),
    "key change": ("keys", ()),
    "key add": ("keys", ("supervisor",)),
    "key renew": ("keys", ("--yes",)),
    "key recovery": ("recovery-words", ("--yes",)),
    "verify": ("verify", ()),
    "schema": ("schema-list", ()),
    "schema note": ("schema", ()),
    "config": ("config", ()),
    "completion": ("completion", ("bash",)),
    "help": ("help", ("note",)),
}


def test_each_file_of_the_folder_is_a_command_of_the_manual() -> None:
    files = {path.stem for path in FOLDER.glob("[!_]*.py")}
    group = {path.stem for path in (FOLDER / "group").glob("*.py")} - {"__init__"}

    assert files | {"group", "agency", "practice"} == set(COMMANDS)
    assert group == set(GROUP_VERBS)
    assert {path.stem for path in (FOLDER / "agency").glob("*.py")} - {"__init__"} == set(AGENCY_VERBS)
    assert {path.stem for path in (FOLDER / "practice").glob("*.py")} - {"__init__"} == set(PRACTICE_VERBS)


VERBS = (
    "task add",
    "task done",
    "task drop",
    "task list",
    "safety make",
    "safety show",
    "safety end",
    "note write",
    "note move",
    "consent give",
    "consent show",
    "consent revoke",
    "refer make",
    "supervision write",
    "supervision bring",
    "supervision flag",
    "supervision comment",
    "principles checklist",
    "principles trend",
    "principles roles",
    "process write",
    "process export",
    "process import",
    "portfolio add",
    *(f"group {verb}" for verb in GROUP_VERBS),
    *(f"agency {verb}" for verb in AGENCY_VERBS),
    *(f"practice {verb}" for verb in PRACTICE_VERBS),
)


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str]]:
    """The home of somebody with a complete case and a closed one, and their refs. It is copied for each test."""
    home = tmp_path_factory.mktemp("prepared") / "home"
    home.mkdir()
    (home / "passphrase").write_text(PASSPHRASE + "\n")
    cj = Cj(home)
    cj.env["CJ_PASSPHRASE_FILE"] = str(home / "passphrase")
    cj.ok("init")
    sound = take_in(cj, "Bu Nur", "--confidentiality-explained")
    closed = take_in(cj, "Pak Budi")
    cj.ok("close", closed, "--reason", "moved")
    refs = work_through(cj, "Ibu Sari")
    cj.ok("safety", "sari", "--warning-sign", "he drinks", "--what-helps", "go out")
    cj.ok("group", "form", "--name", "Ibu Tangguh", "--purpose", "To sell what we sew.")
    cj.ok("group", "join", "tangguh", "sari")
    cj.ok("group", "join", "tangguh", "--alias", "Bu Wati")
    cj.ok("group", "session", "tangguh", "--everyone", "--choice", "wati>sari", "--process", "They laughed.")
    note = cj.json("note", "sari", "So that @ is hers.")["ref"]
    recording = cj.json("process", note, "--dialogue", "W: How are you?")["ref"]
    (home / "commented.md").write_text(cj.ok("process", "export", recording, "--yes").out + "Well asked.\n")
    cj.ok("agency", "add", "--name", "Puskesmas Melati", "--service", "Poli jiwa")
    cj.ok("agency", "export", str(home / "hsds.json"))
    cj.ok("backup", str(home / "old.zip"))
    (home / "given.sealed").write_bytes(b"".join(sealed_file.sealed([b"x"], PASSPHRASE, CHEAP)))
    return home, refs | {"NOTE": note, "RECORDING": recording, "SOUND": sound, "CLOSED": closed}


@pytest.fixture
def desk(cj: Cj, prepared: tuple[Path, dict[str, str]]) -> dict[str, str]:
    """A journal with a complete case and a closed one, unlocked; their refs."""
    home, refs = prepared
    cj.become(home)
    cj.ok("unlock", env={"CJ_PASSPHRASE_FILE": str(cj.home / "passphrase")})
    return refs | {
        "BACKUP": str(cj.home / "new.zip"),
        "OLD": str(cj.home / "old.zip"),
        "SERVICES": str(cj.home / "services.zip"),
        "HSDS": str(cj.home / "hsds.json"),
        "TALK": str(cj.home / "talk.md"),
        "COMMENTED": str(cj.home / "commented.md"),
        "SEALED": str(cj.home / "sari.sealed"),
        "UNSEAL": str(cj.home / "given.sealed"),
        "UNSEALED": str(cj.home / "opened"),
        "SALVAGED": str(cj.home / "sari.json"),
    }


@pytest.mark.parametrize("command", [*COMMANDS, *VERBS, "refer update", "draft resume", ""])
def test_help_touches_no_file(command: str, tmp_path: Path) -> None:
    """Run as a real process, with a home folder that does not exist."""
    env = {"HOME": str(tmp_path / "no-home"), "PATH": os.environ["PATH"], "COLUMNS": "80"}
    env |= {"CJ_JOURNAL": str(tmp_path / "no-journal"), "CJ_CONFIG": "/dev/null/none"}

    result = subprocess.run(
        [sys.executable, "-m", "casejournal", *command.split(), "--help"],
        check=False, capture_output=True, text=True, env=env, cwd=tmp_path,
    )  # fmt: skip

    assert result.returncode == 0, result.stderr
    assert "Usage: cj" in result.stdout
    assert "--json" in result.stdout
    assert list(tmp_path.iterdir()) == []


def test_help_shows_what_stands_in_brackets(bare: Cj) -> None:
    assert "[intake_fields]" in bare.ok("intake", "--help").out


def test_the_help_of_a_group_of_verbs_names_a_whole_command() -> None:
    for command in COMMANDS:
        app = importlib.import_module(f"casejournal.commands.{command}").app
        named = re.findall(r"options: (.*) --help", str(app.info.help))
        assert all(name.startswith(f"cj {command} ") for name in named), command


def surroundings(cj: Cj, command: str) -> dict[str, str]:
    """What a script sets for the commands that ask for a passphrase."""
    env = {"CJ_PASSPHRASE_COMMAND": "echo nine quiet lamps", "CJ_NEW_PASSPHRASE_COMMAND": "echo seven green umbrellas"}
    if command == "practice start":
        return {"CJ_JOURNAL": str(cj.home / "practice")}
    if command in {"init", "restore"}:
        env["CJ_JOURNAL"] = str(cj.home / "new")
    if command in {"transfer", "unseal"}:
        return {"CJ_SEAL_PASSPHRASE_COMMAND": env["CJ_PASSPHRASE_COMMAND"]}
    return env if command.split(maxsplit=1)[0] in {"init", "restore", "key", "erase"} else {}


@pytest.mark.parametrize("command", JSON)
def test_json_is_one_object_that_names_its_schema(command: str, cj: Cj, desk: dict[str, str]) -> None:
    kind, more = JSON[command]
    more = tuple(desk.get(word, word) for word in more)

    result = cj.ok(*command.split(), *more, "--json", env=surroundings(cj, command))

    assert result.out.count("\n") == 1
    assert result.json["schema"] == f"casejournal/{kind}/1"
    assert result.err == "" or command == "letter"


IN_WORDS = {
    "practice list",
    "practice start",
    "print",
    "packet",
    "process export",
    "letter",
    "export",
    "backup",
    "key recovery",
    "config",
    "help",
}
"""Commands whose answer is a text, random, or about the language itself."""


@pytest.mark.parametrize("command", JSON)
def test_json_is_the_same_in_every_language(
    command: str, cj: Cj, desk: dict[str, str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    """So is what is stored, which it repeats."""
    kind, more = JSON[command]
    more = tuple(desk.get(word, word) for word in more)
    before = tmp_path_factory.mktemp("before") / "home"
    shutil.copytree(cj.home, before, symlinks=True)

    english = cj.ok(*command.split(), *more, "--json", "--lang", "en", env=surroundings(cj, command))
    shutil.rmtree(cj.home)
    shutil.copytree(before, cj.home, symlinks=True)
    indonesian = cj.ok(*command.split(), *more, "--json", "--lang", "id", env=surroundings(cj, command))

    assert indonesian.json["schema"] == f"casejournal/{kind}/1"
    assert all(key.isascii() for key in indonesian.json)
    assert command in IN_WORDS or steady(indonesian.out) == steady(english.out)


def steady(told: str) -> list[str]:
    """What is said in an answer, but for refs, moments and checksums; new refs may come in another order."""
    return sorted(
        said
        for said in re.findall(r'"\w+": (?:"[^"]*"|[\w.]+)', told)
        if not re.search(r"[A-Z]-[0-9A-Z]{4}|\d\dT|[0-9a-f]{16}", said)
    )


def test_global_options_stand_before_or_after_the_command(cj: Cj) -> None:
    before, after = cj.ok("--json", "list"), cj.ok("list", "--json")

    assert before.out == after.out
    assert cj("--journal", str(cj.home / "none"), "list").code == 10
    assert cj("list", "--journal", str(cj.home / "none")).code == 10
    assert cj("task", "--json", "list").json["items"] == []
    assert cj("--no-input", "note", "@").code == cj("note", "@", "--no-input").code


def test_what_is_written_prints_its_ref(cj: Cj) -> None:
    ref = take_in(cj, "Ibu Sari")

    assert cj.ok("note", ref, "x").out.startswith("N-")
    assert cj.ok("task", "add", ref, "x", "--who", "client").out.startswith("T-")


def test_answers_go_to_standard_output_and_everything_else_to_standard_error(cj: Cj) -> None:
    assert cj("show", "nobody").out == ""
    assert cj.ok("list").err == ""


def test_each_command_that_writes_is_among_those_that_speak_json() -> None:
    assert set(COMMANDS) - {"demo", "draft", "import"} == {command.split()[0] for command in JSON} - {"draft"}


def test_off_a_terminal_there_is_no_colour_no_box_and_no_wrapping(cj: Cj) -> None:
    take_in(cj, "Ibu " + "Sari " * 60)

    for command in ("list", "today", "show @", "history @", "verify", "status", "config"):
        out = cj.ok(*command.split()).out
        assert "\x1b" not in out
        assert not set("─│┌━┃╭") & set(out)
    assert len(cj.ok("list").out.splitlines()) == 1
    assert [cj.ok("list").out.split("\t")[place] for place in (0, 3, 4)] == [
        cj.json("show", "@")["ref"], "new", "2026-11-23",
    ]  # fmt: skip


def test_plain_lines_are_labelled(cj: Cj) -> None:
    take_in(cj, "Ibu Sari", "--area", "family")

    line = cj.ok("--plain", "list", terminal=True).out

    assert line.startswith("Case: C-")
    assert "; Client: Ibu Sari; Stage: new;" in line
    assert cj.ok("list", env={"CJ_PLAIN": "1"}, terminal=True).out == line


def test_a_terminal_gets_colour_unless_it_is_told_not_to(cj: Cj, monkeypatch: pytest.MonkeyPatch) -> None:
    take_in(cj, "Ibu Sari")
    monkeypatch.setenv("TERM", "xterm-256color")

    assert "\x1b[" in cj.ok("list", terminal=True).out
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b[36m" not in cj.ok("list", terminal=True).out


def test_version_is_told_before_anything_is_loaded() -> None:
    result = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "casejournal", "--version"],
        check=True, capture_output=True, text=True,
    )  # fmt: skip

    assert result.stdout.startswith("cj 0.")
    assert "typer" not in result.stderr


def test_version_is_told_with_other_options_too(bare: Cj) -> None:
    assert bare.ok("--version", "--plain").out.startswith("cj 0.")


def test_without_a_command_the_manual_is_shown(bare: Cj) -> None:
    assert "Casework" in bare.ok().out


def test_a_daily_command_loads_nothing_it_does_not_need(cj: Cj) -> None:
    """rich, prompt_toolkit and others take longer to load than the command takes."""
    take_in(cj, "Ibu Sari")
    env = os.environ | cj.env | {"CJ_PASSPHRASE_FILE": str(cj.home / "passphrase")}
    code = (
        "import sys; from casejournal.cli import run; run(['note', 'sari', 'x', '--json'])\n"
        "print(' '.join(sorted(sys.modules)), file=sys.stderr)"
    )

    result = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True, env=env)

    loaded = set(result.stderr.split())
    assert json.loads(result.stdout)["schema"] == "casejournal/note/1"
    assert not loaded & {"rich", "prompt_toolkit", "platformdirs", "tomlkit", "jinja2", "icalendar"}


def test_the_app_never_shows_the_locals_of_a_traceback() -> None:
    assert app.pretty_exceptions_enable is False
