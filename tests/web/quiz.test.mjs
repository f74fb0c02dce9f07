// Questions in a step's text: five answered with one press, keys kept on the server, what was right stays done.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, cpSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, before, test } from 'node:test';
import { accessibilityFaults, click, follow, Hand, openBrowser, overflowAt, tabStops } from './browser.mjs';
import { contextOf, eventCount, openWorld } from './world.mjs';

const top = resolve(import.meta.dirname ?? new URL('.', import.meta.url).pathname, '../..');
const steps = 'programmes/introduktion/01-start';
const front = (id, title) => `---\nid: ${id}\ntitle: ${title}\nkind: quiz\n---\n\n`;
const five = `Läs först.

Hur länge?

<!-- id="lange" data-max-trials="2" -->
- [( )] en vecka
- [(X)] tre NYCKELveckor
***
FACIT ett.
***

Vem?

<!-- id="vem" -->
- [(X)] NYCKELparten
- [( )] alla
[[?]] LEDTRÅD om vem.
***
FACIT två.
***

Vilka?

<!-- id="vilka" -->
- [[X]] första
- [[ ]] andra
- [[ ]] tredje

Vad?

<!-- id="vad" -->
- [( )] ja
- [(X)] nej

Vad heter det?

<!-- id="heter" -->
[[NYCKELord]]
`;
const required = `Säkert?

<!-- id="sakert" data-required -->
- [(X)] ja
- [( )] nej
`;

let browser, site, folder;

before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'trappa-quiz-'));
    cpSync(join(top, 'curriculum'), folder, { recursive: true });
    writeFileSync(join(folder, steps, '80-fem.md'), front('fem-fragor', 'Fem frågor') + five);
    writeFileSync(join(folder, steps, '81-kravd.md'), front('kravd-fraga', 'En krävd fråga') + required);
    [browser, site] = await Promise.all([openBrowser(), openWorld({ curriculum: folder })]);
});

after(async () => {
    await browser?.close();
    await site?.close();
    rmSync(folder, { recursive: true, force: true });
});

const control = (id, value) => `input[name="quiz.${id}.answer"]` + (value ? `[value="${value}"]` : '');
const send = 'form.answers .do button';
const done = 'button[form=svar][value=done], form[action$="/klart"] button';

// Does `task` on a page as that person and closes it again.
async function onPage(person, path, task, options) {
    const context = await contextOf(browser, site, person, options);
    const page = await context.newPage();
    await page.goto(path);
    await task(page);
    await context.close();
}

test('no key, hint or solution is sent before the answer', async () => {
    await onPage('nils', '/moment/fem-fragor', async (page) => {
        const html = await page.content();
        for (const secret of ['FACIT', 'LEDTRÅD', 'NYCKELord', '(X)', '[[']) assert.ok(!html.includes(secret), secret);
        assert.equal(await page.locator(send).count(), 1);
        assert.match(await page.locator('main').innerText(), /Skriv inget om klienter/);
    });
});

test('five questions are answered and the feedback read in six, without script', async () => {
    await onPage('nils', '/moment/fem-fragor', async (page) => {
        const hand = new Hand(page);
        await hand.click(control('lange', 2));
        await hand.click(control('vem', 2));
        await hand.click(control('vilka', 1));
        await hand.click(control('vad', 2));
        await hand.type(control('heter'), ' NYCKELord ');
        await hand.click(send);
        const words = await page.locator('main').innerText();
        assert.match(words, /4 av 5 rätt\./);
        assert.match(words, /Rätt\. Du svarade: tre NYCKELveckor/);
        assert.match(words, /FACIT ett/);
        assert.match(words, /Inte rätt än\. Du svarade: alla/);
        assert.match(words, /LEDTRÅD om vem/);
        assert.doesNotMatch(words, /FACIT två/);
        assert.equal(hand.interactions, 6);
    });
});

test('what was right stays done, and the rest is answered by keyboard alone', async () => {
    await onPage('nils', '/moment/fem-fragor', async (page) => {
        assert.equal(await page.locator('.question input').count(), 2);
        await page.focus(control('vem', 1));
        await page.keyboard.press('Space');
        await page.keyboard.press('Tab');
        await follow(page, () => page.keyboard.press('Enter'));
        assert.match(await page.locator('main').innerText(), /5 av 5 rätt\./);
        assert.equal(await page.locator(send).count(), 0);
    });
});

