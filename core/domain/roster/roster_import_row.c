/* Compares one row of a file of people with the records; see roster_import_internal.h. */
#include "base/clock.h"
#include "base/fail.h"
#include "domain/people/identifier.h"
#include "domain/roster/roster_cell.h"
#include "domain/roster/roster_import_internal.h"

#include <string.h>

#define YEAR_DAYS 366
#define FAR_DAYS (50 * YEAR_DAYS) /* an employment does not end so far away */
#define UNITS_NAMED_MAX 20

/* The parsed cells of a row; an empty cell is NULL, 0 or DAY_NONE. */
struct row_wish {
    struct roster_import_run *roster_import_run;
    const struct roster_row *row;
    size_t faults; /* of all, before this row */
    const char *name, *email, *background;
    const struct unit *unit;
    unsigned roles;
    int start, since, ended;
    bool says_protected, is_protected;
};

static const char *cell_of(const struct row_wish *wish, enum roster_column column)
{
    const char *cell = wish->row->cells[column];
    return *cell ? cell : NULL;
}

static void fault(const struct row_wish *wish, const char *message_id, const char *first, const char *second)
{
    roster_fault(&wish->roster_import_run->roster->notes, wish->row->line, message_id, first, second);
}

/* ---- cells ---- */

static void name_read(struct row_wish *wish)
{
    wish->name = cell_of(wish, ROSTER_NAME);
    if (!wish->name)
        return;
    if (identifier_check_name("name", "person", "", wish->name) != 0)
        fault(wish, N_("the name is longer than 200 bytes"), NULL, NULL);
    if (roster_cell_is_formula(wish->name))
        fault(wish, N_("the name begins like a formula of a spreadsheet"), NULL, NULL);
}

static void email_read(struct row_wish *wish)
{
    const char *cell = cell_of(wish, ROSTER_EMAIL);
    if (cell && identifier_fold_email(cell, wish->roster_import_run->arena, &wish->email) != 0)
        fault(wish, N_("what stands as e-mail is no address"), NULL, NULL);
}

static const char *units_named(const struct roster_import_run *roster_import_run)
{
    const char *names = "";
    size_t named = 0;
    for (size_t i = 0; i < roster_import_run->unit_count; i++) {
        const struct unit *unit = &roster_import_run->units[i];
        if (unit->closed_on != DAY_NONE || named++ >= UNITS_NAMED_MAX)
            continue;
        names = arena_format(roster_import_run->arena, "%s%s%s", names, *names ? ", " : "", unit->id);
    }
    return named > UNITS_NAMED_MAX ? arena_format(roster_import_run->arena, "%s, ...", names) : names;
}

/* The units of that name, the last of which goes out; of open ones alone or of closed ones. */
static size_t units_of_name(const struct roster_import_run *roster_import_run, const char *folded, bool are_open,
                            const struct unit **ret_unit)
{
    size_t same = 0;
    for (size_t i = 0; i < roster_import_run->unit_count; i++) {
        const struct unit *unit = &roster_import_run->units[i];
        if ((unit->closed_on == DAY_NONE) != are_open ||
            !text_equal(roster_fold(roster_import_run->arena, unit->name), folded))
            continue;
        *ret_unit = unit;
        same++;
    }
    return same;
}

/* By its id, else by its name if only one has it; an open one before closed ones. */
const struct unit *roster_import_unit_of(const struct roster_import_run *roster_import_run, const char *cell,
                                         size_t *ret_same)
{
    const struct unit *unit = NULL;
    const char *folded = roster_fold(roster_import_run->arena, cell);
    *ret_same = 1;
    for (size_t i = 0; i < roster_import_run->unit_count; i++)
        if (text_equal(roster_import_run->units[i].id, folded))
            return &roster_import_run->units[i];
    *ret_same = units_of_name(roster_import_run, folded, true, &unit);
    if (*ret_same == 0)
        *ret_same = units_of_name(roster_import_run, folded, false, &unit);
    return *ret_same == 1 ? unit : NULL;
}

static void unit_read(struct row_wish *wish)
{
    const char *cell = cell_of(wish, ROSTER_UNIT);
    size_t same = 1;
    if (cell)
        wish->unit = roster_import_unit_of(wish->roster_import_run, cell, &same);
    if (same == 0)
        fault(wish, N_("unit '%s': no such unit; there are %s"), cell, units_named(wish->roster_import_run));
    if (same > 1)
        fault(wish, N_("unit '%s': several units have that name; use the id"), cell, NULL);
}

