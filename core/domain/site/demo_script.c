/* The fictitious municipality: names that nobody has, and half a year of its introductions. See demo_script.h. */
#include "domain/site/demo_script.h"

#define NORR "ekb-norr"
#define SODER "ekb-soder"

const struct demo_unit demo_units[] = {
    {"ifo", "Individ- och familjeomsorgen", "organisation"},
    {NORR, "Ekonomiskt bistånd norr", "ifo"},
    {SODER, "Ekonomiskt bistånd söder", "ifo"},
};
const size_t demo_units_count = COUNT_OF(demo_units);

const struct demo_person demo_people[] = {
    {"nora", "Nyanställd Nora", NORR, "learner", "socionom", "nyanställd, tredje veckan", 18, false},
    {"karim", "Karriärbytare Karim", SODER, "learner", "other", "nyanställd sedan två månader, efter i planen", 75,
     false},
    {"alva", "Akademiker Alva", SODER, "learner", "university", "nyanställd, deltid, väntar på intyg", 40, false},
    {"ture", "Trygg Ture", NORR, "learner", "socionom", "snart klar; något har ändrats sedan sist", 700, false},
    {"linn", "Ledig Linn", NORR, "learner", "socionom", "har varit ledig mitt i planen", 112, false},
    {"dana", "Diskret Dana", SODER, "learner", "socionom", "nyanställd med skyddade personuppgifter", 400, true},
    {"sixten", "Snart Sixten", NORR, "learner", "other", "börjar nästa vecka, ännu utan mentor", 0, false},
    {"maja", "Mentor Maja", NORR, "mentor", "socionom", "mentor, över sitt tak", 3000, false},
    {"mats", "Mentor Mats", SODER, "mentor", "socionom", "mentor, har sagt att det är fullt", 2500, false},
    {"sture", "Suppleant Sture", NORR, "mentor", "socionom", "ersättare för två mentorer", 2000, false},
    {"charlotta", "Chef Charlotta", NORR, "manager", "socionom", "enhetschef, norr", 5000, false},
    {"conny", "Chef Conny", SODER, "manager", "socionom", "enhetschef, söder", 4500, false},
    {"hanna", "Personal-Hanna", "organisation", "hr", NULL, "HR", 0, false},
    {"folke", "Författare Folke", "ifo", "author", NULL, "skriver läroplanen", 0, false},
};
const size_t demo_people_count = COUNT_OF(demo_people);

