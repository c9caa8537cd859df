"""Every mistake of support.yml, told all at once, at its place, with what to write instead."""

import re

import pytest

HEAD = "version: 1\ndefault_time_zone: Europe/Rome\n"
OPEN = "schedules:\n  office: {weekly: {mon-fri: ['09:00-17:00']}}\n"

ONE_MISTAKE = {
    "ranges that overlap": (
        HEAD + "schedules:\n  a: {weekly: {mon: ['09:00-13:00', '12:00-18:00']}}\n",
        r"^content/support\.yml:4:37: '12:00-18:00' overlaps '09:00-13:00'",
    ),
    "a night that overlaps the next morning": (
        HEAD + "schedules:\n  a: {weekly: {mon: ['22:00-02:30'], tue: ['02:00-04:00']}}\n",
        r"'02:00-04:00' overlaps '22:00-02:30'",
    ),
    "sunday night overlaps monday": (
        HEAD + "schedules:\n  a: {weekly: {sun: ['22:00-02:30'], mon: ['02:00-04:00']}}\n",
        r"'02:00-04:00' overlaps '22:00-02:30'",
    ),
    "a bare time where hours belong": (
        HEAD + "schedules:\n  a: {weekly: {mon: [10:00]}}\n",
        r":4:22: .*this is one time, not hours; write when it opens and closes.*found '10:00'",
    ),
    "the number YAML made of a bare time": (
        HEAD + "schedules:\n  a: {weekly: {mon: [600]}}\n",
        r":4:22: .*number, not hours; write a range in quotes.*found 600",
    ),
    "an unknown zone": (
        HEAD + "schedules:\n  a: {time_zone: Europe/Roma, weekly: {}}\n",
        r":4:18: .*no such time zone.*did you mean 'Europe/Rome'",
    ),
    "an unknown country": (
        HEAD + OPEN + "holidays:\n  x: {from: {country: ZZ}}\n",
        r":6:13: .*no holidays are known for country 'ZZ'",
    ),
    "an unknown part of a country": (
        HEAD + OPEN + "holidays:\n  x: {from: {country: IT, subdiv: RMM}}\n",
        r"IT has no subdiv 'RMM'; did you mean 'RM'",
    ),
    "an unknown category": (
        HEAD + OPEN + "holidays:\n  x: {from: {country: EE, categories: [bank]}}\n",
        r"EE has no category 'bank'; write half_day, public",
    ),
    "an unknown holiday set": (
        HEAD + "holidays: {rome: {}}\nschedules:\n  a: {weekly: {}, holidays: {use: roma}}\n",
        r":5:35: there is no holiday set 'roma'; did you mean 'rome'",
    ),
    "a dropped day that is no holiday": (
        HEAD + OPEN + "holidays:\n  x: {from: {country: EE}, drop: [2026-12-27]}\n",
        r":6:35: drop: 2026-12-27 is no holiday of 'x'; the nearest is 2026-12-26",
    ),
    "an unknown schedule": (
        HEAD + OPEN + "channels: {m: {kind: email, address: a@example.com, schedule: ofice}}\n",
        r":5:63: there is no schedule 'ofice'; did you mean 'office'",
    ),
    "an unknown channel": (HEAD + OPEN + "unsupported: {to: [mail]}\n", r":5:20: there is no channel 'mail'"),
    "24:30": (
        HEAD + "schedules:\n  a: {weekly: {mon: ['20:00-24:30']}}\n",
        r":4:22: .*closing times end at 24:00; for hours after midnight.*found '20:00-24:30'",
    ),
    "two exceptions for one day": (
        HEAD
        + "schedules:\n  a:\n    exceptions:\n      - {date: 2026-12-24, hours: closed}\n"
        + "      - {from: 2026-12-20, through: 2026-12-26, hours: closed}\n",
        r":7:9: 2026-12-24 has two exceptions \(the other is in line 6\)",
    ),
    "two seasons for one day": (
        HEAD
        + "schedules:\n  a:\n    seasons:\n      - {from: 2026-12-20, through: 2027-01-06, weekly: {}}\n"
        + "      - {from: 2027-01-06, through: 2027-01-10, weekly: {}}\n",
        r":7:9: 2027-01-06 has two seasons",
    ),
    "a weekday told twice": (
        HEAD + "schedules:\n  a: {weekly: {mon-thu: closed, thu: closed}}\n",
        r":4:33: thu is told twice, by 'mon-thu' and by 'thu'",
    ),
    "an unknown weekday": (HEAD + "schedules:\n  a: {weekly: {lun: closed}}\n", r":4:16: 'lun' is no weekday"),
    "hours that end where they begin": (
        HEAD + "schedules:\n  a: {weekly: {mon: ['09:00-09:00']}}\n",
        r'for a whole day write "00:00-24:00"',
    ),
    "a day that does not exist": (
        HEAD + "schedules:\n  a:\n    exceptions: [{date: 2026-02-30, hours: closed}]\n",
        r":5:25: .*no such day in the calendar.*found '2026-02-30'",
    ),
    "a closure that ends before it begins": (
        HEAD + "schedules:\n  a:\n    closures: [{from: 2026-11-25T12:00, to: 2026-11-25T10:00}]\n",
        r":5:16: .*'to' \(2026-11-25T10:00\) is not after 'from'; swap them",
    ),
    "an exception with no day": (
        HEAD + "schedules:\n  a:\n    exceptions: [{hours: closed}]\n",
        r"write either 'date', or 'from' and 'through'",
    ),
    "a schedule without a zone": (
        "version: 1\nschedules:\n  a: {weekly: {}}\n",
        r":3:3: 'schedules\.a' has no time_zone",
    ),
    "no schedules": (HEAD, r"'schedules' is missing; add it"),
    "a misspelt key": (
        HEAD + "schedules:\n  a: {wekly: {}}\n",
        r":4:7: unknown key 'schedules\.a\.wekly'; did you mean 'weekly'",
    ),
    "a number that cannot exist": (
        HEAD + OPEN + "channels: {p: {kind: phone, number: '+39 06', schedule: office}}\n",
        r":5:37: channels\.p\.number: .*write it with \+ and the country code.*found '\+39 06'",
    ),
    "a number without its country": (
        HEAD + OPEN + "channels: {p: {kind: phone, number: '06 9480 2210'}}\n",
        r"this is no telephone number; write it with \+",
    ),
    "WhatsApp on a free number": (
        HEAD + OPEN + "channels: {w: {kind: whatsapp, number: '+39 800 123 456'}}\n",
        r"no WhatsApp account; write a mobile or landline",
    ),
    "an address without a domain": (
        HEAD + OPEN + "channels: {m: {kind: email, address: 'help@'}}\n",
        r":5:38: .*this is no e-mail address",
    ),
    "a channel without its address": (
        HEAD + OPEN + "channels: {m: {kind: email}}\n",
        r":5:12: 'm' \(email\) has no address",
    ),
    "a promise without a unit": (
        HEAD + OPEN + "channels: {m: {kind: email, address: a@example.com, response: {mode: async, promise: 4}}}\n",
        r"response\.promise: a number alone has no unit; write 4m for minutes or 4h for hours",
    ),
    "a promise in working time without a schedule": (
        HEAD + OPEN + "channels: {m: {kind: email, address: a@example.com, response: {mode: async, promise: 4h}}}\n",
        r"'m' promises an answer in working time but has no schedule",
    ),
    "a wait where a promise belongs": (
        HEAD + OPEN + "channels: {m: {kind: email, address: a@example.com, response: {mode: async, wait: 4h}}}\n",
        r"mode async takes 'promise', not 'wait'",
    ),
    "a robot without people": (
        HEAD + OPEN + "channels: {b: {kind: chatbot, url: /chat/}}\n",
        r":5:12: 'b' is a robot without people behind it",
    ),
    "a robot that hands over in another language": (
        HEAD
        + OPEN
        + "channels:\n  b: {kind: chatbot, url: /chat/, languages: [en, et], handover: {to: [m]}}\n"
        + "  m: {kind: email, address: a@example.com, languages: [en]}\n",
        r":6:71: 'b' hands over to nobody who speaks 'et'",
    ),
    "a robot that hands over to a robot": (
        HEAD
        + OPEN
        + "channels:\n  b: {kind: chatbot, url: /chat/, languages: [en], handover: {to: [c]}}\n"
        + "  c: {kind: chatbot, url: /chat/, languages: [en], handover: {to: [m]}}\n"
        + "  m: {kind: email, address: a@example.com, languages: [en]}\n",
        r":6:67: 'b' hands over to nobody who speaks 'en'",
    ),
    "a topic nobody answers in one language": (
        HEAD
        + OPEN
        + "channels:\n  m: {kind: email, address: a@example.com, languages: [en]}\n"
        + "topics:\n  pay: {label: {en: Payments, it: Pagamenti}}\n",
        r":8:3: nobody answers 'pay' in 'it'",
    ),
    "a topic whose only channel is hidden": (
        HEAD
        + OPEN
        + "channels:\n  m: {kind: email, address: a@example.com, languages: [en]}\n"
        + "topics:\n  pay: {label: {en: Payments}, hide: [m]}\n",
        r"nobody answers 'pay' in 'en'",
    ),
    "an unsupported channel that leads nowhere": (
        HEAD + OPEN + "channels: {i: {kind: social, supported: false}}\n",
        r"'i' is not supported and sends people nowhere; add redirect_to",
    ),
    "a notice that ends before it begins": (
        HEAD + OPEN + "notices: [{id: n, from: 2026-12-02T00:00, to: 2026-12-01T00:00, text: {en: Late}}]\n",
        r"'to' \(2026-12-01T00:00\) is not after 'from'",
    ),
    "a notice without a clock": (
        (
            "version: 1\n"
            "schedules: {a: {time_zone: UTC}}\n"
            "notices: [{id: n, from: 2026-12-01T00:00, to: 2026-12-02T00:00, text: {en: Late}}]\n"
        ),
        r"begins and ends by the clock of default_time_zone, which is missing",
    ),
    "a text in no language": (
        HEAD + OPEN + "topics: {pay: {label: Payments}}\n",
        r"write the text per language, such as \{en: Phone, it: Telefono\}",
    ),
    "a key that stands twice": (HEAD + OPEN + "version: 1\n", r"'version' is defined twice"),
    "an empty file": ("", r":1:1: keys with their values belong here: version, .*schedules.*\(found nothing\)"),
    "a list instead of a file": ("- a\n", r":1:1: keys with their values belong here: version, .*\(found \['a'\]\)"),
    "a schedule with nothing in it": (
        HEAD + "schedules:\n  a:\n",
        r":4:5: schedules\.a: keys with their values belong here: time_zone, weekly, .*\(found nothing\)",
    ),
    "holidays that are a word": (
        HEAD + OPEN + "holidays: h\n",
        r":5:11: holidays: names and values belong here; write each on its own line \(found 'h'\)",
    ),
    "a list where names belong": (HEAD + "schedules: [a]\n", r":3:12: schedules: names and values belong here"),
    "no schedule at all": (
        HEAD + "schedules: {}\n",
        r":3:12: schedules: this is empty; write at least 1 \(found {}\)",
    ),
    "another version": ("version: 2\n" + HEAD.split("\n")[1] + "\n" + OPEN, r":1:10: version: write 1 \(found 2\)"),
    "a horizon in words": (HEAD + OPEN + "horizon_days: x\n", r":5:15: horizon_days: write a whole number"),
    "a horizon of no days": (HEAD + OPEN + "horizon_days: 0\n", r"horizon_days: write 1 or more \(found 0\)"),
    "more years than are frozen": (
        HEAD + OPEN + "holidays: {h: {years: 11}}\n",
        r"holidays\.h\.years: write 10 or less \(found 11\)",
    ),
    "a word where a list belongs": (
        HEAD + OPEN + "channels: {m: {kind: email, address: a@example.com, languages: en}}\n",
        r":5:64: channels\.m\.languages: a list belongs here; write it in brackets",
    ),
    "a kind that is misspelt": (
        HEAD + OPEN + "channels: {m: {kind: emial, address: a@example.com}}\n",
        r"channels\.m\.kind: write 'phone', .* or 'community'; did you mean 'email'\? \(found 'emial'\)",
    ),
    "a word where yes or no belongs": (
        HEAD + OPEN + "channels: {m: {kind: email, address: a@example.com, supported: maybe}}\n",
        r"channels\.m\.supported: write true or false \(found 'maybe'\)",
    ),
    "an address that is a number": (
        HEAD + OPEN + "channels: {c: {kind: chat, url: 3}}\n",
        r"channels\.c\.url: write text here, in quotes if it looks like a number \(found 3\)",
    ),
    "a notice with a long name": (
        HEAD + OPEN + "notices: [{id: A b, from: 2026-12-01T00:00, to: 2026-12-02T00:00, text: {en: Late}}]\n",
        r":5:16: notices\.0\.id: write small letters, digits and hyphens, such as christmas-delays \(found 'A b'\)",
    ),
    "a closure since ever": (
        HEAD + "schedules:\n  a:\n    closures: [{from: 0001-01-01T00:00, to: 2099-12-31T23:59}]\n",
        r":5:23: .*this is too far away; write a year from 1971 to 2900 \(found '0001-01-01T00:00'\)",
    ),
    "an exception for ever": (
        HEAD + "schedules:\n  a:\n    exceptions: [{from: 2026-01-01, through: 9999-12-31, hours: closed}]\n",
        r":5:46: .*this is too far away; write a year from 1971 to 2900 \(found '9999-12-31'\)",
    ),
    "a notice for ever": (
        HEAD + OPEN + "notices: [{id: n, from: 2026-12-01T00:00, to: 9999-12-31T23:59, text: {en: Late}}]\n",
        r":5:47: .*write a year from 1971 to 2900",
    ),
    "no YAML at all": ("version: [1\n", r":1:10: the \[ is not closed"),
}


