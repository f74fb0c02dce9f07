/* Plays the script of the demonstration through the domain; see demo.h. */
#include "domain/admin/demo.h"

#include "base/clock.h"
#include "base/fail.h"
#include "base/text.h"
#include "base/workday.h"
#include "domain/admin/demo_keep_up.h"
#include "domain/admin/demo_script.h"
#include "domain/admin/site_create.h"
#include "domain/aspirant/commitment.h"
#include "domain/aspirant/consent.h"
#include "domain/aspirant/hire.h"
#include "domain/aspirant/hours.h"
#include "domain/circular/circular.h"
#include "domain/mentor/mentor_change.h"
#include "domain/people/mentor.h"
#include "domain/people/session.h"
#include "domain/plan/reschedule.h"
#include "domain/progress/decision.h"
#include "domain/publish/layer.h"
#include "domain/publish/publish.h"
#include "domain/signoff/paper.h"
#include "domain/signoff/signoff.h"
#include "domain/signoff/step_action.h"
#include "domain/staircase/staircase.h"
#include "io/file.h"

#include <string.h>

#define HUNDREDTH 36 /* seconds of a hundredth of an hour */

#define DEMO_BEGAN 265 /* days ago: before the first act */
#define DEMO_LAYER "exempelkommunen"
#define ACCOUNTS "demo-accounts.txt"
#define ACCOUNTS_BYTES_MAX (64UL * 1024)

struct demo {
    struct site *site;
    struct arena arena;
    int today;
    int newest_day; /* of the newest act: those of one day follow each other */
};

static void demo_finish(struct demo *demo)
{
    clock_release();
    arena_finish(&demo->arena);
}

/* Nobody works on a Sunday, here either. */
static int day_ago(const struct demo *demo, int days)
{
    return days < 0 ? workday_nth(demo->today - days, 1) : workday_at_or_before(demo->today - days);
}

static void clock_move(struct demo *demo, int days_ago)
{
    int day = day_ago(demo, days_ago);
    clock_hold(day == demo->newest_day ? clock_now() + 7L * 60 : instant_at(day, 8, 0));
    demo->newest_day = day;
}

/* ---- the local layer ---- */

static int local_write(struct demo *demo, const struct demo_local_step *step, int version)
{
    char first[DAY_TEXT_BYTES], second[DAY_TEXT_BYTES];
    CLEANUP(text_finish) struct text text = TEXT(16UL * 1024);
    const char *path = arena_format(&demo->arena, "%s/demo-layer/programmes/introduktion/01-lokalt/%s.md",
                                    demo->site->folder, step->extends);
    text_addf(&text, "---\nid: exempel-%s\nextends: %s\ntitle: %s\nrevisions:\n", step->extends, step->extends,
              step->title);
    if (version > 1)
        text_addf(&text, "  - {n: 2, date: %s, class: %s, note: \"%s\"}\n", day_format(clock_today(), second),
                  step->change, step->note);
    text_addf(&text, "  - {n: 1, date: %s, class: substantive, note: \"Första versionen\"}\n---\n\n%s",
              day_format(day_ago(demo, DEMO_BEGAN), first), step->texts[version - 1]);
    TRY(text_check(&text, path));
    TRY(file_make_folders(file_folder(&demo->arena, path), 0700));
    return file_write(path, text_string(&text), text.length, 0600);
}

static int local_publish(struct demo *demo, const struct demo_act *act)
{
    struct publication publication;
    for (size_t i = 0; i < demo_local_steps_count; i++)
        TRY(local_write(demo, &demo_local_steps[i], act->number));
    int result = publish(demo->site->records, &actor_trappa, &publication);
    if (result == 0 && publication.check.findings.errors)
        result = fail_at(FAIL_RULE, REASON_CURRICULUM_ERRORS, NULL, "the demonstration: %zu errors in the curriculum",
                         publication.check.findings.errors);
    publication_finish(&publication);
    return result;
}

static int local_begin(struct demo *demo)
{
    const char *folder = file_join(&demo->arena, demo->site->folder, "demo-layer");
    const char *path = file_join(&demo->arena, folder, "curriculum.yaml");
    const struct layer_new layer = {.name = DEMO_LAYER, .where = folder};
    TRY(file_make_folders(folder, 0700));
    TRY(file_write(path, demo_local_curriculum, strlen(demo_local_curriculum), 0600));
    TRY(layer_add(demo->site->records, &actor_operator, &layer));
    return local_publish(demo, &(struct demo_act){.number = 1});
}

/* ---- people ---- */

static int units_add(struct demo *demo)
{
    for (size_t i = 0; i < demo_units_count; i++)
        TRY(unit_add(demo->site->records, &actor_operator, demo_units[i].id, demo_units[i].name, demo_units[i].parent));
    return 0;
}

