/* Writes changed programmes with their phases and places; see compile.h. */
#include "domain/content/compile.h"

#include "base/fail.h"

#define DIGEST_BYTES_MAX (16UL * 1024 * 1024)

static const struct query programmes_all = {"compile.programmes_all", NULL, "SELECT id, digest FROM programme"};
static const struct query programme_insert = {
    "compile.programme", NULL,
    "INSERT INTO programme (id, title, staircase, level, digest) VALUES (?1, ?2, ?3, ?4, ?5)"};
static const struct query phase_insert = {"compile.phase", NULL,
                                          "INSERT INTO phase (programme, position, id, title) VALUES (?1, ?2, ?3, ?4)"};
static const struct query place_insert = {
    "compile.place", NULL, "INSERT INTO place (programme, position, phase, step) VALUES (?1, ?2, ?3, ?4)"};
static const struct query programme_clear[] = {
    {"compile.clear_place", NULL, "DELETE FROM place WHERE programme = ?1"},
    {"compile.clear_phase", NULL, "DELETE FROM phase WHERE programme = ?1"},
    {"compile.clear_programme", NULL, "DELETE FROM programme WHERE id = ?1"},
};

/* A programme of the edition before. */
struct before {
    const char *id;
    int64_t digest;
    struct before *next;
};

struct programmes {
    struct compilation *compilation;
    struct arena arena;
    struct before *first;
    struct map before_by_id, retired;
};

static void programmes_finish(struct programmes *programmes)
{
    map_finish(&programmes->before_by_id);
    map_finish(&programmes->retired);
    arena_finish(&programmes->arena);
}

static const char *title_of(const char *title, const char *id)
{
    return title ? title : id;
}

static bool is_placed(const struct programmes *programmes, const struct stack_step *step)
{
    return !map_get(&programmes->retired, step->id);
}

/* A hash of everything written about a programme. */
static int64_t digest_of(const struct programmes *programmes, const struct stack_programme *programme)
{
    CLEANUP(text_finish) struct text said = TEXT(DIGEST_BYTES_MAX);
    for (size_t i = 0; i < programme->phase_count; i++) {
        const struct stack_phase *phase = &programme->phases[i];
        text_addf(&said, "\n%s\t%s\n", phase->id, title_of(phase->title, phase->id));
        for (size_t j = 0; j < phase->step_count; j++)
            if (is_placed(programmes, phase->steps[j])) {
                text_add(&said, phase->steps[j]->id);
                text_add_char(&said, ' ');
            }
    }
    return said.is_over
               ? 0
               : compile_digest((const struct value[]){value_text(title_of(programme->title, programme->id)),
                                                       value_text(programme->staircase), value_number(programme->level),
                                                       value_text(text_string(&said))},
                                4);
}

static int places_write(struct programmes *programmes, const struct stack_programme *programme)
{
    struct database *database = programmes->compilation->database;
    int64_t order = 0;
    for (size_t i = 0; i < programme->phase_count; i++) {
        const struct stack_phase *phase = &programme->phases[i];
        TRY(database_execute(database, &phase_insert,
                             BIND(value_text(programme->id), value_number((int64_t)i), value_text(phase->id),
                                  value_text(title_of(phase->title, phase->id)))));
        for (size_t j = 0; j < phase->step_count; j++)
            if (is_placed(programmes, phase->steps[j]))
                TRY(database_execute(database, &place_insert,
                                     BIND(value_text(programme->id), value_number(++order), value_text(phase->id),
                                          value_text(phase->steps[j]->id))));
    }
    return 0;
}

static int clear(struct programmes *programmes, const char *id)
{
    for (size_t i = 0; i < COUNT_OF(programme_clear); i++)
        TRY(database_execute(programmes->compilation->database, &programme_clear[i], BIND(value_text(id))));
    return 0;
}

static int programme_write(struct programmes *programmes, const struct stack_programme *programme)
{
    struct before *before = map_get(&programmes->before_by_id, programme->id);
    int64_t digest = digest_of(programmes, programme), was = before ? before->digest : 0;
    if (before)
        before->id = NULL; /* still exists */
    if (before && was == digest && digest)
        return 0;
    if (before)
        TRY(clear(programmes, programme->id));
    TRY(database_execute(programmes->compilation->database, &programme_insert,
                         BIND(value_text(programme->id), value_text(title_of(programme->title, programme->id)),
                              value_text(programme->staircase), value_number(programme->level), value_number(digest))));
    return places_write(programmes, programme);
}

static int before_read(struct programmes *programmes)
{
    struct rows rows CLEANUP(rows_end) = {0};
    TRY(database_select(programmes->compilation->database, &programmes_all, BIND_NOTHING, &rows));
    while (rows_next(&rows)) {
        struct before *before = arena_zeroed(&programmes->arena, sizeof *before);
        *before = (struct before){row_copy(&rows, 0, &programmes->arena), row_number(&rows, 1), programmes->first};
        programmes->first = before;
        map_put(&programmes->before_by_id, before->id, before);
    }
    return rows_result(&rows);
}

int compile_programmes(struct compilation *compilation)
{
    CLEANUP(programmes_finish) struct programmes programmes = {.compilation = compilation};
    const struct stack *stack = compilation->stack;
    for (size_t i = 0; i < stack->layer_count; i++)
        for (size_t j = 0; j < stack->layers[i]->retired.count; j++)
            map_put(&programmes.retired, stack->layers[i]->retired.items[j].value, compilation);
    TRY(before_read(&programmes));
    for (size_t i = 0; i < stack->programme_count; i++)
        TRY(programme_write(&programmes, &stack->programmes[i]));
    for (const struct before *before = programmes.first; before; before = before->next)
        if (before->id)
            TRY(clear(&programmes, before->id));
    return 0;
}
