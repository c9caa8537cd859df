"""Find the templates and static files: next to the package in a wheel, at the top level in a checkout."""

from pathlib import Path


def theme_dir() -> Path:
    """Return the folder with `partials/`, `pages/` and `assets/`.

    A checkout wins over the copy an editable install leaves behind, so that edits in `theme/` are seen at once.
    """
    here = Path(__file__).resolve().parent
    checkout = here.parents[1] / "theme"
    if (checkout / "partials").is_dir() and (here.parents[1] / "pyproject.toml").is_file():
        return checkout
    return here / "theme"
