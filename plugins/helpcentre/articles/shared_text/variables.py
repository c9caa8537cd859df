"""`variables.yml`: values that pages name as `{{ name }}`, such as prices, dates and addresses, for each language."""

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, RootModel

from helpcentre.articles.shared_text.model import VARIABLE_NAME, Variables
from helpcentre.errors import Finding, FindingsError, did_you_mean
from helpcentre.language.amounts import currency_codes, decimal_number, money
from helpcentre.language.dates import long_date
from helpcentre.marked_yaml.loading import Document, Key, load
from helpcentre.marked_yaml.validation import validate

RULE = "variables"
ANY_LANGUAGE = "default"
"""The key of the value for every language that has no other."""
_NAME = re.compile(VARIABLE_NAME)
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def _parse_currency(value: Any) -> Any:
    if value not in currency_codes():
        hint = did_you_mean(value, currency_codes()) if isinstance(value, str) else ""
        raise ValueError(f"write the three letters of a currency, such as EUR{hint}")
    return value


def _parse_day(value: Any) -> Any:
    if isinstance(value, str) and _DATE.fullmatch(value):
        try:
            return dt.date.fromisoformat(value)
        except ValueError:
            raise ValueError("there is no such day in the calendar; write an existing date") from None
    raise ValueError("this is not a date; write it as 2026-11-01")


class Amount(BaseModel):
    """A sum of money, which each language writes in its own way."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    amount: int | float = Field(description="the sum; with two decimals if it is written with any, such as 4.50")
    currency: Annotated[str, BeforeValidator(_parse_currency)] = Field(description="three letters, such as EUR")


class Day(BaseModel):
    """A day, which each language writes in its own way."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    date: Annotated[dt.date, BeforeValidator(_parse_day)] = Field(description="the day, such as 2026-12-24")


Value = str | int | float | Amount | Day
_Text = Annotated[str, Field(min_length=1, pattern=r"^[^\r\n]+$")]
_Written = _Text | int | float | Amount | Day
_Name = Annotated[str, Field(pattern=f"^{VARIABLE_NAME}$")]


_Language = Annotated[str, Field(pattern=r"^(?:default|[a-z]{2,3}(?:-[A-Za-z0-9]+)*)$")]
_NO_OTHER_KEY = Field(json_schema_extra={"additionalProperties": False})
_ByLanguage = Annotated[dict[_Language, _Written], _NO_OTHER_KEY]


class VariablesFile(RootModel[Annotated[dict[_Name, _Written | _ByLanguage], _NO_OTHER_KEY]]):
    """The file as editors complete it; `parse_variables` reads it with better messages."""


def parse_variables(text: str, path: str, languages: Sequence[str]) -> Variables:
    """Return the variables in the text of a file that messages call `path`; raises FindingsError with all its errors.

    `languages` are those of the site. A language with a country, such as `pt-BR`, takes the value of `pt` if it has
    none itself.
    """
    document = load(text, path)
    if document.value is None:
        return Variables()
    if not isinstance(document.value, dict):
        message = "variables are names with their values, such as returns_days: 30; write each on its own line"
        raise FindingsError([document.finding((), message, rule=RULE)])
    known = sorted({*languages, *(code.split("-")[0] for code in languages)})
    values: dict[str, dict[str, Value]] = {}
    findings: list[Finding] = []
    for name, written in document.value.items():
        findings += _check_name(document, name)
        values[name] = {}
        for language, key, value in _list_values(name, written):
            findings += _check_language(document, key, language, known)
            try:
                values[name][language] = _parse_value(document, key, value)
            except FindingsError as error:
                findings += error.findings
    if findings:
        raise FindingsError(findings)
    texts = {name: dict(_write_in_each(of_name, languages)) for name, of_name in values.items()}
    return Variables(texts, {name: document.place((name,), of_key=True) for name in values})


def _list_values(name: str, written: Any) -> Iterator[tuple[str, Key, Any]]:
    """Yield (language, key, value) of a variable, whose values may be written by language."""
    if isinstance(written, dict) and written and not {*Amount.model_fields, *Day.model_fields} & written.keys():
        for language, value in written.items():
            yield language, (name, language), value
    else:
        yield ANY_LANGUAGE, (name,), written


def _check_name(document: Document, name: str) -> Iterator[Finding]:
    if not _NAME.fullmatch(name):
        message = f"'{name}' is not a valid name; write lower-case letters, digits and single _ such as price_gift_wrap"
        yield document.finding((name,), message, rule=RULE, of_key=True)


def _check_language(document: Document, key: Key, language: str, known: Sequence[str]) -> Iterator[Finding]:
    if language != ANY_LANGUAGE and language not in known:
        hint = did_you_mean(language, (*known, ANY_LANGUAGE, *Amount.model_fields, *Day.model_fields))
        listed = ", ".join((*known, ANY_LANGUAGE))
        message = f"'{language}' is not a language of this site{hint or f'; write one of {listed}'}"
        yield document.finding(key, message, rule=RULE, of_key=True)


def _parse_value(document: Document, key: Key, value: Any) -> Any:
    if isinstance(value, dict) and value:
        part = _part_of(document, key, value)
        is_amount = {*Amount.model_fields} & value.keys()
        return validate(Amount, part, rule=RULE) if is_amount else validate(Day, part, rule=RULE)
    problem = ""
    if value is None or value in ("", {}, []):
        problem = "this is empty; write the value, or remove the variable"
    elif isinstance(value, bool | list):
        problem = "write text, a number, {amount: 4.50, currency: EUR} or {date: 2026-12-24}"
    elif isinstance(value, str) and "\n" in value.strip():
        problem = "a value is one line; write longer text as a snippet in snippets/"
    if problem:
        raise FindingsError([document.finding(key, f"{'.'.join(map(str, key))}: {problem}", rule=RULE)])
    return value.strip() if isinstance(value, str) else value


def _part_of(document: Document, key: Key, value: Any) -> Document:
    """Return the part of a document at `key` as a document, whose findings are at the places in the whole one."""
    size = len(key)
    values = {one[size:]: mark for one, mark in document.values.items() if one[:size] == key}
    keys = {one[size:]: mark for one, mark in document.keys.items() if one[:size] == key}
    return replace(document, value=value, values=values, keys=keys, twice=())


def _write_in_each(values: Mapping[str, Value], languages: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield each language that has a value, and the value as this language writes it."""
    for language in languages:
        keys = (language, language.split("-")[0], ANY_LANGUAGE)
        found = next((key for key in keys if key in values), None)
        if found is not None:
            yield language, _write_value(values[found], language)


def _write_value(value: Value, language: str) -> str:
    if isinstance(value, Amount):
        return money(value.amount, value.currency, language)
    if isinstance(value, Day):
        return long_date(value.date, language)
    return decimal_number(value, language) if isinstance(value, float) else str(value)