@pytest.mark.parametrize("name", ONE_MISTAKE)
def test_a_mistake_is_told_at_its_place_with_what_to_write(name, findings):
    text, expected = ONE_MISTAKE[name]
    told = findings(text)
    assert any(re.search(expected, finding) for finding in told), told
    assert len(told) == 1, told


@pytest.mark.parametrize("time", ["18:00", "09:00", "9:30", "00:00", "23:59", "24:00", "25:00", "12:99"])
def test_the_hours_suggested_for_a_bare_time_are_hours(time, findings):
    [told] = findings(HEAD + f"schedules:\n  a: {{weekly: {{mon: {time}}}}}\n")
    suggested = re.search(r'such as "([^"]*)"', told)[1]
    assert findings(HEAD + f"schedules:\n  a: {{weekly: {{mon: ['{suggested}']}}}}\n") == []


def test_mistakes_of_every_kind_come_in_one_report(findings):
    told = findings(
        """\
version: 1
default_time_zone: Europe/Rome
holidays: {it: {from: {country: IT}}}
schedules:
  a:
    time_zone: Mars/Base
    weekly: {mon: ["09:00-13:00", "12:00-18:00"], tue: [10:00], wed: ["20:00-24:30"]}
    holidays: {use: itt}
    exceptions:
      - {date: 2026-12-24, hours: closed}
      - {date: 2026-12-24, hours: ["09:00-12:00"]}
channels:
  p: {kind: phone, number: "12", schedule: b}
""",
        LOCK_OF_ESTONIA,
    )
    for part in ("Mars/Base", "overlaps", "10:00", "24:30", "'itt'", "two exceptions", "'b'", "'12'", "older than"):
        assert any(part in finding for finding in told), (part, told)
    assert len(told) == 9


