// Sees the questions of browser.mjs answered red and green on planted pages, so that a green site means something.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { accessibilityFaults, Hand, openBrowser, overflowAt, tabStops } from './browser.mjs';

let browser;
let page;

before(async () => {
    browser = await openBrowser();
    page = await browser.newPage();
});

after(() => browser?.close());

const document = (body) => `<!doctype html><html lang="sv"><title>Prov</title><main><h1>Prov</h1>${body}</main></html>`;

test('a sound page has no faults, fits and can be reached by keyboard', async () => {
    await page.setContent(document('<p><a href="#a">En</a> <button>Två</button> <label>Tre <input name="tre"></label>'));
    assert.deepEqual(await accessibilityFaults(page), []);
    assert.equal(await overflowAt(page, 320), 0);
    assert.deepEqual(await tabStops(page), ['En', 'Två', 'tre']);
});

test('a picture without words and a pale text are faults', async () => {
    await page.setContent(document('<img src="data:,"><p style="color: #ccc; background: #fff">blekt</p>'));
    const faults = await accessibilityFaults(page);
    assert.deepEqual(faults.map((fault) => fault.split(':')[0]).sort(), ['color-contrast', 'image-alt']);
});

test('a text that is pale in the dark only is a fault in the dark', async () => {
    await page.setContent(document('<style>@media (prefers-color-scheme: dark) { p { color: #333; background: #000 } }</style><p>mörkt</p>'));
    assert.deepEqual(await accessibilityFaults(page), []);
    await page.emulateMedia({ colorScheme: 'dark' });
    assert.match((await accessibilityFaults(page, { coloursOnly: true })).join(), /^color-contrast: p$/);
    await page.emulateMedia({ colorScheme: 'light' });
});

test('a date is one stop of the keyboard, and what has left the order of Tab is none', async () => {
    await page.setContent(document('<a href="#a">En</a> <a href="#b" tabindex="-1">Borta</a> <input type="date" name="dag"> <button>Sist</button>'));
    assert.deepEqual(await tabStops(page), ['En', 'dag', 'Sist']);
});

test('a wide table does not fit', async () => {
    await page.setContent(document('<table style="width: 400px"><tr><td>x</table>'));
    assert.ok((await overflowAt(page, 320)) > 0);
});

test('a hand counts what it does', async () => {
    await page.setContent(document('<label>Namn <input id="name"></label><button>Spara</button>'));
    const hand = new Hand(page);
    await hand.type('#name', 'Karin');
    await hand.click('text=Spara');
    assert.equal(hand.interactions, 2);
});
