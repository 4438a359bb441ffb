"""Whatever a person wrote, in whatever field, is shown as text: never markup, an escape, a script or a path."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from casejournal.domain.assessment import Assessment
from casejournal.domain.checklist import Checklist
from casejournal.domain.closing import Closing
from casejournal.domain.comment import Comment
from casejournal.domain.consent import Consent
from casejournal.domain.field import Asked
from casejournal.domain.group.charter import Group
from casejournal.domain.group.ending import Ending
from casejournal.domain.group.evaluation import Evaluation
from casejournal.domain.group.membership import Membership
from casejournal.domain.group.session import Session
from casejournal.domain.intake import Intake
from casejournal.domain.note import Note
from casejournal.domain.plan import Plan
from casejournal.domain.referral import Referral
from casejournal.domain.review import Review
from casejournal.domain.safety_plan import SafetyPlan
from casejournal.domain.supervision import Supervision
from casejournal.forms.fields import Kind, fields
from tests.world import Cj

HOSTILE = {
    "markup": "[bold red]x[/bold red][/]",
    "escapes": "\x1b]0;owned\x07\x1b[66;6mx\x9b66m\x08\x7f",
    "bidi": "a\u202eb\u2066c\u200fd\u2028e",
    "scripts": "<script>alert(1)</script><img src=x onerror=alert(1)>&\"'",
    "templates": "{{7*7}} {client} {0} %s %(x)s $HOME `id` ${7*7}",
    "formulas": "=cmd|' /c calc'!A1",
    "paths": "../../../etc/passwd\x00.html",
    "wide": "e\u0301\U0001f468\u200d\U0001f469 \ud55c\uae00 " + "x" * 300,
}
FORBIDDEN = ("\x1b]0", "\x1b[66", "\x9b", "\x07", "\x08", "\x7f", "\u202e", "\u2066", "\u200f", "\x00")
TAKEN_IN: dict[str, Any] = {
    "contact": "HOSTILE",
    "birth": None,  # a text that is read, and told in words of ours
    "identity_numbers": [{"kind": "other", "number": "HOSTILE", "other_kind": "HOSTILE"}],
    "own": [{"name": "clan", "value": "HOSTILE"}],
}
CASE: tuple[tuple[tuple[str, ...], type, dict[str, Any]], ...] = (
    (("safety", "CASE"), SafetyPlan, {"services": [{"name": "HOSTILE", "number": "HOSTILE"}]}),
    (("assess", "CASE"), Assessment, {"domains": [{"area": "income", "score": 2, "reason": "HOSTILE"}], "ties": []}),
    (("plan", "CASE"), Plan, {"goals": [{"statement": "HOSTILE", "measure": "HOSTILE"}], "agreed": "yes"}),
    (("note", "CASE"), Note, {"body": "HOSTILE", "format": None}),
    (
        ("consent", "CASE"),
        Consent,
        {"scope": ["presenting_problem", "name"], "given_by": "client", "recipient": "HOSTILE"},
    ),
    (("refer", "CASE"), Referral, {"reason": "capacity", "shared": ["presenting_problem"], "to": "HOSTILE"}),
    (("review", "CASE"), Review, {"by": "worker", "ratings": [{"goal": 1, "level": 0}]}),
    (("principles", "checklist", "CASE"), Checklist, {"acceptance": {"verdict": "strained", "evidence": "HOSTILE"}}),
    (
        ("supervision", "CASE"),
        Supervision,
        {"brought": [{"ref": "@", "question": "HOSTILE"}], "agreed": [{"what": "HOSTILE"}]},
    ),
    (("supervision", "comment", "CASE"), Comment, {"body": "HOSTILE", "by": "HOSTILE"}),
    (("close", "CASE"), Closing, {"reason": "moved", "because": "HOSTILE"}),
)
GROUP: tuple[tuple[tuple[str, ...], type, dict[str, Any]], ...] = (
    (("group", "join", "GROUP"), Membership, {}),
    (("group", "session", "GROUP", "--everyone"), Session, {"decisions": [{"text": "HOSTILE", "how": "vote"}]}),
    (("group", "review", "GROUP"), Evaluation, {"accounts": [{"party": "members", "says": "HOSTILE"}]}),
    (("group", "close", "GROUP"), Ending, {"reason": "planned", "because": "HOSTILE"}),
)
SCREENS = (
    "show CASE", "history CASE", "group show GROUP", "history GROUP", "list --all", "group list --all", "today",
    "check CASE", "check GROUP", "task list", "consent show CASE", "safety show CASE", "principles trend",
    "report", "report --access", "verify", "status", "supervision", "report --supervision",
)  # fmt: skip


def filled(form: type, given: dict[str, Any], text: str) -> str:
    """A form with that text wherever a text may stand."""
    answers: dict[str, Any] = {}
    for field in fields(form):
        free = field.kind is Kind.TEXT and not field.choices and not field.among and field.asked is not Asked.NEVER
        if free and field.when is None and "." not in field.name:
            answers[field.name] = [text] if field.many else text
    answers |= json.loads(json.dumps(given).replace('"HOSTILE"', json.dumps(text)))
    return json.dumps({name: value for name, value in answers.items() if value is not None})


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_text_in_every_field_is_shown_as_text_everywhere(kind: str, cj: Cj, monkeypatch: pytest.MonkeyPatch) -> None:
    text = HOSTILE[kind]
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("TERM", "xterm-256color")
    (cj.home / "config.toml").write_text('[intake_fields]\nclan = "Which clan?"\n')
    case = cj.json("intake", "--from", "-", stdin=filled(Intake, TAKEN_IN, text))["ref"]
    group = cj.json("group", "form", "--from", "-", stdin=filled(Group, {}, text))["ref"]
    refs = {"CASE": case, "GROUP": group}
    cj.ok("group", "join", group, case)
    for words, form, given in (*CASE, *GROUP):
        more = ("--alias", f"B {text}") if "join" in words else ()
        cj.ok(*(refs.get(word, word) for word in words), *more, "--from", "-", stdin=filled(form, given, text))
    referral = cj.json("show", case)["referrals"][0]["ref"]
    pages = {name: cj.home / f"letter.{name}" for name in ("md", "html")}
    for path in pages.values():
        cj.ok("letter", referral, "--output", str(path), "--yes", "--override", text)

    shown = "".join(each for screen in SCREENS for each in told(cj, [refs.get(word, word) for word in screen.split()]))

    for forbidden in FORBIDDEN:
        assert forbidden not in shown, repr(forbidden)
    page = pages["html"].read_text()
    assert "<script" not in page
    assert "<img" not in page
    assert kind != "templates" or "{{7*7}}" in page
    assert not list(Path(cj.home).rglob("*passwd*"))
    if kind in {"markup", "templates", "formulas"}:
        assert text in cj.ok("--plain", "show", case).out
    cj.ok("verify")


def told(cj: Cj, words: list[str]) -> list[str]:
    """What a command says at a terminal and in a pipe; JSON must be JSON."""
    drawn, piped, data = cj(*words, terminal=True), cj("--plain", *words), cj(*words, "--json")
    assert {drawn.code, piped.code, data.code} <= {0, 17}, (words, drawn, data)
    json.loads(data.out)
    return [re.sub(r"\x1b\[[0-9;]*m", lambda style: "" if "66" not in style[0] else style[0], drawn.out), piped.out]
