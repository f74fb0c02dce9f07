// Walks the route table: every page that can be opened, as somebody who may, in both languages, through axe, at 320
// pixels, by keyboard, and small. No page can be forgotten: a route without an example here gets one from its row.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { accessibilityFaults, click, openBrowser, overflowAt, tabStops } from './browser.mjs';
import { contextOf, everybody, openWorld } from './world.mjs';

const bytesMost = 30 * 1024;
const filesMost = 3;

let browser;
let site;

before(async () => {
    [browser, site] = await Promise.all([openBrowser(), openWorld()]);
    site.trappa('step', 'done', 'nils', 'valkommen');
    site.trappa('sign', 'request', 'nils', 'hot-oro-granser');
    site.trappa('sign', 'request', 'nils', 'riksnormen');
    site.trappa('calendar', 'address', 'nora');
    bend(site);
    site.trappa('aspirant', 'add', 'ledig', '--university', 'Umeå universitet', '--term', 'termin 6', '--graduates', '2027-01-17', '--from', '2026-02-02');
    site.trappa('aspirant', 'consent', 'ledig', '--by', 'ledig');
    site.trappa('aspirant', 'contact', 'karin', '--university', 'Umeå universitet');
    study(site);
    site.proposal = JSON.parse(site.trappa('proposal', 'send', 'base', '--title', 'Bort', '--remove', 'LICENSE', '--by', 'nils', '--json')).id;
    await upload(site);
});

// Addresses of two files of people: one with faults, and one that would close accounts and needs a number.
async function upload(site) {
    const page = await (await contextOf(browser, site, 'ada')).newPage();
    site.uploads = [];
    for (const words of ['id;name;unit\n1;Ett;finns-inte\n2;811218-9876;ett\n', 'id;name;ended\nnora;Nora Ny;2026-03-01\nmona;;2026-03-01\n']) {
        await page.goto('/personer/fil');
        await page.setInputFiles('#file', { name: 'x.csv', mimeType: 'text/csv', buffer: Buffer.from(words) });
        await click(page, 'main button');
        await page.waitForURL(/fil\/[a-z2-7]{16}$/);
        site.uploads.push(new URL(page.url()).pathname);
    }
    await page.context().close();
}

after(async () => {
    await browser?.close();
    await site?.close();
});

// A plan with everything that a plan can be bent by, and a second one beside it.
function bend(site) {
    const say = (...words) => site.trappa(...words);
    say('person', 'set', 'nils', '--background', 'annan');
    say('plan', 'shift', 'nils', '--leave', '2026-03-09..2026-03-20', '--as', 'parental', '--by', 'maria');
    say('plan', 'shift', 'nils', '--share', '75', '--from', '2026-04-01', '--by', 'maria');
    say('step', 'skip', 'nils', 'delegationsordningen', '--because', 'Kursen är fullbokad', '--until', '2026-03-02');
    say('step', 'recognise', 'nils', 'tungt-samtal', '--because', 'Fem år i grannkommunen, intyg från chefen där');
    say('plan', 'caseload', 'nils', '--planned', '0 0 2 4 6 8 10 12 14 16 18 20 22 24 25 25', '--actual', '1');
    say('plan', 'start', 'nora', 'mentor', '--from', '2026-03-02');
    say('plan', 'add', 'nils', 'mentorns-uppdrag', '--due', '2026-06-12', '--because', 'Ska bli mentor till hösten');
}

// A student with hours in two months, one of them corrected, and a promise about to break; another who was employed.
function study(site) {
    const say = (...words) => site.trappa(...words);
    say('aspirant', 'add', 'nils', '--university', 'Umeå universitet', '--term', 'termin 6', '--from', '2026-02-16');
    say('aspirant', 'hours', 'nils', '2,5', '--date', '2026-02-20', '--note', 'Satt med på ett nybesök');
    say('aspirant', 'hours', 'nils', '3', '--correct', '1');
    say('aspirant', 'hours', 'nils', '2', '--date', '2026-03-02');
    say('aspirant', 'pause', 'nils', '--from', '2026-03-16', '--to', '2026-03-27', '--by', 'mona');
    say('aspirant', 'promise', 'nils', 'Sommarjobb', '--by', '2026-03-20', '--by', 'maria');
    say('aspirant', 'promise', 'nils', 'Sommarjobb', '--state', 'offered', '--by', 'maria');
    say('aspirant', 'add', 'nora', '--placement', '--university', 'Lunds universitet', '--from', '2025-09-01');
    say('aspirant', 'hire', 'nora', '--from', '2026-03-02');
}

