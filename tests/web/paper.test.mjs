// The printed plan: a whole introduction on a few sheets of A4, with columns that can be read and written in.
import assert from 'node:assert/strict';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { openBrowser } from './browser.mjs';
import { contextOf, openWorld } from './world.mjs';

let browser;
let site;
let steps;

before(async () => {
    [browser, site] = await Promise.all([openBrowser(), openWorld()]);
    site.trappa('plan', 'start', 'ledig', 'introduktion', '--from', '2025-06-02');
    site.trappa('mentor', 'assign', 'ledig', 'mona');
    steps = JSON.parse(site.trappa('plan', 'show', 'ledig', '--json')).items.length;
});

after(async () => {
    await browser?.close();
    await site?.close();
});

// What is seen on paper: the widths of the columns as shares of the table, and words that are broken over lines.
const measureOf = (page) =>
    page.evaluate(() => {
        const broken = [];
        const shares = [];
        for (const table of document.querySelectorAll('table.plan')) {
            const width = table.getBoundingClientRect().width;
            shares.push([...table.querySelectorAll('thead th')].map((one) => one.getBoundingClientRect().width / width));
            const walker = document.createTreeWalker(table, NodeFilter.SHOW_TEXT);
            for (let node = walker.nextNode(); node; node = walker.nextNode())
                for (const word of node.data.matchAll(/[^\s-]+/g)) {
                    const range = document.createRange();
                    range.setStart(node, word.index);
                    range.setEnd(node, word.index + word[0].length);
                    const lines = new Set([...range.getClientRects()].filter((one) => one.width > 0).map((one) => one.top));
                    if (lines.size > 1) broken.push(word[0]);
                }
            for (const day of table.querySelectorAll('time')) // said by the style, so there is no text node
                if (day.getClientRects().length > 1) broken.push(day.dateTime);
        }
        return { broken, shares };
    });

for (const [person, path] of [['ledig', () => '/plan?visa=papper'], ['mona', () => `/person/${site.rid.ledig}/plan?visa=papper`]])
    test(`the whole plan is printed on a few sheets, for ${person}`, async () => {
        assert.ok(steps >= 80, `${steps} steps`);
        const context = await contextOf(browser, site, person);
        const page = await context.newPage();
        await page.setViewportSize({ width: 680, height: 1000 }); // what is between the margins of A4
        await page.goto(path());
        await page.emulateMedia({ media: 'print' });
        const { broken, shares } = await measureOf(page);
        assert.deepEqual(broken.filter((word) => word.length < 14), [], 'short words are broken over lines');
        assert.ok(shares.length > 3);
        for (const columns of shares) {
            assert.equal(columns.length, 5);
            assert.ok(Math.min(...columns) > 0.1, `columns: ${columns}`);
            assert.ok(columns[4] > 0.22, `the place to sign: ${columns[4]}`);
        }
        const pdf = await page.pdf({ format: 'A4' });
        const sheets = pdf.toString('latin1').match(/\/Type \/Page\b/g).length;
        assert.ok(sheets <= 6, `${sheets} sheets for ${steps} steps`);
        if (process.env.PICTURES) {
            const { writeFile } = await import('node:fs/promises');
            await writeFile(`${process.env.PICTURES}/plan-${person}.pdf`, pdf);
        }
        await context.close();
    });

test('who is named on a paper that somebody else typed in sees it, and may say that it is wrong', async () => {
    const code = JSON.parse(site.trappa('sign', 'codes', 'ledig', '--json')).find((one) => one.step === 'hot-oro-granser').code;
    const file = join(await mkdtemp(join(tmpdir(), 'paper-')), 'rows');
    await writeFile(file, `${code} 2026-02-20 sett 3 maria\n`);
    site.trappa('sign', 'paper', 'ledig', file, '--by', 'mona');
    const entered = () => JSON.parse(site.trappa('sign', 'entered', '--by', 'maria', '--json')).length;
    assert.equal(entered(), 1);
    const context = await contextOf(browser, site, 'maria');
    const page = await context.newPage();
    await page.goto('/enheten');
    assert.match(await page.textContent('main'), /1 intyg på papper i ditt namn är inskrivet av någon annan/);
    await page.goto('/intyga');
    const row = page.locator('section[aria-labelledby=entered] li');
    assert.match(await row.textContent(), /inskrivet av Mona Mentor/);
    const token = await page.locator('section[aria-labelledby=entered] input[name=token]').inputValue();
    const form = { token, person: site.rid.ledig, step: 'hot-oro-granser' };
    const send = (because) => context.request.post('/intyga/fel', {
        form: { ...form, because }, maxRedirects: 0, headers: { origin: site.address },
    });
    const refused = await send(' ');
    assert.equal(refused.status(), 422);
    assert.match(await refused.text(), /<details class="row" open>/);
    assert.equal(entered(), 1);
    await row.locator('summary').click();
    await row.getByLabel('Vad som är fel').fill('Det har jag inte skrivit på');
    await row.getByRole('button').click();
    assert.match(await page.textContent('main'), /Intyget är avslutat/);
    assert.equal(await page.locator('section[aria-labelledby=entered]').count(), 0);
    assert.equal(entered(), 0);
    await context.close();
});
