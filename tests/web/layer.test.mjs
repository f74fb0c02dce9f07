// Layers and editions in the browser: fetched by a job, put one above another, and an earlier edition published again
// with the same numbers of whom it touches as before any publishing.
import assert from 'node:assert/strict';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { Hand, accessibilityFaults, click, openBrowser, openUntilDone, overflowAt } from './browser.mjs';
import { contextOf, openWorld } from './world.mjs';

let browser;
let site;
let upper;
let tops;

// A layer above the base: an addition to a step, and a step that it hides.
function layerIn(folder, id, words) {
    const phase = join(folder, 'programmes/introduktion/01-start');
    mkdirSync(phase, { recursive: true });
    writeFileSync(join(folder, 'curriculum.yaml'), `id: ${id}\ntitle: ${words}\nlanguage: sv\nmaintainers: [Kunskapsgruppen]\n`);
    writeFileSync(join(phase, '90-tillagg.md'), `---\nextends: riksnormen\n---\n\n${words}.\n`);
    return phase;
}

before(async () => {
    tops = mkdtempSync(join(tmpdir(), 'trappa-layer-'));
    cpSync(join(import.meta.dirname, '../../curriculum'), join(tops, 'grund'), { recursive: true });
    [browser, site] = await Promise.all([openBrowser(), openWorld({ curriculum: join(tops, 'grund') })]);
    for (const [name, title] of [['lokal', 'Kommunens tillägg'], ['enhet', 'Enhetens tillägg']]) {
        const folder = mkdtempSync(join(tmpdir(), 'trappa-layer-'));
        const phase = layerIn(folder, name, title);
        if (name === 'lokal') {
            upper = phase;
            writeFileSync(join(phase, '91-dolt.md'), '---\nhides: forsta-lunchen\nbecause: Görs av växeln\n---\n');
            writeFileSync(join(phase, '92-slut.md'), '---\nreplaces: dagens-slut\nbased-on: 1\n---\n\nHej hos oss.\n');
        }
        site.trappa('curriculum', 'layer', 'add', name, folder);
    }
    site.trappa('curriculum', 'publish');
});

after(async () => {
    await browser?.close();
    await site?.close();
});

const layers = () => JSON.parse(site.trappa('curriculum', 'layer', 'list', '--json'));
const editions = () => JSON.parse(site.trappa('curriculum', 'editions', '--json'));

test('the newest of the layers is fetched by a job, and the page says how each stands', async () => {
    const context = await contextOf(browser, site, 'anders', { script: true }); // axe's, not ours
    const page = await context.newPage();
    await page.goto('/laroplan');
    const hand = new Hand(page);
    await hand.click('main a[href="/laroplan/lager"]');
    assert.match(await page.locator('main').innerText(), /lokal\n[\s\S]*publicerat/);
    writeFileSync(join(upper, '90-tillagg.md'), '---\nextends: riksnormen\n---\n\nNytt i kommunen.\n');
    await hand.click('form[action="/laroplan/lager/hamta"] button');
    assert.equal(hand.interactions, 2);
    const words = await openUntilDone(page, '/laroplan/lager', /hämtas\. Öppna/);
    assert.match(words, /inte publicerat/);
    assert.equal(layers().find((one) => one.name === 'lokal').state, 'behind');
    assert.equal(await page.locator('form[action="/laroplan/lager/upp"]').count(), 0, 'an author does not order them');
    assert.doesNotMatch(words, /\b(commit|branch|git)\b/i);
    assert.deepEqual(await accessibilityFaults(page), []);
    assert.equal(await overflowAt(page, 320), 0);
    await context.close();
});

test('a step says from which layer and editor each part comes, and a hidden one why and by whom', async () => {
    const context = await contextOf(browser, site, 'nils', { script: true });
    const page = await context.newPage();
    await page.goto('/moment/riksnormen');
    const from = await page.locator('main p.hint').allInnerTexts();
    assert.deepEqual(from.filter((words) => words.startsWith('Från:')), ['Från: Ekonomiskt bistånd, nationell bas (Trappas redaktion)',
        'Från: Kommunens tillägg (Kunskapsgruppen)', 'Från: Enhetens tillägg (Kunskapsgruppen)']);
    await page.goto('/moment/forsta-lunchen');
    const words = await page.locator('section[aria-labelledby=hidden]').innerText();
    assert.match(words, /Görs av växeln[\s\S]*Dolt av: Kommunens tillägg \(Kunskapsgruppen\)/);
    await page.goto('/moment/dagens-slut');
    assert.match(await page.locator('main').innerText(), /I stället för en tidigare text, från: Kommunens tillägg/);
    assert.deepEqual(await accessibilityFaults(page), []);
    assert.equal(await overflowAt(page, 320), 0);
    await context.close();
});

