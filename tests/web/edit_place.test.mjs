// A step is moved within its programme and a new one begun, by people who know nothing of git or of files' names.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { accessibilityFaults, click, openBrowser, openUntilDone, overflowAt } from './browser.mjs';
import { contextOf, openWorld } from './world.mjs';

let browser;
let site;

before(async () => {
    [browser, site] = await Promise.all([openBrowser(), openWorld()]);
});

after(async () => {
    await browser?.close();
    await site?.close();
});

async function as(person, task, options) {
    const context = await contextOf(browser, site, person, options);
    const page = await context.newPage();
    const answer = await task(page);
    await context.close();
    return answer;
}

const filesOf = (branch) => execFileSync('git', ['-C', join(site.folder, 'data/layers/base.git'), 'ls-tree', '-r', '--name-only', branch])
    .toString().split('\n');

test('a step is moved behind another, keeps its name, and its old file is gone', async () => {
    const id = await as('anders', async (page) => {
        await page.goto('/moment/riksnormen/andra');
        await click(page, 'a[href^="/laroplan/flytta"]');
        assert.deepEqual(await accessibilityFaults(page), []);
        assert.equal(await overflowAt(page, 320), 0);
        assert.match(await page.innerText('h1'), /^Flytta /);
        const option = page.locator('#where option').nth(3);
        const where = await option.getAttribute('value');
        await page.selectOption('#where', where);
        await page.fill('[name=because]', 'Kommer bättre tidigt');
        await click(page, 'main form button');
        const words = await openUntilDone(page, new URL(page.url()).pathname, /räknas ut/);
        assert.match(words, /Kommer bättre tidigt/);
        assert.match(words, /fel\s+0\b/);
        return new URL(page.url()).pathname.split('/').pop();
    }, { script: true });
    const moved = filesOf(`proposal/${id}`).filter((path) => /\d-riksnormen\.md$/.test(path));
    const before = filesOf('trappa').filter((path) => /\d-riksnormen\.md$/.test(path));
    assert.equal(moved.length, 1);
    assert.notDeepEqual(moved, before);
});

test('where it stands already is told in the form, and nothing is sent', async () => {
    const count = JSON.parse(site.trappa('proposal', 'list', '--json')).length;
    await as('anders', async (page) => {
        await page.goto('/moment/riksnormen/andra');
        await click(page, 'a[href^="/laroplan/flytta"]');
        const values = await page.locator('#where option').evaluateAll((options) => options.map((option) => option.value));
        const own = new URL(page.url()).searchParams.get('fil');
        const before = values.filter((value) => value < own && value.startsWith(own.replace(/[^/]*$/, ''))).pop();
        await page.selectOption('#where', before);
        await page.fill('[name=because]', 'Ingenting');
        await click(page, 'main form button');
        assert.match(await page.innerText('main'), /Momentet står där redan/);
        assert.equal(await page.inputValue('[name=because]'), 'Ingenting');
    });
    assert.equal(JSON.parse(site.trappa('proposal', 'list', '--json')).length, count);
});

test('a new step is begun behind another, is found again as a draft, and is sent with what was chosen', async () => {
    await as('anders', async (page) => {
        await page.goto('/moment/riksnormen/andra');
        await click(page, 'a[href^="/laroplan/nytt"]');
        await page.fill('[name=title]', 'Ring "Skatteverket"');
        await page.selectOption('#kind', 'task');
        await page.selectOption('#signoff', 'mentor');
        await page.selectOption('#due', 'week');
        await page.fill('[name=term]', '3');
        await page.fill('[name=minutes]', '30');
        await click(page, 'main form button');
        assert.match(page.url(), /\/laroplan\/andra\?/);
    });
    await as('anders', async (page) => {
        await page.goto('/laroplan/texter');
        assert.deepEqual(await accessibilityFaults(page), []);
        await click(page, 'a[href*="ring-skatteverket"]');
        await page.fill('#body', 'Ring och fråga.\n');
        await click(page, 'button[value=preview]');
        assert.match(await page.innerText('main'), /Ring och fråga\./);
        await click(page, 'button[value=send]');
        const id = new URL(page.url()).pathname.split('/').pop();
        assert.match(await openUntilDone(page, `/forslag/${id}`, /räknas ut/), /fel\s+0\b/);
        const path = filesOf(`proposal/${id}`).find((name) => name.endsWith('-ring-skatteverket.md'));
        const text = execFileSync('git', ['-C', join(site.folder, 'data/layers/base.git'), 'show', `proposal/${id}:${path}`]).toString();
        assert.match(text, /^---\nid: ring-skatteverket\ntitle: "Ring \\"Skatteverket\\""\ncomponent: profession\nkind: task\nminutes: 30\ndue: week 3\nsignoff: mentor\nrevisions:\n {2}- \{n: 1, date: [\d-]+, class: substantive\}\n---\n\nRing och fråga\.\n$/);
        await page.goto('/laroplan/texter');
        assert.doesNotMatch(await page.innerText('main'), /ring-skatteverket/);
    }, { script: true });
});

test('a title that is taken is told, and what was typed stays', async () => {
    await as('anders', async (page) => {
        await page.goto('/moment/riksnormen/andra');
        await click(page, 'a[href^="/laroplan/nytt"]');
        await page.fill('[name=title]', 'Riksnormen');
        await click(page, 'main form button');
        assert.match(await page.innerText('main'), /Det finns redan ett moment/);
        assert.equal(await page.inputValue('[name=title]'), 'Riksnormen');
    });
});
