"""A member's own case never tells who else is in the group: names are planted everywhere, and looked for everywhere."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.world import PASSPHRASE, Cj, take_in

SYLLABLES = st.sampled_from(["Zof", "Qix", "Vuw", "Xyl", "Jöq", "Źif", "Wyx'a", "Kvu-zo", "Fyz.", "İxq", "Wuß"])
NAMES = st.builds(
    lambda title, first, last: f"{title}{first} {last}",
    st.sampled_from(["Ibu ", "Pak ", "", "[b]"]),
    st.lists(SYLLABLES, min_size=2, max_size=3).map("".join),
    st.lists(SYLLABLES, min_size=2, max_size=3).map("".join),
)
WAYS = (
    "{whole}",
    "{whole}nyalah",
    "{last}",
    "{upper}'s",
    "({first})",
    "\n{last}\n",
    "{first},{last}",
    "_{last}_{first}2",
)
"""How a hurried worker writes somebody's name."""

SCREENS = (
    ("show", "CASE"),
    ("history", "CASE"),
    ("check", "CASE"),
    ("task", "list", "CASE"),
    ("consent", "show", "CASE"),
    ("principles", "trend", "CASE"),
    ("principles", "roles", "CASE"),
)


def words_of(names: list[str]) -> set[str]:
    """Each name, and each word of it but the title, as it is looked for."""
    return {word.casefold() for name in names for word in (name, *name.removeprefix("[b]").split()[-2:])}


def planted(names: list[str], way: str) -> str:
    """A sentence with all these names in it, written in some way."""
    told = []
    for name in names:
        *_title, first, last = name.split()
        told.append(way.format(whole=name, first=first, last=last, upper=name.upper()))
    return f"Today beside {' and '.join(told)} for the first time."


def group_around(cj: Cj, case: str, others: list[str], way: str) -> None:
    """A group of that case, of two other cases and of two others, each named wherever one can write."""
    by_case, by_alias = others[:2], others[2:]
    text = planted(others, way)
    line = " ".join(text.split())
    group = cj.json("group", "form", "--name", f"Friends of {others[0]}", "--purpose", text, "--on", "-30d")["ref"]
    cj.ok("group", "join", group, case, "--aim", line, "--on", "-30d")
    for other, alias in zip(by_case, ("Bintang", "Melati"), strict=True):
        ref = take_in(cj, other, "--alias", f"{alias}quz")
        cj.ok("group", "join", group, ref, "--aim", line, "--on", "-30d")
    for other in by_alias:
        cj.ok("group", "join", group, "--alias", other, "--on", "-30d")
    members = cj.json("group", "show", group)["memberships"]
    mine, *rest = [each["ref"] for each in members]
    for day in ("-20d", "-10d"):
        cj.ok(
            "group", "session", group, "--absent", rest[0], "--on", day, "--aim", line, "--programme", text,
            "--guidance", text, "--decision", f"{line}: vote", "--task", f"b: {line}", "--process", text,
            "--member-note", f"{mine}={line} {rest[1]} Bintangquz Melatiquz {members[1]['case']}",
            "--member-note", f"{rest[0]}=Weptbitterly.", "--choice", f"{mine}>{rest[1]}",
        )  # fmt: skip
    cj.ok("group", "review", group, "--process", text, "--result", text, "--aim", f"{mine}=partly:{line}")
    cj.ok("task", "add", group, line, "--who", "client")
    cj.ok("principles", "checklist", group, "--principle", f"decision_making=strained:{line}", "--supervision")
    cj.ok("group", "leave", group, rest[2], "--because", line)


