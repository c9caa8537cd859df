"""The files of the theme that belong to an option, and the service worker as it is published."""

import subprocess

import pytest

from helpcentre.site.address_claims import COLLECTOR_ROUTES
from helpcentre.site.embed_files import FOR_THE_PANEL, STYLES
from helpcentre.site.loading import load_site
from helpcentre.site.machine_files import machine_files
from helpcentre.site.options import ArticlesOptions
from helpcentre.site.output_paths import LAUNCHER
from helpcentre.site.site_files import write_site_files
from helpcentre.site.theme_files import OFFLINE_SCRIPT, is_published, offline_worker
from helpcentre.theme_dir import theme_dir

from .sample import FRAME, NOW, finished_site, options

OFFLINE = ArticlesOptions(frame=True, offline=True)
EMBED = ["https://shop.example"]


def loaded(**given):
    return load_site(options(**{"articles": FRAME} | given), NOW)


def test_files_of_the_embed_are_published_if_it_is_in_use():
    for path in (LAUNCHER, *FOR_THE_PANEL):
        assert is_published(path, loaded(embed=EMBED))
        assert not is_published(path, loaded())
    assert not is_published(STYLES, loaded(embed=EMBED))


def test_the_script_that_starts_the_worker_is_published_with_the_option_and_our_frame():
    assert is_published(OFFLINE_SCRIPT, loaded(articles=OFFLINE))
    assert not is_published(OFFLINE_SCRIPT, loaded())
    assert not is_published(OFFLINE_SCRIPT, loaded(articles=ArticlesOptions(offline=True)))
    assert not is_published(OFFLINE_SCRIPT, loaded(articles=None))


def test_every_other_file_of_the_theme_is_published():
    others = {
        path.relative_to(theme_dir()).as_posix() for path in (theme_dir() / "assets").rglob("*") if path.is_file()
    }
    kept = {path for path in others if is_published(path, loaded())}

    assert others - kept == {LAUNCHER, STYLES, *FOR_THE_PANEL, OFFLINE_SCRIPT, "assets/helpcentre/offline-worker.js"}


def test_the_worker_is_at_the_top_of_the_site_only_with_the_option(tmp_path):
    site = finished_site({}, tmp_path, articles=OFFLINE)
    write_site_files(site)

    assert (tmp_path / "site/offline-worker.js").read_text() == offline_worker()
    assert machine_files(site.options, has_support=False)["offline-worker.js"] == "the script that keeps opened pages"
    assert "offline-worker.js" not in machine_files(options(articles=FRAME), has_support=False)


def test_the_worker_is_one_small_classic_script():
    checked = subprocess.run(
        ["node", "--check", "-"], input=offline_worker(), text=True, check=False, capture_output=True
    )

    assert checked.returncode == 0, checked.stderr
    assert offline_worker().rstrip().endswith("startWorker(self);\nreturn {};\n})();")
    assert len(offline_worker()) < 4000


@pytest.mark.parametrize("route", COLLECTOR_ROUTES)
def test_the_worker_leaves_the_paths_of_the_collector_alone(route):
    assert route.split("/")[0] in offline_worker().split("const COLLECTOR", 1)[1].split(";", 1)[0]
