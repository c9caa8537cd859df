"""The interface strings: every language complete, with the same placeholders; English for the rest, marked as such."""

import re
from pathlib import Path

import pytest

from helpcentre.language.builtin import (
    STAFF_SECTIONS,
    builtin_strings,
    plural_bases,
    plural_forms,
    reader_keys,
    report_languages,
    shipped_languages,
    split_key,
)
from helpcentre.language.foreign_text import ForeignText
from helpcentre.language.strings import FAMILIES, Strings, missing_strings, strings

ROOT = Path(__file__).parents[2]
PLACEHOLDER = re.compile(r"\{(\w*)\}")
every_language = pytest.mark.parametrize("language", shipped_languages())


def bases(keys):
    return {split_key(key)[0] for key in keys}


@every_language
def test_no_string_for_readers_is_missing(language):
    assert missing_strings(language, {}) == []


@pytest.mark.parametrize("language", report_languages())
def test_a_language_of_the_reports_has_every_string(language):
    assert bases(builtin_strings(language)) == bases(builtin_strings("en"))


@every_language
def test_no_language_has_a_string_that_english_lacks(language):
    assert bases(builtin_strings(language)) <= bases(builtin_strings("en"))


@every_language
def test_a_language_for_readers_only_has_none_of_the_reports(language):
    if language not in report_languages():
        assert not [key for key in builtin_strings(language) if key.startswith(STAFF_SECTIONS)]


@every_language
def test_every_string_has_the_placeholders_of_the_english_one(language):
    english = builtin_strings("en")
    for key, text in builtin_strings(language).items():
        base, category = split_key(key)
        wanted = set(PLACEHOLDER.findall(english[f"{base}.other" if category else key]))
        found = set(PLACEHOLDER.findall(text))
        assert found <= wanted, key
        assert category not in ("", "few", "many") or found == wanted, key


@every_language
def test_every_string_can_be_filled_in(language):
    for key in builtin_strings(language):
        names = PLACEHOLDER.findall(strings(language)[key])
        assert "{" not in strings(language).text(key, **dict.fromkeys(names, "x")), key


@every_language
def test_no_string_is_empty_or_has_spaces_at_its_ends(language):
    for key, text in builtin_strings(language).items():
        assert text.strip() == text, key
        assert text, key


@every_language
def test_plural_forms_are_those_of_the_language(language):
    for key in builtin_strings(language):
        category = split_key(key)[1]
        assert category in ("", *plural_forms(language)), key


@every_language
def test_every_language_is_in_the_order_of_the_english_file(language):
    order = list(dict.fromkeys(split_key(key)[0] for key in builtin_strings("en")))
    found = list(dict.fromkeys(split_key(key)[0] for key in builtin_strings(language)))

    assert found == [key for key in order if key in set(found)]


PROPER_NAMES = frozenset(
    (
        "Chatbot",
        "E-mail",
        "Forum",
        "Home",
        "Important",
        "Menu",
        "Messenger",
        "No",
        "Page",
        "Question",
        "SNS",
        "Telegram",
        "Urgent",
        "Video",
        "WhatsApp",
        "{text} ({aside})",
    )
)
"""Names, and English words that another language writes in the same way."""


@every_language
def test_no_english_is_left(language):
    if language == "en":
        return
    english = {text for key, text in builtin_strings("en").items() if not key.startswith(STAFF_SECTIONS)}
    found = {text for key, text in builtin_strings(language).items() if not key.startswith(STAFF_SECTIONS)}

    assert found & english <= PROPER_NAMES


READS_IN = {
    "ar": re.compile(r"[\u0600-\u06ff]"),
    "ja": re.compile(r"[\u3040-\u30ff\u4e00-\u9fff]"),
    "zh-Hans": re.compile(r"[\u4e00-\u9fff]"),
}


@pytest.mark.parametrize("language", READS_IN)
def test_a_language_in_another_script_has_that_script_in_every_string(language):
    for key, text in builtin_strings(language).items():
        if key != "hours.aside" and text not in PROPER_NAMES:
            assert READS_IN[language].search(text), key


