"""The scripts of the search as they are published: two for pages, and one per language for its worker."""

from functools import cache

from helpcentre.search.analyser import stemmer_for
from helpcentre.site.options import SearchOptions
from helpcentre.site.published_scripts import OUR_SCRIPTS, without_comments
from helpcentre.site.script_bundle import bundle_modules
from helpcentre.theme_dir import theme_dir

PAGE_SCRIPTS = (f"{OUR_SCRIPTS}search.js", f"{OUR_SCRIPTS}search-ui.js")
"""The script that every page loads, and the one of the field, which it loads at the first touch."""
VENDOR = f"{OUR_SCRIPTS}vendor/snowball/"
_START = "worker-start.js"


def is_bundled(path: str) -> bool:
    """Return whether a file of the theme is part of a script here, and is not published itself."""
    if path.startswith(VENDOR):
        return path.endswith(".js")
    return path.startswith(f"{OUR_SCRIPTS}search-") and path.endswith(".js") and path not in PAGE_SCRIPTS


@cache
def page_script(path: str) -> str:
    """Return one of `PAGE_SCRIPTS` with all its modules."""
    return bundle_modules(path.removeprefix(OUR_SCRIPTS), _read_module)


def worker_script(language: str, options: SearchOptions) -> str:
    """Return the script of a language's worker, with its stemmer; pages without workers can import it, too."""
    return _bundle_worker(stemmer_for(language, options.stemmers.get(language)))


@cache
def _bundle_worker(stemmer: str) -> str:
    start = 'import {startWorker} from "./search-worker.js";\n'
    if stemmer:
        start += f'import {{Stemmer}} from "./vendor/snowball/{stemmer}.js";\nstartWorker("{stemmer}",Stemmer);\n'
    else:
        start += 'startWorker("",null);\n'
    return bundle_modules(_START, lambda path: start if path == _START else _read_module(path))


def _read_module(path: str) -> str:
    text = (theme_dir() / OUR_SCRIPTS / path).read_text(encoding="utf-8")
    return text if path.startswith("vendor/") else without_comments(text)
