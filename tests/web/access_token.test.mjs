// The page of a person's own access tokens: made in four, taken back in one, shown once.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Hand, accessibilityFaults, openBrowser, overflowAt } from './browser.mjs';
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

test('a key is made in four, shown once, and taken back in one', async () => {
    const context = await contextOf(browser, site, 'maria', { script: true }); // axe's, not ours
    const page = await context.newPage();
    await page.goto('/');
    const hand = new Hand(page);
    await hand.click('footer a[href="/mitt-konto"]');
    await hand.click('main a[href="/nycklar"]');
    await hand.type('#label', 'Datorn på jobbet');
    await hand.click('form[action="/nycklar"] button');
    assert.equal(hand.interactions, 4);
    const token = await page.locator('code.link').innerText();
    assert.match(token, /^trappa_[A-Za-z0-9_-]{43}$/);
    assert.deepEqual(await accessibilityFaults(page), []);
    assert.equal(await overflowAt(page, 320), 0);
    await page.goto('/nycklar');
    assert.ok(!(await page.content()).includes(token));
    assert.deepEqual(await accessibilityFaults(page), []);
    assert.match(await page.locator('main').innerText(), /Datorn på jobbet[\s\S]*Aldrig använd/);
    await hand.click('form[action="/nycklar/aterta"] button');
    assert.equal(hand.interactions, 5);
    assert.match(await page.locator('[role=status]').innerText(), /återtagen/);
    assert.equal(JSON.parse(site.trappa('token', 'list', 'maria', '--json'))[0].ended, true);
    await context.close();
});

test('what is wrong with a key stands at its field, and nothing written is lost', async () => {
    const context = await contextOf(browser, site, 'nils');
    const page = await context.newPage();
    await page.goto('/nycklar');
    await page.fill('#label', 'Min dator');
    await page.fill('#until', '2020-01-01');
    await page.click('form[action="/nycklar"] button');
    assert.match(await page.locator('#until-problem').innerText(), /sista dag har redan passerat/);
    assert.equal(await page.inputValue('#label'), 'Min dator');
    assert.equal(JSON.parse(site.trappa('token', 'list', 'nils', '--json')).length, 0);
    await context.close();
});

test('nobody takes back the key of somebody else', async () => {
    const { id } = JSON.parse(site.trappa('token', 'add', 'maria', '--scope', 'git:propose', '--json'));
    const context = await contextOf(browser, site, 'nils');
    const page = await context.newPage();
    await page.goto('/nycklar');
    const token = await page.locator('input[name=token]').first().inputValue();
    const answer = await context.request.post('/nycklar/aterta', { form: { token, id } });
    assert.equal(answer.status(), 404);
    assert.equal(JSON.parse(site.trappa('token', 'list', 'maria', '--json')).find((one) => one.id === id).ended, false);
    await context.close();
});