// Who opens a page that has no example below: by the first role of its row. And what stands for its segments.
const openers = { learner: 'nils', mentor: 'mona', manager: 'maria', hr: 'hanna', author: 'anders', contact: 'karin', admin: 'ada',
    'signed-in': 'nils', everybody: null };
const segments = () => ({ person: site.rid.nils, step: 'riksnormen', unit: 'ett' });

function exampleOf(route) {
    const values = segments();
    const path = route.path.replace(/:(\w+)/g, (segment, name) => values[name] ?? segment);
    return path.includes(':') ? null : [openers[route.open_to[0]], path];
}

// For each GET route: who opens it and what stands for its segments.
function examples() {
    const known = examplesByHand();
    for (const route of routes().filter((one) => one.method === 'GET' && !known[one.path])) {
        const example = exampleOf(route);
        if (example) known[route.path] = [example];
    }
    return known;
}

// Where a page looks different for one and another, or a segment is not just any.
function examplesByHand() {
    const { nils, nora, mona, ledig } = site.rid;
    const token = /\/inbjudan\/([\w-]{43})/.exec(site.trappa('person', 'invite', 'ledig'))[1];
    return {
        '/': [['nils', '/'], ['mona', '/'], ['maria', '/'], ['ada', '/'], ['anders', '/']],
        '/i-dag': [['nils', '/i-dag'], ['nora', '/i-dag'], ['ledig', '/i-dag']],
        '/paminnelser': [['nils', '/paminnelser'], ['mona', '/paminnelser'], ['ada', '/paminnelser']],
        '/paminnelser/av/:token': [[null, '/paminnelser/av/finns-inte']], // a real one is in digest.test.mjs
        '/plan': [['nils', '/plan'], ['nils', '/plan?visa=papper'], ['nils', '/plan?fas=egna'], ['ledig', '/plan'], ['nora', '/plan?program=introduktion']],
        '/person/:person/plan': [['mona', `/person/${nils}/plan`]],
        '/moment/:step': [['nils', '/moment/riksnormen'], ['nils', '/moment/valkommen'], ['anders', '/moment/sekretess'], ['mona', '/moment/cirkular-larmprov']],
        '/person/:person/anpassa': [['maria', `/person/${nils}/anpassa`], ['magnus', `/person/${nora}/anpassa`]],
        '/person/:person/moment/:step': [['maria', `/person/${nils}/moment/hot-oro-granser`],
            ['maria', `/person/${nils}/moment/delegationsordningen`], ['mona', `/person/${nils}/moment/tungt-samtal`]],
        '/trappan': [['nils', '/trappan'], ['mona', '/trappan']],
        '/person/:person/trappan': [['maria', `/person/${nils}/trappan`], ['hanna', `/person/${nils}/trappan`]],
        '/trappan/prova': [['maria', '/trappan/prova'], ['anders', '/trappan/prova']],
        '/trappan/prova/:trial': [], // the answer of a job, where there are thousands of people: the same page
        '/moment/:step/skillnad': [['nils', '/moment/valkommen/skillnad'], ['nils', '/moment/nybesok/skillnad']],
        '/person/:person/moment/:step/skillnad': [['mona', `/person/${nils}/moment/valkommen/skillnad`]],
        '/samtal': [['nils', '/samtal'], ['ledig', '/samtal']],
        '/person/:person/samtal': [['mona', `/person/${nils}/samtal`], ['hanna', `/person/${nils}/samtal`]],
        '/timmar': [['nils', '/timmar'], ['nils', '/timmar?manad=2026-02'], ['nora', '/timmar'], ['ledig', '/timmar']],
        '/aspiranter': [['maria', '/aspiranter'], ['hanna', '/aspiranter']],
        '/person/:person/aspirant': [['maria', `/person/${nils}/aspirant`], ['mona', `/person/${nils}/aspirant?manad=2026-02`],
            ['magnus', `/person/${nora}/aspirant`]],
        '/intyga': [['mona', '/intyga'], ['sven', '/intyga']],
        '/person/:person/intyga/:step': [['mona', `/person/${nils}/intyga/nybesok`]],
        '/enheten': [['maria', '/enheten'], ['hanna', '/enheten']],
        '/enheten/:unit': [['tove', '/enheten/ett']],
        '/aret': [['maria', '/aret'], ['hanna', '/aret']],
        '/aret/:unit': [['tove', '/aret/ett']],
        '/cirkular': [['nils', '/cirkular'], ['maria', '/cirkular'], ['karin', '/cirkular']],
        '/cirkular/enheten': [['maria', '/cirkular/enheten'], ['hanna', '/cirkular/enheten']],
        '/cirkular/enheten/:unit': [['tove', '/cirkular/enheten/ett']],
        '/enheten/:unit/kompetens': [['maria', '/enheten/ett/kompetens'], ['hanna', '/enheten/kommun/kompetens']],
        '/laroplan': [
            ['nils', '/laroplan'],
            ['nils', '/laroplan?program=introduktion&fas=fordjupning'],
            ['nils', '/laroplan?q=normen'],
            ['nils', '/laroplan?q=finnsintealls'],
        ],
        '/laroplan/lager': [['ada', '/laroplan/lager'], ['anders', '/laroplan/lager']],
        '/laroplan/utgavor/:edition': [['ada', `/laroplan/utgavor/${JSON.parse(site.trappa('curriculum', 'editions', '--json'))[0].edition}`]],
        '/person/:person': [['maria', `/person/${nils}`], ['hanna', `/person/${mona}`]],
        '/introduktion': [['maria', '/introduktion'], ['hanna', '/introduktion']],
        '/studenter/:person': [['karin', `/studenter/${ledig}`]],
        '/personer/fil': [['ada', '/personer/fil'], ['hanna', '/personer/fil']],
        '/personer/fil/:file': [['ada', site.uploads[0]], ['ada', site.uploads[1]]],
        '/rapporter': [['maria', '/rapporter'], ['hanna', '/rapporter']],
        '/rapporter/:plugin/:report': [], // a plugin's; where none is installed there is none
        '/nycklar': [['nils', '/nycklar'], ['petra', '/nycklar']],
        '/kalender': [['nils', '/kalender'], ['nora', '/kalender'], ['petra', '/kalender']],
        '/kalender/:token': [], // a calendar, not a page
        '/inbjudan/:token': [[null, `/inbjudan/${token}`], [null, '/inbjudan/finns-inte']],
        '/bild/:blob': [], // an image, not a page
        '/laroplan/andra': [['anders', '/laroplan/andra?lager=base&fil=curriculum.yaml']],
        '/laroplan/flytta': [['anders', `/laroplan/flytta?lager=base&fil=programmes/introduktion/03-grund/03-riksnormen.md`]],
        '/laroplan/nytt': [['nils', `/laroplan/nytt?lager=base&fil=programmes/introduktion/03-grund/03-riksnormen.md`]],
        '/moment/:step/andra': [['nils', '/moment/riksnormen/andra']],
        '/forslag': [['nils', '/forslag'], ['anders', '/forslag']],
        '/forslag/:proposal': [['nils', `/forslag/${site.proposal}`], ['anders', `/forslag/${site.proposal}`]],
        'errors': [['nils', '/finns-inte'], ['nils', '/konton'], ['nils', '/moment/finns-inte']],
    };
}

