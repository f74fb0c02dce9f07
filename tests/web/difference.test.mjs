// What changed since it was done, in a browser: seen and taken in two interactions, readable by eye, ear and at 320 pixels,
// and nobody acts on a text that was replaced while it was open. The curriculum is a copy, so that it can be changed.
import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { after, before, test } from 'node:test';
import { accessibilityFaults, click, Hand, openBrowser, openUntilDone, overflowAt } from './browser.mjs';
import { contextOf, openWorld } from './world.mjs';

const top = resolve(import.meta.dirname ?? new URL('.', import.meta.url).pathname, '../..');
const layer = mkdtempSync(join(tmpdir(), 'trappa-layer-'));

let browser;
let site;

// The file of a step, wherever in the layer it lies.
function fileOf(step) {
    const files = readdirSync(join(layer, 'programmes'), { recursive: true }).map((path) => join(layer, 'programmes', path));
    return files.find((path) => path.endsWith('.md') && readFileSync(path, 'utf8').startsWith(`---\nid: ${step}\n`));
}

// A new revision of a step, with words replaced, published.
function revise(step, revision, ...replacements) {
    const path = fileOf(step);
    let words = readFileSync(path, 'utf8');
    words = words.replace('revisions:\n', `revisions:\n  - ${revision}\n`);
    for (const [from, to] of replacements) words = words.replaceAll(from, to);
    writeFileSync(path, words);
    site.trappa('curriculum', 'publish');
}

const item = (person, step) => {
    const plan = JSON.parse(site.trappa('plan', 'show', person, '--json'));
    return plan.items.find((one) => one.step === step);
};

async function as(person, options) {
    const context = await contextOf(browser, site, person, options);
    return { context, page: await context.newPage() };
}

before(async () => {
    cpSync(join(top, 'curriculum'), layer, { recursive: true });
    [browser, site] = await Promise.all([openBrowser(), openWorld({ curriculum: layer })]);
    site.trappa('stair', 'decide', 'mona', '4', '--by', 'maria');
    site.trappa('sign', 'give', 'nils', 'riksnormen', '--by', 'mona', '--evidence', 'observed', '--autonomy', '3');
    revise('riksnormen', '{n: 3, date: 2026-03-01, class: substantive, note: "Nya belopp 2026"}', ['3 910', '4 010'],
        ['## Två särregler', '## Tre särregler'],
        ['\n## Gör det här', '- **Växelvis boende:** räkna barnets dagar.\n\n## Gör det här']);
});

after(async () => {
    await browser?.close();
    await site?.close();
    rmSync(layer, { recursive: true, force: true });
});

test('what changed in something done is read and taken in two, and the sign-off stands', async () => {
    const { context, page } = await as('nils');
    await page.goto('/');
    const hand = new Hand(page);
    await hand.click('main a[href="/moment/riksnormen/skillnad"]');
    const came = (await page.locator('.compared ins').allInnerTexts()).map((words) => words.replace(/\s+/g, ' '));
    const expected = ['4 010', 'Tre', '4 010', 'Växelvis boende: räkna barnets dagar.'];
    assert.deepEqual(came, expected.map((words) => `+ tillagt: ${words} (slut)`));
    assert.match(await page.locator('main').innerText(), /Nya belopp 2026/);
    await hand.click('form[action$="/ta"] button');
    assert.ok(hand.interactions <= 2, `${hand.interactions} interactions`);
    const taken = item('nils', 'riksnormen');
    assert.deepEqual([taken.state, taken.delta, taken.done_revision, taken.signed_revision], ['signed', 'none', 3, 2]);
    await page.goto('/plan?visa=papper');
    assert.match(await page.locator('tr', { hasText: 'Riksnormen och' }).innerText(), /Mona Mentor, revision 2/);
    await context.close();
});

for (const language of ['sv', 'en'])
    test(`the difference is without faults for axe, at 320 pixels, and says in words what colours say (${language})`, async () => {
        revise('riksnormen', `{n: ${language === 'sv' ? 4 : 5}, date: 2026-03-01, class: substantive}`,
            ['Sambor, tillsammans', language === 'sv' ? 'Sambor ihop' : 'Sambor, tillsammans, ihop'],
            ['2 820', '2 830'], ['| 3 år | 2 700 |', `| 3 år | ${language === 'sv' ? 2710 : 2720} |`]);
        const { context, page } = await as('nils', { script: true, language });
        for (const path of ['/moment/riksnormen/skillnad', `/person/${site.rid.nils}/moment/riksnormen/skillnad`]) {
            const response = await page.goto(path);
            assert.equal(response.status(), 200);
            assert.ok((await response.body()).length < 30 * 1024);
            assert.deepEqual(await accessibilityFaults(page), []);
            assert.equal(await overflowAt(page, 320), 0);
        }
        assert.ok((await page.locator('.compared ins .unseen').count()) > 0);
        assert.ok((await page.locator('.compared del .glyph').count()) > 0);
        await context.close();
    });

