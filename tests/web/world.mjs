// The small municipality that the page tests play in: two units, somebody of every role, two introductions under way.
import { join, resolve } from 'node:path';
import { click } from './browser.mjs';
import { openSite } from './site.mjs';

const top = resolve(import.meta.dirname ?? new URL('.', import.meta.url).pathname, '../..');
const password = 'tre ord i rad, minst';

// Monday morning; the plans began a fortnight earlier.
export const today = '2026-03-02T08:30';

// Short id, name, unit, roles. `nils` and `petra` learn in unit ett, `nora` in unit tva.
const people = [
    ['nils', 'Nils Nyanställd', 'ett', 'learner'],
    ['petra', 'Petra Skyddad', 'ett', 'learner'],
    ['nora', 'Nora Nyanställd', 'tva', 'learner'],
    ['ledig', 'Lia Ledig', 'ett', 'learner'],
    ['mona', 'Mona Mentor', 'ett', 'mentor'],
    ['sven', 'Sven Ersättare', 'ett', 'mentor'],
    ['frida', 'Frida Förr', 'ett', 'mentor'],
    ['maria', 'Maria Chef', 'ett', 'manager'],
    ['magnus', 'Magnus Chef', 'tva', 'manager'],
    ['tove', 'Tove Områdeschef', 'kommun', 'manager'],
    ['hanna', 'Hanna Personal', 'kommun', 'hr'],
    ['anders', 'Anders Författare', 'kommun', 'author'],
    ['karin', 'Karin Kontakt', 'kommun', 'contact'],
    ['ada', 'Ada Administratör', 'kommun', 'admin'],
];

export const everybody = people.map(([id]) => id);

// Makes the site, with everybody in it, and serves it.
export async function openWorld(options = {}) {
    const site = await openSite({
        init: ['--curriculum', options.curriculum ?? join(top, 'curriculum')],
        now: today,
        settings: 'mail-server: smtp://127.0.0.1:9\n', // for the pages; nothing is sent without the rest of it
    });
    const say = (...words) => site.trappa(...words);
    say('curriculum', 'publish');
    say('unit', 'add', 'kommun', '--name', 'Exempelkommunen');
    say('unit', 'add', 'ett', '--name', 'Enhet ett', '--parent', 'kommun');
    say('unit', 'add', 'tva', '--name', 'Enhet två', '--parent', 'kommun');
    for (const [id, name, unit, role] of people)
        say('person', 'add', id, '--name', name, '--unit', unit, '--role', role);
    say('person', 'set', 'petra', '--protected', 'yes');
    for (const person of ['nils', 'nora']) say('person', 'set', person, '--email', `${person}@example.se`);
    for (const learner of ['nils', 'petra', 'nora']) say('plan', 'start', learner, 'introduktion', '--from', '2026-02-16');
    say('mentor', 'assign', 'nils', 'frida', '--from', '2026-02-01', '--to', '2026-02-20');
    say('mentor', 'assign', 'nils', 'mona', '--from', '2026-02-21');
    say('mentor', 'assign', 'nils', 'sven', '--from', '2026-02-21', '--substitute');
    say('mentor', 'assign', 'petra', 'mona', '--from', '2026-02-21');
    site.rid = Object.fromEntries(JSON.parse(say('person', 'list', '--json')).map((person) => [person.id, person.rid]));
    site.sessions = {};
    return site;
}

// A browser context in which that person is signed in, by an invitation the first time. `script: false` turns scripts off,
// as the pages must work without.
export async function contextOf(browser, site, person, { script = false, language = 'sv' } = {}) {
    if (!site.sessions[person]) site.sessions[person] = await signInByInvitation(browser, site, person);
    const context = await browser.newContext({
        baseURL: site.address,
        javaScriptEnabled: script,
        locale: language,
        storageState: site.sessions[person],
    });
    return context;
}

async function signInByInvitation(browser, site, person) {
    const said = site.trappa('person', 'invite', person);
    const path = /\/inbjudan\/[\w-]{43}/.exec(said)[0];
    const context = await browser.newContext({ baseURL: site.address, javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(path);
    await page.fill('input[type=password]', password);
    await click(page, 'main button');
    const state = await context.storageState();
    await context.close();
    return state;
}

// How many events the log has: a request that was refused must not add one.
export function eventCount(site) {
    return JSON.parse(site.trappa('audit', 'verify', '--json')).events;
}
