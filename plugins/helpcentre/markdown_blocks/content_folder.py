"""Find the content folder, which has the files that blocks name, if no option names it."""

from pathlib import Path
from typing import Any

FOLDERS = ("content", "docs", ".")


def find_content_folder(config: dict[str, Any]) -> Path:
    """Return the content folder: `docs_dir`, or the first of `content`, `docs` and `.` that has a support file.

    If none has one, it is the first with a `media` folder, and otherwise `content`.
    """
    if config["docs_dir"]:
        return Path(config["docs_dir"])
    folders = [Path(name) for name in FOLDERS]
    with_support = (folder for folder in folders if (folder / config["support_file"]).is_file())
    with_media = (folder for folder in folders if (folder / "media").is_dir())
    return next(with_support, None) or next(with_media, folders[0])
