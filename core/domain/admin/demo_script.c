/* The fictitious municipality: one unit of fifteen, another beside it, and most of a year there. See demo_script.h. */
#include "domain/admin/demo_script.h"

#define NORR "ekb-norr"
#define SODER "ekb-soder"
#define UMEA "Umeå universitet"
#define LINKOPING "Linköpings universitet"

const struct demo_unit demo_units[] = {
    {"ifo", "Individ- och familjeomsorgen", "organisation"},
    {NORR, "Ekonomiskt bistånd norr", "ifo"},
    {SODER, "Ekonomiskt bistånd söder", "ifo"},
};
const size_t demo_units_count = COUNT_OF(demo_units);

const struct demo_person demo_people[] = {
    {"ebba", "Ebba Lundmark", NORR, "learner", "socionom", "nyanställd, första veckan", 300, false},
    {"nora", "Nora Lindqvist", NORR, "learner", "socionom", "nyanställd, tredje veckan", 18, false},
    {"omar", "Omar Yildirim", NORR, "learner", "other", "månad tre, lärare i grunden, efter i planen", 88, false},
    {"linn", "Linn Åkesson", NORR, "learner", "socionom", "har varit ledig, nu tillbaka på 75 procent", 112, false},
    {"ture", "Ture Sandberg", NORR, "learner", "socionom", "snart klar; något har ändrats sedan sist", 700, false},
    {"yasmin", "Yasmin Rahimi", NORR, "learner", "socionom", "föräldraledig mitt i planen", 420, false},
    {"sixten", "Sixten Holm", NORR, "learner", "other", "börjar nästa vecka, ännu utan mentor", 0, false},
    {"selma", "Selma Viklund", NORR, "learner", "socionom", "klar med introduktionen, på trappsteg 2", 255, false},
    {"elin", "Elin Norberg", NORR, "learner", "student", "aspirant, termin sex på socionomprogrammet", 0, false},
    {"johan", "Johan Stålberg", NORR, "learner,mentor", "socionom", "går mentorsprogrammet", 1500, false},
    {"maja", "Maja Ekdahl", NORR, "mentor", "socionom", "mentor, över sitt tak", 3000, false},
    {"sture", "Sture Wallin", NORR, "mentor", "socionom", "mentor, har sagt att det är fullt", 2000, false},
    {"leif", "Leif Granath", NORR, "mentor", "socionom", "mentor, har arbetat längst", 7800, false},
    {"britta", "Britta Ohlsson", NORR, "learner,mentor", "socionom", "ny arbetsledare, går programmet för det", 2900,
     false},
    {"charlotta", "Charlotta Nyman", NORR, "manager", "socionom", "enhetschef, norr", 5000, false},
    {"karim", "Karim Haddad", SODER, "learner", "other", "bytte yrke, två månader in, efter i planen", 75, false},
    {"alva", "Alva Bergström", SODER, "learner", "university", "nyanställd, deltid, väntar på intyg", 40, false},
    {"agnes", "Agnes Palm", SODER, "learner", "erfaren", "erfaren från en annan kommun", 2600, false},
    {"dana", "Dana Ivarsson", SODER, "learner", "socionom", "nyanställd med skyddade personuppgifter", 400, true},
    {"mats", "Mats Öberg", SODER, "mentor", "socionom", "mentor, har sagt att det är fullt", 2500, false},
    {"conny", "Conny Fors", SODER, "manager", "socionom", "enhetschef, söder", 4500, false},
    {"moa", "Moa Lindgren", SODER, "learner", "student", "aspirant, erbjuden anställning, har få timmar", 0, false},
    {"viggo", "Viggo Nyberg", SODER, "learner", "student", "på praktik (VFU)", 0, false},
    {"pernilla", "Pernilla Dahlin", "ifo", "learner", "other", "samverkanspart, går samverkansprogrammet", 0, false},
    {"hanna", "Hanna Rydell", "organisation", "hr", NULL, "HR", 0, false},
    {"kajsa", "Kajsa Ström", "organisation", "contact", NULL, "kontaktperson vid Umeå universitet", 0, false},
    {"folke", "Folke Sjögren", "ifo", "author", NULL, "skriver läroplanen", 0, false},
};
const size_t demo_people_count = COUNT_OF(demo_people);

