// Who gets what for every route, written out by hand: a page of one's own, and pages with another person's id in the
// address. A route that is not here fails. What is refused changes nothing: the event log tells.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openBrowser } from './browser.mjs';
import { contextOf, eventCount, openWorld } from './world.mjs';

let browser;
let site;

before(async () => {
    [browser, site] = await Promise.all([openBrowser(), openWorld()]);
    site.trappa('sign', 'request', 'nils', 'hot-oro-granser');
    addStudents(site);
    for (const student of ['nils', 'petra'])
        site.trappa('aspirant', 'add', student, '--university', 'Umeå universitet', '--from', '2026-02-16');
    site.trappa('aspirant', 'promise', 'nils', 'Sommarjobb', '--by', '2026-06-15');
});

// Students: `sara` lets the university of karin, the contact, see her hours; `sixten` does not; `olof` does, but studies
// elsewhere; `pia` does, but has a protected identity.
function addStudents(site) {
    const say = (...words) => site.trappa(...words);
    for (const [id, name, university] of [['sara', 'Sara Student', 'Umeå universitet'], ['sixten', 'Sixten Student', 'Umeå universitet'],
        ['olof', 'Olof Student', 'Lunds universitet'], ['pia', 'Pia Student', 'Umeå universitet']]) {
        say('person', 'add', id, '--name', name, '--email', `${id}@student.example`, '--unit', 'ett', '--role', 'learner');
        say('aspirant', 'add', id, '--university', university, '--term', 'termin 6', '--graduates', '2027-01-17', '--from', '2026-02-02');
        say('plan', 'start', id, 'introduktion', '--from', '2026-02-02');
        say('mentor', 'assign', id, 'mona', '--because', 'provet');
        if (id !== 'sixten') say('aspirant', 'consent', id, '--by', id);
    }
    say('aspirant', 'hours', 'sara', '3,75', '--date', '2026-02-10', '--by', 'sara');
    say('person', 'set', 'pia', '--protected', 'yes');
    say('aspirant', 'contact', 'karin', '--university', 'Umeå universitet');
    site.rid = Object.fromEntries(JSON.parse(say('person', 'list', '--json')).map((person) => [person.id, person.rid]));
}

after(async () => {
    await browser?.close();
    await site?.close();
});

// The columns: nobody signed in; `nils`, whose id is in the address; `nora`, a learner of another unit; `mona`, nils's
// mentor; `sven`, the substitute; `frida`, mentor until ten days ago; `maria`, manager of nils's unit; `magnus`, manager of
// the other; `tove`, manager above both; HR; author; contact; administrator.
const viewers = ['nobody', 'nils', 'nora', 'mona', 'sven', 'frida', 'maria', 'magnus', 'tove', 'hanna', 'anders', 'karin', 'ada'];

