"""The scripts of the search as they are published: one for pages, and one per language for its worker."""

from functools import cache

from helpcentre.search.analyser import stemmer_for
from helpcentre.site.options import SearchOptions
from helpcentre.site.published_scripts import OUR_SCRIPTS, without_comments
from helpcentre.site.script_bundle import bundle_modules
from helpcentre.theme_dir import theme_dir

PAGE_SCRIPT = f"{OUR_SCRIPTS}search.js"
VENDOR = f"{OUR_SCRIPTS}vendor/snowball/"
_START = "worker-start.js"


def is_bundled(path: str) -> bool:
    """Return whether a file of the theme is part of a script here, and is not published itself."""
    if path.startswith(VENDOR):
        return path.endswith(".js")
    return path.startswith(f"{OUR_SCRIPTS}search-") and path.endswith(".js")


@cache
def page_script() -> str:
    """Return the script of the search field, with all its modules."""
    return bundle_modules("search.js", _read_module)


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
