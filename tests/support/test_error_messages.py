# ruff: noqa: E501 - a message and a file are easier to compare on one line
"""Every error of support.yml is reported at its place, with a remedy that works; all errors come in one report."""

import re

import pytest

HEAD = "version: 1\ndefault_time_zone: Europe/Rome\n"
OPEN = "schedules:\n  office: {weekly: {mon-fri: ['09:00-17:00']}}\n"


def week(*ranges):
    return HEAD + "schedules:\n  a: {weekly: {mon: [" + ", ".join(ranges) + "]}}\n"


def schedule(text):
    return HEAD + f"schedules:\n  a:\n    {text}\n"


def channel(text):
    return HEAD + OPEN + f"channels: {{m: {text}}}\n"


def section(text):
    return HEAD + OPEN + text + "\n"


MAIL = "m: {kind: email, address: a@example.com, languages: [en]}"
# name: the file, its one finding without the path, and the file after the remedy has been applied
ERRORS = {
    "ranges that overlap": (
        week("'09:00-13:00'", "'12:00-18:00'"),
        "4:37: '12:00-18:00' overlaps '09:00-13:00'; shorten one of them or join them into one range",
        week("'09:00-18:00'"),
    ),
    "a night that overlaps the next morning": (
        schedule("weekly: {mon: ['22:00-02:30'], tue: ['02:00-04:00']}"),
        "5:42: '02:00-04:00' overlaps '22:00-02:30'; shorten one of them or join them into one range",
        schedule("weekly: {mon: ['22:00-02:00'], tue: ['02:00-04:00']}"),
    ),
    "Sunday night that overlaps Monday": (
        schedule("weekly: {sun: ['22:00-02:30'], mon: ['02:00-04:00']}"),
        "5:42: '02:00-04:00' overlaps '22:00-02:30'; shorten one of them or join them into one range",
        schedule("weekly: {sun: ['22:00-02:30'], mon: ['02:30-04:00']}"),
    ),
    "holiday hours that overlap": (
        HEAD + "holidays: {h: {}}\nschedules:\n  a: {holidays: {use: h, hours: ['09:00-12:00', '11:00-13:00']}}\n",
        "5:49: '11:00-13:00' overlaps '09:00-12:00'; shorten one of them or join them into one range",
        HEAD + "holidays: {h: {}}\nschedules:\n  a: {holidays: {use: h, hours: ['09:00-12:00', '12:00-13:00']}}\n",
    ),
    "hours of an exception that overlap": (
        schedule("exceptions: [{date: 2026-12-24, hours: ['09:00-12:00', '11:00-13:00']}]"),
        "5:60: '11:00-13:00' overlaps '09:00-12:00'; shorten one of them or join them into one range",
        schedule("exceptions: [{date: 2026-12-24, hours: ['09:00-13:00']}]"),
    ),
    "hours of a season that overlap": (
        schedule("seasons: [{from: 2026-12-20, through: 2026-12-22, weekly: {mon: ['09:00-12:00', '11:00-13:00']}}]"),
        "5:85: '11:00-13:00' overlaps '09:00-12:00'; shorten one of them or join them into one range",
        schedule("seasons: [{from: 2026-12-20, through: 2026-12-22, weekly: {mon: ['09:00-13:00']}}]"),
    ),
    "a single time in place of hours": (
        week("10:00"),
        (
            "4:22: schedules.a.weekly.mon.0: this is a single time; give the opening and the closing time in quotes, for "
            "example \"10:00-18:00\" (found '10:00')"
        ),
        week('"10:00-18:00"'),
    ),
    "the number YAML made of a single time": (
        week("600"),
        (
            "4:22: schedules.a.weekly.mon.0: this is a number, not opening hours; use a range in quotes, for example "
            '"09:00-13:00" (found 600)'
        ),
        week('"09:00-13:00"'),
    ),
    "text that is not hours": (
        week("morning"),
        (
            '4:22: schedules.a.weekly.mon.0: this is not a valid range of hours; use quotes, for example "09:00-13:00" '
            "(found 'morning')"
        ),
        week('"09:00-13:00"'),
    ),
    "hours that are neither text nor a list": (
        schedule("weekly: {mon: 9}"),
        (
            '5:19: schedules.a.weekly.mon: use closed, or ranges in brackets, for example ["09:00-13:00", "14:00-18:00"] '
            "(found 9)"
        ),
        schedule('weekly: {mon: ["09:00-13:00", "14:00-18:00"]}'),
    ),
    "minutes past 59": (
        week("'09:00-12:60'"),
        (
            '4:22: schedules.a.weekly.mon.0: minutes go from 00 to 59; use a range such as "09:00-13:00" '
            "(found '09:00-12:60')"
        ),
        week("'09:00-13:00'"),
    ),
    "an opening time of 24:00": (
        week("'24:00-02:00'"),
        (
            '4:22: schedules.a.weekly.mon.0: opening times go from 00:00 to 23:59; use a range such as "09:00-13:00" '
            "(found '24:00-02:00')"
        ),
        week("'00:00-02:00'"),
    ),
    "a closing time past 24:00": (
        week("'20:00-24:30'"),
        (
            "4:22: schedules.a.weekly.mon.0: closing times end at 24:00; for hours past midnight use the clock time, as in "
            "\"20:00-00:30\" (found '20:00-24:30')"
        ),
        week("'20:00-00:30'"),
    ),
    "hours that end where they begin": (
        week("'09:00-09:00'"),
        (
            '4:22: schedules.a.weekly.mon.0: it opens and closes in the same minute; for a whole day use "00:00-24:00" '
            "(found '09:00-09:00')"
        ),
        week("'00:00-24:00'"),
    ),
    "a day without its last minute": (
        schedule("weekly: {mon-sun: ['00:00-23:59']}"),
        (
            '5:24: this is closed for the last minute of the day; for a whole day use "00:00-24:00" (found '
            "'00:00-23:59')"
        ),
        schedule("weekly: {mon-sun: ['00:00-24:00']}"),
    ),
    "an exception without its last minute": (
        schedule("exceptions: [{date: 2026-12-24, hours: '00:00-23:59'}]"),
        (
            '5:44: this is closed for the last minute of the day; for a whole day use "00:00-24:00" (found '
            "'00:00-23:59')"
        ),
        schedule("exceptions: [{date: 2026-12-24, hours: '00:00-24:00'}]"),
    ),
    "an unknown time zone": (
        schedule("time_zone: Europe/Roma"),
        (
            "5:16: schedules.a.time_zone: this is not a known time zone; use an IANA name such as Europe/Rome; did you "
            "mean 'Europe/Rome'? (found 'Europe/Roma')"
        ),
        schedule("time_zone: Europe/Rome"),
    ),
    "a country without known holidays": (
        section("holidays: {x: {from: {country: ZZ}}}"),
        (
            "5:32: holidays.x.from.country: no holidays are known for this country; use a country code, for example IT or EE (found "
            "'ZZ')"
        ),
        section("holidays: {x: {from: {country: IT}}}"),
    ),
    "a country in small letters": (
        section("holidays: {x: {from: {country: it}}}"),
        (
            "5:32: holidays.x.from.country: this is not a country code; use its two capital letters, for example IT or EE; "
            "did you mean 'IT'? (found 'it')"
        ),
        section("holidays: {x: {from: {country: IT}}}"),
    ),
    "a country by its name": (
        section("holidays: {x: {from: {country: Italy}}}"),
        (
            "5:32: holidays.x.from.country: this is not a country code; use its two capital letters, for example IT or EE "
            "(found 'Italy')"
        ),
        section("holidays: {x: {from: {country: IT}}}"),
    ),
    "a misspelt part of a country": (
        section("holidays: {x: {from: {country: IT, subdiv: RMM}}}"),
        "5:44: holidays.x.from.subdiv: IT has no part 'RMM'; did you mean 'RM'? (found 'RMM')",
        section("holidays: {x: {from: {country: IT, subdiv: RM}}}"),
    ),
    "a part of a country that has none": (
        section("holidays: {x: {from: {country: EE, subdiv: Harju}}}"),
        "5:44: holidays.x.from.subdiv: EE has no part 'Harju'; remove subdiv (found 'Harju')",
        section("holidays: {x: {from: {country: EE}}}"),
    ),
    "an unknown holiday category": (
        section("holidays: {x: {from: {country: EE, categories: [bank]}}}"),
        (
            "5:48: holidays.x.from.categories: EE has no holiday category 'bank'; use one of half_day, public (found "
            "['bank'])"
        ),
        section("holidays: {x: {from: {country: EE, categories: [public]}}}"),
    ),
    "a misspelt holiday category": (
        section("holidays: {x: {from: {country: EE, categories: [half-day]}}}"),
        (
            "5:48: holidays.x.from.categories: EE has no holiday category 'half-day'; did you mean 'half_day'? (found "
            "['half-day'])"
        ),
        section("holidays: {x: {from: {country: EE, categories: [half_day]}}}"),
    ),
    "an unknown holiday set": (
        HEAD + "holidays: {rome: {}}\nschedules:\n  a: {weekly: {}, holidays: {use: roma}}\n",
        "5:35: unknown holiday set 'roma'; did you mean 'rome'?",
        HEAD + "holidays: {rome: {}}\nschedules:\n  a: {weekly: {}, holidays: {use: rome}}\n",
    ),
    "a dropped day that is not a holiday": (
        section("holidays: {x: {from: {country: EE}, drop: [2026-12-27]}}"),
        "5:44: drop: 2026-12-27 is not a holiday of 'x'; the nearest is 2026-12-26; correct the date or remove it",
        section("holidays: {x: {from: {country: EE}, drop: [2026-12-26]}}"),
    ),
    "a day that is added twice": (
        section("holidays: {x: {add: [{date: 2026-12-07}, {date: 2026-12-07}]}}"),
        "5:49: 2026-12-07 is added twice (first in line 5); keep one",
        section("holidays: {x: {add: [{date: 2026-12-07}]}}"),
    ),
    "an unknown schedule": (
        channel("{kind: email, address: a@example.com, schedule: ofice}"),
        "5:63: unknown schedule 'ofice'; did you mean 'office'?",
        channel("{kind: email, address: a@example.com, schedule: office}"),
    ),
    "a schedule that is nothing like the others": (
        channel("{kind: email, address: a@example.com, schedule: night}"),
        "5:63: unknown schedule 'night'; correct the name or add it (defined: office)",
        channel("{kind: email, address: a@example.com, schedule: office}"),
    ),
    "an unknown channel where none is defined": (
        section("unsupported: {to: [mail]}"),
        "5:20: unknown channel 'mail'; correct the name or add it",
        section(f"unsupported: {{to: [m]}}\nchannels: {{{MAIL}}}"),
    ),
    "an unknown topic of a channel": (
        section(
            "topics: {pay: {label: {en: Pay}}}\nchannels: {m: {kind: email, address: a@e.com, topics: [pai]}}"
        ).replace("topics: [pai]", "topics: [pay, pai]"),
        "6:61: unknown topic 'pai'; did you mean 'pay'?",
        section("topics: {pay: {label: {en: Pay}}}\nchannels: {m: {kind: email, address: a@e.com, topics: [pay]}}"),
    ),
    "two exceptions for one day": (
        schedule(
            "exceptions:\n      - {date: 2026-12-24, hours: closed}\n"
            "      - {from: 2026-12-20, through: 2026-12-24, hours: closed}"
        ),
        "7:9: 2026-12-24 has two exceptions (the other is in line 6); keep one, or join them",
        schedule("exceptions:\n      - {from: 2026-12-20, through: 2026-12-24, hours: closed}"),
    ),
    "two seasons for one day": (
        schedule(
            "seasons:\n      - {from: 2026-12-20, through: 2027-01-06, weekly: {}}\n"
            "      - {from: 2027-01-06, through: 2027-01-10, weekly: {}}"
        ),
        "7:9: 2027-01-06 has two seasons (the other is in line 6); keep one, or join them",
        schedule(
            "seasons:\n      - {from: 2026-12-20, through: 2027-01-06, weekly: {}}\n"
            "      - {from: 2027-01-07, through: 2027-01-10, weekly: {}}"
        ),
    ),
    "closures that overlap by a minute": (
        schedule(
            "closures:\n      - {from: 2026-11-25T10:00, to: 2026-11-25T12:01}\n"
            "      - {from: 2026-11-25T12:00, to: 2026-11-25T13:00}"
        ),
        "7:9: this closure overlaps the one in line 6; join them",
        schedule("closures:\n      - {from: 2026-11-25T10:00, to: 2026-11-25T13:00}"),
    ),
    "a weekday that is defined twice": (
        schedule("weekly: {mon-thu: closed, thu: closed}"),
        "5:31: thu is defined twice, in 'mon-thu' and in 'thu'; keep one",
        schedule("weekly: {mon-thu: closed}"),
    ),
    "an unknown weekday": (
        schedule("weekly: {lun: closed}"),
        (
            "5:14: 'lun' is not a weekday; use mon, tue, wed, thu, fri, sat, sun or a span such as mon-thu; did you mean "
            "'sun'?"
        ),
        schedule("weekly: {mon: closed}"),
    ),
    "a span that ends in an unknown weekday": (
        schedule("weekly: {mon-friday: closed}"),
        (
            "5:14: 'mon-friday' is not a weekday; use mon, tue, wed, thu, fri, sat, sun or a span such as mon-thu; did you "
            "mean 'fri'?"
        ),
        schedule("weekly: {mon-fri: closed}"),
    ),
    "a date in another form": (
        schedule("exceptions: [{date: 24/12/2026, hours: closed}]"),
        (
            "5:25: schedules.a.exceptions.0.date: this is not a valid date; use YYYY-MM-DD, for example 2026-12-24 (found "
            "'24/12/2026')"
        ),
        schedule("exceptions: [{date: 2026-12-24, hours: closed}]"),
    ),
    "a day that does not exist": (
        schedule("exceptions: [{date: 2026-02-30, hours: closed}]"),
        (
            "5:25: schedules.a.exceptions.0.date: the calendar has no such day; use YYYY-MM-DD, for example 2026-12-24 "
            "(found '2026-02-30')"
        ),
        schedule("exceptions: [{date: 2026-02-28, hours: closed}]"),
    ),
    "an exception that ends before it begins": (
        schedule("exceptions: [{from: 2026-12-26, through: 2026-12-24, hours: closed}]"),
        (
            "5:18: schedules.a.exceptions.0: 'through' (2026-12-24) is before 'from' (2026-12-26); swap them (found "
            "{'from': '2026-12-26', 'through': '2026-12-24', 'hours': …)"
        ),
        schedule("exceptions: [{from: 2026-12-24, through: 2026-12-26, hours: closed}]"),
    ),
    "an exception without a day": (
        schedule("exceptions: [{hours: closed}]"),
        "5:18: schedules.a.exceptions.0: give either 'date', or both 'from' and 'through' (found {'hours': 'closed'})",
        schedule("exceptions: [{date: 2026-12-24, hours: closed}]"),
    ),
    "an exception without an end": (
        schedule("exceptions: [{from: 2026-12-24, hours: closed}]"),
        (
            "5:18: schedules.a.exceptions.0: give either 'date', or both 'from' and 'through' (found {'from': "
            "'2026-12-24', 'hours': 'closed'})"
        ),
        schedule("exceptions: [{from: 2026-12-24, through: 2026-12-26, hours: closed}]"),
    ),
    "an exception with both kinds of dates": (
        schedule("exceptions: [{date: 2026-12-24, from: 2026-12-24, through: 2026-12-26, hours: closed}]"),
        (
            "5:18: schedules.a.exceptions.0: give either 'date', or both 'from' and 'through' (found {'date': "
            "'2026-12-24', 'from': '2026-12-24', 'through': '…)"
        ),
        schedule("exceptions: [{from: 2026-12-24, through: 2026-12-26, hours: closed}]"),
    ),
    "a season that ends before it begins": (
        schedule("seasons: [{from: 2026-12-26, through: 2026-12-24, weekly: {}}]"),
        (
            "5:15: schedules.a.seasons.0: 'through' (2026-12-24) is before 'from' (2026-12-26); swap them (found {'from': "
            "'2026-12-26', 'through': '2026-12-24', 'weekly':…)"
        ),
        schedule("seasons: [{from: 2026-12-24, through: 2026-12-26, weekly: {}}]"),
    ),
    "a closure that ends before it begins": (
        schedule("closures: [{from: 2026-11-25T12:00, to: 2026-11-25T10:00}]"),
        (
            "5:16: schedules.a.closures.0: 'to' (2026-11-25T10:00) is not after 'from'; swap them (found {'from': "
            "'2026-11-25T12:00', 'to': '2026-11-25T10:00'})"
        ),
        schedule("closures: [{from: 2026-11-25T10:00, to: 2026-11-25T12:00}]"),
    ),
    "a closure that takes no time": (
        schedule("closures: [{from: 2026-11-25T12:00, to: 2026-11-25T12:00}]"),
        (
            "5:16: schedules.a.closures.0: 'to' (2026-11-25T12:00) is not after 'from'; swap them (found {'from': "
            "'2026-11-25T12:00', 'to': '2026-11-25T12:00'})"
        ),
        schedule("closures: [{from: 2026-11-25T12:00, to: 2026-11-25T12:01}]"),
    ),
    "a closure with a time zone": (
        schedule("closures: [{from: 2026-11-25T10:00Z, to: 2026-11-25T12:00}]"),
        (
            "5:23: schedules.a.closures.0.from: this is not a valid local date and time; use YYYY-MM-DDTHH:MM without a "
            "time zone, for example 2026-11-25T10:30 (found '2026-11-25T10:00Z')"
        ),
        schedule("closures: [{from: 2026-11-25T10:00, to: 2026-11-25T12:00}]"),
    ),
    "a closure at an hour that does not exist": (
        schedule("closures: [{from: 2026-11-25T25:00, to: 2026-11-26T12:00}]"),
        (
            "5:23: schedules.a.closures.0.from: the calendar has no such day or time; use, for example, 2026-11-25T10:30 "
            "(found '2026-11-25T25:00')"
        ),
        schedule("closures: [{from: 2026-11-25T10:30, to: 2026-11-26T12:00}]"),
    ),
    "a closure from the year 1": (
        schedule("closures: [{from: 0001-01-01T00:00, to: 2099-12-31T23:59}]"),
        (
            "5:23: schedules.a.closures.0.from: this year is out of range; use a year from 1971 to 2900 (found "
            "'0001-01-01T00:00')"
        ),
        schedule("closures: [{from: 1971-01-01T00:00, to: 2099-12-31T23:59}]"),
    ),
    "an exception to the year 9999": (
        schedule("exceptions: [{from: 2026-01-01, through: 9999-12-31, hours: closed}]"),
        (
            "5:46: schedules.a.exceptions.0.through: this year is out of range; use a year from 1971 to 2900 (found "
            "'9999-12-31')"
        ),
        schedule("exceptions: [{from: 2026-01-01, through: 2900-12-31, hours: closed}]"),
    ),
    "a schedule without a time zone": (
        "version: 1\nschedules:\n  a: {weekly: {}}\n",
        "3:3: 'schedules.a' has no time_zone; add one, or a default_time_zone for the whole file",
        "version: 1\ndefault_time_zone: Europe/Rome\nschedules:\n  a: {weekly: {}}\n",
    ),
    "a file without schedules": (HEAD, "1:1: 'schedules' is missing; add it", HEAD + "schedules: {a: {}}"),
    "a misspelt key": (
        schedule("wekly: {}"),
        (
            "5:5: unknown key 'schedules.a.wekly'; did you mean 'weekly'? Known here: time_zone, weekly, holidays, "
            "seasons, exceptions, closures."
        ),
        schedule("weekly: {}"),
    ),
    "a channel name with a capital letter": (
        section("channels: {Mail: {kind: email, address: a@example.com}}"),
        "5:12: 'Mail' is not a valid channel name; use lower-case letters, digits and hyphens",
        section("channels: {mail: {kind: email, address: a@example.com}}"),
    ),
    "a number that cannot exist": (
        channel("{kind: phone, number: '+39 06', schedule: office}"),
        (
            "5:37: channels.m.number: its country has no such numbers; use + and the country code, for example "
            "\"+39 06 9480 2210\" (found '+39 06')"
        ),
        channel("{kind: phone, number: '+39 06 9480 2210', schedule: office}"),
    ),
    "a number without its country": (
        channel("{kind: phone, number: '06 9480 2210'}"),
        (
            "5:37: channels.m.number: this is not a telephone number; use + and the country code, for example "
            "\"+39 06 9480 2210\" (found '06 9480 2210')"
        ),
        channel("{kind: phone, number: '+39 06 9480 2210'}"),
    ),
    "a number without quotes": (
        channel("{kind: phone, number: 0694802210}").replace("06948", "6948"),
        "5:37: channels.m.number: write text here, in quotes if it looks like a number (found 694802210)",
        channel("{kind: phone, number: '+39 06 9480 2210'}"),
    ),
    "a letter in place of a digit": (
        channel("{kind: phone, number: '+39 O6 9480 2210'}"),
        (
            "5:37: channels.m.number: a telephone number must not contain letters ('O'); use digits only (found "
            "'+39 O6 9480 2210')"
        ),
        channel("{kind: phone, number: '+39 06 9480 2210'}"),
    ),
    "a word in place of digits": (
        channel("{kind: whatsapp, number: '+1 800 FLOWERS'}"),
        (
            "5:40: channels.m.number: a telephone number must not contain letters ('FLOWERS'); use digits only (found "
            "'+1 800 FLOWERS')"
        ),
        channel("{kind: whatsapp, number: '+39 345 123 4567'}"),
    ),
    "WhatsApp on a freephone number": (
        channel("{kind: whatsapp, number: '+39 800 123 456'}"),
        (
            "5:40: channels.m.number: freephone and shared-cost numbers cannot have WhatsApp; use a mobile or landline "
            "number (found '+39 800 123 456')"
        ),
        channel("{kind: whatsapp, number: '+39 345 123 4567'}"),
    ),
    "an address without a domain": (
        channel("{kind: email, address: 'help@'}"),
        (
            "5:38: channels.m.address: this is not a valid e-mail address: There must be something after the @-sign; use "
            "an address such as help@example.com (found 'help@')"
        ),
        channel("{kind: email, address: 'help@example.com'}"),
    ),
    "a script in place of an address": (
        channel("{kind: chat, url: 'javascript:alert(1)'}"),
        (
            '5:33: channels.m.url: this is not a web address; use "https://www.example.com/chat", or "/chat/" on this site '
            "(found 'javascript:alert(1)')"
        ),
        channel("{kind: chat, url: 'https://www.example.com/chat'}"),
    ),
    "an address without its scheme": (
        channel("{kind: chat, url: www.example.com/chat}"),
        (
            '5:33: channels.m.url: this is not a web address; use "https://www.example.com/chat", or "/chat/" on this site '
            "(found 'www.example.com/chat')"
        ),
        channel("{kind: chat, url: /chat/}"),
    ),
    "a user name with its @": (
        channel("{kind: telegram, username: '@bottega'}"),
        (
            "5:42: channels.m.username: this is not a telegram user name; use the name alone, without @ and without an "
            "address (found '@bottega')"
        ),
        channel("{kind: telegram, username: bottega}"),
    ),
    "a channel without its address": (
        channel("{kind: email}"),
        "5:12: 'm' (email) has no address; add it",
        channel("{kind: email, address: a@example.com}"),
    ),
    "a channel with none of its keys": (
        channel("{kind: telegram}"),
        "5:12: 'm' (telegram) has no username or number or url; add it",
        channel("{kind: telegram, username: bottega}"),
    ),
    "the code of a country in place of a language": (
        channel("{kind: email, address: a@example.com, languages: [jp]}"),
        (
            "5:65: channels.m.languages.0: 'jp' is not a language code; use, for example, en, it, id, et or pt-BR; did you "
            "mean 'ja'? (found 'jp')"
        ),
        channel("{kind: email, address: a@example.com, languages: [ja]}"),
    ),
    "an older code of a language": (
        channel("{kind: email, address: a@example.com, languages: [iw]}"),
        (
            "5:65: channels.m.languages.0: 'iw' is not a language code; use, for example, en, it, id, et or pt-BR; did you "
            "mean 'he'? (found 'iw')"
        ),
        channel("{kind: email, address: a@example.com, languages: [he]}"),
    ),
    "a label in an unknown language": (
        section("topics: {pay: {label: {xx: Payments}}}"),
        (
            "5:23: topics.pay.label: 'xx' is not a language code; use, for example, en, it, id, et or pt-BR (found {'xx': "
            "'Payments'})"
        ),
        section("topics: {pay: {label: {en: Payments}}}"),
    ),
    "a text without a language": (
        section("topics: {pay: {label: Payments}}"),
        (
            "5:23: topics.pay.label: give the text for each language, for example {en: Phone, it: Telefono} (found "
            "'Payments')"
        ),
        section("topics: {pay: {label: {en: Payments}}}"),
    ),
    "a text that is empty": (
        section("topics: {pay: {label: {en: ' '}}}"),
        "5:23: topics.pay.label: the text for 'en' is empty; write it or leave the language out (found {'en': ' '})",
        section("topics: {pay: {label: {en: Payments}}}"),
    ),
    "a promise without a unit": (
        channel("{kind: email, address: a@example.com, response: {mode: async, promise: 4}}"),
        "5:86: channels.m.response.promise: the unit is missing; use 4m for minutes or 4h for hours (found 4)",
        channel("{kind: email, address: a@example.com, schedule: office, response: {mode: async, promise: 4h}}"),
    ),
    "a promise that is not a duration": (
        channel("{kind: email, address: a@example.com, schedule: office, response: {mode: async, promise: soon}}"),
        (
            "5:104: channels.m.response.promise: this is not a valid duration; use, for example, 30m, 4h or 1h30m (found "
            "'soon')"
        ),
        channel("{kind: email, address: a@example.com, schedule: office, response: {mode: async, promise: 1h30m}}"),
    ),
    "a promise of no time": (
        channel("{kind: email, address: a@example.com, schedule: office, response: {mode: async, promise: 0h}}"),
        "5:104: channels.m.response.promise: this duration is zero; use, for example, 30m, 4h or 1h30m (found '0h')",
        channel("{kind: email, address: a@example.com, schedule: office, response: {mode: async, promise: 4h}}"),
    ),
    "a promise in working time without a schedule": (
        channel("{kind: email, address: a@example.com, response: {mode: async, promise: 4h}}"),
        "5:12: 'm' promises an answer in working time but has no schedule; add it",
        channel("{kind: email, address: a@example.com, response: {mode: async, promise: 4h, clock: elapsed}}"),
    ),
    "a live channel without a schedule": (
        channel("{kind: chat, url: /chat/, response: {mode: live}}"),
        "5:12: 'm' answers live but has no schedule; add it",
        channel("{kind: chat, url: /chat/, schedule: office, response: {mode: live}}"),
    ),
    "a wait in place of a promise": (
        channel("{kind: email, address: a@example.com, schedule: office, response: {mode: async, wait: 4h}}"),
        "5:95: mode async takes 'promise', not 'wait'; rename the key",
        channel("{kind: email, address: a@example.com, schedule: office, response: {mode: async, promise: 4h}}"),
    ),
    "a promise in place of a wait": (
        channel("{kind: chat, url: /chat/, schedule: office, response: {mode: live, promise: 4h}}"),
        "5:82: mode live takes 'wait', not 'promise'; rename the key",
        channel("{kind: chat, url: /chat/, schedule: office, response: {mode: live, wait: 4h}}"),
    ),
    "a chatbot without people": (
        section("channels: {b: {kind: chatbot, url: /chat/}}"),
        "5:12: the chatbot 'b' hands over to nobody; add handover: {to: […]} with a staffed channel",
        section(f"channels: {{b: {{kind: chatbot, url: /chat/, handover: {{to: [m]}}}}, {MAIL}}}"),
    ),
    "a chatbot that hands over in another language": (
        section(
            "channels:\n  b: {kind: chatbot, url: /chat/, languages: [en, et], handover: {to: [m]}}\n"
            "  m: {kind: email, address: a@example.com, languages: [en]}"
        ),
        "6:71: 'b' hands over to nobody who answers in 'et'; add a channel to handover.to",
        section(
            "channels:\n  b: {kind: chatbot, url: /chat/, languages: [en, et], handover: {to: [m, p]}}\n"
            "  m: {kind: email, address: a@example.com, languages: [en]}\n"
            "  p: {kind: email, address: b@example.com, languages: [et]}"
        ),
    ),
    "a chatbot without languages that hands over in one of two": (
        section(
            "channels:\n  b: {kind: chatbot, url: /chat/, handover: {to: [m]}}\n"
            "  m: {kind: email, address: a@example.com, languages: [en]}\n"
            "  p: {kind: email, address: b@example.com, languages: [et]}"
        ),
        "6:50: 'b' hands over to nobody who answers in 'et'; add a channel to handover.to",
        section(
            "channels:\n  b: {kind: chatbot, url: /chat/, handover: {to: [m, p]}}\n"
            "  m: {kind: email, address: a@example.com, languages: [en]}\n"
            "  p: {kind: email, address: b@example.com, languages: [et]}"
        ),
    ),
    "a chatbot that hands over to a chatbot": (
        section(
            "channels:\n  b: {kind: chatbot, url: /chat/, languages: [en], handover: {to: [c]}}\n"
            "  c: {kind: chatbot, url: /chat/, languages: [en], handover: {to: [m]}}\n"
            f"  {MAIL}"
        ),
        "6:67: 'b' hands over to nobody who answers in 'en'; add a channel to handover.to",
        section(
            "channels:\n  b: {kind: chatbot, url: /chat/, languages: [en], handover: {to: [c, m]}}\n"
            "  c: {kind: chatbot, url: /chat/, languages: [en], handover: {to: [m]}}\n"
            f"  {MAIL}"
        ),
    ),
    "a chatbot that hands over to a channel nobody answers": (
        section(
            "channels:\n  b: {kind: chatbot, url: /chat/, languages: [en], handover: {to: [s]}}\n"
            "  s: {kind: social, supported: false, redirect_to: [m]}\n"
            f"  {MAIL}"
        ),
        "6:67: 'b' hands over to nobody who answers in 'en'; add a channel to handover.to",
        section(
            "channels:\n  b: {kind: chatbot, url: /chat/, languages: [en], handover: {to: [m]}}\n"
            "  s: {kind: social, supported: false, redirect_to: [m]}\n"
            f"  {MAIL}"
        ),
    ),
    "a topic nobody answers in one language": (
        section(f"channels:\n  {MAIL}\ntopics:\n  pay: {{label: {{en: Payments, it: Pagamenti}}}}"),
        "8:3: nobody answers 'pay' in 'it'; add one of them to a staffed channel",
        section(f"channels:\n  {MAIL}\ntopics:\n  pay: {{label: {{en: Payments, it: Pagamenti}}}}").replace(
            "languages: [en]", "languages: [en, it]"
        ),
    ),
    "a topic whose only channel is hidden": (
        section(f"channels:\n  {MAIL}\ntopics:\n  pay: {{label: {{en: Payments}}, hide: [m]}}"),
        "8:3: nobody answers 'pay' in 'en'; add one of them to a staffed channel",
        section(
            f"channels:\n  {MAIL}\n  {MAIL.replace('m:', 'p:')}\ntopics:\n  pay: {{label: {{en: Pay}}, hide: [m]}}"
        ),
    ),
    "a topic that only a forum answers": (
        section("channels:\n  f: {kind: community, url: /forum/, languages: [en]}\ntopics:\n  pay: {label: {en: Pay}}"),
        "8:3: nobody answers 'pay' in 'en'; add one of them to a staffed channel",
        section(f"channels:\n  {MAIL}\ntopics:\n  pay: {{label: {{en: Pay}}}}"),
    ),
    "an unsupported channel that redirects nowhere": (
        section(f"channels:\n  {MAIL}\n  i: {{kind: social, supported: false}}"),
        "7:3: 'i' is not supported and redirects nowhere; add redirect_to with the channels that answer",
        section(f"channels:\n  {MAIL}\n  i: {{kind: social, supported: false, redirect_to: [m]}}"),
    ),
    "a redirect to an unknown channel": (
        section(f"channels:\n  {MAIL}\n  i: {{kind: social, supported: false, redirect_to: [x]}}"),
        "7:53: unknown channel 'x'; correct the name or add it (defined: m, i)",
        section(f"channels:\n  {MAIL}\n  i: {{kind: social, supported: false, redirect_to: [m]}}"),
    ),
    "a notice that ends before it begins": (
        section("notices: [{id: n, from: 2026-12-02T00:00, to: 2026-12-01T00:00, text: {en: Late}}]"),
        (
            "5:11: notices.0: 'to' (2026-12-01T00:00) is not after 'from'; swap them (found {'id': 'n', 'from': "
            "'2026-12-02T00:00', 'to': '2026-12-01…)"
        ),
        section("notices: [{id: n, from: 2026-12-01T00:00, to: 2026-12-02T00:00, text: {en: Late}}]"),
    ),
    "a notice without a time zone": (
        (
            "version: 1\nschedules: {a: {time_zone: UTC}}\n"
            "notices: [{id: n, from: 2026-12-01T00:00, to: 2026-12-02T00:00, text: {en: Late}}]\n"
        ),
        "3:11: the dates of notices need default_time_zone, which is missing; add it",
        (
            "version: 1\ndefault_time_zone: Europe/Rome\nschedules: {a: {time_zone: UTC}}\n"
            "notices: [{id: n, from: 2026-12-01T00:00, to: 2026-12-02T00:00, text: {en: Late}}]\n"
        ),
    ),
    "two notices with one id": (
        section(
            "notices:\n  - {id: n, from: 2026-12-01T00:00, to: 2026-12-02T00:00, text: {en: Late}}\n"
            "  - {id: n, from: 2026-12-03T00:00, to: 2026-12-04T00:00, text: {en: Late}}"
        ),
        "7:10: the id 'n' is used twice (first in line 6); change one",
        section(
            "notices:\n  - {id: n, from: 2026-12-01T00:00, to: 2026-12-02T00:00, text: {en: Late}}\n"
            "  - {id: m, from: 2026-12-03T00:00, to: 2026-12-04T00:00, text: {en: Late}}"
        ),
    ),
    "a notice about an unknown topic": (
        section("notices: [{id: n, from: 2026-12-01T00:00, to: 2026-12-02T00:00, text: {en: Late}, topics: [pay]}]"),
        "5:92: unknown topic 'pay'; correct the name or add it",
        section("notices: [{id: n, from: 2026-12-01T00:00, to: 2026-12-02T00:00, text: {en: Late}}]"),
    ),
    "a notice with the promise of an unknown channel": (
        section("notices: [{id: n, from: 2026-12-01T00:00, to: 2026-12-02T00:00, text: {en: Late}, promise: {m: 8h}}]"),
        "5:96: unknown channel 'm'; correct the name or add it",
        section(
            f"channels: {{{MAIL}}}\n"
            "notices: [{id: n, from: 2026-12-01T00:00, to: 2026-12-02T00:00, text: {en: Late}, promise: {m: 8h}}]"
        ),
    ),
    "a notice with a capital letter in its id": (
        section("notices: [{id: A b, from: 2026-12-01T00:00, to: 2026-12-02T00:00, text: {en: Late}}]"),
        "5:16: notices.0.id: use lower-case letters, digits and hyphens, for example christmas-delays (found 'A b')",
        section("notices: [{id: christmas-delays, from: 2026-12-01T00:00, to: 2026-12-02T00:00, text: {en: Late}}]"),
    ),
    "a notice that links to a script": (
        section(
            "notices: [{id: n, from: 2026-12-01T00:00, to: 2026-12-02T00:00, text: {en: Late}, "
            "link: {url: 'javascript:alert(1)', text: {en: More}}}]"
        ),
        (
            '5:95: notices.0.link.url: this is not a web address; use "https://www.example.com/chat", or "/chat/" on this '
            "site (found 'javascript:alert(1)')"
        ),
        section(
            "notices: [{id: n, from: 2026-12-01T00:00, to: 2026-12-02T00:00, text: {en: Late}, "
            "link: {url: 'https://www.example.com/', text: {en: More}}}]"
        ),
    ),
    "a notice that links nowhere": (
        section(
            "notices: [{id: n, from: 2026-12-01T00:00, to: 2026-12-02T00:00, text: {en: Late}, "
            "link: {text: {en: More}}}]"
        ),
        "5:89: notices.0.link: give either 'article' (its id) or 'url' (found {'text': {'en': 'More'}})",
        section(
            "notices: [{id: n, from: 2026-12-01T00:00, to: 2026-12-02T00:00, text: {en: Late}, "
            "link: {article: faq/late, text: {en: More}}}]"
        ),
    ),
    "a file of another version": (
        "version: 2\n" + HEAD.split("\n")[1] + "\n" + OPEN,
        "1:10: version: write 1 (found 2)",
        HEAD + OPEN,
    ),
    "a horizon of no days": (
        section("horizon_days: 0"),
        "5:15: horizon_days: write 1 or more (found 0)",
        section("horizon_days: 1"),
    ),
    "a kind that is misspelt": (
        channel("{kind: emial, address: a@example.com}"),
        (
            "5:22: channels.m.kind: write 'phone', 'email', 'form', 'whatsapp', 'telegram', 'messenger', 'chat', "
            "'chatbot', 'social', 'shop' or 'community'; did you mean 'email'? (found 'emial')"
        ),
        channel("{kind: email, address: a@example.com}"),
    ),
}


