// The agenda of the next talk on paper: one sheet of A4, also for somebody with very much to talk about.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { click, openBrowser } from './browser.mjs';
import { contextOf, openWorld } from './world.mjs';

let browser;
let site;

// A plan that began nine months ago: some done, nearly everything late, points to raise and ten talks.
before(async () => {
    [browser, site] = await Promise.all([openBrowser(), openWorld()]);
    const say = (...words) => site.trappa(...words);
    say('plan', 'start', 'ledig', 'introduktion', '--from', '2025-06-02');
    say('mentor', 'assign', 'ledig', 'mona');
    const steps = JSON.parse(say('plan', 'show', 'ledig', '--json')).items.map((one) => one.step);
    let done = 0;
    for (const step of steps) {
        if (done === 25) break;
        try {
            say('step', 'done', 'ledig', step);
            done += 1;
        } catch {
            // one that somebody else signs, or with questions
        }
    }
    assert.equal(done, 25);
    for (const words of ['Hur säger man nej utan att stänga dörren?', 'Jag hinner inte läsa', 'Vem frågar jag om våld?'])
        say('talk', 'raise', 'ledig', words);
    for (let i = 0; i < 10; i++) say('talk', 'hold', 'ledig', '--minutes', '30', '--on', '2025-06-05', '--by', 'mona');
    say('talk', 'raise', 'ledig', 'Ett samtal som gick fel, och hur man tar upp det');
});

after(async () => {
    await browser?.close();
    await site?.close();
});

async function pagesOf(person, path) {
    const context = await contextOf(browser, site, person);
    const page = await context.newPage();
    await page.goto(path);
    const pdf = await page.pdf({ format: 'A4' });
    const html = await page.content();
    await context.close();
    return { pages: pdf.toString('latin1').match(/\/Type \/Page\b/g).length, html };
}

test('the agenda of a very busy learner is one sheet, and a light page', async () => {
    const { pages, html } = await pagesOf('mona', `/person/${site.rid.ledig}/samtal`);
    assert.match(html, /Och \d+ till: se planen/);
    assert.equal(pages, 1);
    assert.ok(Buffer.byteLength(html) < 30000, `${Buffer.byteLength(html)} bytes`);
});

test('so is the learner’s own', async () => {
    assert.equal((await pagesOf('ledig', '/samtal')).pages, 1);
});

test('a talk is kept with its day and length, and shown', async () => {
    const { html } = await pagesOf('mona', `/person/${site.rid.ledig}/samtal`);
    assert.match(html, /Tidigare samtal[^]*datetime="2025-06-05"[^]*Mona Mentor[^]*30 minuter/);
});

test('what is ticked after a talk stays so when something is wrong, and all of it is signed then', async () => {
    const context = await contextOf(browser, site, 'mona');
    const page = await context.newPage();
    await page.goto(`/person/${site.rid.ledig}/samtal`);
    const boxes = page.locator('form.sign input[name=chosen]');
    const ticked = [];
    for (let i = 0; i < (await boxes.count()) && ticked.length < 4; i++) {
        if (await page.locator('form.sign li').nth(i).locator('select option[value=common]').count()) {
            await boxes.nth(i).check();
            ticked.push(await boxes.nth(i).inputValue());
        } else await boxes.nth(i).uncheck();
    }
    assert.ok(ticked.length >= 2, ticked.join());
    const own = page.locator('form.sign li', { has: page.locator(`input[value="${ticked[0]}"]`) }).locator('select');
    await own.selectOption('4');
    await click(page, 'form.sign button[value=observed]');
    assert.match(await page.locator('main').innerText(), /Välj självständighet/);
    const kept = await page.locator('form.sign input:checked[name=chosen]').evaluateAll((all) => all.map((one) => one.value));
    assert.deepEqual(kept, ticked);
    assert.equal(await own.inputValue(), '4');
    await page.locator('form.sign input[name=common][value="3"]').check();
    await click(page, 'form.sign button[value=observed]');
    const words = await page.locator('main').innerText();
    assert.match(words, new RegExp(`${ticked.length} intygade för [^:]+: `));
    const items = JSON.parse(site.trappa('plan', 'show', 'ledig', '--json')).items;
    for (const step of ticked) assert.equal(items.find((one) => one.step === step).state, 'signed', step);
    await context.close();
});
