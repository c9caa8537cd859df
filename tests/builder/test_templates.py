"""The values of a host in our templates."""

from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mkdocs.utils import normalize_url

from helpcentre.builder.templates import PageValues, has_template, make_environment
from helpcentre.theme_dir import theme_dir

PATHS = st.lists(st.sampled_from(["..", ".", "a", "b.css", "c d", ""]), min_size=1, max_size=5).map("/".join)
URLS = st.sampled_from(["", "faq/", "faq/pay/", "faq/pay.html", "it/"])


@pytest.fixture(scope="module")
def env():
    return make_environment(theme_dir())


def link(env, path, **context):
    return env.from_string("{{ path | url }}").render(path=path, **context)


@given(PATHS, URLS)
def test_a_path_is_linked_from_a_page_as_by_mkdocs(path, url):
    env = make_environment(theme_dir())

    expected = normalize_url(path, SimpleNamespace(url=url or "./"))
    assert link(env, path, page=PageValues(url, "")).rstrip("/") == expected.rstrip("/")


@pytest.mark.parametrize("path", ["https://example.com/a.css", "//example.com/a.css", "/a.css", "#top"])
def test_a_full_address_stays(env, path):
    assert link(env, path, page=PageValues("faq/", "")) == path


def test_without_a_page_a_path_is_below_the_base(env):
    assert link(env, "a.css", base_url="/help") == "/help/a.css"
    assert link(env, "a.css", base_url="/") == "/a.css"


def test_a_script_is_a_module_if_its_name_says_so(env):
    template = env.from_string("{{ path | script_tag }}")
    page = PageValues("faq/", "")

    assert template.render(path="a.js", page=page) == '<script src="../a.js"></script>'
    assert template.render(path="a.mjs", page=page) == '<script src="../a.mjs" type="module"></script>'
    assert template.render(path='a".js', page=page) == '<script src="../a&#34;.js"></script>'


def test_only_templates_of_our_theme_exist(env):
    assert has_template(env, "pages/article.html")
    assert not has_template(env, "main.html")