// o: 200 · >: sent to sign in or to one's own page · -: not for this role (403) · .: as if it did not exist (404)
const readers = {
    //                                 nobody nils nora mona sven frida maria magnus tove hanna anders karin ada
    '/':                               '>     >    >    >    >    >     >     >      >    >     >      >     >',
    '/i-dag':                          '>     o    o    -    -    -     -     -      -    -     -      -     -',
    '/paminnelser':                    '>     o    o    o    o    o     o     o      o    o     o      o     o',
    '/paminnelser/av/finns-inte':      '.     .    .    .    .    .     .     .      .    .     .      .     .',
    '/plan':                           '>     o    o    -    -    -     -     -      -    -     -      -     -',
    '/samtal':                         '>     o    o    -    -    -     -     -      -    -     -      -     -',
    '/timmar':                         '>     o    o    -    -    -     -     -      -    -     -      -     -',
    '/aspiranter':                     '>     -    -    -    -    -     o     o      o    o     -      -     -',
    '/moment/riksnormen':              '>     o    o    o    o    o     o     o      o    o     o      .     o',
    '/trappan':                        '>     o    o    o    o    o     o     o      o    o     o      -     o',
    '/trappan/prova':                  '>     -    -    -    -    -     o     o      o    o     o      -     o',
    '/trappan/prova/0123456789abcdef0123456789abcdef':
                                       '>     -    -    -    -    -     .     .      .    .     .      -     .',
    '/moment/riksnormen/skillnad':     '>     o    o    o    o    o     o     o      o    o     o      .     o',
    '/laroplan':                       '>     o    o    o    o    o     o     o      o    o     o      -     o',
    '/laroplan/forhandsvisning':       '>     -    -    -    -    -     -     -      -    -     o      -     o',
    '/bild/0000000000000000000000000000000000000000':
                                       '>     .    .    .    .    .     .     .      .    .     .      .     .',
    '/cirkular':                       '>     o    o    o    o    o     o     o      o    o     o      o     o',
    '/aret':                           '>     -    -    -    -    -     o     o      o    o     -      -     -',
    '/aret/ett':                       '>     -    -    -    -    -     o     .      o    o     -      -     -',
    '/cirkular/enheten':               '>     -    -    -    -    -     o     o      o    o     -      -     -',
    '/cirkular/enheten/ett':           '>     -    -    -    -    -     o     .      o    o     -      -     -',
    '/intyga':                         '>     -    -    o    o    o     o     o      o    -     -      -     -',
    '/enheten':                        '>     -    -    -    -    -     o     o      o    o     -      -     -',
    '/enheten/ett':                    '>     -    -    -    -    -     o     .      o    o     -      -     -',
    '/enheten/ett/kompetens':          '>     -    -    -    -    -     o     .      o    o     -      -     -',
    '/introduktion':                   '>     -    -    -    -    -     o     o      o    o     -      -     -',
    '/konton':                         '>     -    -    -    -    -     -     -      -    -     -      -     o',
    '/person/NILS':                    '>     o    .    o    o    -     o     .      o    o     .      .     -',
    '/person/NILS/trappan':            '>     o    .    o    o    -     o     .      o    o     .      .     -',
    '/person/NILS/aspirant':           '>     o    .    o    o    -     o     .      o    o     .      .     -',
    '/person/NORA/aspirant':           '>     .    .    .    .    .     .     .      .    .     .      .     -',
    '/person/NILS/samtal':             '>     o    .    o    o    -     o     .      o    o     .      .     -',
    '/person/NILS/plan':               '>     o    .    o    o    -     o     .      o    o     .      .     -',
    '/person/NILS/papper':             '>     -    -    o    o    -     o     .      o    -     -      -     -',
    '/person/NILS/anpassa':            '>     -    -    -    -    -     o     .      o    -     -      -     -',
    '/person/PETRA/anpassa':           '>     -    -    -    -    -     o     .      o    -     -      -     -',
    '/person/NILS/moment/riksnormen':  '>     o    .    o    o    -     o     .      o    o     .      .     -',
    '/person/NILS/moment/riksnormen/skillnad':
                                       '>     o    .    o    o    -     o     .      o    o     .      .     -',
    '/person/NILS/intyga/riksnormen':  '>     -    -    o    o    -     o     .      o    -     -      -     -',
    '/personer/fil':                   '>     -    -    -    -    -     -     -      -    o     -      -     o',
    '/personer/fil/aaaaaaaaaaaaaaaa':  '>     -    -    -    -    -     -     -      -    .     -      -     .',
    '/personer/fil/finns-inte':        '>     -    -    -    -    -     -     -      -    .     -      -     .',
    '/konton/NILS':                    '>     -    -    -    -    -     -     -      -    -     -      -     o',
    '/studenter':                      '>     -    -    -    -    -     -     -      -    -     -      o     -',
    '/studenter/SARA':                 '>     -    -    -    -    -     -     -      -    -     -      o     -',
    '/studenter/SIXTEN':               '>     -    -    -    -    -     -     -      -    -     -      .     -',
    '/studenter/OLOF':                 '>     -    -    -    -    -     -     -      -    -     -      .     -',
    '/studenter/PIA':                  '>     -    -    -    -    -     -     -      -    -     -      .     -',
    '/studenter/NILS':                 '>     -    -    -    -    -     -     -      -    -     -      .     -',
    '/person/SARA':                    '>     .    .    o    .    .     o     .      o    o     .      .     -',
    '/rapporter':                      '>     o    o    o    o    o     o     o      o    o     o      -     o',
    '/rapporter/finns/inte':           '>     .    .    .    .    .     .     .      .    .     .      -     .',
    '/kalender':                       '>     o    o    o    o    o     o     o      o    o     o      o     o',
    '/nycklar':                        '>     o    o    o    o    o     o     o      o    o     o      o     o',
    '/kalender/fel-hemlighet.ics':      '.     .    .    .    .    .     .     .      .    .     .      .     .',
    '/vem-har-tittat':                 '>     o    o    o    o    o     o     o      o    o     o      o     o',
    '/logga-in':                       'o     o    o    o    o    o     o     o      o    o     o      o     o',
    '/inbjudan/finns-inte':            '.     .    .    .    .    .     .     .      .    .     .      .     .',
    '/tillganglighet':                 'o     o    o    o    o    o     o     o      o    o     o      o     o',
    '/integritet':                     'o     o    o    o    o    o     o     o      o    o     o      o     o',
    // A person with protected identity: for oneself, the mentor and the manager (and those above) only.
    '/person/PETRA':                   '>     .    .    o    .    .     o     .      o    .     .      .     .',
    '/person/PETRA/trappan':           '>     .    .    o    .    .     o     .      o    .     .      .     .',
    '/person/PETRA/moment/riksnormen/skillnad':
                                       '>     .    .    o    .    .     o     .      o    .     .      .     .',
    '/person/PETRA/aspirant':          '>     .    .    o    .    .     o     .      o    .     .      .     .',
    '/person/PETRA/samtal':            '>     .    .    o    .    .     o     .      o    .     .      .     .',
    '/person/PETRA/papper':            '>     -    -    o    .    .     o     .      o    -     -      -     -',
    '/person/PETRA/plan':              '>     .    .    o    .    .     o     .      o    .     .      .     .',
    '/konton/PETRA':                   '>     -    -    -    -    -     -     -      -    -     -      -     .',
    '/person/aaaaaaaaaaaaaaaa':        '>     .    .    .    .    .     .     .      .    .     .      .     .',
};