static void roles_read(struct row_wish *wish)
{
    const char *cell = cell_of(wish, ROSTER_ROLES);
    char *rest = cell ? roster_fold(wish->roster_import_run->arena, cell) : NULL;
    for (char *word = NULL; (word = strsep(&rest, ", ;|/+"));) {
        unsigned bit = 0;
        if (!*word)
            continue;
        if (roles_parse(word, &bit) != 0)
            fault(wish, N_("role '%s': the roles are learner, mentor, manager, hr, author, contact, admin"), word,
                  NULL);
        wish->roles |= bit;
    }
}

static void background_read(struct row_wish *wish)
{
    CLEANUP(text_finish) struct text id = TEXT(100);
    const char *cell = cell_of(wish, ROSTER_BACKGROUND);
    if (!cell)
        return;
    text_add_id_from(&id, cell);
    if (!id.length)
        fault(wish, N_("background '%s' is no word such as socionom"), cell, NULL);
    wish->background = arena_copy_string(wish->roster_import_run->arena, text_string(&id));
}

static void day_read(struct row_wish *wish, enum roster_column column, int *ret_day)
{
    const char *cell = cell_of(wish, column);
    *ret_day = DAY_NONE;
    if (!cell)
        return;
    if (!roster_cell_parse_day(cell, ret_day)) {
        *ret_day = DAY_NONE;
        fault(wish, N_("%s: '%s' is not a date such as 2026-03-02"), roster_column_name(column), cell);
        return;
    }
    int away = *ret_day - wish->roster_import_run->today;
    if (away > 100 * YEAR_DAYS || away < -100 * YEAR_DAYS)
        fault(wish, N_("%s: '%s' is more than a hundred years away"), roster_column_name(column), cell);
}

/* Systems that need a last day write 9999-12-31 and the like, and mean that there is none. */
int roster_import_last_day(const struct roster_import_run *roster_import_run, const struct roster_row *row)
{
    int day = DAY_NONE;
    bool is_day = roster_cell_parse_day(row->cells[ROSTER_ENDED], &day);
    return is_day && day <= roster_import_run->today + FAR_DAYS ? day : DAY_NONE;
}

static void ended_read(struct row_wish *wish)
{
    int day = DAY_NONE;
    const char *cell = cell_of(wish, ROSTER_ENDED);
    wish->ended = cell ? roster_import_last_day(wish->roster_import_run, wish->row) : DAY_NONE;
    if (wish->ended == DAY_NONE && cell && !roster_cell_parse_day(cell, &day))
        day_read(wish, ROSTER_ENDED, &wish->ended);
    else if (wish->ended != DAY_NONE)
        day_read(wish, ROSTER_ENDED, &wish->ended);
}

static void protected_read(struct row_wish *wish)
{
    const char *cell = cell_of(wish, ROSTER_PROTECTED);
    wish->says_protected = cell != NULL;
    if (cell && !roster_cell_parse_bool(cell, &wish->is_protected))
        fault(wish, N_("protected: '%s' is neither yes nor no"), cell, NULL);
}

static bool wish_read(struct row_wish *wish)
{
    name_read(wish);
    email_read(wish);
    unit_read(wish);
    roles_read(wish);
    background_read(wish);
    day_read(wish, ROSTER_START, &wish->start);
    day_read(wish, ROSTER_IN_PROFESSION_SINCE, &wish->since);
    ended_read(wish);
    protected_read(wish);
    if (wish->start != DAY_NONE && wish->ended != DAY_NONE && wish->ended < wish->start)
        fault(wish, N_("ends before it starts"), NULL, NULL);
    wish->ended = roster_import_ended(wish->roster_import_run, wish->row, wish->ended);
    return wish->roster_import_run->roster->notes.faults == wish->faults;
}

/* ---- entries ---- */

struct roster_import_person *roster_import_person_new(struct roster_import_run *roster_import_run, int line,
                                                      const struct roster_import_known *known)
{
    struct roster_import *import = roster_import_run->import;
    ARRAY_RESERVE(import->people, import->count, import->capacity);
    struct roster_import_person *person = &import->people[import->count++];
    *person = (struct roster_import_person){
        .line = line, .ended = DAY_NONE, .plan_from = DAY_NONE, .plan_was = DAY_NONE, .mentor_from = DAY_NONE};
    if (known) {
        person->id = known->person.id;
        person->name = known->person.is_protected ? NULL : known->person.name;
    }
    return person;
}

