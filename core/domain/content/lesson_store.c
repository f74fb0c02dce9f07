/* One row for each drawer; see lesson_store.h. */
#include "domain/content/lesson_store.h"

#include "domain/curriculum/block.h"
#include "domain/curriculum/check.h"
#include "io/markdown.h"

#define VERSION_BYTES_MOST (64 * 1024)
#define DRAWER_BYTES_MOST (64UL * 1024 * 1024)

static const struct query drawers_all = {"lesson.all", NULL, "SELECT bytes FROM lesson WHERE version = ?1"};
static const struct query drawer_write = {
    "lesson.write", NULL,
    "INSERT INTO lesson (drawer, version, bytes) VALUES (?1, ?2, ?3)"
    " ON CONFLICT (drawer) DO UPDATE SET version = excluded.version, bytes = excluded.bytes"};

/* What was learned by other rules is not known. */
static const char *version_words(struct text *words)
{
    text_addf(words, "%d %d\n%s\n%s", LESSON_VERSION, MARKDOWN_RENDERER_VERSION, check_extra_version(),
              blocks_version());
    return text_string(words);
}

int lesson_store_load(struct database *database, struct lessons *lessons)
{
    CLEANUP(text_finish) struct text words = TEXT(VERSION_BYTES_MOST);
    struct rows rows CLEANUP(rows_end) = {0};
    TRY(database_select(database, &drawers_all, BIND(of_text(version_words(&words))), &rows));
    while (rows_next(&rows)) {
        size_t length = 0;
        const void *bytes = row_bytes(&rows, 0, &length);
        lessons_take(lessons, bytes, length);
    }
    return rows_result(&rows);
}

int lesson_store_save(struct database *database, const struct lessons *lessons)
{
    CLEANUP(text_finish) struct text words = TEXT(VERSION_BYTES_MOST);
    CLEANUP(text_finish) struct text drawer = TEXT(DRAWER_BYTES_MOST);
    const char *version = version_words(&words);
    for (size_t i = 0; i < LESSON_DRAWERS; i++) {
        if (!lessons->is_changed[i])
            continue;
        text_clear(&drawer);
        lessons_give(lessons, i, &drawer);
        TRY(text_check(&drawer, "what was learned from files"));
        TRY(database_execute(database, &drawer_write,
                             BIND(of_number((int64_t)i), of_text(version), of_bytes(drawer.bytes, drawer.length))));
    }
    return 0;
}