// What would change something of nils, sent with the viewer's own token. Only refusals are tried here (and those whose
// answer is a problem in the form, ?); * is not tried, because it would be done: that is tested with the interactions.
const writers = {
    //                                                    nobody nora mona sven frida maria magnus tove hanna anders karin ada
    '/person/NILS/moment/riksnormen decision=skip&because=': '-    .    -    -    -     ?     .      ?    -     .      .     -',
    '/person/NILS/moment/riksnormen decision=skip&because=x': '-   .    -    -    -     *     .      *    -     .      .     -',
    '/person/NILS/trappan level=2&because=':                 '-    .    -    -    -     ?     .      ?    -     .      .     -',
    '/trappan/prova file=id':                                '-    -    -    -    -     ?     ?      ?    ?     ?      -     ?',
    '/trappan competence=finns-inte&autonomy=1':              '-    .    -    -    -     -     -      -    -     -      -     -',
    '/person/NILS/moment/riksnormen decision=undo&because=': '-    .    -    -    -     ?     .      ?    -     .      .     -',
    '/person/NILS/anpassa/ledighet last=2026-03-20':         '-    -    -    -    -     ?     .      ?    -     -      -     -',
    '/person/NILS/anpassa/deltid percent=0':                 '-    -    -    -    -     ?     .      ?    -     -      -     -',
    '/person/NILS/anpassa/moment words=finnsinte&because=':  '-    -    -    -    -     ?     .      ?    -     -      -     -',
    '/person/NILS/anpassa/arenden ramp=många':               '-    -    -    -    -     ?     .      ?    -     -      -     -',
    '/person/NILS/anpassa/aterta what=leave&day=nej':        '-    -    -    -    -     ?     .      ?    -     -      -     -',
    '/person/NILS/anpassa/avsluta program=introduktion':     '-    -    -    -    -     ?     .      ?    -     -      -     -',
    '/person/NILS/plan/arenden cases=många':                 '-    -    ?    ?    -     ?     .      ?    -     -      -     -',
    '/plan/arenden cases=1':                                 '-    *    -    -    -     -     -      -    -     -      -     -',
    '/person/NILS/enhet unit=finns-inte&as=join':            '-    -    -    -    -     .     .      .    -     -      -     -',
    '/paminnelser choice=finns-inte':                        '-    ?    ?    ?    ?     ?     ?      ?    ?     ?      ?     ?',
    '/paminnelser/av/finns-inte x=':                         '.    .    .    .    .     .     .      .    .     .      .     .',
    '/timmar hours=2':                                       '-    .    -    -    -     -     -      -    -     -      -     -',
    '/timmar hours=':                                        '-    ?    -    -    -     -     -      -    -     -      -     -',
    '/timmar/ratta entry=1&right=2':                         '-    .    -    -    -     -     -      -    -     -      -     -',
    '/timmar/samtycke as=give':                              '-    .    -    -    -     -     -      -    -     -      -     -',
    '/timmar/svar promise=1&answer=accept':                  '-    .    -    -    -     -     -      -    -     -      -     -',
    '/aspiranter person=NILS&from=2026-03-02&university=X':  '-    -    -    -    -     ?     .      ?    ?     -      -     -',
    '/person/NILS/aspirant/lofte what=&due=2026-06-15':      '-    -    -    -    -     ?     .      ?    -     -      -     -',
    '/person/NILS/aspirant/lofte promise=1&state=kept':      '-    -    -    -    -     *     .      *    -     -      -     -',
    '/person/NILS/aspirant/uppehall first=2026-04-02&last=2026-04-01&kind=exams':
                                                             '-    -    ?    ?    -     ?     .      ?    -     -      -     -',
    '/person/NILS/aspirant/anstall from=2025-01-01':         '-    -    -    -    -     ?     .      ?    -     -      -     -',
    '/person/NILS/aspirant/slutar on=2025-01-01':            '-    -    -    -    -     ?     .      ?    -     -      -     -',
    '/samtal words=':                                        '-    ?    -    -    -     -     -      -    -     -      -     -',
    '/person/NILS/samtal day=&minutes=0':                     '-    -    ?    ?    -     ?     .      ?    -     -      -     -',
    '/person/NILS/papper rows=&do=sign':                      '-    -    ?    ?    -     ?     .      ?    -     -      -     -',
    '/person/NILS/samtal/intyga answer=observed':             '-    -    ?    ?    -     ?     .      ?    -     -      -     -',
    '/person/NILS/mentor mentor=MONA&as=mentor':             '-    -    -    -    -     *     .      *    -     -      -     -',
    '/person/NILS/intyga/hot-oro-granser answer=observed':   '-    -    *    *    -     *     .      *    -     -      -     -',
    '/intyga person=NILS&step=hot-oro-granser&answer=observed': '- -    *    *    -     *     .      *    -     -      -     -',
    '/intyga/full until=inte-ett-datum':                     '-    -    ?    ?    ?     -     -      -    -     -      -     -',
    '/intyga/fel person=NILS&step=hot-oro-granser&because=':
                                                             '-    -    ?    ?    ?     ?     ?      ?    -     -      -     -',
    '/introduktion person=NILS&from=2026-03-02&programme=introduktion':
                                                             '-    -    -    -    -     ?     .      ?    ?     -      -     -',
    '/laroplan/forhandsvisning x=':                          '-    -    -    -    -     -     -      -    -     *      -     *',
    '/kalender x=':                                          '-    *    *    *    *     *     *      *    *     *      *     *',
    '/nycklar x=':                                           '-    *    *    *    *     *     *      *    *     *      *     *',
    '/nycklar/aterta x=':                                    '-    *    *    *    *     *     *      *    *     *      *     *',
    '/kalender/aterta x=':                                   '-    *    *    *    *     *     *      *    *     *      *     *',
    '/personer/fil complete=yes':                            '-    -    -    -    -     -     -      -    ?     -      -     ?',
    '/personer/fil/aaaaaaaaaaaaaaaa digest=x':               '-    -    -    -    -     -     -      -    .     -      -     .',
    '/konton id=x':                                          '-    -    -    -    -     -     -      -    -     -      -     ?',
    '/konton/NILS name=':                                    '-    -    -    -    -     -     -      -    -     -      -     ?',
    '/konton/NILS/inbjudan x=':                              '-    -    -    -    -     -     -      -    -     -      -     *',
    '/cirkular/riksnormen x=':                               '-    ?    ?    ?    ?     ?     ?      ?    ?     ?      .     ?',
    '/moment/riksnormen/klart x=':                           '-    ?    -    -    -     -     -      -    -     -      -     -',
    '/moment/riksnormen/ta x=':                              '-    ?    -    -    -     -     -      -    -     -      -     -',
    '/moment/riksnormen/begar kind=signoff':                 '-    *    -    -    -     -     -      -    -     -      -     -',
    '/moment/riksnormen/svar x=':                            '-    *    -    -    -     -     -      -    -     -      -     -',
    '/moment/riksnormen/aterta x=':                          '-    .    -    -    -     -     -      -    -     -      -     -',
};
const writersWithoutTokens = ['/logga-in', '/logga-ut', '/inbjudan/:token', '/sprak']; // tested with the sign-in