@pytest.mark.parametrize("name", ERRORS)
def test_an_error_is_reported_once_at_its_place_and_its_remedy_works(name, findings):
    broken, expected, fixed = ERRORS[name]

    assert findings(broken) == [f"content/support.yml:{expected}"]
    assert findings(fixed) == []


SHAPES = {
    "an empty file": "",
    "a list in place of a file": "- a\n",
    "a schedule with nothing in it": HEAD + "schedules:\n  a:\n",
    "holidays that are a word": section("holidays: h"),
    "a list where names belong": HEAD + "schedules: [a]\n",
    "no schedule at all": HEAD + "schedules: {}\n",
    "a word where a list belongs": channel("{kind: email, address: a@example.com, languages: en}"),
    "a word where yes or no belongs": channel("{kind: email, address: a@example.com, supported: maybe}"),
    "an address that is a number": channel("{kind: chat, url: 3}"),
    "a key that is there twice": section("version: 1"),
    "no YAML at all": "version: [1\n",
}


@pytest.mark.parametrize("name", SHAPES)
def test_a_value_of_the_wrong_shape_is_one_finding_with_a_place(name, findings):
    [found] = findings(SHAPES[name])

    assert re.match(r"content/support\.yml:\d+:\d+: ", found)


@pytest.mark.parametrize("time", ["18:00", "09:00", "9:30", "00:00", "23:59", "24:00", "25:00", "12:99"])
def test_the_hours_suggested_for_a_single_time_are_valid_hours(time, findings):
    [found] = findings(week(time))
    suggested = re.search(r'for example "([^"]*)"', found)[1]

    assert findings(week(f"'{suggested}'")) == []


