"""How the documentation is built: python -m sphinx -W docs OUTPUT. Nothing in the output comes from a foreign host."""

project = "casejournal"
author = "The casejournal authors"
extensions = ["myst_parser"]
html_theme = "furo"
html_title = "casejournal"
html_show_copyright = False
html_copy_source = False
exclude_patterns = ["man"]
myst_heading_anchors = 3
