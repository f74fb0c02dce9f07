// Counts what people do for the tasks of the main job, without script, and sees that it was done.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { click, Hand, openBrowser, openUntilDone } from './browser.mjs';
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

// Does `task` as that person, starting on the start page, and answers how many interactions it took.
async function countFor(person, task) {
    const context = await contextOf(browser, site, person);
    const page = await context.newPage();
    await page.goto('/');
    const hand = new Hand(page);
    await task(hand, page);
    await context.close();
    return hand.interactions;
}

const plan = (person) => JSON.parse(site.trappa('plan', 'show', person, '--json'));
const item = (person, step) => plan(person).items.find((one) => one.step === step);

test('a new hire sees what is next, who helps and what is late, at once', async () => {
    const count = await countFor('nils', async (hand, page) => {
        assert.ok(await page.locator('.next h2').isVisible());
        assert.match(await page.locator('main').innerText(), /Mona Mentor/);
        assert.ok((await page.locator('.late').count()) > 0);
        assert.ok(await page.locator('figure.stairs').isVisible());
    });
    assert.equal(count, 0);
});

test('a new hire opens the next step and marks it done in two', async () => {
    let step;
    const count = await countFor('nora', async (hand, page) => {
        await hand.click('.next .button');
        step = new URL(page.url()).pathname.split('/').pop();
        await hand.click('form[action$="/klart"] button');
        assert.match(await page.locator('main').innerText(), /1 av \d+ moment är klara/);
    });
    assert.ok(count <= 2, `${count} interactions`);
    assert.ok(['done', 'signed'].includes(item('nora', step).state));
});

test('a new hire asks for a sign-off in two', async () => {
    const count = await countFor('nils', async (hand) => {
        await hand.click('main a[href="/moment/hot-oro-granser"]');
        await hand.click('form[action$="/begar"] button[value=signoff]');
    });
    assert.ok(count <= 2, `${count} interactions`);
    assert.equal(item('nils', 'hot-oro-granser').state, 'requested');
});

test('a new hire asks somebody to come along in two', async () => {
    const count = await countFor('nils', async (hand) => {
        await hand.click('main a[href="/moment/nybesok"]');
        await hand.click('form[action$="/begar"] button[value=observation]');
    });
    assert.ok(count <= 2, `${count} interactions`);
    assert.equal(item('nils', 'nybesok').state, 'requested');
});

// Everybody has their own start page, and the line stands on each.
for (const person of ['nora', 'mona', 'maria']) {
    test(`a circular is read and confirmed in three, by ${person}`, async () => {
        const count = await countFor(person, async (hand, page) => {
            assert.match(await page.locator('main').innerText(), /1 cirkulär att läsa/);
            await hand.click('main a[href="/cirkular"]');
            await hand.click('main a[href="/moment/cirkular-larmprov"]');
            await hand.click('form[action="/cirkular/cirkular-larmprov"] button');
            assert.match(await page.locator('main').innerText(), /Du har läst allt som gäller dig/);
        });
        assert.ok(count <= 3, `${count} interactions`);
        const [row] = JSON.parse(site.trappa('circular', 'list', person, '--json'));
        assert.equal(row.state, 'confirmed');
    });
}

test('a manager sees who has not read in two', async () => {
    const count = await countFor('maria', async (hand, page) => {
        await hand.click('nav a[href="/cirkular"]');
        await hand.click('main a[href="/cirkular/enheten"]');
        await page.locator('details.row').evaluateAll((rows) => rows.forEach((row) => (row.open = true)));
        const text = await page.locator('main').innerText();
        assert.match(text, /Nils Nyanställd/);
        assert.doesNotMatch(text, /Mona Mentor/);
    });
    assert.ok(count <= 2, `${count} interactions`);
});

test('a mentor sees who waits, oldest first, at once', async () => {
    const count = await countFor('mona', async (hand, page) => {
        const titles = await page.locator('.queue summary .title').allInnerTexts();
        assert.equal(titles.length, 2);
        assert.match(await page.locator('.queue').innerText(), /Nils Nyanställd/);
    });
    assert.equal(count, 0);
});

