"""Topics are folders, and none is too long to read."""

from hypothesis import given
from hypothesis import strategies as st

from helpcentre.articles.adoption.folder_topics import MOST, TOP, topics_from_folders


def test_a_top_folder_is_a_topic():
    found = topics_from_folders(["a/x", "a/b/y", "c/z", "alone"])

    assert found.of == {"a/x": "a", "a/b/y": "a", "c/z": "c", "alone": TOP}
    assert found.folders == {"a": "a", "c": "c", TOP: ""}


def test_a_folder_with_too_many_articles_is_divided_into_its_folders():
    names = [f"a/b/{number}" for number in range(MOST)] + ["a/x"]
    found = topics_from_folders(names)

    assert {found.of[name] for name in names[:-1]} == {"a-b"}
    assert found.of["a/x"] == "a"
    assert topics_from_folders(names[1:]).of["a/b/1"] == "a"


def test_a_long_folder_without_folders_stays_one_topic():
    assert set(topics_from_folders(f"a/{number}" for number in range(100)).of.values()) == {"a"}


@given(st.sets(st.lists(st.sampled_from(["a", "b", "c"]), min_size=1, max_size=4).map("/".join)))
def test_every_article_has_a_topic_of_a_folder_above_it(names):
    found = topics_from_folders(names)

    assert set(found.of) == names
    for name, topic in found.of.items():
        assert name.startswith(found.folders[topic])