/* What is set or changed. A protected person's values are not repeated. */
static void change_add(struct roster_import_person *person, enum roster_column column, const char *from, const char *to)
{
    bool is_hidden = !person->name && column != ROSTER_PROTECTED;
    person->changes[person->change_count++] =
        (struct roster_import_change){roster_column_name(column), is_hidden ? NULL : from, is_hidden ? NULL : to};
}

/* The role admin stays if nobody else would have it, or if it is the actor's own. */
static bool keeps_admin(struct roster_import_run *roster_import_run, const struct roster_import_known *known)
{
    bool is_admin = known->person.roles & ROLE_ADMIN && text_equal(known->person.status, "active");
    return known->person.key == roster_import_run->actor->key || (is_admin && roster_import_run->admins <= 1);
}

static void roles_compare(const struct row_wish *wish, const struct roster_import_known *known,
                          struct roster_import_person *person)
{
    struct roster_import_run *roster_import_run = wish->roster_import_run;
    unsigned before = known ? known->person.roles : 0, after = wish->roles;
    if (!known && !after)
        after = ROLE_LEARNER;
    if (!after)
        return;
    if (known && (before & ROLE_ADMIN) && !(after & ROLE_ADMIN)) {
        if (keeps_admin(roster_import_run, known)) {
            roster_note_add(&roster_import_run->roster->notes, wish->row->line,
                            N_("'%s' keeps the role admin: it is the last one, or your own"), known->person.id, NULL);
            after |= ROLE_ADMIN;
        } else
            roster_import_run->admins -= text_equal(known->person.status, "active");
    }
    if (before == after)
        return;
    person->roles_before = before;
    person->wish.roles = after;
    person->roles = roles_format(after, roster_import_run->arena);
    change_add(person, ROSTER_ROLES, known ? roles_format(before, roster_import_run->arena) : NULL, person->roles);
}

static void words_compare(const struct row_wish *wish, const struct person *before, struct roster_import_person *person)
{
    if (wish->name && !text_equal(wish->name, before->name)) {
        person->wish.name = wish->name;
        change_add(person, ROSTER_NAME, before->name, wish->name);
    }
    if (wish->email && !text_equal(wish->email, before->email)) {
        person->wish.email = wish->email;
        change_add(person, ROSTER_EMAIL, before->email, wish->email);
    }
    if (wish->unit && wish->unit->key != before->unit_key) {
        person->wish.unit_id = wish->unit->id;
        change_add(person, ROSTER_UNIT, before->unit_id, wish->unit->id);
    }
    if (wish->background && !text_equal(wish->background, before->background)) {
        person->wish.background = wish->background;
        change_add(person, ROSTER_BACKGROUND, before->background, wish->background);
    }
}

/* The row has the person by another id than the records. */
static void id_compare(struct roster_import_known *known, const char *id, struct roster_import_person *person)
{
    if (text_equal(known->person.id, id))
        return;
    known->id = id;
    person->former_id = known->person.id;
    person->id = id;
    change_add(person, ROSTER_ID, known->person.id, id);
}

static void account_compare(const struct row_wish *wish, const struct roster_import_known *known,
                            struct roster_import_person *person)
{
    static const struct person nobody = {.in_profession_since = DAY_NONE};
    const struct person *before = known ? &known->person : &nobody;
    struct arena *arena = wish->roster_import_run->arena;
    words_compare(wish, before, person);
    roles_compare(wish, known, person);
    if (wish->since != DAY_NONE && wish->since != before->in_profession_since) {
        person->sets_since = true;
        person->wish.in_profession_since = wish->since;
        change_add(person, ROSTER_IN_PROFESSION_SINCE, roster_import_day_words(arena, before->in_profession_since),
                   roster_import_day_words(arena, wish->since));
    }
    if (wish->says_protected && wish->is_protected != before->is_protected) {
        person->sets_protected = true;
        person->wish.is_protected = wish->is_protected;
        change_add(person, ROSTER_PROTECTED, before->is_protected ? N_("yes") : N_("no"),
                   wish->is_protected ? N_("yes") : N_("no"));
    }
}

/* ---- closing and opening ---- */

static void ended_set(struct roster_import_person *person, int ended)
{
    person->has_ended = true;
    person->ended = ended;
}

