"""The files of our theme that a site publishes: those of an option only if it is in use."""

from functools import cache

from helpcentre.site.embed_files import FOR_THE_PANEL, STYLES
from helpcentre.site.output_paths import LAUNCHER
from helpcentre.site.published_scripts import OUR_SCRIPTS, without_comments
from helpcentre.site.script_bundle import bundle_modules
from helpcentre.site.site import Site
from helpcentre.theme_dir import theme_dir

OFFLINE_SCRIPT = f"{OUR_SCRIPTS}offline.js"
_WORKER = "offline-worker.js"
_START = "offline-start.js"


def is_published(path: str, site: Site) -> bool:
    """Return whether a site publishes a file of the theme under its own name."""
    if path in (STYLES, f"{OUR_SCRIPTS}{_WORKER}"):
        return False
    if path in (LAUNCHER, *FOR_THE_PANEL):
        return site.embed is not None
    return path != OFFLINE_SCRIPT or site.options.offline


@cache
def offline_worker() -> str:
    """Return the service worker, which is published at the top of the site."""
    start = 'import {startWorker} from "./offline-worker.js";\nstartWorker(self);\n'
    return bundle_modules(_START, lambda path: start if path == _START else without_comments(_read_script(path)))


def _read_script(name: str) -> str:
    return (theme_dir() / OUR_SCRIPTS / name).read_text(encoding="utf-8")