const status = { o: 200, '>': 303, '-': 403, '.': 404, '?': 422 };

function addressed(path) {
    return path.replace(/(NILS|PETRA|MONA|NORA|SARA|SIXTEN|OLOF|PIA)/g, (name) => site.rid[name.toLowerCase()]);
}

async function requestFor(viewer) {
    if (viewer === 'nobody') return (await browser.newContext({ baseURL: site.address })).request;
    return (await contextOf(browser, site, viewer)).request;
}

// True if the row of the route table stands for the address.
function matches(route, path) {
    const pattern = route.path.split('/');
    const parts = path.split(' ')[0].split('/');
    return pattern.length === parts.length && pattern.every((part, i) => part.startsWith(':') || part === parts[i]);
}

test('every route of the table is written out here', () => {
    const missing = JSON.parse(site.trappa('serve', '--routes')).filter((route) =>
        route.method === 'GET'
            ? !Object.keys(readers).some((path) => matches(route, path))
            : !writersWithoutTokens.includes(route.path) && !Object.keys(writers).some((path) => matches(route, path)));
    assert.deepEqual(missing.map((route) => `${route.method} ${route.path}`), []);
});

test('each viewer gets what is written for each page', async (context) => {
    for (const viewer of viewers) {
        const request = await requestFor(viewer);
        await context.test(viewer, async () => {
            const wrong = [];
            for (const [path, row] of Object.entries(readers)) {
                const expected = status[row.trim().split(/\s+/)[viewers.indexOf(viewer)]];
                const got = (await request.get(addressed(path), { maxRedirects: 0 })).status();
                if (got !== expected) wrong.push(`${path}: ${got}, not ${expected}`);
            }
            assert.deepEqual(wrong, []);
        });
    }
});

