"""Draws the screen of the README from real output: `cj today` of a small made-up journal, as SVG, in each language."""

import io
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from rich.console import Console
from rich.terminal_theme import TerminalTheme
from rich.text import Text

ROOT = Path(__file__).parents[1]
WIDTH = 92
DARK = [(24, 26, 31), (224, 108, 117), (152, 195, 121), (229, 192, 123)]
DARK += [(97, 175, 239), (198, 120, 221), (86, 182, 194), (171, 178, 191)]
BRIGHT = [tuple(min(each + 20, 255) for each in hue) for hue in DARK]
THEME = TerminalTheme((24, 26, 31), (214, 217, 224), DARK, BRIGHT)
STORY = {
    "en": (
        ("intake", "--client", "Ibu Ratih", "--presenting-problem", "My boy will not go to school.",
         "--safety", "concern", "--safety-note", "The landlord shouts at them.", "--on=-20d"),
        ("task", "add", "ratih", "Go with Ratih to the class teacher", "--who", "worker", "--due", "today"),
        ("task", "add", "ratih", "Ask what is owed", "--who", "client", "--due", "-2d"),
        ("intake", "--client", "Pak Made", "--presenting-problem", "I lost my work.", "--on=-3d"),
        ("note", "made", "He came by himself.", "--next-step", "Call the training centre", "--next-on", "+3d"),
    ),
    "id": (
        ("intake", "--client", "Ibu Ratih", "--presenting-problem", "Anak saya tidak mau sekolah.",
         "--safety", "concern", "--safety-note", "Pemilik rumah membentak mereka.", "--on=-20d"),
        ("task", "add", "ratih", "Ke wali kelas bersama Ratih", "--who", "worker", "--due", "today"),
        ("task", "add", "ratih", "Menanyakan tunggakan", "--who", "client", "--due", "-2d"),
        ("intake", "--client", "Pak Made", "--presenting-problem", "Saya kehilangan pekerjaan.", "--on=-3d"),
        ("note", "made", "Datang sendiri.", "--next-step", "Menelepon balai latihan kerja", "--next-on", "+3d"),
    ),
}  # fmt: skip
FRAME = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img">
<title>cj today</title><style>{styles}
text {{ font-family: ui-monospace, Menlo, Consolas, "DejaVu Sans Mono", monospace;
font-size: {char_height}px; line-height: {line_height}px; white-space: pre }}</style>
<defs><clipPath id="{unique_id}-clip-terminal">
<rect x="0" y="0" width="{terminal_width}" height="{terminal_height}"/></clipPath>
{lines}</defs>{chrome}
<g transform="translate({terminal_x}, {terminal_y})" clip-path="url(#{unique_id}-clip-terminal)">{backgrounds}
<g class="{unique_id}-matrix">{matrix}</g></g></svg>
"""


def main() -> None:
    """Write docs/today.svg and docs/id/today.svg."""
    for language in STORY:
        folder = ROOT / "docs" if language == "en" else ROOT / "docs" / language
        drawn = Text.from_ansi(screen(language))
        console = Console(width=WIDTH, record=True, file=io.StringIO(), force_terminal=True)
        console.print(drawn)
        svg = console.export_svg(title="cj today", theme=THEME, code_format=FRAME, unique_id="cj")
        (folder / "today.svg").write_text(re.sub(r"[ \t]+$", "", svg, flags=re.MULTILINE), encoding="utf-8")


def screen(language: str) -> str:
    """What `cj today` draws at a terminal."""
    with tempfile.TemporaryDirectory() as home:
        env = {
            "PATH": os.environ["PATH"], "HOME": home, "CJ_LANG": language, "CJ_JOURNAL": f"{home}/journal",
            "LANG": "C.UTF-8", "TERM": "xterm-256color", "COLUMNS": str(WIDTH), "CJ_PAGER": "", "PYTHONPATH": str(ROOT),
        }  # fmt: skip
        cj = [sys.executable, "-m", "casejournal"]
        for command in (("init", "--plain-text"), *STORY[language]):
            subprocess.run([*cj, *command], env=env, check=True, capture_output=True)
        import pexpect

        shown = pexpect.run(" ".join([*cj, "today"]), env=env, dimensions=(60, WIDTH), encoding="utf-8")
        return str(shown).replace("\r", "").strip()


if __name__ == "__main__":
    main()
