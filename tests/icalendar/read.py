#!/usr/bin/python3
"""Reads a calendar with Debian's python3-icalendar and prints its events as JSON, in the order they stand in. Times are
UTC. What the standard asks of every line and property is checked on the way; a wrong one ends it with a sentence."""

import datetime
import json
import sys
import zoneinfo

import icalendar

UTC = datetime.timezone.utc


def check(is_so, sentence):
    if not is_so:
        sys.exit(f"read.py: {sentence}")


def check_lines(raw):
    check(raw.endswith(b"\r\n"), "the last line does not end")
    for line in raw[:-2].split(b"\r\n"):
        check(len(line) <= 75, f"{len(line)} octets: {line!r}")
        check(b"\n" not in line and b"\r" not in line, f"a bare line break: {line!r}")
        line.decode("utf-8")  # no character is cut


def check_zone(zone):
    """Stockholm as it is described against Stockholm as this machine knows it, every hour of twelve years."""
    described, known = zone.to_tz(), zoneinfo.ZoneInfo("Europe/Stockholm")
    at = datetime.datetime(2026, 1, 1, tzinfo=UTC)
    while at.year < 2038:
        check(at.astimezone(described).utcoffset() == at.astimezone(known).utcoffset(), f"at {at}")
        at += datetime.timedelta(hours=1)


def moment(value):
    return value.dt.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def event(one):
    for name in ("UID", "DTSTAMP", "LAST-MODIFIED", "DTSTART", "SUMMARY", "SEQUENCE"):
        check(name in one and not isinstance(one[name], list), f"{name} is there once: {one}")
    check(one["DTSTAMP"].dt.tzinfo is not None and one["DTSTAMP"].dt.utcoffset() == datetime.timedelta(0), "DTSTAMP is UTC")
    read = {"uid": str(one["UID"]), "summary": str(one["SUMMARY"])}
    if isinstance(one["DTSTART"].dt, datetime.datetime):
        read |= {"starts": moment(one["DTSTART"]), "ends": moment(one["DTEND"])}
    else:
        read["day"] = one["DTSTART"].dt.isoformat()
        check(one["TRANSP"] == "TRANSPARENT", "a whole day takes up time")
    if one["SEQUENCE"]:
        read["sequence"] = int(one["SEQUENCE"])
    if "STATUS" in one:
        read["status"] = str(one["STATUS"])
    if "URL" in one:
        read["url"] = str(one["URL"])
    return read


def main():
    raw = sys.stdin.buffer.read()
    check_lines(raw)
    calendar = icalendar.Calendar.from_ical(raw)
    check(calendar["VERSION"] == "2.0" and "PRODID" in calendar, "VERSION and PRODID")
    events = [event(one) for one in calendar.walk("VEVENT")]
    check(len({one["uid"] for one in events}) == len(events), "a UID comes twice")
    zones = calendar.walk("VTIMEZONE")
    check(len(zones) == (1 if b";TZID=" in raw else 0), f"{len(zones)} zones")
    for zone in zones:
        check_zone(zone)
    json.dump(events, sys.stdout, ensure_ascii=False)


main()