QUOTED = {
    "ar": "«{query}»",
    "de": "„{query}“",
    "en": "“{query}”",
    "es": "«{query}»",
    "et": "„{query}“",
    "fr": "«\u00a0{query}\u00a0»",
    "id": "“{query}”",
    "it": "«{query}»",
    "ja": "「{query}」",
    "nl": "‘{query}’",
    "pl": "„{query}”",
    "pt": "“{query}”",
    "zh-Hans": "“{query}”",
}


@every_language
def test_search_words_are_in_the_quotation_marks_of_the_language(language):
    assert QUOTED[language] in strings(language)["search.ui.none"]


@every_language
def test_no_straight_quotation_mark_is_left(language):
    for key, text in builtin_strings(language).items():
        if language not in report_languages():
            assert not {'"', "'"} & set(text), key


def test_french_has_no_break_before_its_punctuation():
    for key, text in builtin_strings("fr").items():
        assert not re.search(r"[^\u202f][!?;]|[^\u00a0]:(?!//)|«[^\u00a0]|[^\u00a0]»", text), key


@pytest.mark.parametrize("language", ["ar", "ja", "zh-Hans"])
def test_punctuation_is_that_of_the_script(language):
    foreign = {"ar": "?,;", "ja": "?!,;:", "zh-Hans": "?!,;:"}[language]
    for key, text in builtin_strings(language).items():
        assert not set(foreign) & set(PLACEHOLDER.sub("", text)), key


def test_every_string_is_used():
    sources = [
        *(ROOT / "plugins").rglob("*.py"),
        *(ROOT / "plugins").rglob("*.html"),
        *(ROOT / "theme").rglob("*.html"),
    ]
    text = "\n".join(path.read_text(encoding="utf-8") for path in sources)
    scripts = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "theme/assets/helpcentre").glob("*.js"))
    unused = []
    for key in bases(builtin_strings("en")):
        section, _, last = key.rpartition(".")
        composed = f"{section}." in text or f'"{section}"' in text or f'under("{section}")' in text
        composed = composed or (section.startswith("score.") and 'f"score.{self.NAME}.' in text)
        if key not in text and not composed and f"words.{last}" not in scripts:
            unused.append(key)

    assert unused == []


def test_plural_forms_follow_the_language():
    assert strings("et").plural("topic.articles", 1) == "1 vastus"
    assert strings("et").plural("topic.articles", 2) == "2 vastust"
    assert strings("id").plural("topic.articles", 1) == "1 jawaban"
    assert strings("en").plural("topic.articles", 2, n="2,000") == "2,000 answers"


@pytest.mark.parametrize(
    ("language", "forms"),
    [
        ("en", ("one", "other")),
        ("it", ("one", "other")),
        ("pl", ("one", "few", "many")),
        ("ar", ("zero", "one", "two", "few", "many", "other")),
        ("ja", ("other",)),
    ],
)
def test_the_forms_of_a_language_are_those_of_its_whole_numbers(language, forms):
    assert plural_forms(language) == forms


@pytest.mark.parametrize(
    ("key", "parts"),
    [
        ("topic.articles.one", ("topic.articles", "one")),
        ("search.ui.found.many", ("search.ui.found", "many")),
        ("feedback.reason.other", ("feedback.reason.other", "")),
        ("report.nature.other", ("report.nature.other", "")),
        ("frame.home", ("frame.home", "")),
        ("one", ("one", "")),
    ],
)
def test_a_plural_form_is_not_confused_with_a_key_that_ends_in_the_same_word(key, parts):
    assert split_key(key) == parts


def test_the_keys_of_readers_are_all_but_those_of_the_reports():
    assert "frame.home" in reader_keys()
    assert "topic.articles" in reader_keys()
    assert not [key for key in reader_keys() if key.startswith(STAFF_SECTIONS)]
    assert "topic.articles" in plural_bases()


def test_an_unknown_key_names_the_nearest():
    with pytest.raises(KeyError, match=r"did you mean 'frame\.home'"):
        strings("it")["frame.hoem"]


def test_a_language_nobody_has_translated_is_english_and_marked_as_such():
    words = strings("gl")

    assert words["frame.home"] == "Home"
    assert isinstance(words["frame.home"], ForeignText)
    assert words.is_foreign("frame.home")
    assert words.language_of("frame.home") == "en"
    assert words["frame.home"].__html__() == '<span lang="en" dir="ltr">Home</span>'
    assert words.plural("topic.articles", 2) == "2 answers"
    assert isinstance(words.plural("topic.articles", 2), ForeignText)
    assert isinstance(words.text("hours.place", city="Roma"), ForeignText)
    assert type(words.plain("frame.home")) is str