test('a mentor sends back with a comment in three', async () => {
    const count = await countFor('mona', async (hand, page) => {
        const row = page.locator('.queue li', { has: page.locator('input[value="nybesok"]') });
        if ((await row.locator('details.row').getAttribute('open')) === null) {
            hand.interactions += 1;
            await click(page, row.locator('summary').first());
        }
        hand.interactions += 2;
        await row.locator('input[name=comment]').fill('Räkna om hushållet med två barn.');
        await click(page, row.locator('button[value=return]'));
    });
    assert.ok(count <= 3, `${count} interactions`);
    assert.equal(item('nils', 'nybesok').state, 'returned');
});

test('a mentor signs one in two', async () => {
    const count = await countFor('mona', async (hand) => {
        const radio = hand.page.locator('.queue li:first-child input[name=autonomy]');
        if ((await radio.count()) > 0) await hand.click('.queue li:first-child input[name=autonomy][value="2"]');
        await hand.click('.queue li:first-child button[value=observed]');
    });
    assert.ok(count <= 2, `${count} interactions`);
    const signed = item('nils', 'hot-oro-granser');
    assert.equal(signed.state, 'signed');
    assert.equal(signed.evidence, 'observed');
    assert.equal(signed.signed_by, 'mona');
});

test('a second click on the same signature changes nothing', async () => {
    const context = await contextOf(browser, site, 'mona');
    const page = await context.newPage();
    await page.goto(`/person/${site.rid.nils}/intyga/hot-oro-granser`);
    assert.equal(await page.locator('button[value=observed]').count(), 1, await page.content());
    const answer = await click(page, 'button[value=observed]');
    assert.equal(answer.status(), 422);
    assert.equal(item('nils', 'hot-oro-granser').state, 'signed');
    await context.close();
});

test('a manager sees the state of the unit at once', async () => {
    const count = await countFor('maria', async (hand, page) => {
        assert.match(await page.locator('table.matrix').innerText(), /Nils Nyanställd/);
        assert.ok((await page.locator('table.matrix .late').count()) > 0);
    });
    assert.equal(count, 0);
});

test('a manager starts the introduction of a new person in four', async () => {
    const count = await countFor('maria', async (hand) => {
        await hand.click('main a[href="/introduktion"]');
        await hand.type('#name', 'Åsa Öberg');
        await hand.click('main form button');
    });
    assert.ok(count <= 4, `${count} interactions`);
    assert.equal(plan('asa-oberg').programme, 'introduktion');
    assert.match(site.trappa('mentor', 'load', '--json'), /"assignments":[1-9]/);
});

test('what was typed is kept when something is wrong, and the summary says what', async () => {
    const context = await contextOf(browser, site, 'maria');
    const page = await context.newPage();
    await page.goto('/introduktion');
    await page.fill('#email', 'ny@example.se');
    await click(page, 'main form button');
    assert.equal(await page.inputValue('#email'), 'ny@example.se');
    assert.match(await page.locator('.problems, [role=alert], .summary').first().innerText(), /namn/i);
    await context.close();
});

test('a new hire sees how far it is to the next stair, and what blocks, in one', async () => {
    const count = await countFor('nils', async (hand, page) => {
        await hand.click('figure.stairs a');
        assert.match(await page.locator('main').innerText(), /av \d+ regler är uppfyllda/);
        assert.ok((await page.locator('.rows .state-todo').count()) > 0);
    });
    assert.equal(count, 1);
});

test('a manager decides a stair with the evidence in view in three', async () => {
    const count = await countFor('maria', async (hand, page) => {
        await hand.click(`td a[href="/person/${site.rid.nils}/trappan"]`);
        assert.ok(await page.locator('table').isVisible());
        await hand.type('#because', 'Har arbetat med detta i grannkommunen');
        await hand.click('section.act button');
    });
    assert.ok(count <= 3, `${count} interactions`);
    assert.equal(JSON.parse(site.trappa('stair', 'show', 'nils', '--json')).level, 2);
});

