"""The files that differ from a Git revision, for commands that look at what a branch or a commit changes."""

from pathlib import Path

from helpcentre.commands.git import run_git
from helpcentre.errors import HelpCentreError


def changed_files(revision: str, folder: Path) -> set[Path]:
    """Return the files in `folder` that differ from where the branch left `revision`, committed or not.

    Deleted files are among them, new ones once Git knows them. Raises HelpCentreError if there is no such revision.
    """
    if revision.startswith("-"):
        raise HelpCentreError(f"'{revision}' is not a revision. Use a branch, tag or commit such as origin/main.")
    base = run_git("merge-base", revision, "HEAD", folder=folder).strip()
    return _resolve_names(folder, "diff", "--name-only", "--no-renames", "-z", base, "--", ".")


def untracked_files(folder: Path) -> set[Path]:
    """Return the files in `folder` that Git does not know yet and does not ignore."""
    return _resolve_names(folder, "ls-files", "--full-name", "--others", "--exclude-standard", "-z", "--", ".")


def _resolve_names(folder: Path, *command: str) -> set[Path]:
    top = Path(run_git("rev-parse", "--show-toplevel", folder=folder).strip())
    return {(top / name).resolve() for name in run_git(*command, folder=folder).split("\0") if name}
