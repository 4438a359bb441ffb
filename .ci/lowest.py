"""The lowest versions that pyproject.toml allows, as constraints for pip. They stand there and nowhere else."""

import re
import tomllib
from pathlib import Path

project = tomllib.loads((Path(__file__).parents[1] / "pyproject.toml").read_text(encoding="utf-8"))["project"]
for named in (*project["dependencies"], *project["optional-dependencies"]["test"]):
    print("==".join(re.findall(r"^([\w.-]+)>=([\w.]+)", named)[0]))