static int person_come(struct demo *demo, const struct demo_person *row)
{
    struct person known;
    char rid[SECRET_RID_BYTES];
    const struct person_new person = {.id = row->id,
                                      .name = row->name,
                                      .email = arena_format(&demo->arena, "%s@exempel.example", row->id),
                                      .unit = row->unit,
                                      .roles = row->roles,
                                      .background = row->background,
                                      .in_profession_since = row->since ? demo->today - row->since : DAY_NONE,
                                      .is_protected = row->is_protected};
    if (person_find(demo->site->records, row->id, &demo->arena, &known) == 0)
        return 0;
    return person_add(demo->site->records, &actor_operator, &person, rid);
}

/* Somebody comes on the day that the script first names them; NULL and words that are nobody do nothing. */
static int named_come(struct demo *demo, const char *id)
{
    for (size_t i = 0; id && i < demo_people_count; i++)
        if (text_equal(demo_people[i].id, id))
            return person_come(demo, &demo_people[i]);
    return 0;
}

/* ---- acts ---- */

typedef int act_function(struct demo *demo, const struct actor *actor, const struct demo_act *act);

static int play_plan(struct demo *demo, const struct actor *actor, const struct demo_act *act)
{
    return plan_start(demo->site, actor, subject_id(act->about), act->what, day_ago(demo, act->number));
}

static int play_mentor(struct demo *demo, const struct actor *actor, const struct demo_act *act)
{
    const struct mentor_assignment assignment = {.learner = subject_id(act->about),
                                                 .mentor = subject_id(act->what),
                                                 .from = DAY_NONE,
                                                 .to = DAY_NONE,
                                                 .is_substitute = act->kind == DEMO_SUBSTITUTE,
                                                 .because = act->words};
    return mentor_assign(demo->site->records, actor, &assignment);
}

static int play_ceiling(struct demo *demo, const struct actor *actor, const struct demo_act *act)
{
    double ceiling = act->number;
    return person_set(demo->site->records, actor, subject_id(act->about),
                      &(struct person_change){.mentor_ceiling = &ceiling});
}

static int play_full(struct demo *demo, const struct actor *actor, const struct demo_act *act)
{
    return mentor_set_full(demo->site->records, actor, subject_id(act->about), clock_today() + act->number);
}

static int play_stair(struct demo *demo, const struct actor *actor, const struct demo_act *act)
{
    const struct staircase_decision decision = {
        .person = subject_id(act->about), .level = act->number, .because = act->words};
    return staircase_decide(demo->site, actor, &decision, NULL);
}

static int play_leave(struct demo *demo, const struct actor *actor, const struct demo_act *act)
{
    return plan_add_leave(demo->site, actor, subject_id(act->about),
                          &(struct leave){clock_today(), clock_today() + act->number, LEAVE_PARENTAL});
}

static int play_share(struct demo *demo, const struct actor *actor, const struct demo_act *act)
{
    return plan_add_share(demo->site, actor, subject_id(act->about), act->number, clock_today());
}

static int play_done(struct demo *demo, const struct actor *actor, const struct demo_act *act)
{
    return step_done(demo->site, actor, subject_id(act->about), act->what);
}

static int play_keep_up(struct demo *demo, const struct actor *actor, const struct demo_act *act)
{
    (void)actor;
    return demo_keep_up(demo->site, act->about, clock_today() + act->number);
}

static int play_ask(struct demo *demo, const struct actor *actor, const struct demo_act *act)
{
    return signoff_request(demo->site, actor, subject_id(act->about), act->what, act->kind == DEMO_OBSERVE);
}

static int play_sign(struct demo *demo, const struct actor *actor, const struct demo_act *act)
{
    const struct signoff_new signing = {.person = subject_id(act->about),
                                        .step = act->what,
                                        .evidence = evidence_word(act->kind == DEMO_SEEN    ? EVIDENCE_OBSERVED
                                                                  : act->kind == DEMO_TRIED ? EVIDENCE_SIMULATED
                                                                                            : EVIDENCE_REPORTED),
                                        .autonomy = act->number,
                                        .comment = act->words};
    return signoff_give(demo->site, actor, &signing);
}

static int play_paper(struct demo *demo, const struct actor *actor, const struct demo_act *act)
{
    char code[PAPER_CODE_BYTES], day[DAY_TEXT_BYTES];
    struct content_entry entry;
    struct person person;
    struct paper_batch batch;
    TRY(person_find(demo->site->records, act->about, &demo->arena, &person));
    TRY(content_step(demo->site->content, act->what, &demo->arena, &entry));
    paper_code(person.rid, entry.id, entry.parts, code);
    const struct paper_request asking = {.person = subject_id(act->about),
                                         .text = arena_format(&demo->arena, "%s %s seen 2 %s", code,
                                                              day_format(day_ago(demo, act->number), day), act->words)};
    TRY(paper_sign(demo->site, actor, &asking, &demo->arena, &batch));
    return batch.fault_count ? fail(FAIL_RULE, "on paper: %s", batch.rows[0].fault) : 0;
}

