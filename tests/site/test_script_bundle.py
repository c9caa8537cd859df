import subprocess

import pytest

from helpcentre.site.script_bundle import BundleError, bundle_modules


def bundled(entry, **modules):
    texts = {f"{name}.js": text for name, text in modules.items()}
    return bundle_modules(f"{entry}.js", texts.__getitem__)


def printed(script):
    done = subprocess.run(["node", "-e", script], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.split()


def test_a_module_uses_what_another_exports():
    script = bundled(
        "main",
        main='import { one, Two as Three } from "./other.js";\nconsole.log(one, new Three().two());\n',
        other="export const one = 1;\nexport class Two {\n  two() { return 2; }\n}\n",
    )
    assert printed(script) == ["1", "2"]


def test_functions_of_every_form_are_exported():
    script = bundled(
        "main",
        main='import { a, b, c } from "./other.js";\nb().then((found) => console.log(a(), found, [...c()]));\n',
        other="export function a() { return 1; }\nexport async function b() { return 2; }\n"
        "export function* c() { yield 3; }\n",
    )
    assert printed(script) == ["1", "2", "[", "3", "]"]


def test_names_of_one_module_do_not_meet_those_of_another():
    script = bundled(
        "main",
        main='import { get } from "./other.js";\nconst NONE = 1;\nconsole.log(NONE, get());\n',
        other="const NONE = 2;\nexport function get() { return NONE; }\n",
    )
    assert printed(script) == ["1", "2"]


def test_a_module_that_two_others_import_is_there_once():
    script = bundled(
        "main",
        main='import { a } from "./a.js";\nimport { b } from "./b.js";\nconsole.log(a === b);\n',
        a='import { shared } from "./shared.js";\nexport const a = shared;\n',
        b='import { shared } from "./shared.js";\nexport const b = shared;\n',
        shared="console.log('once');\nexport const shared = {};\n",
    )
    assert printed(script) == ["once", "true"]


def test_an_import_over_several_lines_and_without_blanks_is_read():
    script = bundled(
        "main",
        main='import {\n  a,\n  b,\n} from "./other.js";\nimport{c}from"./other.js";\nconsole.log(a, b, c);\n',
        other="export const a=1;\nexport const b = 2;\nexport const c = 3;\n",
    )
    assert printed(script) == ["1", "2", "3"]


def test_paths_are_relative_to_the_module_that_imports():
    read = {"main.js": 'import { a } from "./lib/a.js";\nconsole.log(a);\n'}
    read |= {"lib/a.js": 'import { b } from "../b.js";\nexport const a = b;\n', "b.js": "export const b = 7;\n"}
    assert printed(bundle_modules("main.js", read.__getitem__)) == ["7"]


@pytest.mark.parametrize(
    "text",
    [
        'import all from "./a.js";',
        'import * as all from "./a.js";',
        'import "./a.js";',
        "export default 1;",
        "export { a };",
        'export * from "./a.js";',
        "export let a = 1;",
    ],
)
def test_another_form_of_import_or_export_is_refused_with_its_line(text):
    with pytest.raises(BundleError, match=r"main\.js: '(im|ex)port .*' cannot be bundled"):
        bundled("main", main=f"{text}\n", a="")


def test_a_package_is_refused():
    with pytest.raises(BundleError, match=r"main\.js: 'lunr' is not a relative path"):
        bundled("main", main='import { a } from "lunr";\n')


def test_modules_that_import_each_other_are_refused_with_their_names():
    with pytest.raises(BundleError, match=r"a\.js imports itself, through b\.js"):
        bundled("a", a='import { b } from "./b.js";\n', b='import { a } from "./a.js";\n')
