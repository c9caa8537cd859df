"""The number of items that count before further ones are quarantined."""

import pytest

from helpcentre.collector.intake.identity import identify
from helpcentre.collector.intake.rate_limits import HOUR_MS, RateLimiter, RateLimits
from tests.collector.world import DAY, NOON, SALT, item, reader

WIDE = dict.fromkeys(RateLimits.__dataclass_fields__, 10**9) | {"score_factor": 3}


def limited(**limits):
    """Return a limiter with only these limits."""
    return RateLimiter(RateLimits(**WIDE | {"fast_ms": 1000} | limits))


def browser(number, address="198.51.100.1"):
    return identify(SALT, address, f"Browser/{number}", "it")


def count(limiter, number, *, who=None, age_ms=5000, **more):
    """Count items and return their signals."""
    return [
        limiter.count_item(who(step) if who else reader(1), item(step % 2, **{"at": NOON + step} | more), age_ms)
        for step in range(number)
    ]


def test_a_reader_may_answer_thirty_times_an_hour():
    signals = count(RateLimiter(), 40)
    assert signals[:30] == [[]] * 30
    assert signals[30:] == [["visitor_budget"]] * 10


def test_a_reader_may_search_and_click_four_times_as_often():
    signals = count(RateLimiter(), 122, kind="search", results=1)
    assert signals[:120] == [[]] * 120
    assert signals[120:] == [["visitor_budget"]] * 2


def test_searches_do_not_use_up_what_is_left_for_answers():
    limiter = limited(visitor_answers_hour=1, visitor_traces_hour=1, network_answers_hour=1, network_traces_hour=1)
    assert count(limiter, 1, kind="search", results=1) == [[]]
    assert count(limiter, 2) == [[], ["visitor_budget", "network_budget"]]


@pytest.mark.parametrize(
    ("kind", "limit"),
    [("vote", "answers"), ("comment", "answers"), ("csat", "answers"), ("nps", "answers"), ("search", "traces"),
     ("contact", "traces"), ("view", "traces")],
)  # fmt: skip
def test_each_kind_is_an_answer_or_a_trace(kind, limit):
    for scope in ("visitor", "network"):
        assert count(limited(**{f"{scope}_{limit}_hour": 0}), 1, kind=kind) == [[f"{scope}_budget"]]


def test_the_next_hour_starts_at_zero():
    limiter = RateLimiter()
    count(limiter, 40)
    assert limiter.count_item(reader(1), item(1, at=NOON + HOUR_MS), None) == []
    assert limiter.count_item(reader(1), item(1, at=NOON + HOUR_MS - 1), None) == []  # a clock that steps back


def test_each_network_has_a_separate_limit():
    signals = count(limited(network_answers_hour=3), 5, who=lambda n: browser(1, f"198.51.100.{n}"))
    assert signals == [[], [], [], ["network_budget"], ["network_budget"]]
    others = count(limited(network_answers_hour=3), 5, who=lambda n: browser(1, f"198.51.{n}.1"))
    assert others == [[]] * 5


def test_each_article_has_a_separate_limit():
    limiter = limited(article_hour=2)
    assert count(limiter, 3, who=reader) == [[], [], ["article_budget"]]
    assert count(limiter, 1, who=reader, article="shipping-cost") == [[]]
    assert count(limiter, 1, who=reader, kind="nps") == [[]]  # about no article


def test_thirty_people_in_one_office_count_and_a_thirty_first_makes_them_a_burst():
    limiter = RateLimiter()
    items = [item(1, who=number) for number in range(32)]
    found = [limiter.count_item(browser(number), one, 9000) for number, one in enumerate(items)]
    assert found == [[]] * 30 + [["burst"]] * 2
    assert limiter.bursts == [[one.id for one in items[:30]]]


@pytest.mark.parametrize(
    ("address", "limit"),
    [
        (lambda n: f"198.51.100.{n}", 60),
        (lambda n: f"2001:db8:7:{n:x}::1", 60),
        (lambda n: f"2001:db8:{n:x}::1", 150),
    ],
)
def test_votes_from_a_rotating_network_or_provider_are_a_burst_and_none_of_them_counts(address, limit):
    limiter = RateLimiter(RateLimits(network_article_day=1000))
    items = [item(1, who=number) for number in range(200)]
    found = [limiter.count_item(browser(n, address(n)), one, 9000) for n, one in enumerate(items)]
    assert found == [[]] * limit + [["burst"]] * (200 - limit)
    assert {identity for ids in limiter.bursts for identity in ids} == {one.id for one in items[:limit]}


def test_many_readers_of_an_ipv4_region_count():
    limiter = RateLimiter()
    found = [limiter.count_item(browser(n, f"198.51.{n}.1"), item(1, who=n), 9000) for n in range(200)]
    assert found == [[]] * 200


def test_a_reader_of_a_burst_does_not_count_by_voting_again():
    limiter = limited(address_burst_hour=2)
    for number in range(3):
        limiter.count_item(browser(number), item(1, who=number), None)
    assert limiter.count_item(browser(0), item(0, who=0), None) == ["burst"]
    assert limiter.count_item(browser(5, "203.0.113.1"), item(0, who=5), None) == []


def test_searches_for_the_same_words_from_one_address_are_a_burst_and_those_of_a_network_are_not():
    limiter = limited(address_burst_hour=2, network_burst_hour=2, provider_burst_hour=2)

    def search(number, words, address="198.51.100.1"):
        return limiter.count_item(
            browser(number, address), item(None, kind="search", who=number, text=words, results=0), None
        )

    assert [search(number, "refund") for number in range(3)] == [[], [], ["burst"]]
    assert search(9, "invoice") == []
    assert [search(number, "refund", f"198.51.100.{number}") for number in range(10, 20)] == [[]] * 10