static int play_return(struct demo *demo, const struct actor *actor, const struct demo_act *act)
{
    return signoff_return(demo->site, actor, subject_id(act->about), act->what, act->words);
}

static int play_skip(struct demo *demo, const struct actor *actor, const struct demo_act *act)
{
    int until = act->number ? clock_today() + act->number : DAY_NONE;
    return act->kind == DEMO_SKIP ? step_skip(demo->site, actor, subject_id(act->about), act->what, act->words, until)
                                  : step_recognise(demo->site, actor, subject_id(act->about), act->what, act->words);
}

static bool has_word(const char *words, const char *word)
{
    size_t length = strlen(word);
    for (const char *at = words ? words : ""; *at; at += strspn(at, " ")) {
        size_t here = strcspn(at, " ");
        if (here == length && memcmp(at, word, length) == 0)
            return true;
        at += here;
    }
    return false;
}

static int read_by(struct demo *demo, const struct person *person, const struct demo_act *act)
{
    CLEANUP(arena_finish) struct arena arena = {0};
    struct circular_list list;
    struct actor actor;
    TRY(person_actor(demo->site->records, person, &actor));
    struct subject self = subject_own(&actor, person);
    TRY(circulars_of(demo->site, &self, &arena, &list));
    for (size_t i = 0; i < list.waiting; i++)
        if (text_equal(list.items[i].item.step.id, act->what))
            return circular_confirm(demo->site, &actor, subject_id(person->id), act->what, NULL);
    return 0;
}

static int play_read(struct demo *demo, const struct actor *actor, const struct demo_act *act)
{
    (void)actor;
    for (size_t i = 0; i < demo_people_count; i++) {
        struct person person;
        if (!has_word(act->words, demo_people[i].id) &&
            person_find(demo->site->records, demo_people[i].id, &demo->arena, &person) == 0)
            TRY(read_by(demo, &person, act));
    }
    return 0;
}

static int play_aspirant(struct demo *demo, const struct actor *actor, const struct demo_act *act)
{
    const struct aspirant_new added = {.person = subject_id(act->about),
                                       .university = act->what,
                                       .term = act->words,
                                       .graduates = act->number ? clock_today() + act->number : DAY_NONE,
                                       .from = clock_today(),
                                       .minimum = -1,
                                       .is_placement = act->kind == DEMO_PLACEMENT,
                                       .programme = act->kind == DEMO_ASPIRANT ? "aspirant" : NULL};
    return aspirant_add(demo->site, actor, &added);
}

static int play_hours(struct demo *demo, const struct actor *actor, const struct demo_act *act)
{
    return hours_log(demo->site, actor,
                     &(struct hours_new){.person = subject_id(act->about),
                                         .day = clock_today(),
                                         .seconds = act->number * HUNDREDTH,
                                         .note = act->words});
}

static int play_exams(struct demo *demo, const struct actor *actor, const struct demo_act *act)
{
    return pause_add(demo->site, actor, subject_id(act->about),
                     &(struct pause){clock_today(), clock_today() + act->number, "exams"});
}

static int play_commitment(struct demo *demo, const struct actor *actor, const struct demo_act *act)
{
    return commitment_give(demo->site, actor,
                           &(struct commitment_new){.person = subject_id(act->about),
                                                    .what = act->what,
                                                    .due = clock_today() + act->number,
                                                    .day = clock_today()},
                           NULL);
}

static int play_promised(struct demo *demo, const struct actor *actor, const struct demo_act *act)
{
    struct person person;
    struct commitment_step step = {.person = subject_id(act->about),
                                   .state = act->kind == DEMO_OFFER    ? COMMITMENT_OFFERED
                                            : act->kind == DEMO_ACCEPT ? COMMITMENT_ACCEPTED
                                                                       : COMMITMENT_KEPT,
                                   .due = DAY_NONE,
                                   .day = clock_today()};
    TRY(person_find(demo->site->records, act->about, &demo->arena, &person));
    TRY(commitment_find(demo->site->records, person.key, act->what, &step.key));
    return commitment_change(demo->site, actor, &step);
}

static int play_consent(struct demo *demo, const struct actor *actor, const struct demo_act *act)
{
    return act->kind == DEMO_CONTACT ? aspirant_contact_set(demo->site, actor, subject_id(act->about), act->what)
                                     : aspirant_consent_give(demo->site, actor, subject_id(act->about));
}

static int play_hire(struct demo *demo, const struct actor *actor, const struct demo_act *act)
{
    const struct hiring hiring = {
        .person = subject_id(act->about), .from = clock_today() + act->number, .in_profession_since = DAY_NONE};
    return aspirant_hire(demo->site, actor, &hiring);
}

