// The mail with reminders as a browser shows its HTML, and the page that ends the mails without signing in.
import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { after, before, test } from 'node:test';
import { accessibilityFaults, click, openBrowser, overflowAt } from './browser.mjs';
import { openWorld } from './world.mjs';

const top = resolve(import.meta.dirname ?? new URL('.', import.meta.url).pathname, '../..');
let browser, site, sink, mail;

// Waits until a file is there, and reads it.
async function appears(path) {
    for (let i = 0; i < 3000 && !existsSync(path); i++) await new Promise((resolve) => setTimeout(resolve, 100));
    return readFileSync(path, 'utf8');
}

before(async () => {
    [browser, site] = await Promise.all([openBrowser(), openWorld()]);
    const at = (name) => join(site.folder, name);
    execFileSync('openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', '/CN=127.0.0.1',
        '-addext', 'subjectAltName=IP:127.0.0.1', '-keyout', at('both.pem'), '-out', at('ca.pem')], { stdio: 'ignore' });
    execFileSync('sh', ['-c', 'cat "$1" >>"$2"', 'sh', at('ca.pem'), at('both.pem')]);
    mkdirSync(at('mails'));
    sink = spawn('/usr/bin/python3', [join(top, 'tests/cli/smtp_sink.py'), at('mails'), at('port'), '--certificate', at('both.pem')],
        { stdio: ['ignore', 'ignore', 'inherit'] });
    const port = await appears(at('port'));
    site.configure(`public-address: https://trappa.example.se\nmail-from: trappa@example.se\nmail-ca: ${at('ca.pem')}\n`);
    execFileSync('sed', ['-i', `s|^mail-server: .*|mail-server: smtp://127.0.0.1:${port}|`, at('data/trappa.yaml')]);
    site.trappa('sign', 'request', 'nils', 'sekretess');
    site.trappa('remind', 'mail', 'nils', 'workdays');
    site.trappa('remind', 'send');
    [mail] = JSON.parse(execFileSync('/usr/bin/python3', [join(top, 'tests/cli/mail_read.py'), at('mails/1.eml')], { encoding: 'utf8' }));
});

after(async () => {
    sink?.kill();
    await browser?.close();
    await site?.close();
});

test('the mail fits narrow and wide, passes axe in light and dark, and loads nothing', async () => {
    const context = await browser.newContext();
    const page = await context.newPage();
    const requests = [];
    page.on('request', (request) => requests.push(request.url()));
    await page.setContent(mail.html);
    for (const scheme of ['light', 'dark']) {
        await page.emulateMedia({ colorScheme: scheme });
        assert.deepEqual(await accessibilityFaults(page), [], scheme);
    }
    for (const width of [320, 700]) {
        assert.equal(await overflowAt(page, width), 0, `${width} pixels`);
        await page.emulateMedia({ colorScheme: width === 320 ? 'light' : 'dark' });
        await page.setViewportSize({ width, height: 800 });
        if (process.env.PICTURES) await page.screenshot({ path: join(process.env.PICTURES, `mail-${width}.png`), fullPage: true });
    }
    assert.deepEqual(requests.filter((url) => !url.startsWith('about:')), []);
    const links = await page.locator('a').evaluateAll((all) => all.map((link) => link.href));
    assert.ok(links.length > 3 && links.every((link) => link.startsWith('https://trappa.example.se/')), links.join(' '));
    await context.close();
});

test('the mails end with one press, without script and without signing in', async () => {
    const path = new URL(mail.headers['list-unsubscribe'].slice(1, -1)).pathname;
    const choice = () => JSON.parse(site.trappa('person', 'export', 'nils')).reminder_mails_chosen[0].choice;
    for (const language of ['sv', 'en']) {
        const context = await browser.newContext({ baseURL: site.address, locale: language });
        const page = await context.newPage();
        await page.goto(path);
        assert.deepEqual(await accessibilityFaults(page), []);
        assert.equal(await overflowAt(page, 320), 0);
        assert.doesNotMatch(await page.innerText('body'), /Nils/, 'it tells nobody whose it is');
        await context.close();
    }
    assert.equal(choice(), 'workdays', 'opening it changes nothing');
    const context = await browser.newContext({ baseURL: site.address, javaScriptEnabled: false, locale: 'sv' });
    const page = await context.newPage();
    await page.goto(path);
    await click(page, 'main button');
    assert.match(await page.innerText('h1'), /Inga fler brev/);
    assert.equal(choice(), 'never');
    await context.close();
});
