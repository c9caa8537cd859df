"""Properties of the whole application: honest readers are counted, whatever the words, ages or clocks."""

from datetime import date
from html.parser import HTMLParser

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from helpcentre.collector.intake.proxies import TrustedProxies
from helpcentre.collector.intake.rate_limits import RateLimiter
from helpcentre.collector.intake.redaction import Redactor
from helpcentre.contract.limits import day_of
from tests.collector.intake.test_spam import HONEST
from tests.collector.test_http import ITEMS, collector, http, key, site
from tests.collector.world import ALWAYS, DAY, NOON, comment, item, vote

__all__ = ["collector", "http", "site"]


def test_200_honest_comments_in_four_languages_all_count(collector):
    with collector(client=("127.0.0.1", 1), proxies=TrustedProxies(("127.0.0.1",))) as client:
        for number, words in enumerate(HONEST):
            one = vote(0, reason="unclear", age_ms=4_000)
            address = f"203.0.{number // 50}.{number % 50}"
            client.clock.now += 20_000
            answer = client.post(ITEMS, json=[one, comment(one, words)], headers={"x-forwarded-for": address})
            assert answer.json()["stored"] == 2, words
        assert client.store.quarantined() == ()
        said = {one.text for one in client.store.comments(*ALWAYS, limit=10_000)}
    assert len(HONEST) >= 200
    assert len(said) == len({Redactor().redact(words) for words in HONEST})


@given(
    st.lists(
        st.tuples(st.integers(-3 * DAY, 3 * DAY), st.integers(0, 9 * DAY), st.integers(0, 1)), min_size=1, max_size=8
    )
)
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_jump_of_the_clock_and_no_age_counts_a_reader_twice_a_day_or_breaks_the_sums(http, steps):
    now, days = http.clock.now, set()
    http.service.pipeline.limiter = RateLimiter()  # one reader, but many examples
    for row in list(http.store.read_table("item")):
        http.store.erase(row["id"], now)
    for step, age, value in steps:
        http.clock.now = max(NOON - 30 * DAY, http.clock.now + step)
        days.add(day_of(http.clock.now))
        assert http.post(ITEMS, json=vote(value, age_ms=age)).status_code in (200, 201)
    counted = sum(one.n for one in http.store.votes(*ALWAYS))
    assert 0 < counted <= len(days)
    assert http.store.wrong_sums(date(2000, 1, 1)) == {}


class _Tags(HTMLParser):
    def __init__(self):
        super().__init__()
        self.found = []

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, sorted(name for name, _ in attrs)))


def tags(text):
    parser = _Tags()
    parser.feed(text)
    return parser.found


HOSTILE_TEXT = st.lists(
    st.sampled_from(
        ["<script>", "</script>", '"', "'", "<", ">", "&", "<!--", "-->", "</blockquote>", "</p>", "</td>", "]]>",
         "<img src=x onerror=y>", "{{", "}}", "{%", "javascript:", "\u2028", "&lt;"]
    ) | st.text(max_size=5),
    min_size=1, max_size=12,
).map("".join)  # fmt: skip


@given(HOSTILE_TEXT.filter(str.strip))
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_words_add_a_tag_or_an_attribute_to_a_page(http, words):
    reading = {"accept": "text/html", "authorization": f"Bearer {standing_key(http)}"}
    shown = []
    for text in ("x", words):
        for row in list(http.store.read_table("item")):
            http.store.erase(row["id"], NOON)
        said, aside = item(0, who=1), item(0, who=2)
        aside.quarantine("honeypot")
        comments = [item(None, kind="comment", text=text, parent=one.id) for one in (said, aside)]
        http.store.write([said, aside, *comments])
        http.store.write([item(None, who=n, kind="search", results=0, text=text) for n in (1, 2, 3)])
        pages = ("quarantine", "gaps", "article?id=payment-declined&language=it")
        shown.append([tags(http.get(f"/reports/{page}", headers=reading).text) for page in pages])
    assert shown[0] == shown[1]


def standing_key(http):
    """Return one key for all examples of a test."""
    if not hasattr(http, "standing_key"):
        http.standing_key = key(http, "moderate")
    return http.standing_key