test('a mentor has the agenda of the next talk in one, and signs five after it in four together', async () => {
    site.trappa('stair', 'decide', 'mona', '5', '--by', 'maria'); // some steps ask for a signer's stair
    for (const one of plan('petra').items.filter((one) => one.state === 'todo')) {
        try {
            site.trappa('sign', 'request', 'petra', one.step);
        } catch {
            // a step that needs no signature
        }
    }
    let asked;
    const count = await countFor('mona', async (hand, page) => {
        await hand.click(`main a[href="/person/${site.rid.petra}/samtal"]`);
        assert.equal(hand.interactions, 1);
        asked = await page.locator('form.sign input:checked[name=chosen]').evaluateAll((all) => all.map((one) => one.value));
        assert.ok(asked.length >= 5, asked.join());
        await hand.click('form.sign input[name=common][value="3"]');
        await hand.click('form.sign button[value=observed]');
    });
    assert.ok(count <= 4, `${count} interactions`);
    for (const step of asked) assert.equal(item('petra', step).state, 'signed', step);
});

test('what is ticked after a talk stays so when something is wrong, and all of it is signed then', async () => {
    const context = await contextOf(browser, site, 'mona');
    const page = await context.newPage();
    await page.goto(`/person/${site.rid.nils}/samtal`);
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
    assert.match(words, new RegExp(`${ticked.length} intygade för Nils Nyanställd: `));
    for (const step of ticked) assert.equal(item('nils', step).state, 'signed', step);
    await context.close();
});

test('a mentor says that it is full until March in two', async () => {
    const count = await countFor('mona', async (hand, page) => {
        await hand.type('#until', '2026-03-31');
        await hand.click('form[action="/intyga/full"] button');
        assert.equal(await page.inputValue('#until'), '2026-03-31');
    });
    assert.ok(count <= 2, `${count} interactions`);
    const mona = JSON.parse(site.trappa('mentor', 'load', '--json')).find((one) => one.mentor === 'mona');
    assert.equal(mona.full_until, '2026-03-31');
});

test('what was signed on paper is typed in with four: a wrong row is said and kept, then all are signed', async () => {
    const codes = JSON.parse(site.trappa('sign', 'codes', 'nils', '--json'));
    const code = (step) => codes.find((one) => one.step === step).code;
    const [first, second] = [code('nybesok'), code('riksnormen')];
    const wrong = `${first} 2026-03-02 sett 3\n${second} 2026-04-01 berättat 2`;
    const count = await countFor('mona', async (hand, page) => {
        await page.goto(`/person/${site.rid.nils}/plan?visa=papper`);
        assert.match(await page.locator('main').innerText(), new RegExp(first));
        await hand.click('main a[href$="/papper"]');
        await page.fill('#rows', wrong);
        await click(page, 'button[value=check]');
        assert.match(await page.locator('#faults').innerText(), /Rad 2:[^]*2026-04-01: är en dag som inte har kommit än/);
        assert.equal(await page.inputValue('#rows'), wrong);
        assert.notEqual(item('nils', 'nybesok').state, 'signed');
        await hand.type('#rows', `${first} 2026-03-02 sett 3\n${second} 2026-03-02 berättat 2`);
        await hand.click('button[value=check]');
        assert.match(await page.locator('main').innerText(), /Det här blir intygat[^]*Mona Mentor/);
        await hand.click('button[value=sign]');
        assert.match(await page.locator('main').innerText(), /Intygade 2 från papper för Nils Nyanställd/);
    });
    assert.ok(count <= 4, `${count} interactions`);
    assert.equal(item('nils', 'nybesok').signed_on_paper, '2026-03-02');
    assert.equal(item('nils', 'riksnormen').signed_by, 'mona');
});

// Bending a plan: counted from the step's page, and from the page where a plan is adjusted.
test('a manager skips a step, or recognises it, in three, and everybody sees who decided', async () => {
    const of = (step) => `/person/${site.rid.petra}/moment/${step}`;
    const count = await countFor('maria', async (hand, page) => {
        await page.goto(of('delegationsordningen'));
        await hand.click('details.act summary');
        await hand.type('#because', 'Kursen är fullbokad');
        await hand.click('button[value=skip]');
        assert.match(await page.locator('main').innerText(), /Hoppas över av Maria Chef, i dag\.?\s+Kursen är fullbokad/);
    });
    assert.ok(count <= 3, `${count} interactions`);
    assert.equal(item('petra', 'delegationsordningen').state, 'skipped');
    const again = await countFor('maria', async (hand, page) => {
        await page.goto(of('delegationsordningen'));
        await hand.click('details.act summary');
        await hand.type('#because', 'Gick kursen i Umeå');
        await hand.click('button[value=recognise]');
    });
    assert.ok(again <= 3, `${again} interactions`);
    assert.equal(item('petra', 'delegationsordningen').state, 'recognised');
});

