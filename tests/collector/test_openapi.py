"""The project's own OpenAPI document against the running collector: no 5xx, no answer the document does not know."""

import json

import pytest
from hypothesis import HealthCheck, Phase, given, seed, settings

from helpcentre.collector.server.openapi import make_document
from tests.collector.process import running
from tests.collector.world import ORIGIN, known

schemathesis = pytest.importorskip("schemathesis")


def test_the_document_names_what_this_site_has():
    schemas = make_document(known())["components"]["schemas"]
    assert schemas["Contact"]["properties"]["channel"]["enum"] == ["email", "whatsapp"]
    assert schemas["Search"]["properties"]["language"]["enum"] == ["en", "et", "id", "it"]


def test_the_document_has_both_forms_for_readers_without_javascript():
    made = make_document(known())
    body = made["paths"]["/feedback/v1/form"]["post"]["requestBody"]["content"]["application/x-www-form-urlencoded"]
    assert [one["$ref"].rsplit("/", 1)[1] for one in body["schema"]["oneOf"]] == ["FormPost", "ScorePost"]
    score = made["components"]["schemas"]["ScorePost"]
    assert score["properties"]["kind"]["enum"] == ["csat", "nps"]
    assert score["properties"]["language"]["enum"] == ["en", "et", "id", "it"]
    assert score["then"] == {"properties": {"value": {"pattern": "^[0-5]$"}}}


def test_the_document_is_the_one_the_models_make():
    text = json.dumps(make_document(known()))
    for field in ("replaces", "age_ms", "heading", "previous", "corrected", "website"):
        assert field in text
    assert "$defs" not in text


@pytest.mark.filterwarnings("ignore")
def test_no_request_the_document_allows_or_forbids_breaks_the_collector(tmp_path, rounds):
    from schemathesis.checks import not_a_server_error
    from schemathesis.specs.openapi.checks import (
        content_type_conformance,
        response_schema_conformance,
        status_code_conformance,
    )

    checks = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
    with running(tmp_path, f"sqlite:///{tmp_path}/feedback.db", limit=None) as collector:
        base = f"http://127.0.0.1:{collector.port}"
        schema = schemathesis.openapi.from_url(f"{base}/feedback/v1/openapi.json")
        operations = [result.ok() for result in schema.get_all_operations()]
        assert len(operations) == 7
        statuses = {}
        modes = [schemathesis.GenerationMode.POSITIVE, schemathesis.GenerationMode.NEGATIVE]
        asked = [(one, mode) for one in operations for mode in modes if mode == modes[0] or one.method == "post"]
        for turn, (operation, mode) in enumerate(asked * rounds(2, 30)):

            @seed(turn)
            @settings(
                max_examples=4, deadline=None, suppress_health_check=list(HealthCheck), database=None,
                phases=[Phase.generate],
            )  # fmt: skip
            @given(case=operation.as_strategy(generation_mode=mode))
            def ask(case):
                answer = case.call(base_url=base, headers={"Origin": ORIGIN}, allow_redirects=False)
                statuses[answer.status_code] = statuses.get(answer.status_code, 0) + 1
                case.validate_response(answer, checks=checks)

            ask()
        assert statuses.get(422, 0) > 10
        assert max(statuses) < 500