#define BEFORE_THE_STAIRCASE "Arbetade så redan innan kompetenstrappan infördes; genomgånget i medarbetarsamtal."
#define KEEP_UP(days_ago, person, ahead)                                                                               \
    {                                                                                                                  \
        days_ago, DEMO_KEEP_UP, NULL, person, NULL, NULL, ahead                                                        \
    }

const struct demo_act demo_acts[] = {
    {262, DEMO_CONTACT, NULL, "kajsa", UMEA, NULL, 0},
    {260, DEMO_STAIR, "charlotta", "maja", NULL, BEFORE_THE_STAIRCASE, 4},
    {260, DEMO_STAIR, "conny", "mats", NULL, BEFORE_THE_STAIRCASE, 4},
    {260, DEMO_STAIR, "charlotta", "sture", NULL, BEFORE_THE_STAIRCASE, 3},
    {260, DEMO_STAIR, "charlotta", "leif", NULL, BEFORE_THE_STAIRCASE, 5},
    {260, DEMO_STAIR, "charlotta", "johan", NULL, BEFORE_THE_STAIRCASE, 3},
    {260, DEMO_STAIR, "charlotta", "britta", NULL, BEFORE_THE_STAIRCASE, 4},
    {260, DEMO_CEILING, "charlotta", "maja", NULL, NULL, 3},

    /* Selma, who has gone all the way. */
    {258, DEMO_PLAN, "charlotta", "selma", "introduktion", NULL, 255},
    {258, DEMO_MENTOR, "charlotta", "selma", "sture", NULL, 0},
    KEEP_UP(254, "selma", 0),
    KEEP_UP(250, "selma", 0),
    {250, DEMO_PLACEMENT, "charlotta", "elin", UMEA, "termin 5", 530},
    {246, DEMO_SEEN, "sture", "selma", "nybesok", "Såg att kvinnan tystnade, och frågade om barnen utan brådska.", 2},
    {245, DEMO_PLACEMENT, "conny", "alva", UMEA, "termin 7", 200},
    KEEP_UP(241, "selma", 0),
    KEEP_UP(233, "selma", 0),
    {228, DEMO_SEEN, "sture", "selma", "riksnormen", "Räknade rad för rad och hittade själv den glömda avgiften.", 3},
    KEEP_UP(226, "selma", 0),
    KEEP_UP(211, "selma", 0),
    KEEP_UP(194, "selma", 0),
    {190, DEMO_ASPIRANT, "conny", "alva", NULL, NULL, 0},
    {180, DEMO_HOURS, "alva", "alva", NULL, NULL, 800},
    KEEP_UP(176, "selma", 0),

    /* Ture, from the beginning almost to the end. */
    {165, DEMO_PLAN, "charlotta", "ture", "introduktion", NULL, 160},
    {165, DEMO_MENTOR, "charlotta", "ture", "maja", NULL, 0},
    KEEP_UP(162, "selma", 0),
    {160, DEMO_DONE, "ture", "ture", "valkommen", NULL, 0},
    {160, DEMO_HOURS, "alva", "alva", NULL, NULL, 800},
    {158, DEMO_SEEN, "charlotta", "ture", "sekretess", "Bra frågor om vad man får säga i korridoren.", 0},
    {155, DEMO_ASK, "ture", "ture", "hot-oro-granser", NULL, 0},
    {154, DEMO_TOLD, "maja", "ture", "hot-oro-granser", NULL, 0},
    KEEP_UP(153, "ture", 0),
    {150, DEMO_DONE, "ture", "ture", "socialtjanstlagen", NULL, 0},
    {146, DEMO_OBSERVE, "ture", "ture", "nybesok", NULL, 0},
    KEEP_UP(145, "ture", 0),
    {143, DEMO_SEEN, "maja", "ture", "nybesok", "Satt med och antecknade det som betydde något.", 1},

    /* Yasmin begins, and will be away. */
    {141, DEMO_PLAN, "charlotta", "yasmin", "introduktion", NULL, 140},
    {141, DEMO_MENTOR, "charlotta", "yasmin", "sture", NULL, 0},
    KEEP_UP(139, "selma", 0),
    KEEP_UP(137, "yasmin", 0),
    {136, DEMO_ASK, "ture", "ture", "riksnormen", NULL, 0},
    {134, DEMO_RETURN, "maja", "ture", "riksnormen", "Räkna om hushållet med två barn; vi tar det på torsdag.", 0},
    KEEP_UP(131, "ture", 0),
    {130, DEMO_ASK, "ture", "ture", "riksnormen", NULL, 0},
    {130, DEMO_HOURS, "alva", "alva", NULL, NULL, 800},
    {129, DEMO_TRIED, "maja", "ture", "riksnormen", "Nu stämmer det rad för rad.", 3},
    {128, DEMO_DONE, "ture", "ture", "delegationsordningen", NULL, 0},
    KEEP_UP(124, "yasmin", 0),

    /* Elin studies, and works ten hours a month. */
    {118, DEMO_ASPIRANT, "charlotta", "elin", UMEA, "termin 6", 400},
    {118, DEMO_MENTOR, "charlotta", "elin", "leif", NULL, 0},
    KEEP_UP(117, "selma", 0),
    {116, DEMO_CONSENT, "elin", "elin", NULL, NULL, 0},
    KEEP_UP(114, "elin", 0),

    /* Linn begins, and is away in between. */
    {112, DEMO_PLAN, "charlotta", "linn", "introduktion", NULL, 112},
    {112, DEMO_MENTOR, "charlotta", "linn", "maja", NULL, 0},
    {111, DEMO_DONE, "linn", "linn", "valkommen", NULL, 0},
    {111, DEMO_HOURS, "elin", "elin", NULL, "Satt med på två nybesök", 300},
    {110, DEMO_TOLD, "charlotta", "linn", "sekretess", NULL, 0},
    KEEP_UP(108, "ture", 0),
    {107, DEMO_HOURS, "alva", "alva", NULL, NULL, 800},
    {106, DEMO_SEEN, "maja", "linn", "hot-oro-granser", NULL, 0},
    KEEP_UP(105, "linn", 0),
    {104, DEMO_SEEN, "maja", "ture", "forvaltningslagen", "Kommunicerade före beslut utan att bli påmind.", 3},
    {104, DEMO_HOURS, "elin", "elin", NULL, "Läste in mig på riktlinjerna", 250},
    KEEP_UP(103, "yasmin", 0),
    {101, DEMO_COMMITMENT, "charlotta", "elin", "Besked om sommarjobb", NULL, 113},
    {100, DEMO_DONE, "linn", "linn", "socialtjanstlagen", NULL, 0},
    {99, DEMO_ASPIRANT, "conny", "moa", LINKOPING, "termin 7", 160},
    {99, DEMO_MENTOR, "conny", "moa", "johan", NULL, 0},
    {98, DEMO_DONE, "ture", "ture", "tungt-samtal", NULL, 0},
    {97, DEMO_COMMITMENT, "conny", "moa", "Eget skrivbord och behörighet", NULL, 21},
    {97, DEMO_HOURS, "elin", "elin", NULL, NULL, 350},
    KEEP_UP(96, "elin", 0),
    {95, DEMO_SEEN, "maja", "linn", "nybesok", NULL, 1},
    KEEP_UP(93, "selma", 0),
    KEEP_UP(93, "linn", 0),
    {92, DEMO_LEAVE, "charlotta", "linn", NULL, NULL, 50},
    {92, DEMO_HOURS, "moa", "moa", NULL, NULL, 400},

    /* Omar, who taught in schools before. */
    {90, DEMO_PLAN, "charlotta", "omar", "introduktion", NULL, 88},
    {90, DEMO_MENTOR, "charlotta", "omar", "leif", NULL, 0},
    {90, DEMO_SUBSTITUTE, "charlotta", "omar", "sture", NULL, 0},
    {89, DEMO_HOURS, "elin", "elin", NULL, "Normberäkning tillsammans med Leif", 275},
    {85, DEMO_HOURS, "moa", "moa", NULL, NULL, 600},
    KEEP_UP(84, "omar", 0),
    {83, DEMO_HOURS, "elin", "elin", NULL, NULL, 400},
    KEEP_UP(82, "ture", 0),
    {80, DEMO_KEEP, "conny", "moa", "Eget skrivbord och behörighet", NULL, 0},
    {79, DEMO_HOURS, "alva", "alva", NULL, NULL, 800},
    {78, DEMO_SEEN, "sture", "yasmin", "forvaltningslagen", NULL, 3},
    {77, DEMO_COMMITMENT, "conny", "moa", "Följa med på ett hembesök", NULL, 40},

    /* Karim, from another profession, who has fallen behind. */
    {76, DEMO_PLAN, "conny", "karim", "introduktion", NULL, 75},
    {76, DEMO_MENTOR, "conny", "karim", "mats", NULL, 0},
    {76, DEMO_SUBSTITUTE, "conny", "karim", "sture", NULL, 0},
    {76, DEMO_HOURS, "elin", "elin", NULL, "Ärendedragning, lyssnade", 300},
    {75, DEMO_DONE, "karim", "karim", "valkommen", NULL, 0},
    {73, DEMO_TOLD, "conny", "karim", "sekretess", NULL, 0},
    KEEP_UP(71, "selma", 365),
    {71, DEMO_HOURS, "moa", "moa", NULL, NULL, 800},
    {70, DEMO_RECOGNISE, "conny", "karim", "hot-oro-granser",
     "Har gått samma utbildning på sin förra arbetsplats, intyg finns.", 0},
    KEEP_UP(69, "karim", 0),
    {69, DEMO_HOURS, "elin", "elin", NULL, NULL, 250},
    KEEP_UP(66, "omar", 0),
    {64, DEMO_SKIP, "charlotta", "omar", "nybesok", "Mentorn var sjuk tre veckor; tas igen när hon är tillbaka.", 95},
    {62, DEMO_DONE, "karim", "karim", "socialtjanstlagen", NULL, 0},
    {62, DEMO_HOURS, "elin", "elin", NULL, "Skrev ett utkast till journal", 300},
    KEEP_UP(61, "yasmin", 0),
    {60, DEMO_LEAVE, "charlotta", "yasmin", NULL, NULL, 330},
    {60, DEMO_EXAMS, "leif", "elin", NULL, NULL, 14},
    {59, DEMO_READ, NULL, NULL, "cirkular-gamla-paragrafer", "ebba nora omar elin sture karim alva sixten", 0},
    {59, DEMO_READ, NULL, NULL, "aret-larm", "omar sture karim elin alva yasmin ture", 0},
    {59, DEMO_READ, NULL, NULL, "aret-brandovning", "ebba nora sixten yasmin omar leif", 0},
    {59, DEMO_READ, NULL, NULL, "cirkular-larmprov", "ebba nora sixten yasmin leif omar dana pernilla", 0},
    KEEP_UP(58, "elin", 0),
    KEEP_UP(57, "omar", 0),
    {56, DEMO_STAIR, "charlotta", "selma", NULL, "Introduktionen är klar; genomgången i medarbetarsamtalet.", 2},
    {55, DEMO_HOURS, "alva", "alva", NULL, NULL, 800},
    KEEP_UP(54, "ture", 0),
    KEEP_UP(53, "karim", 0),
    {52, DEMO_SKIP, "conny", "karim", "nybesok", "Inga nybesök med plats för två före sommaren.", 90},
    {52, DEMO_HOURS, "moa", "moa", NULL, NULL, 650},

    /* Johan learns to be a mentor, Britta to lead the work. */
    {50, DEMO_READ, NULL, NULL, "aret-felaktiga-utbetalningar", "ebba nora sixten yasmin sture karim", 0},
    {50, DEMO_PLAN, "charlotta", "johan", "mentor", NULL, 48},
    {50, DEMO_PLAN, "charlotta", "britta", "arbetsledare", NULL, 45},
    {47, DEMO_RECOGNISE, "charlotta", "johan", "aterkoppling", "Har gått handledarutbildning på högskola, intyg finns.",
     0},
    {45, DEMO_COMMITMENT, "conny", "alva", "Anställning", NULL, 20},
    {45, DEMO_HOURS, "elin", "elin", NULL, NULL, 350},
    {44, DEMO_DONE, "karim", "karim", "delegationsordningen", NULL, 0},

    /* Alva, four days a week. */
    {42, DEMO_PLAN, "conny", "alva", "introduktion", NULL, 40},
    {42, DEMO_MENTOR, "conny", "alva", "mats", NULL, 0},
    {41, DEMO_SHARE, "charlotta", "linn", NULL, NULL, 75},
    {41, DEMO_HIRE, "conny", "alva", NULL, NULL, 1},
    {40, DEMO_SHARE, "conny", "alva", NULL, NULL, 80},
    {40, DEMO_DONE, "alva", "alva", "valkommen", NULL, 0},
    {38, DEMO_TOLD, "conny", "alva", "sekretess", NULL, 0},
    {38, DEMO_HOURS, "elin", "elin", NULL, NULL, 300},
    KEEP_UP(37, "johan", 0),
    KEEP_UP(36, "alva", 0),
    KEEP_UP(35, "karim", 0),
    KEEP_UP(34, "omar", 0),
    {34, DEMO_SEEN, "mats", "alva", "hot-oro-granser", NULL, 0},

    /* Agnes, who has done much of this elsewhere. */
    {33, DEMO_PLAN, "conny", "agnes", "introduktion", NULL, 32},
    {33, DEMO_MENTOR, "conny", "agnes", "johan", "Mats är full; Johan sitter en trappa upp.", 0},
    {32, DEMO_HOURS, "elin", "elin", NULL, "Följde med till Arbetsförmedlingen", 250},
    KEEP_UP(31, "agnes", 0),
    {31, DEMO_HOURS, "moa", "moa", NULL, NULL, 300},
    {30, DEMO_RECOGNISE, "conny", "agnes", "riksnormen", "Sju år i en grannkommun; räknade två hushåll med Conny.", 0},
    {30, DEMO_RECOGNISE, "conny", "agnes", "nybesok", "Har lett nybesök i sju år; Conny satt med på det första här.",
     0},
    {30, DEMO_ASK, "karim", "karim", "riksnormen", NULL, 0},
    {28, DEMO_RETURN, "mats", "karim", "riksnormen",
     "Titta igen på vad som räknas som inkomst, och ring om du kör fast.", 0},
    {27, DEMO_DONE, "alva", "alva", "socialtjanstlagen", NULL, 0},
    {26, DEMO_SEEN, "maja", "linn", "riksnormen", NULL, 2},
    {26, DEMO_HOURS, "elin", "elin", NULL, NULL, 300},
    KEEP_UP(25, "linn", 0),
    KEEP_UP(25, "alva", 0),
    {24, DEMO_ASK, "omar", "omar", "riksnormen", NULL, 0},
    {24, DEMO_COMMITMENT, "conny", "moa", "Anställning efter examen", NULL, 150},
    KEEP_UP(23, "ture", 45),
    {22, DEMO_RETURN, "leif", "omar", "riksnormen",
     "Bra uppställt. Hyran är delad på två, men de är sambor: läs om hushållet och räkna en gång till.", 0},

    /* What is local changes: whoever had done the steps sees what, and one of them must be signed anew. */
    {21, DEMO_LOCAL, NULL, NULL, NULL, NULL, 2},

    /* Nora, new. */
    {20, DEMO_PLAN, "charlotta", "nora", "introduktion", NULL, 18},
    {20, DEMO_MENTOR, "charlotta", "nora", "maja", "Ture är snart klar, och Maja känner Noras uppdrag.", 0},
    {20, DEMO_SUBSTITUTE, "charlotta", "nora", "sture", NULL, 0},
    {20, DEMO_PLACEMENT, "conny", "viggo", UMEA, "termin 5", 560},
    {19, DEMO_SEEN, "leif", "elin", "folj-ett-arende", "Berättade hela ärendet på tre minuter utan ett namn.", 2},
    {19, DEMO_OFFER, "conny", "moa", "Anställning efter examen", NULL, 0},
    {18, DEMO_DONE, "nora", "nora", "valkommen", NULL, 0},
    {18, DEMO_ACCEPT, "moa", "moa", "Anställning efter examen", NULL, 0},
    {17, DEMO_SEEN, "charlotta", "nora", "sekretess", NULL, 0},
    {17, DEMO_HOURS, "elin", "elin", NULL, "Nybesök, förde anteckningar", 350},
    KEEP_UP(16, "britta", 0),
    KEEP_UP(15, "selma", 365),
    KEEP_UP(14, "nora", 0),
    KEEP_UP(13, "alva", 0),
    {13, DEMO_PLAN, "hanna", "pernilla", "samverkan", NULL, 12},
    {12, DEMO_DONE, "nora", "nora", "socialtjanstlagen", NULL, 0},
    {12, DEMO_HOURS, "moa", "moa", NULL, NULL, 200},

    /* Dana, whom only few may see. */
    {11, DEMO_PLAN, "conny", "dana", "introduktion", NULL, 10},
    {11, DEMO_MENTOR, "conny", "dana", "mats", NULL, 0},
    {10, DEMO_DONE, "dana", "dana", "valkommen", NULL, 0},
    {10, DEMO_HOURS, "elin", "elin", NULL, NULL, 275},
    {9, DEMO_FULL, "mats", "mats", NULL, NULL, 60},
    {9, DEMO_FULL, "sture", "sture", NULL, NULL, 45},
    {8, DEMO_ASK, "nora", "nora", "hot-oro-granser", NULL, 0},
    KEEP_UP(8, "dana", 0),
    {7, DEMO_ASK, "alva", "alva", "riksnormen", NULL, 0},
    KEEP_UP(6, "johan", 0),
    {6, DEMO_OBSERVE, "alva", "alva", "nybesok", NULL, 0},
    {5, DEMO_ASK, "ture", "ture", "forsta-utredningen", NULL, 0},
    KEEP_UP(5, "nora", 7),

    /* Ebba, in her first week. */
    {4, DEMO_PLAN, "charlotta", "ebba", "introduktion", NULL, 3},
    {4, DEMO_MENTOR, "charlotta", "ebba", "leif", NULL, 0},
    {4, DEMO_SUBSTITUTE, "charlotta", "ebba", "johan", NULL, 0},
    {4, DEMO_OBSERVE, "nora", "nora", "nybesok", NULL, 0},
    {4, DEMO_PAPER, "charlotta", "omar", "forvaltningslagen", "leif", 7},
    KEEP_UP(4, "elin", 0),
    KEEP_UP(3, "dana", 0),
    {3, DEMO_PLAN, "hanna", "sixten", "introduktion", NULL, -6},
    {3, DEMO_HOURS, "elin", "elin", NULL, NULL, 250},
    {3, DEMO_READ, NULL, NULL, "aret-medarbetarsamtal", "ebba nora omar elin sture karim alva sixten ture linn yasmin",
     0},
    {2, DEMO_ASK, "ebba", "ebba", "hot-oro-granser", NULL, 0},
    {2, DEMO_ASK, "dana", "dana", "sekretess", NULL, 0},
    KEEP_UP(2, "pernilla", 5),
    KEEP_UP(2, "alva", 3),
    KEEP_UP(1, "agnes", 5),
    KEEP_UP(1, "ebba", 0),
    {1, DEMO_OBSERVE, "johan", "johan", "observera", NULL, 0},
};
const size_t demo_acts_count = COUNT_OF(demo_acts);

