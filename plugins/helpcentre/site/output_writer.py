"""Write published files, and never anything outside the folder of the site."""

import os
import tempfile
from pathlib import Path, PurePosixPath, PureWindowsPath

from helpcentre.errors import HelpCentreError


def write_output(site_dir: Path, path: str, content: str | bytes) -> Path:
    """Write `content` to `path` (relative, with `/`) in the folder of the site; return the file written.

    Text is encoded as UTF-8, and missing folders are made. Raises HelpCentreError if the path leads out of `site_dir`,
    through a symbolic link as well, or if the file cannot be written.
    """
    target = resolve_output(site_dir, path)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content.encode() if isinstance(content, str) else content)
    except OSError as error:
        raise HelpCentreError(f"'{path}' cannot be written to {site_dir}: {error.strerror or error}") from None
    return target


def replace_file(path: Path, data: bytes) -> None:
    """Write a file so that others read either all of it or the one before; raises OSError if it cannot be written."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f"{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(name).replace(path)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise


def resolve_output(site_dir: Path, path: str) -> Path:
    """Return where `path` is below `site_dir`, every symbolic link followed; raises HelpCentreError if it is not."""
    if _is_relative(path):
        try:
            root = site_dir.resolve()
            target = (root / path).resolve()
        except (OSError, RuntimeError) as error:  # links that lead in a circle
            raise HelpCentreError(f"'{path}' cannot be written to {site_dir}: {error}") from None
        if target != root and target.is_relative_to(root):
            return target
    raise HelpCentreError(f"'{path}' is outside the folder of the site ({site_dir}), so it was not written")


def _is_relative(path: str) -> bool:
    """Return whether a path has no drive, root, `..`, backslash or NUL on any system."""
    windows = PureWindowsPath(path)
    return not (
        "\0" in path
        or "\\" in path
        or windows.anchor
        or PurePosixPath(path).anchor
        or ".." in PurePosixPath(path).parts
    )
