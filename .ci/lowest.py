"""The lowest versions that pyproject.toml allows, as constraints for pip. They stand there and nowhere else."""

import re
import tomllib
from pathlib import Path

project = tomllib.loads((Path(__file__).parents[1] / "pyproject.toml").read_text(encoding="utf-8"))["project"]
extras = project["optional-dependencies"]
for named in (
    *project["dependencies"],
    *(each for extra in extras if extra not in {"dev", "docs"} for each in extras[extra]),
):
    for library, version in re.findall(r"^([\w.-]+)>=([\w.]+)", named):  # an extra of ours has no version
        print(f"{library}=={version}")
