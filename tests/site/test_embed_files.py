"""The script that other sites load: what is in it, how small it is, and how it is described."""

import base64
import gzip
import hashlib
import json
import re

import pytest

from helpcentre.articles.languages import Languages
from helpcentre.language.builtin import shipped_languages
from helpcentre.site.embed_files import describe_embed, launcher_script
from helpcentre.site.loading import load_site

from .sample import FRAME, NOW, TWO, options

EMBED = ["https://shop.example"]
MOST_BYTES = 6 * 1024


def loaded(languages=TWO, **given):
    return load_site(options(languages=languages, articles=FRAME, embed=EMBED, **given), NOW)


def settings_of(script):
    return json.loads(re.search(r"^startLauncher\((.*)\);$", script, re.MULTILINE)[1])


def test_the_script_has_at_most_six_kilobytes_in_every_language_at_once():
    codes = sorted(shipped_languages())
    script = launcher_script(loaded(Languages("en", ("en", *(code for code in codes if code != "en")))))

    assert len(settings_of(script)["languages"]) == len(codes) >= 13
    assert len(gzip.compress(script.encode(), mtime=0)) <= MOST_BYTES


def test_the_script_is_the_same_bytes_each_time_and_leaves_nothing_behind_on_the_page():
    script = launcher_script(loaded())

    assert script == launcher_script(loaded())
    assert script.startswith("(()=>{\n")
    assert script.endswith("})();\n")
    assert not re.search(r"^(import|export)\b", script, re.MULTILINE)
    assert "innerHTML" not in script


def test_the_settings_are_those_of_the_site():
    found = settings_of(launcher_script(loaded()))

    assert (found["name"], found["fallback"]) == ("Shop", "en")
    english, italian = found["languages"]["en"], found["languages"]["it"]
    assert (english["launcher"], english["panel"], english["home"]) == ("Help", "help-panel/", "")
    assert (italian["launcher"], italian["panel"], italian["home"]) == ("Aiuto", "it/help-panel/", "it/")
    assert found["icon"].startswith("M12 3")


@pytest.mark.parametrize(("language", "direction"), [("ar", "rtl"), ("et", "ltr")])
def test_each_language_has_its_direction(language, direction):
    found = settings_of(launcher_script(loaded(Languages(language, (language,)))))

    assert found["languages"][language]["dir"] == direction
    assert found["fallback"] == language


def test_the_styles_have_the_colours_of_both_schemes_and_no_comments():
    light, dark = settings_of(launcher_script(loaded()))["styles"].split("@media (prefers-color-scheme:dark){")

    assert re.match(r"\.hc\{--brand:#[0-9a-f]{6};--brand-ink:#[0-9a-f]{6};--paper:", light)
    assert re.match(r"\.hc\{--brand:#[0-9a-f]{6};", dark)
    assert "/*" not in dark
    assert ":host{all:initial !important;" in dark
    assert "min(720px,100vh - 32px)" in dark
    assert dark.count("{") + 1 == dark.count("}")


def test_the_description_has_the_hash_of_the_script_and_the_tags_to_copy():
    site = loaded(url="https://help.example.com/shop/")
    found = json.loads(describe_embed(site, site.embed))
    digest = base64.b64encode(hashlib.sha384(launcher_script(site).encode()).digest()).decode()

    assert found == {
        "origins": EMBED,
        "script": "assets/helpcentre/embed.js",
        "integrity": f"sha384-{digest}",
        "tag": '<script src="https://help.example.com/shop/assets/helpcentre/embed.js" defer></script>',
        "tag_with_hash": '<script src="https://help.example.com/shop/assets/helpcentre/embed.js" '
        f'integrity="sha384-{digest}" crossorigin="anonymous" defer></script>',
    }