const routes = () => JSON.parse(site.trappa('serve', '--routes'));

// Everything is asked of one opening of a page, in a window that the person keeps; nothing is kept from page to page, so
// that a page's files are counted as for somebody who comes to it first.
async function windowOf(person, language) {
    const context = person
        ? await contextOf(browser, site, person, { script: true, language })
        : await browser.newContext({ baseURL: site.address, locale: language });
    if (person) await context.addCookies([{ name: 'language', value: language, url: site.address }]);
    const page = await context.newPage();
    const devtools = await context.newCDPSession(page);
    await devtools.send('Network.setCacheDisabled', { cacheDisabled: true });
    const requests = [];
    page.on('requestfinished', (request) => requests.push(request));
    return { page, requests };
}

test('every page of the route table has an example, by hand where a segment is not just any', () => {
    const known = examples();
    const missing = routes().filter((route) => route.method === 'GET' && !known[route.path]).map((route) => route.path);
    assert.deepEqual(missing, []);
});

test('whoever a row is for can open its page', async () => {
    const byHand = examplesByHand();
    for (const route of routes().filter((one) => one.method === 'GET' && !byHand[one.path])) {
        const [person, path] = exampleOf(route);
        const { page } = await windowOf(person, 'sv');
        assert.equal((await page.goto(path)).status(), 200, route.path);
        await page.context().close();
    }
});