void roster_import_close(struct roster_import_run *roster_import_run, int line, struct roster_import_known *known,
                         int ended)
{
    if (keeps_admin(roster_import_run, known)) {
        roster_note_add(&roster_import_run->roster->notes, line,
                        N_("'%s' keeps the account: it is the last administrator's, or your own"), known->person.id,
                        NULL);
        return;
    }
    roster_import_run->admins -= (known->person.roles & ROLE_ADMIN) != 0;
    struct roster_import_person *person = roster_import_person_new(roster_import_run, line, known);
    person->is_closed = true;
    if (known->ended != ended)
        ended_set(person, ended);
    else
        person->ended = ended;
}

/* What the file says of the account's last day; false when it is closed and stays so. */
static bool ended_compare(const struct row_wish *wish, struct roster_import_known *known,
                          struct roster_import_person *person)
{
    struct roster_import_run *roster_import_run = wish->roster_import_run;
    bool is_open = text_equal(known->person.status, "active"), knows = roster_import_run->roster->has[ROSTER_ENDED];
    int ended = knows ? wish->ended : known->ended;
    if (ended != known->ended)
        ended_set(person, ended);
    else
        person->ended = ended;
    if (ended != DAY_NONE && ended < roster_import_run->today) {
        bool is_kept = is_open && keeps_admin(roster_import_run, known);
        if (is_kept)
            roster_note_add(&roster_import_run->roster->notes, wish->row->line,
                            N_("'%s' keeps the account: it is the last administrator's, or your own"), known->person.id,
                            NULL);
        person->has_ended = person->has_ended && !is_kept;
        person->is_closed = is_open && !is_kept;
        roster_import_run->admins -= person->is_closed && (known->person.roles & ROLE_ADMIN);
        return is_kept;
    }
    person->is_opened = !is_open && known->was_closed;
    if (!is_open && !known->was_closed)
        roster_note_add(&roster_import_run->roster->notes, wish->row->line,
                        N_("the account of '%s' was closed by hand and stays closed"), known->person.id, NULL);
    return is_open || person->is_opened;
}

/* ---- one row ---- */

static bool is_anything(const struct roster_import_person *person)
{
    return person->is_added || person->is_closed || person->is_opened || person->change_count || person->has_plan ||
           person->has_move || person->has_ended;
}

static void known_reckon(struct row_wish *wish, struct roster_import_subject *subject)
{
    struct roster_import_run *roster_import_run = wish->roster_import_run;
    struct roster_import_known *known = subject->known;
    struct roster_import_person *person = roster_import_person_new(roster_import_run, wish->row->line, known);
    if (wish->says_protected && wish->is_protected)
        person->name = NULL;
    id_compare(known, subject->id, person);
    account_compare(wish, known, person);
    subject->is_active = ended_compare(wish, known, person);
    subject->roles = person->wish.roles ? person->wish.roles : known->person.roles;
    known->changes_email = person->wish.email != NULL;
    if (!roster_import_run->may_accounts && is_anything(person)) {
        *person = (struct roster_import_person){.line = person->line,
                                                .id = known->person.id,
                                                .name = person->name,
                                                .ended = DAY_NONE,
                                                .plan_from = DAY_NONE,
                                                .plan_was = DAY_NONE,
                                                .mentor_from = DAY_NONE};
        known->changes_email = false;
        subject->id = known->id = known->person.id;
        subject->is_active = text_equal(known->person.status, "active");
        subject->roles = known->person.roles;
        roster_import_run->changes_left++;
    }
    roster_import_plan_compute(roster_import_run, subject, person);
    if (!is_anything(person))
        roster_import_run->import->count--;
}

