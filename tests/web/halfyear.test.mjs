// Half a year of one unit through the pages, without script: what tests/cli/test_halfyear.sh plays by commands, with
// the same curriculum and the same end. The clock is set and the site served anew for each date; publishing, units and
// people are commands here too.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, before, test } from 'node:test';
import { click, openBrowser } from './browser.mjs';
import { openSite } from './site.mjs';

const shared = resolve(import.meta.dirname ?? new URL('.', import.meta.url).pathname, '../cli/halfyear.sh');
const folder = mkdtempSync(join(tmpdir(), 'trappa-halfyear-'));
const learners = ['anna', 'bea', 'carl', 'dina', 'erik', 'fia'];

let browser;
let site;
const pages = {}; // of each person, in a context of its own
let signedIn = new Set();

// A function of halfyear.sh, in the folder that has the curriculum; answers what it wrote.
function shell(name) {
    const words = ['-c', `set -eu; source "$0"; ${name}`, shared];
    return execFileSync('bash', words, { cwd: folder, encoding: 'utf8' });
}

const plan = (person, ...words) => JSON.parse(site.trappa('plan', 'show', person, ...words, '--json'));
const item = (person, step) => plan(person).items.find((one) => one.step === step);
const of = (person) => `/person/${site.rid[person]}`;

async function at(date) {
    signedIn = new Set();
    await site.goOnAt(`${date}T09:00`);
}

// A session ends after twelve hours, so everybody signs in anew on each date.
async function signIn(person) {
    const [path] = /\/inbjudan\/[\w-]{43}/.exec(site.trappa('person', 'invite', person));
    await pages[person].context().clearCookies();
    await pages[person].goto(site.address + path);
    await pages[person].fill('input[type=password]', 'tre ord i rad, minst');
    await press(pages[person], 'main button');
    signedIn.add(person);
}

// A page as that person sees it.
async function as(person, path) {
    pages[person] ??= await (await browser.newContext({ javaScriptEnabled: false, locale: 'sv' })).newPage();
    if (!signedIn.has(person)) await signIn(person);
    await pages[person].goto(site.address + path, { waitUntil: 'domcontentloaded' });
    return pages[person];
}

// The server's answer to the form itself, when the page that it led to is there.
async function posted(page, selector) {
    const request = (await click(page, selector)).request();
    return (request.redirectedFrom() ?? request).response();
}

// Presses a button that changes something: 303 is that it was done, 422 or 409 that it was refused.
async function press(page, selector, status = 303) {
    const answer = await posted(page, selector);
    if (answer.status() !== status)
        assert.fail(`${selector} on ${answer.url()}: ${answer.status()}, ${await page.locator('main').innerText()}`);
}

async function introduce(person, programme, from, mentor = '') {
    const page = await as('maja', '/introduktion');
    await page.selectOption('#person', site.rid[person]);
    await page.check(`input[name=programme][value=${programme}]`);
    await page.fill('#from', from);
    await page.selectOption('#mentor', mentor && site.rid[mentor]);
    if (mentor) {
        await click(page, 'main form details summary');
        await page.fill('#because', 'Alla börjar samtidigt');
    }
    await press(page, 'main form button');
}

const done = async (person, step) => press(await as(person, `/moment/${step}`), 'form[action$="/klart"] button');
const take = async (person, path) => press(await as(person, `/moment/${path}`), 'form[action$="/ta"] button');
const ask = async (person, path, kind = 'signoff') =>
    press(await as(person, `/moment/${path}`), `form[action$="/begar"] button[value=${kind}]`);

// Signs what waits in the queue, or without being asked.
async function signAsked(person, step) {
    const page = await as('mia', '/intyga');
    const whose = `:has(input[name=person][value="${site.rid[person]}"])`;
    const form = `form.sign${whose}:has(input[name=step][value="${step}"])`;
    if (!(await page.locator(form).isVisible())) await click(page, `li:has(${form}) summary`);
    await press(page, `${form} button[value=observed]`);
}