def test_closures_may_touch(findings):
    text = schedule(
        "closures:\n      - {from: 2026-11-25T10:00, to: 2026-11-25T12:00}\n"
        "      - {from: 2026-11-25T12:00, to: 2026-11-25T13:00}\n"
        "      - {from: 2026-11-25T09:00, to: 2026-11-25T10:00}"
    )

    assert findings(text) == []


def test_ranges_and_spans_may_touch(findings):
    assert findings(week("'09:00-12:00'", "'12:00-18:00'")) == []
    assert findings(schedule("weekly: {sun: ['22:00-02:00'], mon: ['02:00-04:00']}")) == []
    assert (
        findings(
            schedule(
                "exceptions:\n      - {from: 2026-12-20, through: 2026-12-22, hours: closed}\n"
                "      - {from: 2026-12-23, through: 2026-12-26, hours: closed}"
            )
        )
        == []
    )


def test_every_weekday_that_is_defined_twice_is_named(findings):
    assert [
        one.split(": ", 1)[1] for one in findings(schedule("weekly: {mon: closed, mon-wed: closed, tue: closed}"))
    ] == [
        "mon is defined twice, in 'mon' and in 'mon-wed'; keep one",
        "tue is defined twice, in 'mon-wed' and in 'tue'; keep one",
    ]


def test_errors_of_every_kind_come_in_one_report(findings):
    found = findings(
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
        assert any(part in finding for finding in found), (part, found)
    assert len(found) == 9


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
