/* Writes addresses; see ui/text/links.h. */
#include "ui/text/links.h"

#include <assert.h>
#include <string.h>

#define LINK_BYTES_MAX 1024

/* What a target says beside its kind. */
enum form { PLAIN, WITH_ID, OF_PERSON, OF_PERSON_WITH_ID, FORMS };

static const char *const addresses[TARGET_KINDS][FORMS] = {
    [TARGET_STEP] = {[WITH_ID] = "/moment/:id", [OF_PERSON_WITH_ID] = "/person/:person/moment/:id"},
    [TARGET_STEP_DIFF] =
        {[WITH_ID] = "/moment/:id/skillnad", [OF_PERSON_WITH_ID] = "/person/:person/moment/:id/skillnad"},
    [TARGET_IMAGE] = {[WITH_ID] = "/bild/:id"},
    [TARGET_TODAY] = {[PLAIN] = "/i-dag"},
    [TARGET_PERSON] = {[OF_PERSON] = "/person/:person"},
    [TARGET_UNIT] = {[PLAIN] = "/enheten", [WITH_ID] = "/enheten/:id"},
    [TARGET_SIGNOFF_QUEUE] = {[PLAIN] = "/intyga"},
    [TARGET_SIGNOFF] = {[OF_PERSON_WITH_ID] = "/person/:person/intyga/:id"},
    [TARGET_SUPERVISION] = {[PLAIN] = "/samtal", [OF_PERSON] = "/person/:person/samtal"},
    [TARGET_STUDENT_PLACEMENT] = {[PLAIN] = "/timmar", [OF_PERSON] = "/person/:person/aspirant"},
    [TARGET_REMINDERS] = {[PLAIN] = "/paminnelser"},
    [TARGET_REMINDERS_STOP] = {[WITH_ID] = "/paminnelser/av/:id"},
    [TARGET_PROPOSAL] = {[PLAIN] = "/forslag", [WITH_ID] = "/forslag/:id"},
    [TARGET_CURRICULUM] = {[PLAIN] = "/laroplan"},
    [TARGET_PUBLISH_IMPACT] = {[PLAIN] = "/laroplan/forhandsvisning"},
    [TARGET_LAYERS] = {[PLAIN] = "/laroplan/lager"},
    [TARGET_DRIFT] = {[PLAIN] = "/laroplan/andrat-under"},
    [TARGET_EDITION] = {[PLAIN] = "/laroplan/utgavor", [WITH_ID] = "/laroplan/utgavor/:id"},
    [TARGET_CIRCULARS] = {[PLAIN] = "/cirkular"},
    [TARGET_PLAN] = {[PLAIN] = "/plan", [OF_PERSON] = "/person/:person/plan"},
    [TARGET_PLAN_EDIT] = {[OF_PERSON] = "/person/:person/anpassa"},
    [TARGET_PAPER] = {[OF_PERSON] = "/person/:person/papper"},
    [TARGET_STAIRCASE] = {[PLAIN] = "/trappan", [OF_PERSON] = "/person/:person/trappan"},
    [TARGET_LEVEL_PREVIEW] = {[PLAIN] = "/trappan/prova", [WITH_ID] = "/trappan/prova/:id"},
    [TARGET_COVERAGE] = {[WITH_ID] = "/enheten/:id/kompetens"},
    [TARGET_ANNUAL_CYCLE] = {[PLAIN] = "/aret", [WITH_ID] = "/aret/:id"},
    [TARGET_INTRODUCTION] = {[PLAIN] = "/introduktion"},
    [TARGET_STUDENT] = {[PLAIN] = "/studenter", [OF_PERSON] = "/studenter/:person"},
    [TARGET_ROSTER] = {[PLAIN] = "/personer/fil", [WITH_ID] = "/personer/fil/:id"},
    [TARGET_ACCOUNT] = {[PLAIN] = "/konton", [OF_PERSON] = "/konton/:person"},
    [TARGET_SIGN_IN] = {[PLAIN] = "/logga-in"},
    [TARGET_INVITATION] = {[WITH_ID] = "/inbjudan/:id"},
    [TARGET_CALENDAR] = {[PLAIN] = "/kalender"},
    [TARGET_CALENDAR_FEED] = {[WITH_ID] = "/kalender/:id.ics"},
    [TARGET_ACCESS_TOKENS] = {[PLAIN] = "/nycklar"},
    [TARGET_OWN_ACCOUNT] = {[PLAIN] = "/mitt-konto"},
};

static const char *address_of(const struct target *target)
{
    return addresses[target->kind][(target->id ? WITH_ID : PLAIN) + (target->person ? OF_PERSON : PLAIN)];
}

bool link_is_known(const struct target *target)
{
    return address_of(target) != NULL;
}

void link_add(const struct target *target, struct text *into)
{
    const char *at = address_of(target);
    assert(at && "there is a page for this");
    for (;;) {
        size_t length = strcspn(at, ":");
        text_add_bytes(into, at, length);
        at += length;
        if (!*at)
            return;
        bool is_person = text_starts(at, ":person");
        text_add_url_part(into, is_person ? target->person : target->id);
        at += strlen(is_person ? ":person" : ":id");
    }
}

const char *link_to(struct arena *arena, const struct target *target)
{
    CLEANUP(text_finish) struct text address = TEXT(LINK_BYTES_MAX);
    link_add(target, &address);
    return arena_copy_bytes(arena, text_string(&address), address.length);
}

void links_install(void)
{
    target_use_writer(link_add);
}
