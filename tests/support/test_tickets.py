"""Tickets in three dialects, and measured answer times against promises."""

from zoneinfo import ZoneInfo

import pytest

from helpcentre.errors import FindingsError
from helpcentre.support.field_types import format_duration
from helpcentre.support.load import parse_support
from helpcentre.support.response_times import as_yaml, measure, p90
from helpcentre.support.tickets import ambiguous_dates, channel_of, read_tickets

ROME = ZoneInfo("Europe/Rome")
SHOP = """
version: 1
default_time_zone: Europe/Rome
schedules: {office: {weekly: {mon-fri: ["09:00-13:00", "14:00-18:00"]}}}
channels:
  phone: {kind: phone, label: {en: Hotline}, number: "+39 06 9480 2210", schedule: office, languages: [en],
          response: {mode: live, wait: 3m}}
  mail: {kind: email, address: a@example.com, schedule: office, languages: [en], response: {mode: async, promise: 4h}}
  form: {kind: form, url: /ask/, languages: [en], response: {mode: async, promise: 24h, clock: elapsed}}
"""
OWN = """\
channel,created,first_response,resolved,customer
mail,2026-11-20T16:00+01:00,2026-11-23T10:00+01:00,2026-11-23T12:00+01:00,anna
mail,2026-11-23T12:30,2026-11-23T14:30,,bruno
mail,2026-11-23T12:30,,,anna
form,2026-11-21T10:00Z,2026-11-22T11:00Z,,
fax,2026-11-21T10:00Z,2026-11-22T11:00Z,,
"""


@pytest.fixture(scope="module")
def shop():
    return parse_support(SHOP, "support.yml")


def measured(shop, text):
    return measure(shop, read_tickets(text, "tickets.csv", ROME))


def test_answer_times_are_counted_in_the_channels_working_minutes(shop):
    mail, form = measured(shop, OWN).channels
    # Friday 16:00 to Monday 10:00 is 2 h + 1 h; 12:30 to 14:30 is 30 min + 30 min over the lunch break
    assert (mail.channel, mail.answers, mail.unanswered) == ("mail", 2, 1)
    assert (mail.median, mail.p90, mail.promise) == (120, 180, 240)
    assert mail.resolution_median == 300
    assert not mail.worse
    # elapsed: 25 hours, an hour more than promised
    assert (form.clock, form.p90, form.within_promise) == ("elapsed", 1500, 0)


@pytest.mark.parametrize(("count", "found", "worse"), [(1, None, False), (4, None, False), (5, 370, True)])
def test_a_handful_of_late_answers_does_not_break_the_promise(shop, count, found, worse):
    text = "channel,created,first_response\n" + "mail,2026-11-23T09:00,2026-11-23T16:10\n" * count
    (mail,) = measured(shop, text).channels
    assert (mail.reliable_p90, mail.worse) == (found, worse)


def test_people_are_counted_once_and_unknown_channels_are_named(shop):
    found = measured(shop, OWN)
    assert (found.customers, found.unknown) == (2, {"fax": 1})


def test_an_export_of_zendesk_is_recognised(shop):
    (mail,) = measured(
        shop,
        "Id,Requester id,Subject,Via,Created at,Solved at,First reply time in minutes,Full resolution time in minutes\n"
        '1,77,"Where, where?",Mail,2026-11-23 09:00,2026-11-23 11:00,45,120\n'
        "2,78,Hi,Mail,2026-11-23 17:30:00 +0100,,,\n",
    ).channels
    assert (mail.answers, mail.unanswered, mail.p90, mail.resolution_median) == (1, 1, 45, 120)


def test_an_export_of_freshdesk_is_recognised(shop):
    text = (
        "Ticket ID;Source;Created time;Resolved time;Initial response time;First response time (in hrs);Contact ID\n"
        "1;Email;2026-11-23 09:00:00;2026-11-23 11:00:00;2026-11-23 09:20:00;00:20:00;5\n"
        "2;Phone;2026-11-23 09:00:00;;2026-11-23 09:02:00;00:02:00;6\n"
    )
    phone, mail = measured(shop, "\ufeff" + text).channels
    assert (mail.p90, phone.p90, phone.promise) == (20, 2, 3)


def test_a_freshdesk_export_without_the_time_of_the_answer_still_has_its_duration(shop):
    text = "Source,Created time,First response time (in hrs)\nPortal,2026-11-23 09:00:00,01:35:00\n"
    assert measured(shop, text).channels[0].p90 == 95


def test_a_channel_is_known_by_its_name_its_label_or_its_kind(shop):
    assert [channel_of(shop, said) for said in ("mail", "Hotline", "E-Mail", "Web Form", "Voice", "fax")] == [
        "mail",
        "phone",
        "mail",
        "form",
        "phone",
        None,
    ]


def test_rows_that_cannot_be_read_are_found_all_at_once():
    with pytest.raises(FindingsError) as error:
        read_tickets(
            "channel,created,first_response\nmail,yesterday,\nmail,2026-11-23T09:00,2026-11-22T09:00\nmail,,\n",
            "t.csv",
            ROME,
        )
    found = [str(finding) for finding in error.value.findings]
    assert found[0].startswith("t.csv:2:1: created: 'yesterday' is not a valid date and time")
    assert "before created" in found[1]
    assert "created is empty" in found[2]


def dated(*days):
    return "channel,created,first_response\n" + "".join(f"mail,{day} 09:00,{day} 10:00\n" for day in days)


def test_slash_dates_that_can_be_read_both_ways_are_found_with_the_order_that_was_taken(shop):
    text = dated("07/07/2026", "05/06/2026", "01/02/2026")
    assert [one.created.month for one in read_tickets(text, "t.csv", ROME)] == [7, 6, 2]
    assert str(ambiguous_dates(text, "t.csv")) == (
        "t.csv:3:1: created: '05/06/2026' was read day first, as 2026-06-05, but no date in this file shows the "
        "order. Use YYYY-MM-DD to make it clear"
    )


@pytest.mark.parametrize("days", [(), ("2026-06-05",), ("06/06/2026",), ("05/06/2026", "23/06/2026")])
def test_dates_whose_order_is_known_give_no_warning(days):
    assert ambiguous_dates(dated(*days), "t.csv") is None


def test_a_file_without_the_columns_says_which_ones():
    with pytest.raises(
        FindingsError, match=r"t\.csv:1:1: missing columns: created, first_response \(found: channel, when\)"
    ):
        read_tickets("channel,when\nmail,x\n", "t.csv", ROME)


def test_nine_of_ten_is_the_nearest_rank():
    assert p90(list(range(1, 11))) == 9
    assert p90([5]) == 5
    assert p90([]) is None
    assert p90(list(range(1, 12))) == 10


def test_a_line_for_support_yml_is_offered_from_fifty_answers(shop):
    row = "mail,2026-11-23T09:00,2026-11-23T15:10\n"
    head = "channel,created,first_response\n"
    assert as_yaml(measured(shop, head + row * 49).channels[0]) == ""
    line = as_yaml(measured(shop, head + row * 50).channels[0])
    assert line == "measured: {p90: 5h10m, answers: 50, through: 2026-11-23}"
    parse_support(SHOP.replace("promise: 4h}", f"promise: 4h, {line}}}"), "support.yml")


def test_minutes_are_written_as_the_support_file_writes_them():
    assert [format_duration(value) for value in (None, 0, 25, 60, 61.2, 310)] == [
        "–",
        "0m",
        "25m",
        "1h",
        "1h2m",
        "5h10m",
    ]