static int play_local(struct demo *demo, const struct actor *actor, const struct demo_act *act)
{
    (void)actor;
    return local_publish(demo, act);
}

static act_function *const plays[DEMO_KINDS] = {
    [DEMO_PLAN] = play_plan,
    [DEMO_MENTOR] = play_mentor,
    [DEMO_SUBSTITUTE] = play_mentor,
    [DEMO_CEILING] = play_ceiling,
    [DEMO_FULL] = play_full,
    [DEMO_STAIR] = play_stair,
    [DEMO_LEAVE] = play_leave,
    [DEMO_SHARE] = play_share,
    [DEMO_DONE] = play_done,
    [DEMO_KEEP_UP] = play_keep_up,
    [DEMO_ASK] = play_ask,
    [DEMO_OBSERVE] = play_ask,
    [DEMO_SEEN] = play_sign,
    [DEMO_TRIED] = play_sign,
    [DEMO_TOLD] = play_sign,
    [DEMO_RETURN] = play_return,
    [DEMO_SKIP] = play_skip,
    [DEMO_RECOGNISE] = play_skip,
    [DEMO_READ] = play_read,
    [DEMO_LOCAL] = play_local,
    [DEMO_PLACEMENT] = play_aspirant,
    [DEMO_ASPIRANT] = play_aspirant,
    [DEMO_HOURS] = play_hours,
    [DEMO_EXAMS] = play_exams,
    [DEMO_COMMITMENT] = play_commitment,
    [DEMO_OFFER] = play_promised,
    [DEMO_ACCEPT] = play_promised,
    [DEMO_KEEP] = play_promised,
    [DEMO_CONSENT] = play_consent,
    [DEMO_CONTACT] = play_consent,
    [DEMO_HIRE] = play_hire,
    [DEMO_PAPER] = play_paper,
};

static int act_play(struct demo *demo, const struct demo_act *act)
{
    struct actor actor = actor_operator;
    CLEANUP(arena_finish) struct arena arena = {0};
    clock_move(demo, act->days_ago);
    TRY(named_come(demo, act->by));
    TRY(named_come(demo, act->about));
    TRY(named_come(demo, act->what));
    if (act->by) {
        struct person person;
        TRY(person_find(demo->site->records, act->by, &arena, &person));
        TRY(person_actor(demo->site->records, &person, &actor));
    }
    int result = plays[act->kind](demo, &actor, act);
    if (result == 0)
        return 0;
    const char *problem = arena_copy_string(&arena, fail_sentence());
    return fail((enum fail_code)result, "the demonstration, %d days ago: %s", act->days_ago, problem);
}

/* ---- accounts ---- */

static void account_say(struct text *text, const char *who, const char *id, const char *password)
{
    text_add(text, who);
    for (size_t width = text_width(who); width < 46; width++)
        text_add_char(text, ' ');
    text_addf(text, "%-15s %s\n", id, password);
}

static int account_make(struct demo *demo, const char *id, const char *who, struct text *text)
{
    char password[20], encoded[SECRET_PASSWORD_BYTES];
    struct person person;
    secret_password_make(password);
    TRY(secret_password_hash(password, encoded));
    TRY(person_find(demo->site->records, id, &demo->arena, &person));
    TRY(credential_set(demo->site->records, &actor_operator, subject_id(person.id), encoded));
    account_say(text, who, id, password);
    return 0;
}

static int accounts_make(struct demo *demo)
{
    CLEANUP(text_finish) struct text text = TEXT(ACCOUNTS_BYTES_MAX);
    TRY(account_make(demo, SITE_FIRST_PERSON, "administratör", &text));
    for (size_t i = 0; i < demo_people_count; i++)
        TRY(account_make(demo, demo_people[i].id, demo_people[i].who, &text));
    TRY(text_check(&text, ACCOUNTS));
    return file_write(file_join(&demo->arena, demo->site->folder, ACCOUNTS), text.bytes, text.length, 0600);
}

int demo_accounts(const char *folder, struct text *into)
{
    CLEANUP(arena_finish) struct arena arena = {0};
    return file_read(file_join(&arena, folder, ACCOUNTS), into);
}

int demo_fill(struct site *site)
{
    CLEANUP(demo_finish) struct demo demo = {.site = site, .today = clock_today(), .newest_day = DAY_NONE};
    clock_move(&demo, DEMO_BEGAN);
    TRY(local_begin(&demo));
    TRY(units_add(&demo));
    for (size_t i = 0; i < demo_acts_count; i++)
        TRY(act_play(&demo, &demo_acts[i]));
    for (size_t i = 0; i < demo_people_count; i++)
        TRY(person_come(&demo, &demo_people[i]));
    clock_release();
    return accounts_make(&demo);
}