test('what somebody may not know of is answered as what does not exist', async () => {
    const request = await requestFor('nora');
    const hidden = await (await request.get(addressed('/person/NILS'))).text();
    const absent = await (await request.get('/person/aaaaaaaaaaaaaaaa')).text();
    const plain = (html) => html.replace(/[a-z2-7]{16}/g, 'RID').replace(/name="token" value="\w+"/g, '');
    assert.equal(plain(hidden), plain(absent));
});

test('nobody changes what is not theirs, and a refusal leaves no event', async (context) => {
    const columns = viewers.filter((viewer) => viewer !== 'nils');
    for (const [index, viewer] of columns.entries()) {
        const request = await requestFor(viewer);
        const home = await (await request.get('/kalender')).text();
        const token = /name="token" value="(\w+)"/.exec(home)?.[1] ?? 'none';
        await context.test(viewer, async () => {
            const before = eventCount(site);
            const wrong = [];
            let views = 0; // an account whose form is wrong is shown again
            for (const [line, row] of Object.entries(writers)) {
                const expected = status[row.trim().split(/\s+/)[index]];
                if (!expected) continue;
                const [path, form] = line.split(' ');
                const fields = Object.fromEntries(new URLSearchParams(form === 'x=' ? '' : addressed(form)));
                const answer = await request.post(addressed(path), {
                    form: { ...fields, token }, maxRedirects: 0, headers: { origin: site.address },
                });
                if (answer.status() !== expected) wrong.push(`${line}: ${answer.status()}, not ${expected}`);
                views += answer.status() === 422 && path.startsWith('/konton/');
            }
            assert.deepEqual(wrong, []);
            assert.equal(eventCount(site), before + views, 'a refused request left an event');
        });
    }
});

