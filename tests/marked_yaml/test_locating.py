"""Places of values in a YAML file that something else has read."""

from helpcentre.marked_yaml.locating import locate

TEXT = """site_name: !ENV [NAME, Shop]
plugins:
  - search: !!python/name:search.plugin
extra:
  helpcentre:
    brand:
      name: Us
      links: &links
        header:
          - {label: Shop, url: x}
  again: *links
"""
WAY = ("extra", "helpcentre", "brand")


def test_values_and_keys_have_the_places_where_they_are_written():
    document = locate(TEXT, "mkdocs.yml", WAY, {})

    assert document.place(("name",)) == (7, 13)
    assert document.place(("name",), of_key=True) == (7, 7)
    assert document.place(("links", "header", 0, "url")) == (10, 32)
    assert document.place(()) == (7, 7)


def test_the_value_is_the_one_that_was_read_elsewhere():
    assert locate(TEXT, "mkdocs.yml", WAY, {"name": "Other"}).value == {"name": "Other"}


def test_a_part_that_is_inherited_has_the_place_of_the_part_above_it():
    document = locate("INHERIT: base.yml\nextra:\n  other: 1\n", "mkdocs.yml", WAY, {"name": 1})

    assert document.place(("name",)) == (3, 3)


def test_an_alias_has_the_places_of_what_it_stands_for():
    assert locate(TEXT, "mkdocs.yml", ("extra", "again"), {}).place(("header",)) == (10, 11)


def test_a_text_that_is_not_yaml_or_empty_has_the_place_of_its_beginning():
    for text in ("", "a: [", "\t", "a: b: c"):
        assert locate(text, "mkdocs.yml", WAY, {}).place(("name",)) == (1, 1)


def test_an_alias_that_contains_itself_ends():
    document = locate("a: &a\n  b: *a\n", "mkdocs.yml", ("a",), {})

    assert document.place(("b", "b", "b")) == document.place(("b",)) == (1, 4)
    assert document.place(("b", "b"), of_key=True) == (2, 3)