const sign = async (person, step, evidence = 'observed') =>
    press(await as('mia', `${of(person)}/intyga/${step}`), `button[value=${evidence}]`);

// Opens the page where a step is decided about, with everything filled in but nothing pressed.
async function deciding(manager, person, step, because, until) {
    const page = await as(manager, `${of(person)}/moment/${step}`);
    await click(page, 'details.act summary');
    await page.fill('#because', because);
    if (until) await page.fill('#until', until);
    return page;
}

async function decide(manager, person, step, decision, because, until) {
    await press(await deciding(manager, person, step, because, until), `button[value=${decision}]`);
}

// Fills in one form of "Anpassa planen" and sends it.
async function adjust(manager, person, form, fields, status) {
    const page = await as(manager, `${of(person)}/anpassa`);
    for (const [name, value] of Object.entries(fields)) {
        const field = page.locator(`form[action$="/${form}"] [name="${name}"]`);
        if (await field.evaluate((one) => one.tagName === 'SELECT')) await field.selectOption(value);
        else await field.fill(value);
    }
    await press(page, `form[action$="/${form}"] button`, status);
}

function publish(change) {
    shell(change);
    site.trappa('curriculum', 'publish');
}

function peopleEnter() {
    const people = [...learners.map((id) => [id, 'ekb', 'learner']), ['mia', 'ekb', 'mentor'],
        ['maja', 'ekb', 'manager'], ['moa', 'ekb', 'manager'], ['sixten', 'barn', 'manager']];
    site.trappa('unit', 'add', 'ekb', '--name', 'Ekonomiskt bistånd');
    site.trappa('unit', 'add', 'barn', '--name', 'Barn och unga');
    for (const [id, unit, role] of people)
        site.trappa('person', 'add', id, '--name', id, '--unit', unit, '--role', role);
    for (const id of learners) site.trappa('person', 'set', id, '--background', id === 'dina' ? 'annan' : 'socionom');
    site.rid = Object.fromEntries(JSON.parse(site.trappa('person', 'list', '--json')).map((one) => [one.id, one.rid]));
}

before(async () => {
    shell('write_curriculum');
    const init = ['--curriculum', join(folder, 'layer')];
    [browser, site] = await Promise.all([openBrowser(), openSite({ init, now: '2026-01-07T09:00' })]);
    site.trappa('curriculum', 'publish');
    peopleEnter();
});

after(async () => {
    await browser?.close();
    await site?.close();
    rmSync(folder, { recursive: true, force: true });
});

async function januaryAndFebruary() {
    for (const person of learners) await introduce(person, 'intro', '2026-01-12', 'mia');
    const page = await as('maja', '/introduktion');
    assert.equal(await page.locator(`option[value="${site.rid.anna}"]`).count(), 0, 'a plan is started once');
    await at('2026-01-12');
    for (const person of learners) await done(person, 'valkommen');
    await adjust('maja', 'carl', 'deltid', { percent: '50', from: '2026-02-02' });
    await adjust('maja', 'anna', 'arenden', { ramp: '0 0 2 4 6' });
    const cases = await as('anna', '/plan');
    await cases.fill('#cases', '1');
    await press(cases, 'form[action="/plan/arenden"] button');
    await at('2026-01-28');
    for (const person of ['anna', 'bea', 'carl']) await done(person, 'for-socionom');
    const late = await deciding('moa', 'erik', 'lagen', 'Kan det');
    await decide('maja', 'erik', 'lagen', 'recognise', 'Sex år i Umeå, tjänstgöringsintyg');
    await press(late, 'button[value=skip]', 422);
    await decide('maja', 'dina', 'gammalt', 'skip', 'Kursen är full', '2026-05-04');
    await adjust('maja', 'fia', 'moment', { words: 'handleda', because: 'Ska handleda', instead: 'gammalt' });
    for (const person of ['anna', 'bea']) await ask(person, 'lagen');
    for (const person of ['anna', 'bea']) await signAsked(person, 'lagen');
    await at('2026-02-09');
    const leave = { first: '2026-02-16', last: '2026-04-17', kind: 'parental' };
    await adjust('maja', 'bea', 'ledighet', leave);
    await adjust('moa', 'bea', 'ledighet', leave, 422);
    await sign('carl', 'lagen');
    await sign('dina', 'lagen', 'reported');
}