// What the Tab key must reach: everything that can be acted on and is shown.
async function actionable(page) {
    return page.evaluate(() => {
        const shown = (element) => element.checkVisibility() && !element.disabled && element.type !== 'hidden';
        const all = [...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex="0"]')];
        const radios = new Set();
        return all.filter(shown).filter((element) => {
            if (element.type !== 'radio') return true;
            const group = `${[...document.forms].indexOf(element.form)} ${element.name}`;
            const isFirst = !radios.has(group);
            radios.add(group); // the arrow keys go on within a group
            return isFirst;
        }).length;
    });
}

async function opened({ page, requests }, path) {
    await page.emulateMedia({ colorScheme: 'light' });
    requests.length = 0;
    const response = await page.goto(path);
    return { page, requests: [...requests], html: await response.body() };
}

// Nothing of it is script, and nothing comes from outside.
function isOfOnePiece({ page, requests, html }, path) {
    assert.ok(html.length < bytesMost, `${html.length} bytes`);
    assert.doesNotMatch(html.toString(), /<script|\son\w+=|style=/i);
    for (const request of requests) assert.ok(request.url().startsWith(site.address), request.url());
    const files = requests.length - 1 - (new URL(page.url()).pathname !== path.split('?')[0]);
    assert.ok(files <= filesMost, `${files} further files`);
}

async function isForEverybody(page, language) {
    assert.equal(await page.getAttribute('html', 'lang'), language);
    assert.deepEqual(await accessibilityFaults(page), []);
    await page.emulateMedia({ colorScheme: 'dark' });
    assert.deepEqual(await accessibilityFaults(page, { coloursOnly: true }), [], 'in the dark');
    assert.equal(await overflowAt(page, 320), 0, 'wider than 320 pixels');
}

async function isReachedByKeyboard(page) {
    const wanted = await actionable(page);
    const reached = await tabStops(page);
    assert.equal(reached.length, wanted, reached.join(' | '));
}

// The examples of each person, who has a window and opens them one after another; people do so at the same time, since
// axe waits more than it works.
function examplesByPerson() {
    const byPerson = new Map();
    for (const [person, path] of Object.values(examples()).flat())
        byPerson.set(person, [...(byPerson.get(person) ?? []), path]);
    return [...byPerson];
}

for (const language of ['sv', 'en']) {
    const byKeyboard = language === 'sv' ? ', is reached by the keyboard' : '';
    const name = `every page passes axe, fits 320 pixels, is small and without script${byKeyboard}, in ${language}`;
    test(name, { concurrency: 4 }, async (context) => {
        for (const person of everybody) site.trappa('person', 'set', person, '--language', language);
        await Promise.all(examplesByPerson().map(([person, paths]) => context.test(person ?? 'nobody', async (own) => {
            const window = await windowOf(person, language);
            for (const path of paths) {
                await own.test(path.replace(/[\w-]{16,}/g, '…'), async () => {
                    const one = await opened(window, path);
                    isOfOnePiece(one, path);
                    await isForEverybody(one.page, language);
                    if (byKeyboard) await isReachedByKeyboard(one.page);
                });
            }
            await window.page.context().close();
        })));
    });
}