const struct demo_act demo_acts[] = {
    {170, DEMO_STAIR, "charlotta", "maja", NULL, NULL, 4},
    {170, DEMO_STAIR, "conny", "mats", NULL, NULL, 4},
    {170, DEMO_STAIR, "charlotta", "sture", NULL, NULL, 3},
    {170, DEMO_CEILING, "charlotta", "maja", NULL, NULL, 3},

    /* Ture, from the beginning almost to the end. */
    {165, DEMO_PLAN, "charlotta", "ture", "introduktion", NULL, 160},
    {165, DEMO_MENTOR, "charlotta", "ture", "maja", NULL, 0},
    {160, DEMO_DONE, "ture", "ture", "valkommen", NULL, 0},
    {158, DEMO_SEEN, "charlotta", "ture", "sekretess", "Bra frågor om vad man får säga i korridoren.", 0},
    {155, DEMO_ASK, "ture", "ture", "hot-oro-granser", NULL, 0},
    {154, DEMO_TOLD, "maja", "ture", "hot-oro-granser", NULL, 0},
    {150, DEMO_DONE, "ture", "ture", "socialtjanstlagen", NULL, 0},
    {146, DEMO_OBSERVE, "ture", "ture", "nybesok", NULL, 0},
    {143, DEMO_SEEN, "maja", "ture", "nybesok", "Satt med och antecknade det som betydde något.", 1},
    {136, DEMO_ASK, "ture", "ture", "riksnormen", NULL, 0},
    {134, DEMO_RETURN, "maja", "ture", "riksnormen", "Räkna om hushållet med två barn; vi tar det på torsdag.", 0},
    {130, DEMO_ASK, "ture", "ture", "riksnormen", NULL, 0},
    {129, DEMO_TRIED, "maja", "ture", "riksnormen", "Nu stämmer det rad för rad.", 3},
    {128, DEMO_DONE, "ture", "ture", "delegationsordningen", NULL, 0},

    /* Linn begins, and is away in between. */
    {112, DEMO_PLAN, "charlotta", "linn", "introduktion", NULL, 112},
    {112, DEMO_MENTOR, "charlotta", "linn", "maja", NULL, 0},
    {111, DEMO_DONE, "linn", "linn", "valkommen", NULL, 0},
    {110, DEMO_TOLD, "charlotta", "linn", "sekretess", NULL, 0},
    {106, DEMO_SEEN, "maja", "linn", "hot-oro-granser", NULL, 0},
    {104, DEMO_SEEN, "maja", "ture", "forvaltningslagen", "Kommunicerade före beslut utan att bli påmind.", 3},
    {100, DEMO_DONE, "linn", "linn", "socialtjanstlagen", NULL, 0},
    {98, DEMO_DONE, "ture", "ture", "tungt-samtal", NULL, 0},
    {95, DEMO_SEEN, "maja", "linn", "nybesok", NULL, 1},
    {92, DEMO_LEAVE, "charlotta", "linn", NULL, NULL, 50},

    /* Karim, from another profession, who has fallen behind. */
    {76, DEMO_PLAN, "conny", "karim", "introduktion", NULL, 75},
    {76, DEMO_MENTOR, "conny", "karim", "mats", NULL, 0},
    {76, DEMO_SUBSTITUTE, "conny", "karim", "sture", NULL, 0},
    {75, DEMO_DONE, "karim", "karim", "valkommen", NULL, 0},
    {73, DEMO_TOLD, "conny", "karim", "sekretess", NULL, 0},
    {70, DEMO_RECOGNISE, "conny", "karim", "hot-oro-granser",
     "Har gått samma utbildning på sin förra arbetsplats, intyg finns.", 0},
    {62, DEMO_DONE, "karim", "karim", "socialtjanstlagen", NULL, 0},
    {52, DEMO_SKIP, "conny", "karim", "nybesok", "Inga nybesök med plats för två före sommaren.", 90},
    {44, DEMO_DONE, "karim", "karim", "delegationsordningen", NULL, 0},

    /* Alva, four days a week. */
    {42, DEMO_PLAN, "conny", "alva", "introduktion", NULL, 40},
    {42, DEMO_MENTOR, "conny", "alva", "mats", NULL, 0},
    {40, DEMO_SHARE, "conny", "alva", NULL, NULL, 80},
    {40, DEMO_DONE, "alva", "alva", "valkommen", NULL, 0},
    {38, DEMO_TOLD, "conny", "alva", "sekretess", NULL, 0},
    {34, DEMO_SEEN, "mats", "alva", "hot-oro-granser", NULL, 0},
    {30, DEMO_ASK, "karim", "karim", "riksnormen", NULL, 0},
    {28, DEMO_RETURN, "mats", "karim", "riksnormen",
     "Titta igen på vad som räknas som inkomst, och ring om du kör fast.", 0},
    {27, DEMO_DONE, "alva", "alva", "socialtjanstlagen", NULL, 0},
    {26, DEMO_SEEN, "maja", "linn", "riksnormen", NULL, 2},

    /* The local addition changes: whoever had done the step sees what. */
    {21, DEMO_LOCAL, NULL, NULL, NULL, NULL, 2},

    /* Nora, new. */
    {20, DEMO_PLAN, "charlotta", "nora", "introduktion", NULL, 18},
    {20, DEMO_MENTOR, "charlotta", "nora", "maja", "Ture är snart klar, och Maja känner Noras uppdrag.", 0},
    {20, DEMO_SUBSTITUTE, "charlotta", "nora", "sture", NULL, 0},
    {18, DEMO_DONE, "nora", "nora", "valkommen", NULL, 0},
    {17, DEMO_SEEN, "charlotta", "nora", "sekretess", NULL, 0},
    {12, DEMO_DONE, "nora", "nora", "socialtjanstlagen", NULL, 0},

    /* Dana, whom only few may see. */
    {11, DEMO_PLAN, "conny", "dana", "introduktion", NULL, 10},
    {11, DEMO_MENTOR, "conny", "dana", "mats", NULL, 0},
    {10, DEMO_DONE, "dana", "dana", "valkommen", NULL, 0},
    {9, DEMO_FULL, "mats", "mats", NULL, NULL, 60},
    {8, DEMO_ASK, "nora", "nora", "hot-oro-granser", NULL, 0},
    {7, DEMO_ASK, "alva", "alva", "riksnormen", NULL, 0},
    {6, DEMO_OBSERVE, "alva", "alva", "nybesok", NULL, 0},
    {5, DEMO_ASK, "ture", "ture", "forsta-utredningen", NULL, 0},
    {4, DEMO_OBSERVE, "nora", "nora", "nybesok", NULL, 0},
    {3, DEMO_PLAN, "hanna", "sixten", "introduktion", NULL, -6},
    {2, DEMO_ASK, "dana", "dana", "sekretess", NULL, 0},
};
const size_t demo_acts_count = COUNT_OF(demo_acts);

const char demo_local_curriculum[] = "id: exempelkommunen\n"
                                     "title: Exempelkommunens tillägg\n"
                                     "language: sv\n";

const char *demo_local_text(struct arena *arena, int version, const char *first_day, const char *second_day)
{
    const char *newer = version < 2 ? ""
                                    : arena_format(arena,
                                                   "  - {n: 2, date: %s, class: substantive, note: \"Nytt belopp "
                                                   "för när enhetschefen beslutar\"}\n",
                                                   second_day);
    const char *amount = version < 2 ? "10 000" : "15 000";
    return arena_format(arena,
                        "---\n"
                        "id: exempel-delegation\n"
                        "extends: " DEMO_LOCAL_STEP "\n"
                        "title: Delegationen hos oss\n"
                        "revisions:\n"
                        "%s"
                        "  - {n: 1, date: %s, class: substantive, note: \"Första versionen\"}\n"
                        "---\n"
                        "\n"
                        "I Exempelkommunen beslutar handläggaren upp till %s kronor för ett hushåll och månad.\n"
                        "Enhetschefen beslutar om högre belopp.\n"
                        "\n"
                        "Är du osäker på vem som beslutar? Fråga mentorn före du skriver, inte efter.\n",
                        newer, first_day, amount);
}
