/* Keeps to each step's text the translations that the stack has of it; see compile.h. */
#include "domain/content/compile.h"

#include "base/map.h"

static const struct query translations_all = {"compile.translations", NULL,
                                              "SELECT blob, language, translation, title FROM translation"};
static const struct query translation_write = {
    "compile.translation", NULL,
    "INSERT INTO translation (blob, language, translation, title) VALUES (?1, ?2, ?3, ?4)"
    " ON CONFLICT (blob, language) DO UPDATE SET translation = excluded.translation, title = excluded.title"};
static const struct query translation_remove = {"compile.translation_remove", NULL,
                                                "DELETE FROM translation WHERE blob = ?1 AND language = ?2"};

/* A row of the table, and the next of the same blob. */
struct known {
    const char *blob, *language, *translation, *title;
    bool is_of_this_edition, is_said;
    struct known *next, *next_of_blob;
};

struct translations {
    struct database *database;
    struct arena arena;
    struct known *first;
    struct map by_blob;
};

static void translations_finish(struct translations *translations)
{
    map_finish(&translations->by_blob);
    arena_finish(&translations->arena);
}

static struct known *known_add(struct translations *translations, const char *blob, const char *language)
{
    struct known *known = arena_zeroed(&translations->arena, sizeof *known);
    *known = (struct known){.blob = blob,
                            .language = language,
                            .next = translations->first,
                            .next_of_blob = map_get(&translations->by_blob, blob)};
    translations->first = known;
    map_put(&translations->by_blob, blob, known);
    return known;
}

static int known_read(struct translations *translations)
{
    struct rows rows CLEANUP(rows_end) = {0};
    struct arena *arena = &translations->arena;
    TRY(database_select(translations->database, &translations_all, BIND_NOTHING, &rows));
    while (rows_next(&rows)) {
        struct known *known = known_add(translations, row_copy(&rows, 0, arena), row_copy(&rows, 1, arena));
        known->translation = row_copy(&rows, 2, arena);
        known->title = row_copy(&rows, 3, arena);
    }
    return rows_result(&rows);
}

static int said_write(struct translations *translations, const char *blob, const struct translation *said)
{
    struct known *known = map_get(&translations->by_blob, blob);
    while (known && !text_equal(known->language, said->language))
        known = known->next_of_blob;
    if (!known)
        known = known_add(translations, blob, said->language);
    known->is_said = true;
    if (text_equal(known->translation, said->file->blob) && text_equal(known->title, said->title.value))
        return 0;
    known->translation = said->file->blob;
    known->title = said->title.value;
    return database_execute(translations->database, &translation_write,
                            BIND(value_text(blob), value_text(said->language), value_text(said->file->blob),
                                 value_text(said->title.value)));
}

/* One that says another revision is left out: the reader gets the layer's own language. */
static int part_write(struct translations *translations, const struct step *step)
{
    const char *blob = step->file->blob;
    for (size_t i = 0; i < step->translation_count; i++)
        if (step->translations[i].translates == step->revisions[0].n)
            TRY(said_write(translations, blob, &step->translations[i]));
    for (struct known *known = map_get(&translations->by_blob, blob); known; known = known->next_of_blob)
        known->is_of_this_edition = true;
    return 0;
}

int compile_translations(struct compilation *compilation)
{
    CLEANUP(translations_finish) struct translations translations = {.database = compilation->database};
    const struct stack *stack = compilation->stack;
    TRY(known_read(&translations));
    for (size_t i = 0; i < stack->step_count; i++)
        for (size_t j = 0; j < stack->steps[i].part_count; j++)
            TRY(part_write(&translations, stack->steps[i].parts[j].step));
    for (const struct known *known = translations.first; known; known = known->next)
        if (known->is_of_this_edition && !known->is_said)
            TRY(database_execute(translations.database, &translation_remove,
                                 BIND(value_text(known->blob), value_text(known->language))));
    return 0;
}
