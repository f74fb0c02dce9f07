// What the pages owe a tired person: nothing cut, nothing doubled, reasons asked for in plain words, room on paper.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { click, openBrowser } from './browser.mjs';
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

async function pageOf(person, path) {
    const context = await contextOf(browser, site, person);
    const page = await context.newPage();
    await page.goto(path);
    return page;
}

const main = (page) => page.locator('main').innerText();

test('the titles of the stairs are whole on a narrow screen', async () => {
    const page = await pageOf('nils', '/i-dag');
    await page.setViewportSize({ width: 320, height: 700 });
    const drawing = await page.locator('svg.narrow').boundingBox();
    for (const title of await page.locator('svg.narrow text').all()) {
        const box = await title.boundingBox();
        assert.ok(box.x + box.width <= drawing.x + drawing.width, await title.textContent());
    }
    await page.context().close();
});

test('the matrix fits a wide screen, and says each competence in words on a narrow one', async () => {
    site.trappa('sign', 'give', 'nils', 'riksnormen', '--by', 'mona', '--evidence', 'observed', '--autonomy', '2');
    const page = await pageOf('maria', '/enheten');
    await page.setViewportSize({ width: 1280, height: 800 });
    const [table, room] = [await page.locator('.people').boundingBox(), await page.locator('.scroll').boundingBox()];
    assert.ok(table.width <= room.width, `${table.width} in ${room.width}`);
    await page.setViewportSize({ width: 320, height: 700 });
    const narrow = await page.locator('.people').boundingBox();
    assert.ok(narrow.x + narrow.width <= 320);
    assert.equal(await page.locator('.people td:empty').first().isVisible(), false);
    assert.ok(await page.locator('.people td[data-label="Normberäkning"]').first().isVisible());
    await page.context().close();
});

test('the day of a step takes one line on a narrow screen', async () => {
    const page = await pageOf('nils', '/plan');
    await page.setViewportSize({ width: 320, height: 700 });
    for (const day of await page.locator('.plan td:nth-child(2)').all()) assert.ok((await day.boundingBox()).height < 40);
    await page.context().close();
});

test('paper has room for a signature only where one is still to be given', async () => {
    site.trappa('sign', 'give', 'nora', 'hot-oro-granser', '--by', 'magnus', '--evidence', 'observed');
    const page = await pageOf('nora', '/plan?visa=papper');
    await page.emulateMedia({ media: 'print' });
    const row = (title) => page.locator('.plan tr', { hasText: title }).locator('.signature');
    assert.equal(await row('Hot, oro och gränser').count(), 0, 'signed already');
    assert.equal(await row('Välkommen').count(), 0, 'signed by oneself');
    assert.ok(await row('Riksnormen').isVisible());
    assert.match(await main(page), /Nora Nyanställd/, 'whose plan it is');
    await page.context().close();
});

test('a mentor above the ceiling asks for a reason in words of the page, and what was typed stays', async () => {
    site.trappa('person', 'set', 'mona', '--mentor-ceiling', '1');
    const page = await pageOf('maria', '/introduktion');
    await page.fill('#name', 'Vera Ny');
    await page.selectOption('#mentor', site.rid.mona);
    await click(page, 'form.stack > .do button');
    const said = await main(page);
    assert.doesNotMatch(said, /--/);
    assert.match(said, /Skriv varför/);
    assert.equal(await page.inputValue('#name'), 'Vera Ny');
    await page.context().close();
});

test('a step cannot be skipped until a day that has passed, and the reason stays', async () => {
    const page = await pageOf('maria', `/person/${site.rid.nils}/moment/tungt-samtal`);
    await click(page, 'details.act summary');
    await page.fill('#because', 'Kursen är fullbokad');
    await page.fill('#until', '2026-01-02');
    await click(page, 'button[value=skip]');
    assert.match(await page.locator('#until-problem').innerText(), /har redan varit/);
    assert.equal(await page.inputValue('#because'), 'Kursen är fullbokad');
    await page.context().close();
});

test('a link that was used says what to do', async () => {
    const path = /\/inbjudan\/[\w-]{43}/.exec(site.trappa('person', 'invite', 'frida'))[0];
    site.trappa('person', 'invite', 'frida');
    const context = await browser.newContext({ baseURL: site.address, locale: 'sv' });
    const page = await context.newPage();
    await page.goto(path);
    assert.match(await main(page), /Be annars den som gav dig länken om en ny/);
    await context.close();
});

test('a form that is sent after signing out elsewhere says to sign in again', async () => {
    const page = await pageOf('sven', '/intyga');
    const other = await page.context().newPage();
    await other.goto('/');
    await click(other, 'form[action="/logga-ut"] button');
    await click(page, 'form[action="/intyga/full"] button');
    assert.equal(await page.locator('h1').innerText(), 'Logga in igen');
    await page.context().close();
});

test('whoever protects an identity is told that the account leaves the list', async () => {
    const page = await pageOf('ada', `/konton/${site.rid.ledig}`);
    await page.check('input[name=protected]');
    await click(page, 'form.stack button');
    assert.equal(new URL(page.url()).pathname, '/konton');
    assert.match(await main(page), /Sparat\. Ett konto med skyddade personuppgifter visas inte här/);
    await page.context().close();
});