// Reading the coming law and taking the difference is no signature: carl has to do it again all the same.
async function theFirstLaw() {
    await at('2026-02-16');
    publish('write_first_law');
    await sign('anna', 'lagen');
    for (const person of ['carl', 'dina']) await take(person, 'lagen/skillnad');
    assert.equal(item('carl', 'lagen').done_revision, 2);
    await done('anna', 'gammalt');
    await at('2026-03-02');
    assert.deepEqual([item('carl', 'lagen').state, item('carl', 'lagen').delta], ['signed', 'redo']);
    assert.equal(item('anna', 'lagen').delta, 'none');
    await ask('carl', 'lagen/skillnad');
    await signAsked('carl', 'lagen');
    await adjust('maja', 'carl', 'deltid', { percent: '75', from: '2026-04-01' });
}

async function theSplit() {
    await at('2026-03-20');
    for (const person of ['anna', 'erik']) await done(person, 'stort');
    await ask('anna', 'norm', 'observation');
    await signAsked('anna', 'norm');
    await at('2026-04-01');
    const late = await deciding('maja', 'bea', 'gammalt', 'Kursen är full');
    publish('write_split');
    const refused = await posted(late, 'button[value=skip]');
    assert.ok(refused.status() >= 400, `a retired step was skipped: ${refused.status()}`);
    await take('anna', 'stort-a');
    const nothing = await as('bea', '/moment/stort-a');
    assert.equal(await nothing.locator('form[action$="/ta"]').count(), 0, 'bea has nothing to take over');
}

async function aprilAndMay() {
    await at('2026-04-20');
    const longer = { first: '2026-02-16', last: '2026-04-24', kind: 'parental' };
    await adjust('maja', 'bea', 'ledighet', longer);
    site.trappa('person', 'set', 'erik', '--unit', 'barn');
    const unseen = await pages.maja.goto(`${site.address}${of('erik')}/moment/slut`);
    assert.equal(unseen.status(), 404);
    await decide('sixten', 'erik', 'slut', 'skip', 'Ny inriktning', '2026-09-01');
    await at('2026-05-04');
    const start = await as('maja', '/');
    assert.match(await start.locator('section[aria-labelledby=debts]').innerText(), /dina/);
    await decide('maja', 'dina', 'gammalt', 'write-off', 'Momentet finns inte längre');
    await done('fia', 'handleda');
    await adjust('maja', 'fia', 'avsluta', { 'end-because': 'Byter till det andra programmet' });
    await introduce('fia', 'extra', '2026-05-04');
}

async function theSecondLaw() {
    await at('2026-05-18');
    publish('write_second_law');
    await sign('carl', 'lagen');
    await sign('carl', 'norm', 'simulated');
    site.trappa('person', 'set', 'dina', '--background', 'socionom');
    await at('2026-06-30');
}

function theEnd() {
    const rows = learners.flatMap((person) =>
        plan(person).items.map((one) => [person, one.step, one.due ?? '-', one.state, one.delta, one.late].join(' ')));
    return rows.sort();
}

test('half a year of a unit through the pages ends as it does by commands', async () => {
    await januaryAndFebruary();
    await theFirstLaw();
    await theSplit();
    await aprilAndMay();
    await theSecondLaw();
    assert.deepEqual(theEnd(), shell('expected_end').trim().split('\n'));
    assert.deepEqual([plan('bea').template_end, plan('bea').end], ['2026-06-11', '2026-08-19']);
    assert.equal(plan('fia', 'intro').ended, '2026-05-04');
    const [week] = JSON.parse(site.trappa('plan', 'caseload', 'anna', '--json'));
    assert.deepEqual(week, { monday: '2026-01-12', week: 3, planned: 0, actual: 1 });
    assert.ok(JSON.parse(site.trappa('audit', 'verify', '--json')).ok);
});
