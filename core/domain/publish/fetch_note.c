/* Reads and writes how fetching a layer ended; see fetch_note.h. */
#include "domain/publish/fetch_note.h"

#include "base/clock.h"
#include "base/fail.h"
#include "base/text.h"
#include "io/file.h"

#include <stdlib.h>

#define NOTE_BYTES_MAX 8192

static char *note_path(struct records *records, const char *layer)
{
    return memory_format("%s/layers/%s.git/trappa-fetch", records_folder(records), layer);
}

struct fetch_note fetch_note_read(struct records *records, const char *layer, struct arena *arena)
{
    CLEANUP(memory_free_at) char *path = note_path(records, layer);
    CLEANUP(text_finish) struct text text = TEXT(NOTE_BYTES_MAX);
    struct fetch_note note = {0};
    char *rest = NULL;
    if (!file_exists(path) || file_read(path, &text) != 0) {
        fail_forget();
        return note;
    }
    note.tried_at = strtoll(text_string(&text), &rest, 10);
    note.fetched_at = strtoll(rest, &rest, 10);
    if (*rest == '\n' && rest[1])
        note.because = arena_copy_string(arena, rest + 1);
    return note;
}

void fetch_note_write(struct records *records, const char *layer, const char *because)
{
    CLEANUP(arena_finish) struct arena arena = {0};
    CLEANUP(memory_free_at) char *path = note_path(records, layer);
    CLEANUP(text_finish) struct text text = TEXT(NOTE_BYTES_MAX);
    struct failure *failure = fail_keep();
    struct fetch_note before = fetch_note_read(records, layer, &arena);
    text_addf(&text, "%lld %lld\n%s", (long long)clock_now(), (long long)(because ? before.fetched_at : clock_now()),
              because ? because : "");
    (void)file_write(path, text_string(&text), text.length, 0600);
    fail_restore(failure);
}