test('a manager enters leave in three, and takes it back in one', async () => {
    const count = await countFor('magnus', async (hand, page) => {
        await page.goto(`/person/${site.rid.nora}/anpassa`);
        await hand.type('#first', '2026-03-09');
        await hand.type('#last', '2026-03-20');
        await hand.click('form[action$="/ledighet"] button');
        assert.match(await page.locator('main').innerText(), /i stället för .+ledighet, 10 arbetsdagar/i);
    });
    assert.ok(count <= 3, `${count} interactions`);
    const back = await countFor('magnus', async (hand, page) => {
        await page.goto(`/person/${site.rid.nora}/anpassa`);
        await hand.click('form[action$="/aterta"] button');
    });
    assert.equal(back, 1);
    assert.deepEqual(plan('nora').deviations.filter((one) => one.kind === 'leave'), []);
});

test('a manager adds a step in three, choosing where the words mean several', async () => {
    const count = await countFor('magnus', async (hand, page) => {
        await page.goto(`/person/${site.rid.nora}/anpassa`);
        await hand.type('#words', 'mentorns-uppdrag');
        await hand.type('form[action$="/moment"] #because', 'Ska bli mentor');
        await hand.click('form[action$="/moment"] button');
    });
    assert.ok(count <= 3, `${count} interactions`);
    assert.equal(item('nora', 'mentorns-uppdrag').own, true);
    await countFor('magnus', async (hand, page) => {
        await page.goto(`/person/${site.rid.nora}/anpassa`);
        await hand.type('#words', 'mentor');
        await hand.type('form[action$="/moment"] #because', 'Ska bli mentor');
        await hand.click('form[action$="/moment"] button');
        assert.ok((await page.locator('input[name=choice]').count()) > 1);
        assert.equal(await page.inputValue('form[action$="/moment"] #because'), 'Ska bli mentor');
    });
});

test('a debt is seen at once by the learner and the manager; a number of cases is told in two', async () => {
    site.trappa('step', 'skip', 'nora', 'delegationsordningen', '--because', 'Full', '--until', '2026-03-02', '--by', 'magnus');
    site.trappa('plan', 'caseload', 'nora', '--planned', '0 2 4');
    for (const person of ['nora', 'magnus'])
        await countFor(person, async (hand, page) => {
            assert.match(await page.locator('section[aria-labelledby=debts]').innerText(), /Delegationsordningen/);
        });
    const count = await countFor('nora', async (hand, page) => {
        await page.goto('/plan');
        await hand.type('#cases', '1');
        await hand.click('form[action="/plan/arenden"] button');
    });
    assert.ok(count <= 2, `${count} interactions`);
    assert.equal(JSON.parse(site.trappa('plan', 'caseload', 'nora', '--json'))[2].actual, 1);
});

test('two programmes are one start page, and each step says which asks for it', async () => {
    site.trappa('plan', 'start', 'nora', 'mentor', '--from', '2026-03-02');
    await countFor('nora', async (hand, page) => {
        assert.match(await page.locator('.lede').first().innerText(), /2 program: .+, .+/);
        await page.goto('/plan');
        assert.ok((await page.locator('nav.choose a').count()) === 2);
        await hand.click('nav.choose a:not([aria-current])');
        assert.match(await page.locator('h1').innerText(), /ekonomiskt bistånd/);
    });
});