static void new_reckon(struct row_wish *wish, struct roster_import_subject *subject)
{
    struct roster_import_run *roster_import_run = wish->roster_import_run;
    struct roster_notes *notes = &roster_import_run->roster->notes;
    unsigned roles = wish->roles ? wish->roles : ROLE_LEARNER;
    if (wish->ended != DAY_NONE && wish->ended < roster_import_run->today) {
        roster_note_add(notes, wish->row->line, N_("'%s' has ended already and is not added"), subject->id, NULL);
        return;
    }
    if (!wish->name)
        fault(wish, N_("somebody new needs a name"), NULL, NULL);
    if (!wish->unit)
        fault(wish, N_("somebody new needs a unit; there are %s"), units_named(roster_import_run), NULL);
    if (!wish->name || !wish->unit)
        return;
    if (!roster_import_run->may_accounts && roles != ROLE_LEARNER) {
        roster_note_add(notes, wish->row->line,
                        N_("'%s' is not added: only an administrator adds people with other roles than learner"),
                        subject->id, NULL);
        return;
    }
    struct roster_import_person *person = roster_import_person_new(roster_import_run, wish->row->line, NULL);
    person->id = subject->id;
    person->name = wish->is_protected ? NULL : wish->name;
    person->is_added = true;
    account_compare(wish, NULL, person);
    subject->is_active = true;
    subject->roles = roles;
    subject->is_left = false;
    if (wish->ended != DAY_NONE)
        ended_set(person, wish->ended);
    roster_import_plan_compute(roster_import_run, subject, person);
}

/* The person of a row, by the id or by the one before; NULL: nobody yet. */
static struct roster_import_known *known_find(struct roster_import_run *roster_import_run, const struct roster_row *row,
                                              const char *id)
{
    struct roster_notes *notes = &roster_import_run->roster->notes;
    const char *former = roster_cell_id(roster_import_run->arena, row->cells[ROSTER_FORMER_ID]);
    struct roster_import_known *known = map_get(&roster_import_run->known.by_id, id);
    struct roster_import_known *before = *former ? map_get(&roster_import_run->known.by_id, former) : NULL;
    if (known && before && known != before)
        roster_fault(notes, row->line, N_("'%s' and '%s' are two people, so the one is not the former id of the other"),
                     id, former);
    else if (!known && !before && *former)
        roster_note_add(notes, row->line, N_("'%s': nobody has the former id '%s'"), id, former);
    if (!known && before)
        map_put(&roster_import_run->known.by_id, id, before);
    known = known ? known : before;
    if (known && known->is_named)
        roster_fault(notes, row->line, N_("'%s' is on another line already, by another id"), id, NULL);
    return known;
}

/* The id of a row, new in this file; NULL with a fault otherwise. */
static struct roster_import_subject *subject_new(struct roster_import_run *roster_import_run,
                                                 const struct roster_row *row)
{
    struct roster_notes *notes = &roster_import_run->roster->notes;
    const char *id = roster_cell_id(roster_import_run->arena, row->cells[ROSTER_ID]);
    const struct roster_import_subject *other = NULL;
    if (!*id)
        roster_fault(notes, row->line, N_("the id is missing"), NULL, NULL);
    else if (!text_is_id(id))
        roster_fault(notes, row->line, N_("'%s' is no id: an id is 1 to 64 of a-z, 0-9 and '-'"), row->cells[ROSTER_ID],
                     NULL);
    else if ((other = map_get(&roster_import_run->named, id)) != NULL)
        roster_fault(notes, row->line, N_("'%s' stands on line %s already"), id,
                     arena_format(roster_import_run->arena, "%d", other->row->line));
    if (!text_is_id(id) || other)
        return NULL;
    struct roster_import_subject *subject = &roster_import_run->subjects[roster_import_run->subject_count++];
    *subject = (struct roster_import_subject){.row = row, .id = id, .known = known_find(roster_import_run, row, id)};
    map_put(&roster_import_run->named, id, subject);
    return subject;
}

void roster_import_row_compute(struct roster_import_run *roster_import_run, const struct roster_row *row)
{
    struct row_wish wish = {
        .roster_import_run = roster_import_run, .row = row, .faults = roster_import_run->roster->notes.faults};
    struct roster_import_subject *subject = subject_new(roster_import_run, row);
    bool is_good = wish_read(&wish);
    if (!subject)
        return;
    subject->start = wish.start;
    subject->is_left = true;
    struct roster_import_known *known = subject->known;
    if (known) {
        known->is_named = true;
        subject->roles = known->person.roles;
    }
    if (known && known->person.is_protected && !(roster_import_run->actor->roles & ROLE_OPERATOR)) {
        roster_note_add(
            &roster_import_run->roster->notes, row->line,
            N_("'%s': this id cannot be used; the line is left out, and whoever runs the machine can say why"),
            subject->id, NULL);
        return;
    }
    subject->roles |= wish.roles;
    if (!is_good)
        return;
    if (known) {
        subject->is_left = false;
        known_reckon(&wish, subject);
    } else
        new_reckon(&wish, subject);
}
