import re
import subprocess
from pathlib import Path

from helpcentre.site.published_scripts import without_comments

ASSETS = Path(__file__).parents[2] / "theme" / "assets" / "helpcentre"


def test_the_published_scripts_are_still_scripts_and_much_smaller(tmp_path):
    for script in ASSETS.glob("*.js"):
        bare = without_comments(script.read_text(encoding="utf-8"))
        target = tmp_path / script.with_suffix(".mjs").name
        target.write_text(bare, encoding="utf-8")
        done = subprocess.run(["node", "--check", str(target)], capture_output=True, text=True, check=False)
        assert done.returncode == 0, (script.name, done.stderr)
        assert not re.search(r"^\s*(//|/\*\*)|@param|@type", bare, re.MULTILINE), script.name
        assert len(bare) < 0.95 * script.stat().st_size, script.name


def test_code_and_strings_stay_as_they_are():
    script = (
        "// @ts-check\n/** About f.\n * @param {string} a */\n"
        'export function f(a) {\n  return "// no" + /** @type {any} */ (a);\n}\n'
    )
    assert without_comments(script) == 'export function f(a){\nreturn "// no" + (a);\n}\n'


def test_our_template_literals_contain_no_line_breaks_so_that_none_is_changed():
    for script in ASSETS.glob("*.js"):
        code = re.sub(
            r"^[ \t]*/\*\*.*?\*/|//.*$", "", script.read_text(encoding="utf-8"), flags=re.DOTALL | re.MULTILINE
        )
        for literal in re.findall(r"`[^`]*`", code):
            assert "\n" not in literal, (script.name, literal)
