"""Troubleshooters without a way out, and answers, ids and translations that do not fit, are found at their line."""

import pytest

from helpcentre.articles.checks.registry import check_all
from helpcentre.articles.checks.troubleshooters.troubleshooter_step_id import STEP_ID, STEP_ID_LENGTH
from helpcentre.contract.events import StepId
from helpcentre.contract.limits import STEP_PATTERN
from tests.articles.sample import checked, page

EXTENSIONS = ["attr_list", "toc", "helpcentre.markdown_blocks"]
FIRST = 5  # the front matter of a sample page has four lines


def block(*steps):
    """Return the Markdown of a block; each step is `id: target target` and takes a heading, a line and its answers."""
    parts = ["/// troubleshooter"]
    for step in steps:
        name, _, targets = step.partition(":")
        parts.append(f"## Step {name} {{#{name}}}")
        answers = [f"- [To {target} from {name}](#{target})" for target in targets.split()]
        parts += ["\n".join(answers)] if answers else []
    return "\n\n".join([*parts, "///"]) + "\n"


def findings(body, **others):
    files = {"en/faq/a.md": page(body=f"Some text.\n\n{body}")} | others
    site = checked(files, extensions=EXTENSIONS)
    return [
        (one.rule, one.line - FIRST, one.message)
        for one in check_all(site)
        if "troubleshooter" in one.rule or one.rule in ("translation-steps", "anchor-dead", "id-repeated")
    ]


def test_a_sound_troubleshooter_has_no_findings():
    assert findings(block("a: b solved", "b: a contact")) == []


def test_a_step_without_answers_is_a_dead_end():
    [(code, line, message)] = findings(block("a: b", "b:"))
    assert (code, line) == ("troubleshooter-dead-end", 8)
    assert message == (
        "the step 'Step b' has no answers; end it with a list of links, such as '- [That fixed it](#solved)' and "
        "'- [It still fails](#contact)'"
    )


def test_a_troubleshooter_without_steps_is_a_dead_end():
    [(code, line, message)] = findings("/// troubleshooter\n\nText.\n\n///\n")
    assert (code, line) == ("troubleshooter-dead-end", 2)
    assert message.startswith("this troubleshooter has no steps; write a heading for each")


@pytest.mark.parametrize(
    ("steps", "line", "message"),
    [
        (("a: b", "b: c", "c: b"), 8, "the steps 'b' and 'c' lead only to each other; "),
        (("a: a",), 4, "the step 'a' leads only to itself; "),
    ],
)
def test_steps_that_only_lead_to_each_other_are_a_loop(steps, line, message):
    assert findings(block(*steps)) == [
        ("troubleshooter-loop", line, f"{message}let one answer lead to '#solved' or '#contact'")
    ]


def test_a_step_that_nothing_leads_to_is_unreachable():
    assert findings(block("a: solved", "b: contact")) == [
        ("troubleshooter-unreachable", 8, "no answer leads to this step; let one lead to '#b', or remove the step")
    ]


def test_an_answer_that_leads_to_no_step_is_found_once_with_the_nearest():
    assert findings(block("plug: bulbb solved", "bulb: contact"))[0] == (
        "troubleshooter-answer",
        6,
        "the answer leads to '#bulbb', which is not a step of this troubleshooter; did you mean '#bulb'?",
    )
    assert "anchor-dead" not in {code for code, *_ in findings(block("plug: bulbb solved"))}


def test_an_answer_that_leads_to_another_heading_of_the_page_is_found_too():
    [(code, _, message)] = findings(block("a: elsewhere") + "\n## Other {#elsewhere}\n")
    assert code == "troubleshooter-answer"
    assert message.endswith("which is not a step of this troubleshooter; write one of #a, #solved, #contact")


def test_a_link_outside_the_answers_is_still_held_to_lead_to_a_heading():
    assert [code for code, *_ in findings(block("a: solved") + "\nSee [b](#b).\n")] == ["anchor-dead"]


@pytest.mark.parametrize(
    ("heading", "message"),
    [
        ("## Step", "the step 'Step' has no id; add one after its words, such as {#step-1}"),
        (
            "## Step {#Plug}",
            "'Plug' is not a valid id of a step; use lower-case letters, digits and hyphens, at most 40",
        ),
        ("## Step {#" + "a" * 41 + "}", "is not a valid id of a step"),
        ("#### Step {#plug}", "steps are headings of level 2 or 3, and this one has level 4; begin it with ## or ###"),
    ],
)
def test_a_step_needs_a_valid_id_and_level(heading, message):
    [(code, line, said)] = findings(f"/// troubleshooter\n\n{heading}\n\n- [Done](#solved)\n\n///\n")
    assert (code, line) == ("troubleshooter-step-id", 4)
    assert message in said


@pytest.mark.parametrize("heading", ["## Step {#plug-2}", "### Step {#" + "a" * 40 + "}"])
def test_a_valid_id_and_level_are_left_alone(heading):
    assert findings(f"/// troubleshooter\n\n{heading}\n\n- [Done](#solved)\n\n///\n") == []


def test_the_ids_that_are_valid_are_those_the_collector_takes():
    assert f"^{STEP_ID}$" == STEP_PATTERN
    assert StepId.__metadata__[0].max_length == STEP_ID_LENGTH


def test_an_id_that_is_used_twice_is_found_once_at_the_second():
    assert findings(block("a: solved a", "a: contact")) == [
        ("troubleshooter-repeated", 9, "the id 'a' is used for two steps; give this one another, such as 'a-2'")
    ]


def test_a_step_may_not_have_the_id_of_an_end():
    message = "the id 'contact' is that of an end of the troubleshooter; give this step another"
    assert ("troubleshooter-repeated", 8, message) in findings(block("a: contact", "contact: solved"))


def test_a_page_has_one_troubleshooter():
    found = findings(f"{block('a: solved')}\n{block('b: solved')}")
    assert found == [
        ("troubleshooter-repeated", 10,
         "a page has one troubleshooter; put this one on its own page, or join the two")
    ]  # fmt: skip


def translated(source, own):
    """Return the findings in an Italian page whose source is English; neither names a version."""
    italian = page(body=f"Un testo.\n\n{own}")
    found = findings(source, **{"it/faq/a.md": italian})
    return [(line, message) for code, line, message in found if code == "translation-steps"]


def test_a_translation_with_the_same_steps_and_answers_in_another_order_is_fine():
    assert translated(block("a: b solved", "b: contact"), block("b: contact", "a: solved b b")) == []


def test_a_step_that_a_translation_lacks_is_reported_at_its_block():
    found = translated(block("a: b solved", "b: contact"), block("a: solved contact"))
    assert found[0] == (2, "en/faq/a.md has the step 'Step b' and this translation does not; add it with {#b}")


def test_a_step_that_only_the_translation_has_is_reported_at_it():
    found = translated(block("a: solved"), block("a: solved c", "c: contact"))
    assert (9, "en/faq/a.md has no step 'c'; use the ids of its steps") in found


def test_an_answer_that_a_translation_lacks_or_adds_is_reported():
    found = translated(block("a: solved b", "b: solved contact"), block("a: contact b", "b: solved contact"))
    assert found == [
        (4, "in en/faq/a.md, an answer of this step leads to '#solved'; add it here"),
        (6, "in en/faq/a.md, no answer of the step 'a' leads to '#contact'; use its answers"),
    ]


def test_a_translation_without_a_troubleshooter_is_left_to_the_check_of_its_parts():
    assert translated(block("a: solved"), "Nulla.\n") == []