test('what has changed under a replacement is listed with what the change asks for', async () => {
    const older = join(upper, '92-slut.md');
    const folder = join(tops, 'grund/programmes/introduktion/01-start');
    writeFileSync(join(folder, '07-dagens-slut.md'), readFileSync(join(folder, '07-dagens-slut.md'), 'utf8')
        .replace('revisions:\n', 'revisions:\n  - {n: 2, date: 2026-03-01, class: legal, note: "Ny lag"}\n'));
    assert.match(readFileSync(older, 'utf8'), /based-on: 1/);
    assert.equal(JSON.parse(site.trappa('curriculum', 'drift', '--json'))[0].class, 'legal');
    const context = await contextOf(browser, site, 'anders', { script: true });
    const page = await context.newPage();
    await page.goto('/laroplan/lager');
    const hand = new Hand(page);
    await hand.click('main a[href="/laroplan/andrat-under"]');
    assert.equal(hand.interactions, 1);
    const words = await page.locator('main ul.rows').innerText();
    assert.match(words, /ny lag, ska göras om[\s\S]*Lagret lokal ersätter det, från revision 1 av base, som nu är på 2/);
    assert.deepEqual(await accessibilityFaults(page), []);
    assert.equal(await overflowAt(page, 320), 0);
    await context.close();
});

test('the administrator puts one layer above another in one press', async () => {
    const context = await contextOf(browser, site, 'ada');
    const page = await context.newPage();
    await page.goto('/laroplan/lager');
    const hand = new Hand(page);
    await hand.click('form[action="/laroplan/lager/upp"]:has(input[value=lokal]) button');
    assert.equal(hand.interactions, 1);
    assert.match(await page.locator('[role=status]').innerText(), /lokal står nu över enhet/);
    assert.deepEqual(layers().map((one) => one.name), ['base', 'enhet', 'lokal']);
    // What the base has would then extend nothing below it: refused, and said why.
    const answer = await click(page, 'form[action="/laroplan/lager/upp"]:has(input[value=base]) button');
    assert.equal(answer.status(), 422);
    assert.match(await page.locator('main').innerText(), /ontrollen hittar 1 fel i den ordningen/);
    assert.deepEqual(layers().map((one) => one.name), ['base', 'enhet', 'lokal']);
    await context.close();
});

test('an earlier edition is published again after its effect was shown, the same as before publishing', async () => {
    const first = editions()[0].edition;
    site.trappa('curriculum', 'publish');
    assert.notEqual(editions()[0].edition, first);
    const context = await contextOf(browser, site, 'ada', { script: true });
    const page = await context.newPage();
    await page.goto('/laroplan/utgavor');
    const hand = new Hand(page);
    await hand.click(`main a[href="/laroplan/utgavor/${first}"]`);
    assert.equal(await page.locator('form[action$="/publicera"]').count(), 0, 'nothing is published unseen');
    await hand.click('form[action$="/rakna"] button');
    const words = await openUntilDone(page, `/laroplan/utgavor/${first}`, /Det räknas ut/);
    assert.match(words, /pågående planer med momentet\s+färre än 5/);
    const told = JSON.parse(site.trappa('curriculum', 'publish', '--edition', first, '--dry-run', '--json'));
    assert.equal(await page.locator('main section h2').count(), told.steps?.length ?? told.length);
    assert.deepEqual(await accessibilityFaults(page), []);
    assert.equal(await overflowAt(page, 320), 0);
    await page.goto('/laroplan/forhandsvisning');
    assert.match(await page.locator('main').innerText(), /gäller en tidigare utgåva/);
    await hand.click(`main a[href="/laroplan/utgavor/${first}"]`);
    await hand.click('form[action$="/publicera"] button');
    assert.match(await page.locator('[role=status]').innerText(), /visas igen/);
    assert.equal(editions()[0].edition, first);
    await page.goto('/laroplan/utgavor');
    assert.deepEqual(await accessibilityFaults(page), []);
    assert.equal(await overflowAt(page, 320), 0);
    await context.close();
});