test('reminders by mail are chosen in two, and taken back in two', async () => {
    const choice = () => JSON.parse(site.trappa('person', 'export', 'nora')).reminder_mails_chosen[0]?.choice;
    assert.equal(choice(), undefined, 'nobody gets mail without having chosen it');
    for (const wanted of ['workdays', 'never']) {
        const count = await countFor('nora', async (hand, page) => {
            await page.goto('/paminnelser');
            await hand.click(`input[value=${wanted}]`);
            await hand.click('form[action="/paminnelser"] button');
        });
        assert.ok(count <= 2, `${count} interactions`);
        assert.equal(choice(), wanted);
    }
});

test('a student logs hours on a phone in two, and of another day in three', async () => {
    site.trappa('aspirant', 'add', 'ledig', '--university', 'Umeå universitet', '--from', '2026-02-02');
    const months = () => JSON.parse(site.trappa('aspirant', 'list', '--json'))[0].months.map((month) => month.hours);
    const logged = async (hours, day) =>
        countFor('ledig', async (hand, page) => {
            await page.setViewportSize({ width: 320, height: 640 });
            await page.goto('/i-dag');
            await hand.type('#hours', hours);
            if (day) await hand.type('#day', day);
            await hand.click('form[action="/timmar"] button');
            assert.match(await page.locator('.message').innerText(), new RegExp(`Sparat: ${hours} timmar`));
        });
    assert.equal(await logged('2,5'), 2);
    assert.equal(await logged('4', '2026-02-20'), 3);
    assert.deepEqual(months(), [4, 2.5]);
});

test('hours that cannot be are said, and what was typed is kept', async () => {
    await countFor('ledig', async (hand, page) => {
        await hand.type('#hours', '25');
        await hand.click('form[action="/timmar"] button');
        assert.match(await page.locator('.summary').innerText(), /timmar/);
        assert.equal(await page.inputValue('#hours'), '25');
    });
});

test('a manager sees hours and promises of aspirants in one, what is about to break first', async () => {
    site.trappa('aspirant', 'promise', 'ledig', 'Sommarjobb', '--by', '2026-03-20', '--by', 'maria');
    const count = await countFor('maria', async (hand, page) => {
        assert.match(await page.locator('main').innerText(), /1 löfte till en student går ut inom trettio dagar/);
        await hand.click('nav a[href="/aspiranter"]');
        const rows = await page.locator('main .rows').first().innerText();
        assert.match(rows, /2,5 av 10 timmar/);
        assert.match(rows, /Sommarjobb, lovat: 18 dagar kvar/);
    });
    assert.equal(count, 1);
});

test('a promise is offered, accepted and kept in two each', async () => {
    const promise = () => JSON.parse(site.trappa('aspirant', 'list', '--json'))[0].promises[0];
    const say = async (state) =>
        countFor('maria', async (hand, page) => {
            await page.goto(`/person/${site.rid.ledig}/aspirant`);
            await hand.click('main .rows details[id^=promise] summary');
            await hand.click(`main .rows button[value=${state}]`);
        });
    assert.equal(await say('offered'), 2);
    assert.equal(promise().said, 'offered');
    const count = await countFor('ledig', async (hand) => {
        await hand.click('a[href="/timmar"]');
        await hand.click('button[value=accept]');
    });
    assert.equal(count, 2);
    assert.equal(promise().said, 'accepted');
    assert.equal(await say('kept'), 2);
    assert.equal(promise().state, 'kept');
});

test('a student consents in two, and takes it back in two', async () => {
    const consents = () => JSON.parse(site.trappa('aspirant', 'list', '--json'))[0].consent;
    for (const said of ['give', 'take-back']) {
        const count = await countFor('ledig', async (hand) => {
            await hand.click('a[href="/timmar"]');
            await hand.click(`form[action="/timmar/samtycke"] button[value=${said}]`);
        });
        assert.equal(count, 2);
        assert.equal(consents(), said === 'give');
    }
});

test('a student is employed in three, and what counts is said', async () => {
    const count = await countFor('maria', async (hand, page) => {
        await page.goto(`/person/${site.rid.ledig}/aspirant`);
        await hand.click('summary:has-text("Anställ")');
        await hand.type('form[action$="/anstall"] #from', '2026-03-02');
        await hand.click('form[action$="/anstall"] button');
        assert.match(await page.locator('.next h2').innerText(), /: 0 av \d+ moment räknas redan/);
    });
    assert.equal(count, 3);
    assert.equal(plan('ledig').programme, 'introduktion');
});