// Mentor, substitute, manager: with protected identity they are a colleague on every page of somebody else's.
test('people with protected identity who sign, mentor and decide are named to nobody who may not know them', async () => {
    const say = (...words) => site.trappa(...words);
    for (const [id, role] of [['zprot-mona', 'mentor'], ['zprot-sven', 'mentor'], ['zprot-chef', 'manager']])
        say('person', 'add', id, '--name', id.replace('zprot-', 'Zprot '), '--unit', 'ett', '--role', role, '--protected');
    say('mentor', 'assign', 'sara', 'zprot-mona', '--because', 'prov');
    say('mentor', 'assign', 'sara', 'zprot-sven', '--substitute');
    const steps = JSON.parse(say('plan', 'show', 'sara', '--json')).items.map((one) => one.step);
    say('sign', 'give', 'sara', 'hot-oro-granser', '--by', 'zprot-mona', '--evidence', 'observed', '--autonomy', '3', '--comment', 'bra');
    say('sign', 'request', 'sara', 'nybesok');
    say('step', 'skip', 'sara', steps[0], '--because', 'onödigt', '--until', '2026-06-01', '--by', 'zprot-chef');
    say('step', 'recognise', 'sara', steps[1], '--because', 'kan', '--by', 'zprot-chef');
    say('plan', 'shift', 'sara', '--leave', '2026-03-09..2026-03-10', '--by', 'zprot-chef');
    say('stair', 'decide', 'sara', '1', '--because', 'ny', '--by', 'zprot-chef');
    say('talk', 'hold', 'sara', '--minutes', '30', '--by', 'zprot-mona');
    say('aspirant', 'promise', 'sara', 'Sommarjobb', '--by', '2026-06-15');
    const ids = JSON.parse(say('person', 'list', '--json')).filter((one) => one.id.startsWith('zprot')).map((one) => one.rid);
    const paths = Object.keys(readers).map((path) => addressed(path.replaceAll('NILS', site.rid.sara)));
    for (const step of ['hot-oro-granser', 'nybesok', steps[0], steps[1]])
        paths.push(`/moment/${step}`, `/person/${site.rid.sara}/moment/${step}`, `/person/${site.rid.sara}/moment/${step}/skillnad`);
    const told = [];
    for (const viewer of ['hanna', 'sara', 'mona', 'nora', 'frida', 'ada', 'anders', 'karin']) {
        const request = await requestFor(viewer);
        for (const path of paths) {
            const html = await (await request.get(path)).text();
            if (/zprot/i.test(html) || ids.some((rid) => html.includes(rid))) told.push(`${viewer} ${path}`);
        }
    }
    assert.deepEqual(told, []);
    const seen = await (await (await requestFor('maria')).get(`/person/${site.rid.sara}`)).text();
    assert.match(seen, /Zprot mona/);
    assert.match(await (await (await requestFor('hanna')).get(`/person/${site.rid.sara}`)).text(), /en kollega/);
});

// What the contact of a university opens at all, of every route there is. The names of students stand on two of them.
const openToContact = {
    '/': 303, '/studenter': 200, '/studenter/:person': 200,
    '/kalender': 200, '/kalender/aterta': 200, '/nycklar': 200, '/nycklar/aterta': 200, '/vem-har-tittat': 200,
    '/paminnelser': 200, '/cirkular': 200, '/logga-in': 200, '/tillganglighet': 200, '/integritet': 200,
};

