"""Running Git for the commands that read a repository."""

import subprocess
from pathlib import Path

from helpcentre.errors import HelpCentreError


def run_git(*arguments: str, folder: Path | None = None) -> str:
    """Return what a Git command prints; raises HelpCentreError with Git's own last line if it fails."""
    place = ["-C", str(folder)] if folder else []
    try:
        done = subprocess.run(["git", *place, *arguments], capture_output=True, text=True, check=False)
    except FileNotFoundError:
        raise HelpCentreError("Git is not installed, or not on the PATH.") from None
    if done.returncode:
        lines = done.stderr.strip().splitlines()
        raise HelpCentreError(f"git {' '.join(arguments[:2])}: {lines[-1] if lines else 'failed'}")
    return done.stdout