// Sends a file of people and answers what the page says of it.
async function send(hand, page, words) {
    await page.goto('/personer/fil');
    await page.setInputFiles('#file', { name: 'personer.csv', mimeType: 'text/csv', buffer: Buffer.from(words, 'latin1') });
    hand.interactions += 1;
    await hand.click('main button');
    return page.locator('main').innerText();
}

test('people from a file are shown in two and taken in with a third', async () => {
    const file = 'Anställningsnummer;Namn;Enhet;Startdatum;Handledare\n501;Åke Ny;Enhet ett;2026-03-09;mona\n';
    const count = await countFor('hanna', async (hand, page) => {
        const said = await send(hand, page, file);
        assert.match(said, /501: läggs till: Åke Ny, ett, learner/);
        assert.match(said, /501: plan introduktion från 2026-03-09/);
        assert.match(said, /501: mentor mona/);
        assert.match(said, /Läst som Windows-1252, med ;/);
        assert.throws(() => site.trappa('person', 'show', '501'), 'nothing is done by showing');
        await hand.click('main form button');
        assert.match(await page.locator('main').innerText(), /Det är gjort, och filen är borta/);
    });
    assert.ok(count <= 3, `${count} interactions`);
    assert.equal(plan('501').start, '2026-03-09');
    await countFor('hanna', async (hand, page) => assert.match(await send(hand, page, file), /Det finns inget att göra/));
});

test('what a file does is what was shown, or nothing', async () => {
    await countFor('ada', async (hand, page) => {
        await send(hand, page, 'id;name\nnora;Nora Nyare\n');
        site.trappa('person', 'set', 'nora', '--name', 'Nora Emellan');
        await hand.click('main form button');
        const said = await page.locator('main').innerText();
        assert.match(said, /Inget gjordes: uppgifterna har ändrats/);
        assert.match(said, /nora: namn: Nora Emellan -> Nora Nyare/);
        assert.equal(JSON.parse(site.trappa('person', 'show', 'nora', '--json')).name, 'Nora Emellan');
        await hand.click('main form button');
        assert.equal(JSON.parse(site.trappa('person', 'show', 'nora', '--json')).name, 'Nora Nyare');
    });
});

test('a file is for whoever sent it, and closing many accounts asks for their number', async () => {
    let address;
    await countFor('ada', async (hand, page) => {
        await send(hand, page, 'id;ended\nledig;2026-03-01\nsven;2026-03-01\n');
        address = page.url();
        await page.fill('#confirmed', '1');
        await click(page, 'main form button');
        assert.match(await page.locator('.summary').innerText(), /hur många konton som stängs/);
        await page.fill('#confirmed', '2');
        await click(page, 'main form button');
        assert.match(await page.locator('main').innerText(), /Det är gjort/);
    });
    assert.equal(JSON.parse(site.trappa('person', 'show', 'sven', '--json')).status, 'disabled');
    await countFor('hanna', async (hand, page) => assert.equal((await page.goto(address)).status(), 404));
});

test('a large file is shown in small pages, taken in by a job, and refused from others', async () => {
    let file = 'id;name;unit\n';
    for (let i = 0; i < 3000; i++) file += `stor${i};Stora Filen ${i};ett\n`;
    await countFor('hanna', async (hand, page) => {
        await send(hand, page, file);
        assert.ok((await page.content()).length < 30 * 1024);
        await page.goto(`${page.url()}?sida=50`);
        assert.match(await page.locator('main').innerText(), /stor2999: läggs till/);
        await page.goto(page.url().replace(/\?.*/, ''));
        await hand.click('main form button');
        assert.match(await openUntilDone(page, page.url(), /Det genomförs nu/), /Det är gjort[^]*3000/);
    });
    const { request } = await contextOf(browser, site, 'nils');
    const answer = await request.post('/personer/fil', { multipart: { file: { name: 'x', mimeType: 'text/csv', buffer: Buffer.from(file) } }, maxRedirects: 0 })
        .then((one) => one.status(), () => 413);
    assert.equal(answer, 413);
});
