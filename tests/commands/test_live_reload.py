"""Pages of `helpcentre serve`: the script that reloads them, and the errors of a build."""

from helpcentre.commands.live_reload import MODULE, Builds, add_to_page, describe_problems, problem_page

PAGE = b'<html><head></head><body class="x">\n<p>Text</p></body></html>'


def test_a_page_of_a_good_build_gets_the_script_only():
    assert add_to_page(PAGE, "") == PAGE.replace(b"</body>", MODULE)


def test_errors_are_at_the_beginning_of_the_body_and_the_page_stays_below():
    page = add_to_page(PAGE, "content/en/a.md:3:7: kind: write one of faq").decode()

    before, _, after = page.partition("</section>")
    assert before.startswith('<html><head></head><body class="x"><link rel="stylesheet" href="/helpcentre/reload.css">')
    assert "<li><code>content/en/a.md:3:7</code> kind: write one of faq</li>" in before
    assert after.startswith("\n<p>Text</p><script")


def test_an_answer_without_a_body_element_stays_as_it_is():
    assert add_to_page(b"<p>Part</p>", "x") == b"<p>Part</p>"


def test_every_error_is_an_item_and_none_of_it_is_html():
    found = describe_problems("a.md:3: <b>\n\nAborted with 2 warnings\nno/place: x")

    assert found.count("<li>") == 3
    assert "<code>a.md:3</code> &lt;b&gt;" in found
    assert "<li>Aborted with 2 warnings</li><li>no/place: x</li>" in found


def test_a_site_that_was_never_built_has_a_page_of_its_errors_that_reloads():
    page = problem_page("a.md:1:1: wrong")

    assert "<code>a.md:1:1</code> wrong" in page
    assert page.endswith(f"{MODULE.decode()}</html>")


def test_a_build_that_succeeds_clears_the_errors_of_the_one_before():
    builds = Builds()
    builds.done("wrong")
    assert (builds.number, builds.problems) == (1, "wrong")
    builds.done()
    assert (builds.number, builds.problems) == (2, "")
