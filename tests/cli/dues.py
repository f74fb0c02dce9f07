#!/usr/bin/env python3
"""Works out due dates by itself and holds a plan against them; shares nothing with the program but the rules.

Usage: dues.py TRAPPA ROUNDS: makes plans with leave and part-time by chance and compares every date. Exit 1 says which.
"""
import datetime, json, os, random, subprocess, sys
from fractions import Fraction

D = datetime.date.fromisoformat
DAY = datetime.timedelta(1)
# Easter Sundays from an almanac, not from a formula.
EASTER = [D(x) for x in ('2023-04-09', '2024-03-31', '2025-04-20', '2026-04-05', '2027-03-28', '2028-04-16',
                         '2029-04-01', '2030-04-21', '2031-04-13', '2032-03-28')]
FIXED = {(1, 1), (1, 6), (5, 1), (6, 6), (12, 24), (12, 25), (12, 26), (12, 31)}
MOVING = {e + n * DAY for e in EASTER for n in (-2, 1, 39)}


def works(day):
    eve = day.month == 6 and 19 <= day.day <= 25 and day.weekday() == 4
    return day.weekday() < 5 and (day.month, day.day) not in FIXED and day not in MOVING and not eve


def plain(start, due):
    """The programme's own date."""
    unit, number = due
    if unit == 'day':
        day, found = start, 0
        while True:
            found += works(day)
            if found == number:
                return day
            day += DAY
    if unit == 'week':
        day = start + (7 * number - 1) * DAY
    else:
        year, month = divmod(start.month - 1 + number, 12)
        year, month = start.year + year, month + 1
        last = (datetime.date(year + month // 12, month % 12 + 1, 1) - DAY).day
        day = datetime.date(year, month, min(start.day, last)) - DAY
    while not works(day):
        day -= DAY
    first = start
    while not works(first):
        first += DAY
    return max(day, first)


def moved(start, due, leaves, shares):
    """Work is counted day by day until there is as much of it as the programme gives. Everything was told in time."""
    wanted, day = 0, start
    while day <= plain(start, due):
        wanted += works(day)
        day += DAY
    done, day, last = Fraction(0), start, start
    while done < wanted:
        if works(day) and not any(a <= day <= b for a, b in leaves):
            share = 100
            for first in sorted(shares):
                if first <= day:
                    share = shares[first]
            done += Fraction(share, 100)
            last = day
        day += DAY
    return last


STEPS = {'d1': ('day', 1), 'd13': ('day', 13), 'w1': ('week', 1), 'w5': ('week', 5), 'w17': ('week', 17),
         'm1': ('month', 1), 'm4': ('month', 4), 'm9': ('month', 9)}
NAMED = [ # start, leaves, shares: what tends to go wrong
    ('2024-02-12', [('2024-02-29', '2024-02-29')], {}),
    ('2027-11-15', [('2027-12-20', '2028-01-07')], {'2028-02-29': 50}),
    ('2026-03-02', [('2026-03-30', '2026-04-10'), ('2026-04-07', '2026-04-17')], {}),
    ('2026-03-02', [('2026-02-16', '2026-03-06')], {}),
    ('2026-01-07', [], {'2026-02-02': 50, '2026-04-01': 75}),
    ('2026-01-07', [('2026-06-01', '2026-08-30')], {'2026-02-02': 60, '2026-09-01': 100}),
    ('2028-02-29', [('2028-02-29', '2028-03-01'), ('2028-05-29', '2028-06-30')], {'2028-02-29': 80}),
]


def by_chance(generator):
    start = D('2024-01-02') + generator.randrange(1500) * DAY
    leaves, shares = [], {}
    for _ in range(generator.randrange(4)):
        first = start + generator.randrange(-10, 200) * DAY
        leaves.append((first, first + generator.randrange(70) * DAY))
    for _ in range(generator.randrange(3)):
        shares[start + generator.randrange(180) * DAY] = generator.randrange(20, 101)
    return start, leaves, shares


class Site:
    def __init__(self, program):
        self.program, self.day = program, None

    def say(self, *words):
        return subprocess.run([self.program, *words], env={**os.environ, 'TRAPPA_NOW': f'{self.day}T08:00'}, text=True,
                              capture_output=True)

    def must(self, *words):
        done = self.say(*words)
        if done.returncode:
            sys.exit(f'{" ".join(words)}: {done.stderr}')
        return done.stdout


def prepare(site, folder='runs'):
    os.makedirs(f'{folder}/programmes/p/01-a')
    open(f'{folder}/curriculum.yaml', 'w').write('id: p\ntitle: P\nlanguage: sv\n')
    open(f'{folder}/programmes/p/programme.yaml', 'w').write('id: p\ntitle: P\nphases:\n  - {id: a, title: A}\n')
    for step, (unit, number) in STEPS.items():
        open(f'{folder}/programmes/p/01-a/{step}.md', 'w').write(
            f'---\nid: {step}\ntitle: {step}\ndue: {unit} {number}\n---\n\nText.\n')
    site.day = '2023-06-01'
    site.must('init', '--curriculum', folder)
    site.must('curriculum', 'publish')
    site.must('unit', 'add', 'e', '--name', 'E')


def compare(site, name, start, leaves, shares):
    site.must('person', 'add', name, '--name', name, '--unit', 'e', '--role', 'learner')
    site.must('plan', 'start', name, 'p', '--from', str(start))
    told = []
    for first, last in leaves:
        done = site.say('plan', 'shift', name, '--leave', f'{first}..{last}')
        if done.returncode and 'already' not in done.stderr:
            sys.exit(done.stderr)
        told = [one for one in told if one[0] != first or done.returncode] + ([] if done.returncode else [(first, last)])
    for first, share in shares.items():
        site.must('plan', 'shift', name, '--share', str(share), '--from', str(first))
    plan = json.loads(site.must('plan', 'show', name, '--json'))
    wrong = []
    for item in plan['items']:
        expected = str(moved(start, STEPS[item['step']], told, shares))
        if item['due'] != expected:
            wrong.append(f'start {start} leaves {told} shares {shares}: {item["step"]} is {item["due"]}, not {expected}')
    return wrong


def main():
    site, generator, wrong = Site(sys.argv[1]), random.Random(29), []
    prepare(site)
    cases = [(D(s), [(D(a), D(b)) for a, b in l], {D(k): v for k, v in p.items()}) for s, l, p in NAMED]
    cases += [by_chance(generator) for _ in range(int(sys.argv[2]))]
    for n, case in enumerate(cases):
        wrong += compare(site, f'x{n}', *case)
    print('\n'.join(wrong) or f'{len(cases) * len(STEPS)} dates are as expected')
    return bool(wrong)


sys.exit(main())
