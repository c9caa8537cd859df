"""MkDocs as a host: its configuration, and a whole build in this process."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, BuildError, ConfigurationError

from helpcentre.errors import HelpCentreError


def load_mkdocs(config_file: Path, **given: Any) -> MkDocsConfig:
    """Return MkDocs' configuration; raises HelpCentreError if the file is missing or not valid."""
    if not config_file.is_file():
        raise HelpCentreError(
            f"{config_file}: file not found. Run this command in the folder that contains mkdocs.yml, or use --config."
        )
    try:
        return load_config(config_file=str(config_file), **given)
    except (ConfigurationError, Abort) as error:
        raise HelpCentreError(f"{config_file}: {error}") from None


def build_with_mkdocs(config_file: Path, *, site_dir: Path | None, strict: bool, quiet: bool = False) -> Path:
    """Build the site of `config_file` with MkDocs and return its folder; raises HelpCentreError with every error."""
    given: dict[str, Any] = {"strict": strict}
    if site_dir is not None:
        given["site_dir"] = str(site_dir)
    with _print_messages(logging.ERROR if quiet else logging.WARNING):
        config = load_mkdocs(config_file, **given)
        config.plugins.on_startup(command="build", dirty=False)
        try:
            mkdocs_build(config)
        except (BuildError, Abort) as error:
            raise HelpCentreError(str(error).strip() or "the build stopped; see above") from None
        finally:
            config.plugins.on_shutdown()
    return Path(config.site_dir)


@contextmanager
def _print_messages(level: int) -> Iterator[None]:
    """Write MkDocs' messages from `level` up to standard error, and leave its logger as it was."""
    logger = logging.getLogger("mkdocs")
    before, handler = logger.level, logging.StreamHandler()
    handler.setFormatter(logging.Formatter("%(levelname)-7s %(message)s"))
    handlers, logger.handlers = logger.handlers, logger.handlers or [handler]
    logger.setLevel(level)
    try:
        yield
    finally:
        logger.handlers = handlers
        logger.setLevel(before)
