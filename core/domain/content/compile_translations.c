/* Stores which texts translate which; see compile.h. */
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
struct translation_entry {
    const char *blob, *language, *translation, *title;
    bool is_of_this_edition, is_in_stack;
    struct translation_entry *next, *next_of_blob;
};

struct translations {
    struct database *database;
    struct arena arena;
    struct translation_entry *first;
    struct map by_blob;
};

static void translations_finish(struct translations *translations)
{
    map_finish(&translations->by_blob);
    arena_finish(&translations->arena);
}

static struct translation_entry *entry_add(struct translations *translations, const char *blob, const char *language)
{
    struct translation_entry *entry = arena_zeroed(&translations->arena, sizeof *entry);
    *entry = (struct translation_entry){.blob = blob,
                                        .language = language,
                                        .next = translations->first,
                                        .next_of_blob = map_get(&translations->by_blob, blob)};
    translations->first = entry;
    map_put(&translations->by_blob, blob, entry);
    return entry;
}

static int known_read(struct translations *translations)
{
    struct rows rows CLEANUP(rows_end) = {0};
    struct arena *arena = &translations->arena;
    TRY(database_select(translations->database, &translations_all, BIND_NOTHING, &rows));
    while (rows_next(&rows)) {
        struct translation_entry *entry = entry_add(translations, row_copy(&rows, 0, arena), row_copy(&rows, 1, arena));
        entry->translation = row_copy(&rows, 2, arena);
        entry->title = row_copy(&rows, 3, arena);
    }
    return rows_result(&rows);
}

static int said_write(struct translations *translations, const char *blob, const struct translation *translation)
{
    struct translation_entry *entry = map_get(&translations->by_blob, blob);
    while (entry && !text_equal(entry->language, translation->language))
        entry = entry->next_of_blob;
    if (!entry)
        entry = entry_add(translations, blob, translation->language);
    entry->is_in_stack = true;
    if (text_equal(entry->translation, translation->file->blob) && text_equal(entry->title, translation->title.value))
        return 0;
    entry->translation = translation->file->blob;
    entry->title = translation->title.value;
    return database_execute(translations->database, &translation_write,
                            BIND(value_text(blob), value_text(translation->language),
                                 value_text(translation->file->blob), value_text(translation->title.value)));
}

/* Leaves out a translation of another revision; readers get the layer's own language. */
static int part_write(struct translations *translations, const struct step *step)
{
    const char *blob = step->file->blob;
    for (size_t i = 0; i < step->translation_count; i++)
        if (step->translations[i].translates == step->revisions[0].n)
            TRY(said_write(translations, blob, &step->translations[i]));
    for (struct translation_entry *entry = map_get(&translations->by_blob, blob); entry; entry = entry->next_of_blob)
        entry->is_of_this_edition = true;
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
    for (const struct translation_entry *entry = translations.first; entry; entry = entry->next)
        if (entry->is_of_this_edition && !entry->is_in_stack)
            TRY(database_execute(translations.database, &translation_remove,
                                 BIND(value_text(entry->blob), value_text(entry->language))));
    return 0;
}
