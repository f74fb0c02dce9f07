// What a worker keeps in memory is never old: what another process has written is on the very next page.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openBrowser } from './browser.mjs';
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

// Asks as somebody who is signed in does, over connections that stay open.
async function asking(person) {
    await (await contextOf(browser, site, person)).close();
    const { cookies } = site.sessions[person];
    const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
    return (path) => fetch(site.address + path, { headers: { cookie }, redirect: 'manual' });
}

test('a command by another process shows on the next page, whatever was shown before', async () => {
    const ask = await asking('nils');
    const text = async (path) => (await ask(path)).text();
    for (let i = 0; i < 10; i++) {
        for (const path of ['/i-dag', '/moment/riksnormen', '/i-dag', '/moment/riksnormen', '/plan']) await text(path);
        site.trappa('person', 'set', 'nils', '--name', `Nils Namn ${i}`);
        for (const path of ['/i-dag', '/moment/riksnormen', '/plan'])
            assert.match(await text(path), new RegExp(`Nils Namn ${i}<`), path);
    }
    assert.match(await text('/moment/valkommen'), /state-todo/);
    site.trappa('step', 'done', 'nils', 'valkommen');
    assert.match(await text('/moment/valkommen'), /state-signed/);
    assert.doesNotMatch(await text('/i-dag'), /href="\/moment\/valkommen"/);
});

test('two people who ask in turn see their own pages', async () => {
    const [nils, nora] = [await asking('nils'), await asking('nora')];
    for (let i = 0; i < 5; i++) {
        assert.doesNotMatch(await (await nils('/i-dag')).text(), /Nora/);
        assert.doesNotMatch(await (await nora('/i-dag')).text(), /Nils/);
    }
});

test('somebody whose account is closed sees nothing from the next page on', async () => {
    const ask = await asking('nora');
    for (let i = 0; i < 3; i++) assert.equal((await ask('/i-dag')).status, 200);
    site.trappa('person', 'set', 'nora', '--status', 'disabled');
    assert.equal((await ask('/i-dag')).status, 303);
});

test('a mentor whose time ends by a command loses the page at once', async () => {
    const ask = await asking('sven');
    const path = `/person/${site.rid.nils}/moment/riksnormen`;
    for (let i = 0; i < 3; i++) assert.equal((await ask(path)).status, 200);
    site.trappa('mentor', 'assign', 'nils', 'frida', '--from', '2026-03-02', '--substitute');
    assert.equal((await ask(path)).status, 403);
});