const char demo_local_curriculum[] = "id: exempelkommunen\n"
                                     "title: Exempelkommunens tillägg\n"
                                     "language: sv\n";

const struct demo_local_step demo_local_steps[] = {
    {"delegationsordningen",
     "Delegationen hos oss",
     "substantive",
     "Nytt belopp för när enhetschefen beslutar",
     {"I Exempelkommunen beslutar handläggaren upp till 10 000 kronor för ett hushåll och månad.\n"
      "Enhetschefen beslutar om högre belopp.\n"
      "\n"
      "Är du osäker på vem som beslutar? Fråga mentorn före du skriver, inte efter.\n",
      "I Exempelkommunen beslutar handläggaren upp till 15 000 kronor för ett hushåll och månad.\n"
      "Enhetschefen beslutar om högre belopp.\n"
      "\n"
      "Är du osäker på vem som beslutar? Fråga mentorn före du skriver, inte efter.\n"}},
    {"forvaltningslagen",
     "Underrättelser hos oss",
     "legal",
     "Namn i underrättelsen: vår rutin efter ändringen i 33 § förvaltningslagen",
     {"Vi skickar beslut med post och lägger en kopia i ärendet samma dag.\n",
      "Vi skickar beslut med post och lägger en kopia i ärendet samma dag.\n"
      "\n"
      "Ditt namn kan utelämnas i underrättelsen om det kan befaras att du utsätts för hot eller trakasserier\n"
      "(33 § förvaltningslagen). Enhetschefen avgör det, före utskicket, och skriver skälet i ärendet.\n"}},
};
const size_t demo_local_steps_count = COUNT_OF(demo_local_steps);