test('of a student who consented the contact reaches hours and dates, and nothing by any other route', async () => {
    const request = await requestFor('karin');
    const home = await (await request.get('/studenter')).text();
    const token = /name="token" value="(\w+)"/.exec(home)[1];
    await request.get(`/studenter/${site.rid.sara}`); // that the contact looked is written once a day
    const before = eventCount(site);
    const wrong = [];
    for (const route of JSON.parse(site.trappa('serve', '--routes'))) {
        if (writersWithoutTokens.includes(route.path)) continue;
        if (route.method === 'POST' && openToContact[route.path]) continue; // about oneself, and tried above
        const path = route.path.replace(':person', site.rid.sara).replace(':step', 'riksnormen').replace(/:\w+/g, 'finns-inte');
        const answer = route.method === 'GET' ? await request.get(path, { maxRedirects: 0 }) : await request.post(path, {
            form: { token }, maxRedirects: 0, headers: { origin: site.address },
        });
        const expected = route.method === 'GET' ? openToContact[route.path] : undefined;
        if (expected ? answer.status() !== expected : ![403, 404].includes(answer.status()))
            wrong.push(`${route.method} ${route.path}: ${answer.status()}`);
        if (/Sara|student\.example/.test(await answer.text()) && !route.path.startsWith('/studenter'))
            wrong.push(`${route.method} ${route.path}: names the student`);
    }
    assert.deepEqual(wrong, []);
    assert.equal(eventCount(site), before, 'something was written');
});

test('the pages of the contact say hours and dates, and nothing else', async () => {
    const request = await requestFor('karin');
    const list = await (await request.get('/studenter')).text();
    assert.match(list, /Sara Student/);
    assert.match(list, /3,75 timmar/);
    assert.doesNotMatch(list, /Sixten|Olof|Pia|Nils/);
    const page = await (await request.get(addressed('/studenter/SARA'))).text();
    const words = page.replace(/<(header|footer)[^]*?<\/\1>/g, '').replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ');
    assert.match(words, /Sara Student Alla studenter Termin termin 6 Planerad examen söndag 17 januari 2027 Anställd vid sidan av studierna från måndag 2 februari Timmar per månad Mars 2026 0 timmar Februari 2026 3,75 timmar $/);
    const absent = await (await request.get('/studenter/aaaaaaaaaaaaaaaa')).text();
    const hidden = await (await request.get(addressed('/studenter/SIXTEN'))).text();
    const plain = (html) => html.replace(/[a-z2-7]{16}/g, 'RID').replace(/name="token" value="\w+"/g, '');
    assert.equal(plain(hidden), plain(absent));
    site.trappa('aspirant', 'consent', 'sara', '--take-back', '--by', 'sara');
    assert.equal((await request.get(addressed('/studenter/SARA'))).status(), 404);
    assert.doesNotMatch(await (await request.get('/studenter')).text(), /Sara/);
    site.trappa('aspirant', 'consent', 'sara', '--by', 'sara');
});

test('a form without its token, or from another site, is refused', async () => {
    const request = await requestFor('nils');
    const before = eventCount(site);
    const page = await (await request.get('/moment/valkommen')).text();
    const token = /name="token" value="(\w+)"/.exec(page)[1];
    const tries = [
        [{}, { origin: site.address }],
        [{ token: token.replace(/^./, (c) => (c === '0' ? '1' : '0')) }, { origin: site.address }],
        [{ token }, { origin: 'https://elsewhere.example' }],
        [{ token }, { 'sec-fetch-site': 'cross-site' }],
    ];
    for (const [form, headers] of tries) {
        const answer = await request.post('/moment/valkommen/klart', { form, headers, maxRedirects: 0 });
        assert.equal(answer.status(), 403, JSON.stringify(headers));
    }
    assert.equal(eventCount(site), before);
});

test('signing out ends the session, and a new password ends the others', async () => {
    const first = await requestFor('karin');
    assert.equal((await first.get('/cirkular', { maxRedirects: 0 })).status(), 200);
    const token = /name="token" value="(\w+)"/.exec(await (await first.get('/cirkular')).text())[1];
    await first.post('/logga-ut', { form: { token }, headers: { origin: site.address }, maxRedirects: 0 });
    assert.equal((await first.get('/cirkular', { maxRedirects: 0 })).status(), 303);
});

test('too many tries to sign in are answered with 429', async () => {
    const request = await requestFor('nobody');
    const statuses = [];
    for (let i = 0; i < 30; i++) {
        const answer = await request.post('/logga-in', {
            form: { name: 'nils', password: 'inte det rätta alls', to: '/' }, headers: { origin: site.address }, maxRedirects: 0,
        });
        statuses.push(answer.status());
    }
    assert.equal(statuses[0], 422);
    assert.ok(statuses.includes(429), statuses.join(' '));
});
