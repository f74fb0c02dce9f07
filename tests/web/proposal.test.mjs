// A text of the curriculum is changed by people who know nothing of git: corrected, judged, brought together with what
// others changed meanwhile, and told of.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { accessibilityFaults, click, Hand, openBrowser, openUntilDone, overflowAt } from './browser.mjs';
import { contextOf, openWorld } from './world.mjs';

const step = 'riksnormen';
let browser;
let site;

before(async () => {
    [browser, site] = await Promise.all([openBrowser(), openWorld()]);
});

after(async () => {
    await browser?.close();
    await site?.close();
});

const proposals = () => JSON.parse(site.trappa('proposal', 'list', '--json'));
const body = (page) => page.locator('#body');

async function as(person, task, options) {
    const context = await contextOf(browser, site, person, options);
    const page = await context.newPage();
    const answer = await task(page, new Hand(page));
    await context.close();
    return answer;
}

// Changes the first line of a step's text and sends it; answers with the proposal's id.
async function propose(person, words, why, page, hand) {
    await page.goto(`/moment/${step}`);
    await hand.click(`a[href^="/moment/${step}/andra"]`);
    const text = await body(page).inputValue();
    await hand.type('#body', text.replace(/^.+$/m, words));
    await hand.type('[name=because]', why);
    await hand.click('button[value=send]');
    return new URL(page.url()).pathname.split('/').pop();
}

test('a new hire corrects a sentence in four, and no word of git is on the way', async () => {
    await as('nils', async (page, hand) => {
        await propose('nils', 'Så här står det hädanefter.', 'Första meningen var otydlig', page, hand);
        assert.equal(hand.interactions, 4);
        assert.match(await page.innerText('main'), /Första meningen var otydlig/);
        assert.match(await page.innerText('main'), /Så här står det hädanefter\./);
        assert.doesNotMatch(await page.innerText('body'), /\b(git|commit|branch|gren|merge|pull|push)\b/i);
    });
    assert.equal(proposals()[0].author, 'Nils Nyanställd');
    assert.equal(proposals()[0].state, 'open');
});

test('an author sees the difference and what it would mean, and accepts in three', async () => {
    await as('anders', async (page, hand) => {
        const id = proposals()[0].id;
        await page.goto('/laroplan');
        await hand.click('a[href="/forslag"]');
        await hand.click(`a[href="/forslag/${id}"]`);
        const words = await page.innerText('main');
        assert.match(words, /Så här står det hädanefter\./);
        assert.match(words, /pågående planer med dem\s+färre än 5/);
        await hand.click('button[value=accept]');
        assert.equal(hand.interactions, 3);
        assert.match(await page.innerText('main'), /Godtaget och publicerat/);
    });
    await as('nils', async (page) => {
        await page.goto(`/moment/${step}`);
        assert.match(await page.innerText('main'), /Så här står det hädanefter\./);
        await page.goto('/paminnelser');
        assert.match(await page.innerText('main'), /Första meningen var otydlig/);
    });
});

test('two who changed the same place are brought together in the page', async () => {
    const mine = await as('nils', (page, hand) => propose('nils', 'Nils ord.', 'Nils tycker', page, hand));
    const other = await as('nora', (page, hand) => propose('nora', 'Noras ord.', 'Nora tycker', page, hand));
    site.trappa('proposal', 'accept', mine, '--by', 'anders');
    site.trappa('proposal', 'show', other);
    await as('anders', async (page) => {
        await page.goto(`/forslag/${other}`);
        assert.match(await page.innerText('main'), /Nils ord\.[\s\S]*Noras ord\./);
        assert.deepEqual(await accessibilityFaults(page), []);
        assert.equal(await overflowAt(page, 320), 0);
        await page.check('input[value=both]');
        await click(page, 'button[value=accept]');
        assert.match(await page.innerText('main'), /Godtaget och publicerat/);
    }, { script: true });
    await as('nora', async (page) => {
        await page.goto(`/moment/${step}`);
        assert.match(await page.innerText('main'), /Nils ord\.\s*Noras ord\./);
    });
});