LOCK_OF_ESTONIA = """\
version: 1
library: holidays 0.109
sets:
  ee: {from: {country: EE, categories: [public]}, years: [2026], days: {2026-12-25: {en: Christmas Day}}}
"""


def test_the_example_of_the_design_is_a_valid_file(findings):
    assert findings(DESIGN_EXAMPLE) == []


DESIGN_EXAMPLE = """\
version: 1
default_time_zone: Europe/Rome
horizon_days: 400
holidays:
  it-rome:
    from: {country: IT, subdiv: RM, categories: [public]}
    years: 3
    add:  [{date: 2026-12-07, name: {it: Ponte dell'Immacolata, en: Bridge day}}]
    drop: []
  ee: {from: {country: EE}}
  own: {add: [{date: 2026-12-24, name: {en: Christmas Eve}}]}
schedules:
  phone-it:
    time_zone: Europe/Rome
    weekly: {mon-thu: ["09:00-13:00", "14:00-18:00"], fri: ["09:00-13:00"]}
    holidays: {use: it-rome, hours: closed}
    seasons:
      - {from: 2027-08-01, through: 2027-08-31, weekly: {mon-fri: ["09:00-13:00"]}}
    exceptions:
      - {date: 2026-12-24, hours: ["09:00-12:00"], name: {it: Vigilia, en: Christmas Eve}}
      - {from: 2026-12-28, through: 2026-12-31, hours: closed, name: {it: Chiusura di fine anno}}
    closures:
      - {from: 2026-11-25T10:30, to: 2026-11-25T12:00, name: {it: Riunione}}
  night-chat: {time_zone: Asia/Jakarta, weekly: {mon-sun: ["20:00-02:30"]}}
  always:     {time_zone: UTC, weekly: {mon-sun: ["00:00-24:00"]}}
channels:
  phone-it:
    kind: phone
    label: {it: Telefono, et: Telefon, id: Telepon, en: Phone}
    number: "+39 06 1234 5678"
    schedule: phone-it
    languages: [it, en]
    topics: [payments, delivery]
    cost: {it: Tariffa della tua rete, en: Your network's rate}
    reachable_from: [IT]
    response: {mode: live, wait: 3m}
  email:
    kind: email
    address: help@example.com
    schedule: phone-it
    languages: [it, en, et, id]
    response: {mode: async, promise: 4h, clock: working}
    subject: {it: "[Aiuto] {title}", en: "[Help] {title}"}
  whatsapp: {kind: whatsapp, number: "+39 345 123 4567", schedule: phone-it, languages: [it],
             response: {mode: async, promise: 30m, clock: working}}
  bot: {kind: chatbot, url: /chat/, schedule: always, handover: {to: [whatsapp, email]}}
  instagram: {kind: social, supported: false, redirect_to: [whatsapp, email]}
unsupported: {to: [email]}
topics:
  payments: {label: {en: Payments, it: Pagamenti, id: Pembayaran, et: Maksmine}, recommend: [phone-it]}
  delivery: {label: {en: Delivery, it: Consegna, id: Pengiriman, et: Tarne}, recommend: [whatsapp], hide: [instagram]}
notices:
  - {id: delays, from: 2026-12-10T00:00, to: 2026-12-23T18:00, severity: warning, topics: [delivery],
     text: {en: Parcels take two days longer this week., it: …}, promise: {email: 8h}}
"""