def test_searches_that_found_something_have_no_words_and_are_not_a_burst():
    limiter = limited(address_burst_hour=1)
    found = [limiter.count_item(browser(n), item(None, kind="search", who=n, results=3), None) for n in range(5)]
    assert found == [[]] * 5


def test_the_next_hour_is_no_longer_part_of_a_burst():
    limiter = limited(address_burst_hour=1)
    for number in range(3):
        limiter.count_item(browser(number), item(1, who=number), None)
    assert limiter.count_item(browser(4), item(1, who=4, at=NOON + HOUR_MS), None) == []


def test_a_score_is_asked_once_for_the_whole_site_so_an_office_may_give_more_of_them():
    limiter = limited(address_article_day=1, network_article_day=2, score_factor=2)
    found = [limiter.count_item(browser(n), item(5, kind="csat", who=n), None) for n in range(5)]
    assert found == [
        [], [], ["address_article_budget"], ["address_article_budget"],
        ["address_article_budget", "network_article_budget"],
    ]  # fmt: skip
    limiter = limited(network_burst_hour=1, score_factor=2)
    found = [limiter.count_item(browser(n), item(5, kind="nps", who=n), None) for n in range(3)]
    assert found == [[], [], ["burst"]]


@pytest.mark.parametrize("more", [{"article": "shipping-cost"}, {"language": "et"}])
def test_each_article_in_each_language_is_a_separate_question(more):
    limiter = limited(address_article_day=1, network_article_day=1)
    assert limiter.count_item(browser(1), item(1, who=1), None) == []
    assert limiter.count_item(browser(2), item(1, who=2, **more), None) == []
    assert limiter.count_item(browser(3), item(1, who=3), None) == ["address_article_budget", "network_article_budget"]


def test_comments_and_searches_are_not_limited_by_the_number_of_readers():
    limiter = limited(address_article_day=0, network_article_day=0)
    assert limiter.count_item(browser(1), item(None, kind="comment", text="x"), None) == []
    assert limiter.count_item(browser(1), item(None, kind="search", results=0), None) == []


def test_readers_who_counted_once_may_change_their_minds_in_a_crowded_office():
    limiter = limited(address_article_day=10)
    for number in range(15):
        limiter.count_item(browser(number), item(1, who=number), None)
    assert limiter.count_item(browser(0), item(0, who=0), None) == []
    assert limiter.count_item(browser(14), item(0, who=14), None) == ["address_article_budget"]


def test_the_next_day_starts_at_zero_for_an_office_too():
    limiter = limited(address_article_day=1)
    count(limiter, 3, who=browser)
    assert limiter.count_item(browser(9), item(1, who=9, at=NOON + DAY), None) == []


@pytest.mark.parametrize(("age_ms", "suspect"), [(0, True), (999, True), (1000, False), (None, False)])
def test_only_many_answers_within_a_second_are_suspicious(age_ms, suspect):
    signals = count(limited(fast_hour=10), 14, age_ms=age_ms)
    assert signals[:10] == [[]] * 10
    assert signals[10:] == [["too_fast"] if suspect else []] * 4


def test_a_search_may_come_at_once():
    assert count(limited(fast_hour=0), 1, age_ms=1, kind="search", results=1) == [[]]


def test_memory_stays_bounded_and_a_flood_does_not_reset_the_count_of_the_flooder():
    limiter = RateLimiter(size=500)
    for number in range(3000):
        limiter.count_item(browser(number), item(1, who=number), None)
    assert len(limiter) <= 500
    assert "network_budget" in limiter.count_item(browser("new", "198.51.100.9"), item(1), None)


def test_a_key_that_is_used_again_is_not_forgotten_before_those_that_are_not():
    limiter = RateLimiter(RateLimits(**WIDE | {"visitor_answers_hour": 1}), size=40)
    for number in range(100):
        limiter.count_item(reader(1), item(1, article=""), None)
        limiter.count_item(reader(number + 2), item(1, article="", kind="comment", text="x"), None)
    assert limiter.count_item(reader(1), item(1), None)[:1] == ["visitor_budget"]


def test_no_network_has_more_than_its_share_of_a_day_whatever_it_sends():
    limiter = limited(network_day=3)
    kinds = ["vote", "search", "contact", "nps", "comment"]
    found = [
        limiter.count_item(browser(n, f"198.51.100.{n}"), item(None, kind=kind, who=n, at=NOON + n * HOUR_MS), None)
        for n, kind in enumerate(kinds)
    ]
    assert found == [[], [], [], ["daily_share"], ["daily_share"]]
    assert limiter.count_item(browser(9, "198.51.101.1"), item(1, who=9), None) == []


def test_no_provider_has_more_than_its_share_of_a_day():
    limiter = limited(provider_day=3)
    found = [limiter.count_item(browser(1, f"2001:db8:{n}::1"), item(1, who=n), None) for n in range(5)]
    assert found == [[], [], [], ["daily_share"], ["daily_share"]]
    assert limiter.count_item(browser(1, "2001:db9::1"), item(1, who=9), None) == []
    assert limiter.count_item(browser(1, "2001:db8::1"), item(1, who=9, at=NOON + DAY), None) == []


def test_the_share_of_a_provider_is_used_up_by_networks_that_are_above_their_own():
    limiter = limited(network_day=1, provider_day=3)
    for number in range(3):
        limiter.count_item(browser(1), item(1, who=number), None)
    assert limiter.count_item(browser(1, "198.51.101.1"), item(1, who=9), None) == ["daily_share"]
