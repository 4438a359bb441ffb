"""How the review of a packet looks, wide and narrow, in both languages."""

import random

import pytest
from rich.cells import cell_len
from syrupy.assertion import SnapshotAssertion

from tests.render.test_screens import language, make_steady, width, without_styles
from tests.world import Cj

__all__ = ["language", "width"]


def test_the_review_of_a_packet(
    width: int, language: str, cj: Cj, snapshot: SnapshotAssertion, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_steady(cj, monkeypatch)
    monkeypatch.setattr(random, "SystemRandom", lambda: random.Random(5))  # noqa: S311 - a lot that is always the same
    problem = "Suami saya, Bambang, pergi sejak 12 Maret 2026."
    given = ("--birth", "1990-05-12", "--household", "Dimas (anak)", "--address", "Jl. Melati 5, Sleman")
    cj.ok("intake", "--client", "Ibu Sari", "--presenting-problem", problem, *given)
    cj.ok("note", "sari", "Eyang Wulan, 93 tahun, menjual cincin. Kata Sari, Joko tertawa. HP 081234567890.")

    out = without_styles(cj.ok("--lang", language, "packet", "sari", "--review", terminal=True).out)

    assert all(cell_len(line.rstrip()) <= width for line in out.splitlines())
    assert out == snapshot
