// Who gets what for every route, written out by hand: a page of one's own, and pages and forms with another person's id.
// A route that is not here fails. What is refused changes nothing: the event log tells. Every answer is searched for the
// names of people with protected identity. All of it over plain HTTP, without a browser.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { signIn, Visitor } from './plain.mjs';
import { eventCount, openWorld } from './world.mjs';

let site;

before(async () => {
    site = await openWorld();
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
    say('person', 'set', 'petra', '--email', 'petra@hemlig.example');
    say('person', 'add', 'klara', '--name', 'Klara Klar', '--unit', 'ett', '--role', 'learner,mentor,manager,hr,author,admin');
    say('aspirant', 'contact', 'karin', '--university', 'Umeå universitet');
    site.rid = Object.fromEntries(JSON.parse(say('person', 'list', '--json')).map((person) => [person.id, person.rid]));
    site.rid.forslag = JSON.parse(say('proposal', 'send', 'base', '--title', 'Bort', '--remove', 'LICENSE', '--by', 'nils', '--json')).id;
}

after(async () => {
    await site?.close();
});

// The columns: nobody signed in; `nils`, whose id is in the address; `nora`, a learner of another unit; `mona`, nils's
// mentor; `sven`, the substitute; `frida`, mentor until ten days ago; `maria`, manager of nils's unit; `magnus`, manager of
// the other; `tove`, manager above both; HR; author; contact; administrator; `petra`, a learner with protected identity.
const viewers = ['nobody', 'nils', 'nora', 'mona', 'sven', 'frida', 'maria', 'magnus', 'tove', 'hanna', 'anders', 'karin', 'ada', 'petra'];

// o: 200 · >: sent to sign in or to one's own page · -: not for this role (403) · .: as if it did not exist (404)
const readers = {
    //                                 nobody nils nora mona sven frida maria magnus tove hanna anders karin ada petra
    '/':                               '>     >    >    >    >    >     >     >      >    >     >      >     >     >',
    '/i-dag':                          '>     o    o    -    -    -     -     -      -    -     -      -     -     o',
    '/paminnelser':                    '>     o    o    o    o    o     o     o      o    o     o      o     o     o',
    '/paminnelser/av/finns-inte':      '.     .    .    .    .    .     .     .      .    .     .      .     .     .',
    '/plan':                           '>     o    o    -    -    -     -     -      -    -     -      -     -     o',
    '/samtal':                         '>     o    o    -    -    -     -     -      -    -     -      -     -     o',
    '/timmar':                         '>     o    o    -    -    -     -     -      -    -     -      -     -     o',
    '/aspiranter':                     '>     -    -    -    -    -     o     o      o    o     -      -     -     -',
    '/moment/riksnormen':              '>     o    o    o    o    o     o     o      o    o     o      .     o     o',
    '/trappan':                        '>     o    o    o    o    o     o     o      o    o     o      -     o     o',
    '/trappan/prova':                  '>     -    -    -    -    -     o     o      o    o     o      -     o     -',
    '/trappan/prova/0123456789abcdef0123456789abcdef':
                                       '>     -    -    -    -    -     .     .      .    .     .      -     .     -',
    '/moment/riksnormen/skillnad':     '>     o    o    o    o    o     o     o      o    o     o      .     o     o',
    '/laroplan':                       '>     o    o    o    o    o     o     o      o    o     o      -     o     o',
    '/laroplan/andra':                 '>     .    .    .    .    .     .     .      .    .     .      -     .     .',
    '/laroplan/texter':                '>     o    o    o    o    o     o     o      o    o     o      -     o     o',
    '/laroplan/flytta':                '>     .    .    .    .    .     .     .      .    .     .      -     .     .',
    '/laroplan/nytt':                  '>     .    .    .    .    .     .     .      .    .     .      -     .     .',
    '/moment/riksnormen/andra':        '>     o    o    o    o    o     o     o      o    o     o      -     o     o',
    '/forslag':                        '>     o    o    o    o    o     o     o      o    o     o      -     o     o',
    '/forslag/FORSLAG':                '>     o    .    .    .    .     .     .      .    .     o      -     o     .',
    '/laroplan/forhandsvisning':       '>     -    -    -    -    -     -     -      -    -     o      -     o     -',
    '/laroplan/lager':                 '>     -    -    -    -    -     -     -      -    -     o      -     o     -',
    '/laroplan/andrat-under':          '>     -    -    -    -    -     -     -      -    -     o      -     o     -',
    '/laroplan/utgavor':               '>     -    -    -    -    -     -     -      -    -     o      -     o     -',
    '/laroplan/utgavor/0123456789abcdef':
                                       '>     -    -    -    -    -     -     -      -    -     .      -     .     -',
    '/bild/0000000000000000000000000000000000000000':
                                       '>     .    .    .    .    .     .     .      .    .     .      .     .     .',
    '/cirkular':                       '>     o    o    o    o    o     o     o      o    o     o      o     o     o',
    '/aret':                           '>     -    -    -    -    -     o     o      o    o     -      -     -     -',
    '/aret/ett':                       '>     -    -    -    -    -     o     .      o    o     -      -     -     -',
    '/cirkular/enheten':               '>     -    -    -    -    -     o     o      o    o     -      -     -     -',
    '/cirkular/enheten/ett':           '>     -    -    -    -    -     o     .      o    o     -      -     -     -',
    '/intyga':                         '>     -    -    o    o    o     o     o      o    -     -      -     -     -',
    '/enheten':                        '>     -    -    -    -    -     o     o      o    o     -      -     -     -',
    '/enheten/ett':                    '>     -    -    -    -    -     o     .      o    o     -      -     -     -',
    '/enheten/ett/kompetens':          '>     -    -    -    -    -     o     .      o    o     -      -     -     -',
    '/introduktion':                   '>     -    -    -    -    -     o     o      o    o     -      -     -     -',
    '/konton':                         '>     -    -    -    -    -     -     -      -    -     -      -     o     -',
    '/person/NILS':                    '>     o    .    o    o    -     o     .      o    o     .      .     -     .',
    '/person/NILS/trappan':            '>     o    .    o    o    -     o     .      o    o     .      .     -     .',
    '/person/NILS/aspirant':           '>     o    .    o    o    -     o     .      o    o     .      .     -     .',
    '/person/NORA/aspirant':           '>     .    .    .    .    .     .     .      .    .     .      .     -     .',
    '/person/NILS/samtal':             '>     o    .    o    o    -     o     .      o    o     .      .     -     .',
    '/person/NILS/plan':               '>     o    .    o    o    -     o     .      o    o     .      .     -     .',
    '/person/NILS/papper':             '>     -    -    o    o    -     o     .      o    -     -      -     -     -',
    '/person/NILS/anpassa':            '>     -    -    -    -    -     o     .      o    -     -      -     -     -',
    '/person/PETRA/anpassa':           '>     -    -    -    -    -     o     .      o    -     -      -     -     -',
    '/person/NILS/moment/riksnormen':  '>     o    .    o    o    -     o     .      o    o     .      .     -     .',
    '/person/NILS/moment/riksnormen/skillnad':
                                       '>     o    .    o    o    -     o     .      o    o     .      .     -     .',
    '/person/NILS/intyga/riksnormen':  '>     -    -    o    o    -     o     .      o    -     -      -     -     -',
    '/personer/fil':                   '>     -    -    -    -    -     -     -      -    o     -      -     o     -',
    '/personer/fil/aaaaaaaaaaaaaaaa':  '>     -    -    -    -    -     -     -      -    .     -      -     .     -',
    '/personer/fil/finns-inte':        '>     -    -    -    -    -     -     -      -    .     -      -     .     -',
    '/konton/NILS':                    '>     -    -    -    -    -     -     -      -    -     -      -     o     -',
    '/studenter':                      '>     -    -    -    -    -     -     -      -    -     -      o     -     -',
    '/studenter/SARA':                 '>     -    -    -    -    -     -     -      -    -     -      o     -     -',
    '/studenter/SIXTEN':               '>     -    -    -    -    -     -     -      -    -     -      .     -     -',
    '/studenter/OLOF':                 '>     -    -    -    -    -     -     -      -    -     -      .     -     -',
    '/studenter/PIA':                  '>     -    -    -    -    -     -     -      -    -     -      .     -     -',
    '/studenter/NILS':                 '>     -    -    -    -    -     -     -      -    -     -      .     -     -',
    '/person/SARA':                    '>     .    .    o    .    .     o     .      o    o     .      .     -     .',
    '/rapporter':                      '>     o    o    o    o    o     o     o      o    o     o      -     o     o',
    '/rapporter/quiz/quiz':            '>     -    -    -    -    -     o     o      o    o     o      -     -     -',
    '/rapporter/finns/inte':           '>     .    .    .    .    .     .     .      .    .     .      -     .     .',
    '/kalender':                       '>     o    o    o    o    o     o     o      o    o     o      o     o     o',
    '/kalender/fel-hemlighet.ics':      '.     .    .    .    .    .     .     .      .    .     .      .     .     .',
    '/nycklar':                        '>     o    o    o    o    o     o     o      o    o     o      o     o     o',
    '/mitt-konto':                     '>     o    o    o    o    o     o     o      o    o     o      o     o     o',
    '/vem-har-tittat':                 '>     o    o    o    o    o     o     o      o    o     o      o     o     o',
    '/logga-in':                       'o     o    o    o    o    o     o     o      o    o     o      o     o     o',
    '/inbjudan/finns-inte':            '.     .    .    .    .    .     .     .      .    .     .      .     .     .',
    '/tillganglighet':                 'o     o    o    o    o    o     o     o      o    o     o      o     o     o',
    '/integritet':                     'o     o    o    o    o    o     o     o      o    o     o      o     o     o',
    // A person with protected identity: for oneself, the mentor and the manager (and those above) only.
    '/person/PETRA':                   '>     .    .    o    .    .     o     .      o    .     .      .     .     o',
    '/person/PETRA/trappan':           '>     .    .    o    .    .     o     .      o    .     .      .     .     o',
    '/person/PETRA/moment/riksnormen/skillnad':
                                       '>     .    .    o    .    .     o     .      o    .     .      .     .     o',
    '/person/PETRA/aspirant':          '>     .    .    o    .    .     o     .      o    .     .      .     .     o',
    '/person/PETRA/samtal':            '>     .    .    o    .    .     o     .      o    .     .      .     .     o',
    '/person/PETRA/papper':            '>     -    -    o    .    .     o     .      o    -     -      -     -     -',
    '/person/PETRA/plan':              '>     .    .    o    .    .     o     .      o    .     .      .     .     o',
    '/konton/PETRA':                   '>     -    -    -    -    -     -     -      -    -     -      -     .     -',
    '/person/aaaaaaaaaaaaaaaa':        '>     .    .    .    .    .     .     .      .    .     .      .     .     .',
};

// What would change something of nils, sent with the viewer's own token. Only refusals are tried here (and those whose
// answer is a problem in the form, ?); * is not tried, because it would be done: that is tested with the interactions.
const writers = {
    //                                                    nobody nora mona sven frida maria magnus tove hanna anders karin ada petra
    '/person/NILS/moment/riksnormen decision=skip&because=': '-    .    -    -    -     ?     .      ?    -     .      .     -     .',
    '/person/NILS/moment/riksnormen decision=skip&because=x': '-   .    -    -    -     *     .      *    -     .      .     -     .',
    '/person/NILS/trappan level=2&because=':                 '-    .    -    -    -     ?     .      ?    -     .      .     -     .',
    '/trappan/prova file=id':                                '-    -    -    -    -     ?     ?      ?    ?     ?      -     ?     -',
    '/trappan competence=finns-inte&autonomy=1':              '-    .    -    -    -     -     -      -    -     -      -     -     .',
    '/person/NILS/moment/riksnormen decision=undo&because=': '-    .    -    -    -     ?     .      ?    -     .      .     -     .',
    '/person/NILS/anpassa/ledighet last=2026-03-20':         '-    -    -    -    -     ?     .      ?    -     -      -     -     -',
    '/person/NILS/anpassa/deltid percent=0':                 '-    -    -    -    -     ?     .      ?    -     -      -     -     -',
    '/person/NILS/anpassa/moment words=finnsinte&because=':  '-    -    -    -    -     ?     .      ?    -     -      -     -     -',
    '/person/NILS/anpassa/arenden ramp=många':               '-    -    -    -    -     ?     .      ?    -     -      -     -     -',
    '/person/NILS/anpassa/aterta what=leave&day=nej':        '-    -    -    -    -     ?     .      ?    -     -      -     -     -',
    '/person/NILS/anpassa/avsluta program=introduktion':     '-    -    -    -    -     ?     .      ?    -     -      -     -     -',
    '/person/NILS/plan/arenden cases=många':                 '-    -    ?    ?    -     ?     .      ?    -     -      -     -     -',
    '/plan/arenden cases=1':                                 '-    *    -    -    -     -     -      -    -     -      -     -     *',
    '/person/NILS/enhet unit=finns-inte&as=join':            '-    -    -    -    -     .     .      .    -     -      -     -     -',
    '/paminnelser choice=finns-inte':                        '-    ?    ?    ?    ?     ?     ?      ?    ?     ?      ?     ?     ?',
    '/paminnelser/av/finns-inte x=':                         '.    .    .    .    .     .     .      .    .     .      .     .     .',
    '/timmar hours=2':                                       '-    .    -    -    -     -     -      -    -     -      -     -     *',
    '/timmar hours=':                                        '-    ?    -    -    -     -     -      -    -     -      -     -     ?',
    '/timmar/ratta entry=1&right=2':                         '-    .    -    -    -     -     -      -    -     -      -     -     .',
    '/timmar/samtycke as=give':                              '-    .    -    -    -     -     -      -    -     -      -     -     *',
    '/timmar/svar promise=1&answer=accept':                  '-    .    -    -    -     -     -      -    -     -      -     -     .',
    '/aspiranter person=NILS&from=2026-03-02&university=X':  '-    -    -    -    -     ?     .      ?    ?     -      -     -     -',
    '/person/NILS/aspirant/lofte what=&due=2026-06-15':      '-    -    -    -    -     ?     .      ?    -     -      -     -     -',
    '/person/NILS/aspirant/lofte promise=1&state=kept':      '-    -    -    -    -     *     .      *    -     -      -     -     -',
    '/person/NILS/aspirant/uppehall first=2026-04-02&last=2026-04-01&kind=exams':
                                                             '-    -    ?    ?    -     ?     .      ?    -     -      -     -     -',
    '/person/NILS/aspirant/anstall from=2025-01-01':         '-    -    -    -    -     ?     .      ?    -     -      -     -     -',
    '/person/NILS/aspirant/slutar on=2025-01-01':            '-    -    -    -    -     ?     .      ?    -     -      -     -     -',
    '/samtal words=':                                        '-    ?    -    -    -     -     -      -    -     -      -     -     ?',
    '/person/NILS/samtal day=&minutes=0':                     '-    -    ?    ?    -     ?     .      ?    -     -      -     -     -',
    '/person/NILS/papper rows=&do=sign':                      '-    -    ?    ?    -     ?     .      ?    -     -      -     -     -',
    '/person/NILS/samtal/intyga answer=observed':             '-    -    ?    ?    -     ?     .      ?    -     -      -     -     -',
    '/person/NILS/mentor mentor=MONA&as=mentor':             '-    -    -    -    -     *     .      *    -     -      -     -     -',
    '/person/NILS/intyga/hot-oro-granser answer=observed':   '-    -    *    *    -     *     .      *    -     -      -     -     -',
    '/intyga person=NILS&step=hot-oro-granser&answer=observed': '- -    *    *    -     *     .      *    -     -      -     -     -',
    '/person/NILS/lank x=':                                  '-    -    -    -    -     -     .      -    -     -      -     -     -',
    '/intyga/full until=inte-ett-datum':                     '-    -    ?    ?    ?     -     -      -    -     -      -     -     -',
    '/intyga/fel person=NILS&step=hot-oro-granser&because=':
                                                             '-    -    ?    ?    ?     ?     ?      ?    -     -      -     -     -',
    '/introduktion person=NILS&from=2026-03-02&programme=introduktion':
                                                             '-    -    -    -    -     ?     .      ?    ?     -      -     -     -',
    '/laroplan/forhandsvisning x=':                          '-    -    -    -    -     -     -      -    -     *      -     *     -',
    '/laroplan/andra x=':                                   '-    .    .    .    .     .     .      .    .     .      -     .     .',
    '/laroplan/flytta x=':                                  '-    .    .    .    .     .     .      .    .     .      -     .     .',
    '/laroplan/nytt x=':                                    '-    .    .    .    .     .     .      .    .     .      -     .     .',
    '/forslag/FORSLAG act=decline&words=':                   '-    .    .    .    .     .     .      .    .     ?      -     ?     .',
    '/forslag/FORSLAG act=comment&words=':                   '-    .    .    .    .     .     .      .    .     ?      -     ?     .',
    '/laroplan/lager/hamta x=':                              '-    -    -    -    -     -     -      -    -     *      -     *     -',
    '/laroplan/lager/upp layer=finns-inte':                  '-    -    -    -    -     -     -      -    -     -      -     .     -',
    '/laroplan/utgavor/0123456789abcdef/rakna x=':           '-    -    -    -    -     -     -      -    -     .      -     .     -',
    '/laroplan/utgavor/0123456789abcdef/publicera x=':       '-    -    -    -    -     -     -      -    -     .      -     .     -',
    '/kalender x=':                                          '-    *    *    *    *     *     *      *    *     *      *     *     *',
    '/kalender/aterta x=':                                   '-    *    *    *    *     *     *      *    *     *      *     *     *',
    '/nycklar x=':                                           '-    *    *    *    *     *     *      *    *     *      *     *     *',
    '/nycklar/aterta x=':                                    '-    *    *    *    *     *     *      *    *     *      *     *     *',
    '/mitt-konto x=':                                        '-    *    *    *    *     *     *      *    *     *      *     *     *',
    '/mitt-konto/avsluta x=':                                '-    *    *    *    *     *     *      *    *     *      *     *     *',
    '/personer/fil complete=yes':                            '-    -    -    -    -     -     -      -    ?     -      -     ?     -',
    '/personer/fil/aaaaaaaaaaaaaaaa digest=x':               '-    -    -    -    -     -     -      -    .     -      -     .     -',
    '/konton id=x':                                          '-    -    -    -    -     -     -      -    -     -      -     ?     -',
    '/konton/NILS name=':                                    '-    -    -    -    -     -     -      -    -     -      -     ?     -',
    '/konton/NILS/inbjudan x=':                              '-    -    -    -    -     -     -      -    -     -      -     *     -',
    '/cirkular/riksnormen x=':                               '-    ?    ?    ?    ?     ?     ?      ?    ?     ?      .     ?     ?',
    '/moment/riksnormen/klart x=':                           '-    ?    -    -    -     -     -      -    -     -      -     -     ?',
    '/moment/riksnormen/ta x=':                              '-    ?    -    -    -     -     -      -    -     -      -     -     ?',
    '/moment/riksnormen/begar kind=signoff':                 '-    *    -    -    -     -     -      -    -     -      -     -     *',
    '/moment/riksnormen/svar x=':                            '-    *    -    -    -     -     -      -    -     -      -     -     *',
    '/moment/riksnormen/aterta x=':                          '-    .    -    -    -     -     -      -    -     -      -     -     .',
};
const writersWithoutTokens = ['/logga-in', '/logga-ut', '/inbjudan/:token', '/sprak']; // tested with the sign-in

// The same for the id of nobody: what an address or a field with a person in it says to whom. Somebody whom the viewer may
// not know of is answered in the same bytes.
const absent = {
    //                                            nobody nils nora mona sven frida maria magnus tove hanna anders karin ada petra
    'GET /person/WHO':                           '>      .    .    .    .    .     .     .      .    .     .      .     .   .',
    'GET /person/WHO/trappan':                   '>      .    .    .    .    .     .     .      .    .     .      .     .   .',
    'GET /person/WHO/aspirant':                  '>      .    .    .    .    .     .     .      .    .     .      .     .   .',
    'GET /person/WHO/samtal':                    '>      .    .    .    .    .     .     .      .    .     .      .     .   .',
    'GET /person/WHO/plan':                      '>      .    .    .    .    .     .     .      .    .     .      .     .   .',
    'GET /person/WHO/papper':                    '>      -    -    .    .    .     .     .      .    -     -      -     -   -',
    'GET /person/WHO/anpassa':                   '>      -    -    -    -    -     .     .      .    -     -      -     -   -',
    'GET /person/WHO/moment/riksnormen':         '>      .    .    .    .    .     .     .      .    .     .      .     .   .',
    'GET /person/WHO/moment/riksnormen/skillnad':
                                                 '>      .    .    .    .    .     .     .      .    .     .      .     .   .',
    'GET /person/WHO/intyga/riksnormen':         '>      -    -    .    .    .     .     .      .    -     -      -     -   -',
    'GET /konton/WHO':                           '>      -    -    -    -    -     -     -      -    -     -      -     .   -',
    'GET /studenter/WHO':                        '>      -    -    -    -    -     -     -      -    -     -      .     -   -',
    'GET /aret/UNIT':                            '>      -    -    -    -    -     .     .      .    .     -      -     -   -',
    'GET /cirkular/enheten/UNIT':                '>      -    -    -    -    -     .     .      .    .     -      -     -   -',
    'GET /enheten/UNIT':                         '>      -    -    -    -    -     .     .      .    .     -      -     -   -',
    'GET /enheten/UNIT/kompetens':               '>      -    -    -    -    -     .     .      .    .     -      -     -   -',
    'GET /introduktion?person=WHO':              '>      -    -    -    -    -     o     o      o    o     -      -     -   -',
    'POST /person/WHO/moment/riksnormen decision=skip&because=x':
                                                 '-      .    .    .    .    .     .     .      .    .     .      .     .   .',
    'POST /person/WHO/moment/riksnormen decision=undo&because=':
                                                 '-      .    .    .    .    .     .     .      .    .     .      .     .   .',
    'POST /person/WHO/trappan level=2&because=x':
                                                 '-      .    .    .    .    .     .     .      .    .     .      .     .   .',
    'POST /person/WHO/anpassa/ledighet first=2026-03-09&last=2026-03-20':
                                                 '-      -    -    -    -    -     .     .      .    -     -      -     -   -',
    'POST /person/WHO/anpassa/deltid from=2026-03-09&percent=50':
                                                 '-      -    -    -    -    -     .     .      .    -     -      -     -   -',
    'POST /person/WHO/anpassa/moment words=Eget&because=x':
                                                 '-      -    -    -    -    -     .     .      .    -     -      -     -   -',
    'POST /person/WHO/anpassa/arenden ramp=1,2,3':
                                                 '-      -    -    -    -    -     .     .      .    -     -      -     -   -',
    'POST /person/WHO/anpassa/aterta what=leave&day=2026-03-09':
                                                 '-      -    -    -    -    -     .     .      .    -     -      -     -   -',
    'POST /person/WHO/anpassa/avsluta program=introduktion&end-because=x':
                                                 '-      -    -    -    -    -     .     .      .    -     -      -     -   -',
    'POST /intyga/fel person=WHO&step=hot-oro-granser&because=x':
                                                 '-      -    -    .    .    .     .     .      .    -     -      -     -   -',
    'POST /person/WHO/plan/arenden cases=3':     '-      -    -    .    .    .     .     .      .    -     -      -     -   -',
    'POST /person/WHO/enhet unit=tva&as=join':   '-      -    -    -    -    -     .     .      .    -     -      -     -   -',
    'POST /person/WHO/aspirant/lofte what=Jobb&due=2026-06-15':
                                                 '-      -    -    -    -    -     .     .      .    -     -      -     -   -',
    'POST /person/WHO/aspirant/lofte promise=1&state=kept':
                                                 '-      -    -    -    -    -     .     .      .    -     -      -     -   -',
    'POST /person/WHO/aspirant/uppehall first=2026-04-01&last=2026-04-02&kind=exams':
                                                 '-      -    -    .    .    .     .     .      .    -     -      -     -   -',
    'POST /person/WHO/aspirant/anstall from=2026-03-01':
                                                 '-      -    -    -    -    -     .     .      .    -     -      -     -   -',
    'POST /person/WHO/aspirant/slutar on=2026-03-01&why=x':
                                                 '-      -    -    -    -    -     .     .      .    -     -      -     -   -',
    'POST /person/WHO/samtal day=2026-03-02&minutes=30':
                                                 '-      -    -    .    .    .     .     .      .    -     -      -     -   -',
    'POST /person/WHO/samtal/intyga step=riksnormen&answer=observed':
                                                 '-      -    -    .    .    .     .     .      .    -     -      -     -   -',
    'POST /person/WHO/papper rows=x&do=sign':    '-      -    -    .    .    .     .     .      .    -     -      -     -   -',
    'POST /person/WHO/mentor mentor=MONA&as=mentor':
                                                 '-      -    -    -    -    -     .     .      .    -     -      -     -   -',
    'POST /person/WHO/lank':                     '-      -    -    -    -    -     .     .      .    -     -      -     -   -',
    'POST /person/WHO/intyga/hot-oro-granser answer=observed&autonomy=3':
                                                 '-      -    -    .    .    .     .     .      .    -     -      -     -   -',
    'POST /intyga person=WHO&step=hot-oro-granser&answer=observed&autonomy=3':
                                                 '-      -    -    .    .    .     .     .      .    -     -      -     -   -',
    'POST /introduktion person=WHO&from=2026-03-02&programme=introduktion':
                                                 '-      -    -    -    -    -     .     .      .    .     -      -     -   -',
    'POST /introduktion person=NORA&from=2026-03-02&programme=introduktion&mentor=WHO':
                                                 '-      -    -    -    -    -     .     ?      ?    ?     -      -     -   -',
    'POST /person/NORA/mentor mentor=WHO&as=mentor':
                                                 '-      -    -    -    -    -     .     .      .    -     -      -     -   -',
    'POST /aspiranter person=WHO&from=2026-03-02&university=X':
                                                 '-      -    -    -    -    -     .     .      .    .     -      -     -   -',
    'POST /konton/WHO name=Annan':               '-      -    -    -    -    -     -     -      -    -     -      -     .   -',
    'POST /konton/WHO/inbjudan':                 '-      -    -    -    -    -     -     -      -    -     -      -     .   -',
};
const mayNotKnow = {
    NILS: ['nora', 'magnus', 'anders', 'karin', 'petra'],
    NORA: ['nils', 'mona', 'sven', 'frida', 'maria', 'anders', 'karin', 'petra'],
    PETRA: ['nobody', 'nils', 'nora', 'sven', 'frida', 'magnus', 'hanna', 'anders', 'karin', 'ada'],
    PIA: ['nobody', 'nils', 'nora', 'sven', 'frida', 'magnus', 'hanna', 'anders', 'karin', 'ada', 'petra'],
    SIXTEN: ['nils', 'nora', 'sven', 'frida', 'magnus', 'anders', 'karin', 'petra'],
};

// People with protected identity, and all who may read the name of each, on whatever page.
const mayReadName = {
    petra: ['petra', 'mona', 'maria', 'tove'], pia: ['mona', 'maria', 'tove'],
    'zprot-mona': ['maria', 'tove'], 'zprot-sven': ['maria', 'tove'], 'zprot-chef': ['maria', 'tove'],
};
const secretWords = { petra: /Petra Skyddad|petra@hemlig/, pia: /Pia Student|pia@student/, 'zprot-mona': /zprot.mona/i, 'zprot-sven': /zprot.sven/i, 'zprot-chef': /zprot.chef/i };
const namesTold = [];
let namesRead = 0;

// Listens to every answer that this file gets, head and body: a name or an id that the viewer did not send and may not know.
function namesListen(viewer, question, answer) {
    const said = JSON.stringify(answer.headers) + answer.text;
    for (const [person, readers] of Object.entries(mayReadName)) {
        const rid = site.rid[person];
        const isSaid = secretWords[person].test(said) || (rid && said.includes(rid) && !`${question.path} ${question.body}`.includes(rid));
        if (isSaid && readers.includes(viewer)) namesRead++;
        else if (isSaid) namesTold.push(`${viewer} ${question.method} ${question.path}: ${person}`);
    }
}

const status = { o: 200, '>': 303, '-': 403, '.': 404, '?': 422 };

function addressed(path) {
    return path.replace(/(NILS|PETRA|MONA|NORA|SARA|SIXTEN|OLOF|PIA|FORSLAG)/g, (name) => site.rid[name.toLowerCase()]);
}

async function requestFor(viewer) {
    if (viewer !== 'nobody') site.sessions[viewer] ??= (await signIn(site, viewer)).cookies;
    return new Visitor(site, { cookies: site.sessions[viewer], onAnswer: (...said) => namesListen(viewer, ...said) });
}

// True if the row of the route table stands for the address.
function matches(route, path) {
    const pattern = route.path.split('/');
    const parts = path.split(' ')[0].split('/');
    return pattern.length === parts.length && pattern.every((part, i) => part.startsWith(':') || part === parts[i]);
}

test('every route of the table is written out here', () => {
    const routes = JSON.parse(site.trappa('serve', '--routes'));
    const missing = routes.filter((route) =>
        route.method === 'GET'
            ? !Object.keys(readers).some((path) => matches(route, path))
            : !writersWithoutTokens.includes(route.path) && !Object.keys(writers).some((path) => matches(route, path)));
    const unnamed = routes.filter((route) => /:person|:unit/.test(route.path) || route.fields.some((field) => /^(person|mentor)$/.test(field)))
        .filter((route) => !Object.keys(absent).some((line) => line.startsWith(route.method) && matches(route, line.split(/[ ?]/)[1])));
    assert.deepEqual([...missing, ...unnamed].map((route) => `${route.method} ${route.path}`), []);
});

test('each viewer gets what is written for each page', async (context) => {
    for (const viewer of viewers) {
        const request = await requestFor(viewer);
        await context.test(viewer, async () => {
            const wrong = [];
            for (const [path, row] of Object.entries(readers)) {
                const expected = status[row.trim().split(/\s+/)[viewers.indexOf(viewer)]];
                const got = (await request.get(addressed(path))).status;
                if (got !== expected) wrong.push(`${path}: ${got}, not ${expected}`);
            }
            assert.deepEqual(wrong, []);
        });
    }
});

// An answer without what differs between any two requests.
function plain({ status: code, headers, text }) {
    const { date, etag, 'content-length': length, 'set-cookie': cookies, ...head } = headers;
    return `${code} ${JSON.stringify(head)} ${text}`.replace(/[a-z2-7]{16}/g, 'RID').replace(/name="token" value="\w+"/g, '')
        .replace(/(\/|&#39;)(ett|finns-inte)(?=["&/])/g, '$1UNIT');
}

// Sends a line of `absent` with this person (and, where the line says UNIT, this unit) in it.
function ask(request, line, token, person, unit = 'finns-inte') {
    const [method, path, form = ''] = line.replaceAll('WHO', person).replaceAll('UNIT', unit).split(' ');
    return method === 'GET' ? request.get(path) : request.post(path, { ...Object.fromEntries(new URLSearchParams(addressed(form))), token });
}

test('what somebody may not know of is answered as what does not exist, and nothing changes', async (context) => {
    const nobody = 'aaaaaaaaaaaaaaaa';
    for (const viewer of viewers) {
        await context.test(viewer, async () => {
            const request = await requestFor(viewer);
            const token = await request.token('/kalender');
            const before = eventCount(site);
            const wrong = [];
            for (const [line, row] of Object.entries(absent)) {
                const answer = await ask(request, line, token, nobody);
                const expected = status[row.trim().split(/\s+/)[viewers.indexOf(viewer)]];
                if (answer.status !== expected) wrong.push(`${line}: ${answer.status}, not ${expected}`);
                for (const [person, strangers] of Object.entries(mayNotKnow)) {
                    if (!strangers.includes(viewer) || !line.includes('WHO')) continue;
                    const hidden = await ask(request, line, token, addressed(person));
                    if (plain(hidden) !== plain(answer)) wrong.push(`${line}: ${person} is answered otherwise: ${hidden.status}`);
                }
                if (viewer !== 'magnus' || !line.includes('UNIT')) continue;
                if (plain(await ask(request, line, token, nobody, 'ett')) !== plain(answer)) wrong.push(`${line}: another's unit is answered otherwise`);
            }
            assert.deepEqual(wrong, []);
            assert.equal(eventCount(site), before, 'something was written');
        });
    }
});

test('whose account is closed gets what nobody gets, also with a session and a form from before', async () => {
    const request = await requestFor('klara');
    const token = await request.token('/kalender');
    const calendar = new URL(site.trappa('calendar', 'address', 'klara').trim()).pathname;
    assert.equal((await request.get(calendar)).status, 200);
    assert.equal((await request.get(addressed('/person/NILS'))).status, 200);
    site.trappa('person', 'set', 'klara', '--status', 'disabled');
    const before = eventCount(site);
    const wrong = [];
    for (const [path, row] of Object.entries(readers)) {
        const got = (await request.get(addressed(path))).status;
        if (got !== status[row.trim().split(/\s+/)[0]]) wrong.push(`${path}: ${got}`);
    }
    for (const [line, row] of Object.entries(writers)) {
        const [path, form] = line.split(' ');
        const got = (await request.post(addressed(path), { ...Object.fromEntries(new URLSearchParams(form === 'x=' ? '' : addressed(form))), token })).status;
        if (got !== status[row.trim().split(/\s+/)[0]]) wrong.push(`${line}: ${got}`);
    }
    assert.deepEqual(wrong, []);
    assert.equal((await request.get(calendar)).status, 404);
    assert.equal((await request.post('/logga-in', { name: 'klara', password: 'tre ord i rad, minst', to: '/' })).status, 422);
    assert.equal(eventCount(site), before);
});

test('nobody changes what is not theirs, and a refusal leaves no event', async (context) => {
    const columns = viewers.filter((viewer) => viewer !== 'nils');
    for (const [index, viewer] of columns.entries()) {
        const request = await requestFor(viewer);
        const token = await request.token('/kalender');
        await context.test(viewer, async () => {
            const before = eventCount(site);
            const wrong = [];
            let views = 0; // an account whose form is wrong is shown again
            for (const [line, row] of Object.entries(writers)) {
                const expected = status[row.trim().split(/\s+/)[index]];
                if (!expected) continue;
                const [path, form] = line.split(' ');
                const fields = Object.fromEntries(new URLSearchParams(form === 'x=' ? '' : addressed(form)));
                const answer = await request.post(addressed(path), { ...fields, token });
                views += answer.status === 422 && path.startsWith('/konton/');
                if (answer.status !== expected) wrong.push(`${line}: ${answer.status}, not ${expected}`);
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
    Object.assign(site.rid, Object.fromEntries(JSON.parse(say('person', 'list', '--json')).map((one) => [one.id, one.rid])));
    const ids = Object.keys(site.rid).filter((id) => id.startsWith('zprot')).map((id) => site.rid[id]);
    const paths = Object.keys(readers).map((path) => addressed(path.replaceAll('NILS', site.rid.sara)));
    for (const step of ['hot-oro-granser', 'nybesok', steps[0], steps[1]])
        paths.push(`/moment/${step}`, `/person/${site.rid.sara}/moment/${step}`, `/person/${site.rid.sara}/moment/${step}/skillnad`);
    const told = [];
    for (const viewer of ['hanna', 'sara', 'mona', 'nora', 'frida', 'ada', 'anders', 'karin']) {
        const request = await requestFor(viewer);
        for (const path of paths) {
            const html = (await request.get(path)).text;
            if (/zprot/i.test(html) || ids.some((rid) => html.includes(rid))) told.push(`${viewer} ${path}`);
        }
    }
    assert.deepEqual(told, []);
    assert.match((await (await requestFor('maria')).get(`/person/${site.rid.sara}`)).text, /Zprot mona/);
    assert.match((await (await requestFor('hanna')).get(`/person/${site.rid.sara}`)).text, /en kollega/);
});

// What the contact of a university opens at all, of every route there is. The names of students stand on two of them.
const openToContact = {
    '/': 303, '/studenter': 200, '/studenter/:person': 200,
    '/kalender': 200, '/kalender/aterta': 200, '/nycklar': 200, '/nycklar/aterta': 200, '/vem-har-tittat': 200,
    '/mitt-konto': 200, '/mitt-konto/avsluta': 200,
    '/paminnelser': 200, '/cirkular': 200, '/logga-in': 200, '/tillganglighet': 200, '/integritet': 200,
};

test('of a student who consented the contact reaches hours and dates, and nothing by any other route', async () => {
    const request = await requestFor('karin');
    const token = await request.token('/studenter');
    await request.get(`/studenter/${site.rid.sara}`); // that the contact looked is written once a day
    const before = eventCount(site);
    const wrong = [];
    for (const route of JSON.parse(site.trappa('serve', '--routes'))) {
        if (writersWithoutTokens.includes(route.path)) continue;
        if (route.method === 'POST' && openToContact[route.path]) continue; // about oneself, and tried above
        const path = route.path.replace(':person', site.rid.sara).replace(':step', 'riksnormen').replace(/:\w+/g, 'finns-inte');
        const answer = route.method === 'GET' ? await request.get(path) : await request.post(path, { token });
        const expected = route.method === 'GET' ? openToContact[route.path] : undefined;
        if (expected ? answer.status !== expected : ![403, 404].includes(answer.status))
            wrong.push(`${route.method} ${route.path}: ${answer.status}`);
        if (/Sara|student\.example/.test(answer.text) && !route.path.startsWith('/studenter'))
            wrong.push(`${route.method} ${route.path}: names the student`);
    }
    assert.deepEqual(wrong, []);
    assert.equal(eventCount(site), before, 'something was written');
});

test('the pages of the contact say hours and dates, and nothing else', async () => {
    const request = await requestFor('karin');
    const list = (await request.get('/studenter')).text;
    assert.match(list, /Sara Student/);
    assert.match(list, /3,75 timmar/);
    assert.doesNotMatch(list, /Sixten|Olof|Pia|Nils/);
    const page = (await request.get(addressed('/studenter/SARA'))).text;
    const words = page.replace(/<(header|footer)[^]*?<\/\1>/g, '').replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ');
    assert.match(words, /Sara Student Alla studenter Termin termin 6 Planerad examen söndag 17 januari 2027 Anställd vid sidan av studierna från måndag 2 februari Timmar per månad Mars 2026 0 timmar Februari 2026 3,75 timmar $/);
    site.trappa('aspirant', 'consent', 'sara', '--take-back', '--by', 'sara');
    assert.equal((await request.get(addressed('/studenter/SARA'))).status, 404);
    assert.doesNotMatch((await request.get('/studenter')).text, /Sara/);
    site.trappa('aspirant', 'consent', 'sara', '--by', 'sara');
});

test('a form without its token, or from another site, is refused', async () => {
    const request = await requestFor('nils');
    const before = eventCount(site);
    const token = await request.token('/moment/valkommen');
    const tries = [
        [{}, { origin: site.address }],
        [{ token: token.replace(/^./, (c) => (c === '0' ? '1' : '0')) }, { origin: site.address }],
        [{ token }, { origin: 'https://elsewhere.example' }],
        [{ token }, { 'sec-fetch-site': 'cross-site' }],
    ];
    for (const [form, headers] of tries) {
        const answer = await request.post('/moment/valkommen/klart', form, headers);
        assert.equal(answer.status, 403, JSON.stringify(headers));
    }
    assert.equal(eventCount(site), before);
});

test('signing out ends the session, and a new password ends the others', async () => {
    const first = await requestFor('karin');
    assert.equal((await first.get('/cirkular')).status, 200);
    await first.post('/logga-ut', { token: await first.token('/cirkular') });
    assert.equal((await first.get('/cirkular')).status, 303);
});

test('too many tries to sign in are answered with 429', async () => {
    const request = await requestFor('nobody');
    const statuses = [];
    for (let i = 0; i < 30; i++) {
        const answer = await request.post('/logga-in', { name: 'nils', password: 'inte det rätta alls', to: '/' });
        statuses.push(answer.status);
    }
    assert.equal(statuses[0], 422);
    assert.ok(statuses.includes(429), statuses.join(' '));
});

test('calendars name nobody with a protected identity either', async () => {
    for (const viewer of ['nils', 'nora', 'sara', 'mona', 'sven', 'frida', 'maria', 'magnus', 'tove', 'hanna']) {
        const path = new URL(site.trappa('calendar', 'address', viewer).trim()).pathname;
        const answer = await (await requestFor(viewer)).get(path);
        assert.equal(answer.status, 200);
        assert.match(answer.headers['content-type'], /^text\/calendar/);
    }
});

// The last: every answer above was listened to.
test('no answer to anybody, of any kind, named somebody protected whom the viewer may not know', () => {
    assert.deepEqual(namesTold, []);
    assert.ok(namesRead > 20, 'those who may know read names, so the listening works');
});
