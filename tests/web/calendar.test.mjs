// A calendar as a program reads it over HTTP, with ical.js; and the page where its address is made and taken back.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { after, before, test } from 'node:test';
import ICAL from 'ical.js';
import { Hand, accessibilityFaults, openBrowser, overflowAt } from './browser.mjs';
import { contextOf, eventCount, openWorld } from './world.mjs';

const top = resolve(import.meta.dirname ?? new URL('.', import.meta.url).pathname, '../..');

let browser;
let site;

before(async () => {
    [browser, site] = await Promise.all([openBrowser(), openWorld()]);
});

after(async () => {
    await browser?.close();
    await site?.close();
});

const utc = (time) => time.convertToZone(ICAL.Timezone.utcTimezone).toString();

// The events of a calendar in the order they stand in, times in UTC by the zone that the calendar itself describes.
function read(text) {
    const calendar = new ICAL.Component(ICAL.parse(text));
    return calendar.getAllSubcomponents('vevent').map((component) => {
        const { uid, summary, startDate, endDate, sequence } = new ICAL.Event(component);
        const when = startDate.isDate ? { day: startDate.toString() } : { starts: utc(startDate), ends: utc(endDate) };
        const status = component.getFirstPropertyValue('status');
        return { uid, ...when, summary, ...(sequence ? { sequence } : {}), ...(status ? { status } : {}) };
    });
}

async function calendarOf(person) {
    const address = site.trappa('calendar', 'address', person).trim();
    const path = new URL(address).pathname;
    const answer = await fetch(site.address + path);
    assert.equal(answer.status, 200);
    assert.equal(answer.headers.get('content-type'), 'text/calendar; charset=utf-8');
    assert.equal(answer.headers.get('cache-control'), 'private, no-cache');
    return { path, tag: answer.headers.get('etag'), events: read(await answer.text()) };
}

test('times in the nights when the clock is moved, whole days and difficult titles are read as they are meant', () => {
    const written = execFileSync(join(top, 'build/tests/icalendar/nights'), { encoding: 'utf8' });
    assert.deepEqual(read(written), JSON.parse(readFileSync(join(top, 'tests/icalendar/nights.json'), 'utf8')));
});

test('a calendar has every day of the plan and of circulars, and no name', async () => {
    const { path, events } = await calendarOf('nils');
    const planned = [...JSON.parse(site.trappa('plan', 'show', 'nils', '--json')).items,
        ...JSON.parse(site.trappa('circular', 'list', 'nils', '--json'))]
        .filter(({ due, state }) => due && ['todo', 'waiting'].includes(state)).map(({ due, title }) => `${due} ${title}`);
    assert.ok(planned.length > 50);
    assert.deepEqual(events.map(({ day, summary }) => `${day} ${summary}`).sort(), planned.sort());
    const text = await (await fetch(site.address + path)).text();
    assert.doesNotMatch(text, /nils|mona|nyanställd\b/i);
    assert.ok(!text.includes(site.rid.nils));
});

test('two programs that poll read the same, and 304 until something changes', async () => {
    const { path, tag, events } = await calendarOf('nora');
    const before = eventCount(site);
    const again = await fetch(site.address + path);
    assert.equal(again.headers.get('etag'), tag);
    assert.deepEqual(read(await again.text()), events);
    const known = await fetch(site.address + path, { headers: { 'if-none-match': `W/${tag}, "other"` } });
    assert.equal(known.status, 304);
    assert.equal(await known.text(), '');
    const head = await fetch(site.address + path, { method: 'HEAD' });
    assert.equal(head.headers.get('etag'), tag);
    assert.equal(eventCount(site), before, 'reading leaves no event');
    site.trappa('step', 'done', 'nora', 'valkommen');
    const both = await Promise.all([1, 2].map(() => fetch(site.address + path, { headers: { 'if-none-match': tag } })));
    const [first, second] = await Promise.all(both.map((answer) => answer.text()));
    assert.equal(first, second);
    const gone = read(first).filter(({ status }) => status === 'CANCELLED');
    assert.equal(gone.length, 1);
    assert.equal(gone[0].sequence, 1);
    assert.equal(gone[0].uid, events.find(({ summary }) => summary.startsWith('Välkommen')).uid);
    assert.doesNotMatch(gone[0].summary, /Välkommen/);
});

test('a mentor reads how much waits, and not whose', async () => {
    site.trappa('sign', 'request', 'nils', 'hot-oro-granser');
    const { events } = await calendarOf('mona');
    const waiting = events.filter(({ summary }) => !summary.startsWith('Cirkulär'));
    assert.deepEqual(waiting.map(({ day, summary }) => [day, summary]), [['2026-03-09', '1 intyg väntar på dig']]);
});

test('a wrong address, one taken back, and one of somebody hidden or disabled are answered alike', async () => {
    const paths = ['/kalender/fel.ics'];
    for (const person of ['ledig', 'frida', 'sven', 'magnus']) paths.push((await calendarOf(person)).path);
    paths.push(paths[1].replace('.ics', ''));
    site.trappa('person', 'set', 'ledig', '--protected', 'yes');
    site.trappa('person', 'set', 'frida', '--status', 'disabled');
    site.trappa('calendar', 'revoke', 'sven');
    site.trappa('calendar', 'address', 'magnus'); // another one
    const answers = await Promise.all(paths.map(async (path) => {
        const answer = await fetch(site.address + path);
        const headers = Object.fromEntries(answer.headers);
        delete headers.date;
        return { status: answer.status, headers, text: await answer.text() };
    }));
    assert.equal(answers[0].status, 404);
    for (const answer of answers) assert.deepEqual(answer, answers[0]);
});

test('an address is made in two, and taken back in one; it is shown once and repeated nowhere', async () => {
    const context = await contextOf(browser, site, 'maria', { script: true }); // axe's, not ours
    const page = await context.newPage();
    await page.goto('/');
    const hand = new Hand(page);
    await hand.click('footer a[href="/kalender"]');
    assert.deepEqual(await accessibilityFaults(page), []);
    await hand.click('main button');
    assert.equal(hand.interactions, 2);
    const address = await page.locator('code.link').innerText();
    const path = new URL(address).pathname;
    assert.equal((await fetch(site.address + path)).status, 200);
    assert.deepEqual(await accessibilityFaults(page), []);
    assert.equal(await overflowAt(page, 320), 0);
    await page.goto('/kalender');
    assert.ok(!(await page.content()).includes(path.slice(10, 53)));
    await hand.click('form[action="/kalender/aterta"] button');
    assert.equal(hand.interactions, 3);
    assert.match(await page.locator('[role=status]').innerText(), /återkallad/);
    assert.equal((await fetch(site.address + path)).status, 404);
    await context.close();
});