test('a step that changed while it was open is told of before it is marked done, and goes on in one', async () => {
    const { context, page } = await as('nora');
    await page.goto('/moment/valkommen');
    revise('valkommen', '{n: 9, date: 2026-03-01, class: substantive, note: "Ny tid"}', ['\n## ', '\nVi ses klockan nio.\n\n## ']);
    const answer = await click(page, 'form[action$="/klart"] button');
    assert.equal(answer.status(), 409);
    assert.match(await page.locator('.compared').innerText(), /tillagt:\s+Vi ses klockan nio\./);
    assert.equal(item('nora', 'valkommen').state, 'todo');
    await click(page, 'form[action$="/klart"] button');
    assert.ok(['done', 'signed'].includes(item('nora', 'valkommen').state));
    assert.equal(item('nora', 'valkommen').done_revision, 9);
    await context.close();
});

test('a mentor who signs a revision that was just replaced is shown what is new, and signs in one', async () => {
    site.trappa('sign', 'request', 'nils', 'hot-oro-granser');
    const { context, page } = await as('mona');
    await page.goto('/intyga');
    revise('hot-oro-granser', '{n: 9, date: 2026-03-01, class: legal, note: "Ny lag"}', ['\n## ', '\nLarmet sitter under bordet.\n\n## ']);
    const form = page.locator('form.sign', { has: page.locator('input[name=step][value=hot-oro-granser]') });
    await form.locator('input[name=comment]').fill('Bra gjort');
    const autonomy = form.locator('input[name=autonomy][value="3"]');
    if (await autonomy.count()) await autonomy.check();
    const answer = await click(page, form.locator('button[value=observed]'));
    assert.equal(answer.status(), 409);
    assert.match(await page.locator('.compared').innerText(), /tillagt:\s+Larmet sitter under bordet\./);
    assert.equal(await page.locator('input[name=comment]').inputValue(), 'Bra gjort');
    assert.equal(item('nils', 'hot-oro-granser').state, 'requested');
    await click(page, 'button[value=observed]');
    assert.equal(item('nils', 'hot-oro-granser').signed_revision, 9);
    await context.close();
});

test('a step that grew out of another takes over what was done there in one press', async () => {
    const older = fileOf('valkommen');
    writeFileSync(join(dirname(older), '99-valkommen-ny.md'),
        '---\nid: valkommen-ny\ntitle: Välkommen på nytt\ncontinues: [valkommen]\n---\n\nDet nya välkomnandet.\n');
    site.trappa('curriculum', 'publish');
    const { context, page } = await as('nora');
    await page.goto('/moment/valkommen-ny');
    await click(page, 'form[action$="/ta"] button');
    assert.equal(item('nora', 'valkommen-ny').state, 'recognised');
    await page.goto('/moment/valkommen-ny');
    assert.match(await page.locator('section[aria-labelledby=carry]').innerText(), /Bygger på det som redan är gjort/);
    assert.ok(['done', 'signed'].includes(item('nora', 'valkommen').state));
    await context.close();
});

test('an author sees in numbers what publishing would do, before it is published, and no names', async () => {
    revise('hot-oro-granser', '{n: 10, date: 2026-03-01, class: legal, note: "Ännu en lag"}', ['\n## ', '\nRing chefen.\n\n## ']);
    revise('riksnormen', '{n: 9, date: 2026-03-01, class: substantive}', ['19–20 år', '19 och 20 år']);
    const { context, page } = await as('anders', { script: true });
    const edited = readFileSync(fileOf('hot-oro-granser'), 'utf8');
    writeFileSync(fileOf('hot-oro-granser'), edited.replace('revisions:\n', 'revisions:\n  - {n: 11, date: 2026-03-01, class: legal}\n')
        .replace('Ring chefen.', 'Ring chefen genast.'));
    await page.goto('/laroplan/forhandsvisning');
    await click(page, 'main form button');
    const words = await openUntilDone(page, '/laroplan/forhandsvisning', /Det räknas ut/);
    assert.match(words, /ny lag, ska göras om/);
    assert.match(words, /färre än 5/);
    assert.doesNotMatch(words, /Nils/);
    assert.deepEqual(await accessibilityFaults(page), []);
    assert.equal(await overflowAt(page, 320), 0);
    await context.close();
});