@settings(max_examples=6, phases=[Phase.generate], deadline=None, suppress_health_check=list(HealthCheck))
@given(
    others=st.lists(NAMES, min_size=4, max_size=4, unique_by=lambda name: name.casefold()), way=st.sampled_from(WAYS)
)
def test_no_screen_json_or_letter_of_one_members_case_holds_another_members_name(
    others: list[str], way: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    cj = at_a_desk(tmp_path_factory.mktemp("home"))
    case = take_in(cj, "Ibu Sari")
    cj.ok("consent", case, "--purpose", "care", "--recipient", "Puskesmas", "--scope", "presenting_problem",
          "--scope", "name", "--given-by", "client")  # fmt: skip
    referral = cj.json("refer", case, "--to", "Puskesmas", "--reason", "specialist", "--share", "name")["ref"]
    group_around(cj, case, others, way)
    shown = cj.json("show", case)

    seen = letters(cj, referral)
    for screen in SCREENS:
        asked = [word.replace("CASE", case) for word in screen]
        for how in ([], ["--json"], ["--plain"], ["--lang", "id"]):
            seen[" ".join([*screen, *how])] = told(cj, *asked, *how)
        seen[" ".join([*screen, "at a terminal"])] = told(cj, *asked, terminal=True)

    assert len(shown["groups"][0]["sessions"]) == 2
    assert "[a member]" in shown["groups"][0]["sessions"][0]["note"]
    forbidden = words_of(others) | {"bintangquz", "melatiquz", "weptbitterly"}
    others_refs = {each["ref"].casefold() for each in cj.json("list")["items"]} - {case.casefold()}
    for where, text in seen.items():
        for word in forbidden | others_refs:
            assert word not in text.casefold(), (where, word)


def at_a_desk(home: Path) -> Cj:
    """A desk with an empty sealed journal of its own."""
    (home / "passphrase").write_text(PASSPHRASE)
    cj = Cj(home)
    cj.ok("init", env={"CJ_PASSPHRASE_FILE": str(home / "passphrase")})
    cj.ok("unlock", env={"CJ_PASSPHRASE_FILE": str(home / "passphrase")})
    return cj


def told(cj: Cj, *words: str, terminal: bool = False) -> str:
    """All that a command says, on either stream."""
    result = cj(*words, terminal=terminal)
    assert result.code in {0, 17}, result
    return result.out + result.err


def letters(cj: Cj, referral: str) -> dict[str, str]:
    """The letter of a referral, in both forms."""
    for kind in ("md", "html"):
        cj.ok("letter", referral, "--output", str(cj.home / f"letter.{kind}"), "--yes")
    return {kind: (cj.home / f"letter.{kind}").read_text() for kind in ("md", "html")}


def test_a_note_stays_readable_where_a_members_name_is_an_everyday_word_too(cj: Cj) -> None:
    case = take_in(cj, "Ibu Sari")
    group = cj.json("group", "form", "--name", "Lansia Blok M", "--purpose", "Company.", "--on", "-9d")["ref"]
    cj.ok("group", "join", group, case, "--on", "-9d")
    for alias in ("Anak Agung Rai", "I Wayan", "Pak Budi", "Bu Sum"):
        cj.ok("group", "join", group, "--alias", alias, "--on", "-9d")
    note = f"{case}=Then I saw her anak do the sums for Sum; budi means kindness, said pak Budi to Agung and I Wayan."

    cj.ok("group", "session", group, "--everyone", "--member-note", note)

    (part,) = cj.json("show", case)["groups"]
    assert part["name"] == "Lansia Blok M"
    assert part["sessions"][0]["note"] == (
        "Then I saw her anak do the sums for [a member]; budi means kindness, said [a member] to [a member] and "
        "[a member]."
    )


@pytest.mark.parametrize("lost", ["the other's case is gone", "the group is damaged"])
def test_where_a_name_is_not_known_nothing_of_the_group_is_shown_and_that_is_told(lost: str, plain_cj: Cj) -> None:
    case, other = take_in(plain_cj, "Ibu Sari"), take_in(plain_cj, "Zofqix")
    group = plain_cj.json("group", "form", "--name", "A", "--purpose", "B", "--on", "-9d")["ref"]
    for each in (case, other):
        plain_cj.ok("group", "join", group, each, "--on", "-9d")
    plain_cj.ok("group", "session", group, "--everyone", "--member-note", f"{case}=Zofqix hugged her.")
    log = plain_cj.journal / "groups" / f"{group}.log"
    if lost == "the group is damaged":
        log.write_bytes(log.read_bytes().replace(b"hugged", b"kissed"))
    else:
        plain_cj.log(other).unlink()
        (plain_cj.journal / "index.log").unlink()

    shown = plain_cj("show", case)

    assert "Zofqix" not in shown.out
    assert group in shown.err
    assert plain_cj("show", case, "--json").json["groups"] == []
