"""The CI files of a new site: they check, build with a cache, keep a preview, show the evidence and publish."""

from importlib.metadata import version
from pathlib import Path

FOLDER = Path(__file__).parent / "ci"
CI_FILES = {
    "github": ".github/workflows/help-centre.yml",
    "gitlab": ".gitlab-ci.yml",
    "forgejo": ".forgejo/workflows/help-centre.yml",
}
"""The file of each CI, by its name in `helpcentre init --ci`."""


def ci_files(name: str) -> dict[str, str]:
    """Return the files of a CI by their paths: its own, and the requirements that it installs."""
    return {
        CI_FILES[name]: (FOLDER / f"{name}.yml").read_text(encoding="utf-8"),
        "requirements.txt": f"helpcentre~={version('helpcentre')}\n",
    }