def test_a_text_in_the_language_of_the_page_is_not_marked():
    words = strings("it")

    assert type(words["frame.home"]) is str
    assert not words.is_foreign("frame.home")
    assert words.language_of("frame.home") == "it"
    assert type(words.text("hours.place", city="Roma")) is str


def test_a_marked_text_is_escaped():
    assert ForeignText("a < b & c", "en").__html__() == '<span lang="en" dir="ltr">a &lt; b &amp; c</span>'
    assert ForeignText("سلام", "ar").__html__() == '<span lang="ar" dir="rtl">سلام</span>'


@pytest.mark.parametrize(("regional", "base"), [("it-CH", "it"), ("en-US", "en"), ("et-EE", "et")])
def test_a_regional_language_has_the_strings_of_its_base(regional, base):
    words = strings(regional)

    assert words["feedback.yes"] == strings(base)["feedback.yes"]
    assert not words.is_foreign("feedback.yes")


def test_a_site_completes_and_replaces_strings():
    words = strings("it", {"frame.home": "Pagina iniziale"})

    assert words["frame.home"] == "Pagina iniziale"
    assert words["frame.menu"] == "Menu"
    assert strings("it")["frame.home"] == "Home"
    assert strings("gl", {"frame.home": "Inicio"})["frame.home"] == "Inicio"
    assert strings("en", {"frame.home": "Start"})["frame.home"] == "Start"


def test_strings_of_one_family_come_from_one_language():
    hours = {"hours.closes.today": "Aberto · pecha ás {time}", "hours.opens.today": "Pechado · abre ás {time}"}
    words = strings("gl", {**hours, "hours.title": "Horario"})

    assert words["hours.title"] == "Horario"
    assert words["hours.closes.today"] == "Open now · closes at {time}"
    assert words.language_of("channels.reply.day") == "en"


def test_a_plural_with_a_missing_form_is_english_in_all_of_them():
    words = strings("cs", {"topic.articles.one": "{n} odpověď", "topic.articles.few": "{n} odpovědi"})

    assert [words.plural("topic.articles", number) for number in (1, 3, 5)] == ["1 answer", "3 answers", "5 answers"]
    whole = strings("cs", {f"topic.articles.{form}": form for form in plural_forms("cs")})
    assert [whole.plural("topic.articles", number) for number in (1, 3, 5)] == ["one", "few", "other"]


def test_a_string_that_nobody_knows_is_left_out():
    words = strings("it", {"frame.nothing": "x"})

    assert "frame.nothing" not in words
    assert set(words) == set(strings("it"))
    assert len(words) == len(set(words))


def test_missing_strings_are_listed_with_the_plural_forms_of_the_language():
    missing = missing_strings("cs", {"frame.home": "Domů", "topic.articles.one": "{n} odpověď"})

    assert "frame.home" not in missing
    assert "frame.menu" in missing
    assert [key for key in missing if key.startswith("topic.articles")] == [
        "topic.articles.few",
        "topic.articles.other",
    ]
    assert not [key for key in missing if key.startswith(STAFF_SECTIONS)]


def test_every_family_names_strings_that_exist():
    for family in FAMILIES:
        for prefix in family:
            assert [key for key in builtin_strings("en") if key.startswith(prefix)], prefix


@every_language
def test_a_plural_has_the_forms_of_its_language_and_no_english_ones(language):
    found = [key for key in strings(language).under("search.ui") if key.startswith("found.")]

    assert sorted(found) == sorted(f"found.{form}" for form in plural_forms(language))


def test_the_strings_under_a_prefix_have_the_rest_of_their_key():
    under = strings("it").under("search.ui")

    assert under["found.one"] == "{n} risultato"
    assert "results" in under
    assert set(under) == {key.removeprefix("search.ui.") for key in strings("it") if key.startswith("search.ui.")}
    assert all(type(text) is str for text in strings("gl").under("search.ui").values())


def test_strings_are_a_mapping():
    words = Strings("it", {"a": "uno"}, {"a": "one", "b": "two"})

    assert dict(words) == {"a": "uno", "b": "two"}
    assert len(words) == 2
    assert list(words) == ["a", "b"]