test('a draft outlives the browser, is nobody else’s, and two on the same text are told', async () => {
    await as('mona', async (page) => {
        await page.goto(`/moment/${step}/andra`);
        await page.fill('#body', `${await body(page).inputValue()}\nEtt halvt utkast.\n`);
        await page.fill('[name=because]', 'Halvt');
        await click(page, 'button[value=preview]');
        assert.match(await page.innerText('main'), /Ett halvt utkast\./);
        assert.deepEqual(await accessibilityFaults(page), []);
        assert.equal(await overflowAt(page, 320), 0);
    }, { script: true });
    await as('maria', async (page) => {
        await page.goto(`/moment/${step}/andra`);
        assert.match(await page.innerText('main'), /1 annan person ändrar också den här texten/);
        assert.doesNotMatch(await body(page).inputValue(), /halvt utkast/);
    });
    await as('mona', async (page) => {
        await page.goto(`/moment/${step}/andra`);
        assert.match(await body(page).inputValue(), /Ett halvt utkast\./);
        await click(page, 'button[value=drop]');
        await page.goto(`/moment/${step}/andra`);
        assert.doesNotMatch(await body(page).inputValue(), /halvt utkast/);
    });
});

test('what is sent when the session has ended is kept, and sent after signing in', async () => {
    await as('sven', async (page) => {
        await page.goto(`/moment/${step}/andra`);
        await page.fill('#body', 'Skrivet för länge.\n');
        await page.fill('[name=because]', 'För länge');
        execFileSync('sqlite3', ['-cmd', '.timeout 10000', join(site.folder, 'data/records.db'), 'UPDATE session SET expires_at = 1']);
        await click(page, 'button[value=send]');
        await page.fill('[name=name]', 'sven');
        await page.fill('[name=password]', 'tre ord i rad, minst');
        await click(page, 'main button');
        assert.match(await page.innerText('main'), /Skrivet för länge\./);
        await click(page, 'main form button');
        assert.match(await page.innerText('main'), /Skrivet för länge\.|För länge/);
    });
    site.sessions = {};
});

test('a class that asks something of people is told with numbers and written into the step', async () => {
    await as('anders', async (page) => {
        await page.goto(`/moment/${step}/andra`);
        assert.match(await page.innerText('fieldset'), /Ingen har gjort det ännu/);
        await page.fill('#body', `${await body(page).inputValue()}\nNytt stycke.\n`);
        await page.fill('[name=because]', 'Ny "norm"');
        await page.check('input[value=substantive]');
        await click(page, 'button[value=send]');
        assert.match(await page.innerText('main'), /class: substantive, note: "Ny \\"norm\\""/);
    });
});

test('bad properties are told in their line, and nothing is lost', async () => {
    await as('anders', async (page) => {
        await page.goto('/moment/sekretess/andra');
        await page.click('summary');
        await page.fill('#front', (await page.inputValue('#front')).replace(/^component:.*$/m, 'component: fel'));
        await page.fill('#body', 'Mina ord.\n');
        await page.fill('[name=because]', 'Fel med flit');
        await click(page, 'button[value=preview]');
        assert.match(await page.innerText('main'), /Rad \d+:.*component/);
        assert.equal(await body(page).inputValue(), 'Mina ord.\n');
        await click(page, 'button[value=drop]');
    });
});

test('the page is being reckoned until the job has measured it', async () => {
    const id = await as('nils', (page, hand) => propose('nils', 'Ännu ett.', 'Ännu ett', page, hand));
    await as('nils', async (page) => {
        const words = await openUntilDone(page, `/forslag/${id}`, /räknas ut/);
        assert.match(words, /moment som skiljer sig\s+1/);
    });
});
