// What was written when the session ended is there after signing in again, without script and on a telephone.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { accessibilityFaults, click, openBrowser, overflowAt } from './browser.mjs';
import { contextOf, openWorld } from './world.mjs';

const words = 'Hur säger man nej "utan" att <stänga> dörren?\nOch hur säger man ja?';

let browser;
let site;

before(async () => {
    [browser, site] = await Promise.all([openBrowser(), openWorld()]);
});

after(async () => {
    await browser?.close();
    await site?.close();
});

function expire() {
    const records = join(site.folder, 'data/records.db');
    execFileSync('sqlite3', ['-cmd', '.timeout 10000', records, 'UPDATE session SET expires_at = 1']);
}

async function signIn(page, person, password) {
    await page.fill('[name=name]', person);
    await page.fill('[name=password]', password);
    await click(page, 'main button');
}

async function walk(person, script) {
    const faults = async (page) => (script ? accessibilityFaults(page) : []);
    const context = await contextOf(browser, site, person, { script });
    const page = await context.newPage();
    await page.setViewportSize({ width: 360, height: 740 });
    await page.goto('/samtal');
    await page.fill('[name=words]', words);
    expire();
    const answer = await click(page, 'form[action="/samtal"] button');
    assert.equal(answer.status(), 403);
    assert.deepEqual(await faults(page), []);
    await signIn(page, person, 'fel lösenord alls');
    assert.match(await page.innerText('main'), /stämmer inte/);
    await signIn(page, person, 'tre ord i rad, minst');
    assert.equal((await page.innerText('blockquote')).replace(/\s+/g, ' '), words.replace(/\s+/g, ' '));
    assert.deepEqual(await faults(page), []);
    assert.equal(await overflowAt(page, 320), 0);
    await click(page, 'main form button');
    assert.match(await page.innerText('main'), /Hur säger man nej "utan" att <stänga> dörren\?/);
    await context.close();
}

test('the words of an ended session are shown after signing in, and sent, without script', () => walk('nils', false));
test('and the pages on the way have no fault', () => walk('nora', true));