test('a press without an answer keeps nothing and says so at the first question', async () => {
    await onPage('nora', '/moment/fem-fragor', async (page) => {
        const events = eventCount(site);
        await click(page, send);
        assert.match(await page.locator('.summary').innerText(), /Svara på minst en fråga/);
        assert.equal(await page.locator('.summary a').getAttribute('href'), '#quiz.lange.answer');
        assert.equal(eventCount(site), events);
        await click(page, control('vad', 2));
        await click(page, send);
        assert.match(await page.locator('main').innerText(), /1 av 5 rätt, 4 obesvarade\./);
    });
});

test('when trials are used up the right answer is shown', async () => {
    await onPage('nora', '/moment/fem-fragor', async (page) => {
        await click(page, control('lange', 1));
        await click(page, send);
        assert.match(await page.locator('main').innerText(), /Försök 1 av 2/);
        await click(page, control('lange', 1));
        await click(page, send);
        assert.match(await page.locator('main').innerText(), /Rätt svar: tre NYCKELveckor\s+FACIT ett/);
        assert.equal(await page.locator(control('lange')).count(), 0);
    });
});

test('what is typed is sent by every button: done with answers keeps both, and an empty form sends nothing', async () => {
    await onPage('petra', '/moment/fem-fragor', async (page) => {
        await click(page, control('vem', 1));
        await page.fill(control('heter'), 'NYCKELord');
        await click(page, done);
        await page.goto('/moment/fem-fragor');
        const words = await page.locator('main').innerText();
        assert.match(words, /Du svarade: NYCKELparten/);
        assert.match(words, /Du svarade: NYCKELord/);
        assert.match(words, /Det finns inget mer|Här finns inget mer att göra/);
    });
});

test('a required question holds the step until it is right', async () => {
    await onPage('nils', '/moment/kravd-fraga', async (page) => {
        const main = page.locator('main');
        assert.match(await main.innerText(), /Ska ha rätt svar innan momentet är klart/);
        await click(page, done);
        assert.match(await main.innerText(), /frågorna i texten är inte godkända än/);
        await page.goto('/moment/kravd-fraga');
        await click(page, control('sakert', 1));
        await click(page, send);
        await click(page, done);
        await page.goto('/moment/kravd-fraga');
        assert.match(await main.innerText(), /Klart/);
    });
});

test('the mentor sees the answers, HR does not, and the curriculum has questions without controls', async () => {
    const path = `/person/${site.rid.nils}/moment/fem-fragor`;
    await onPage('mona', path, async (page) => {
        assert.match(await page.locator('main').innerText(), /Svar: NYCKELparten/);
        assert.equal(await page.locator('.question input').count(), 0);
    });
    for (const [person, place] of [['hanna', path], ['anders', '/moment/fem-fragor']])
        await onPage(person, place, async (page) => {
            const words = await page.locator('main').innerText();
            assert.match(words, /Hur länge\?/);
            assert.doesNotMatch(words, /Svar:|svarade|FACIT|Rätt/);
            assert.equal(await page.locator('.question input').count(), 0);
        });
});

test('an answered question opens again when it changes, and the others stay', async () => {
    writeFileSync(join(folder, steps, '80-fem.md'), front('fem-fragor', 'Fem frågor') + five.replace('nej', 'nej, aldrig'));
    site.trappa('curriculum', 'publish');
    await onPage('nora', '/moment/fem-fragor', async (page) => {
        assert.match(await page.locator('main').innerText(), /Frågan har ändrats sedan den besvarades/);
        assert.equal(await page.locator(control('vad', 1)).count(), 1);
        assert.equal(await page.locator(control('lange')).count(), 0);
    });
});

test('questions pass axe in both languages, light and dark, open and answered, and at 320 px', async () => {
    for (const language of ['sv', 'en'])
        for (const colorScheme of ['light', 'dark'])
            for (const person of ['nora', 'nils'])
                await onPage(person, '/moment/fem-fragor', async (page) => {
                    await page.emulateMedia({ colorScheme });
                    assert.deepEqual(await accessibilityFaults(page), [], `${language} ${colorScheme} ${person}`);
                    assert.equal(await overflowAt(page, 320), 0);
                }, { script: true, language });
    await onPage('petra', '/moment/fem-fragor', async (page) => {
        const stops = await tabStops(page);
        assert.ok(stops.some((stop) => /Skicka svaren/.test(stop)), stops.join(', '));
    }, { script: true });
});
