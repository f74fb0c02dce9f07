/* Appends to the event log and chains it; see event.h. */
#include "domain/records/event.h"

#include "base/clock.h"
#include "base/fail.h"
#include "domain/records/module.h"

#include <ctype.h>
#include <string.h>

static const struct query event_newest = {"event.newest", NULL, "SELECT n, hash FROM event ORDER BY n DESC LIMIT 1"};
static const struct query event_insert = {"event.insert", NULL,
                                          "INSERT INTO event (n, at, clock, actor, kind, about, data, rows, hash) "
                                          "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)"};

void event_hash(const unsigned char previous[SECRET_HASH_BYTES], const struct event_line *line,
                unsigned char ret_hash[SECRET_HASH_BYTES])
{
    int64_t numbers[] = {line->n, line->at, line->is_clock_set};
    const char *strings[] = {line->actor, line->kind, line->about, line->data, line->rows};
    struct secret_hash hash;
    secret_hash_begin(&hash);
    secret_hash_add(&hash, previous, SECRET_HASH_BYTES);
    for (size_t i = 0; i < COUNT_OF(numbers); i++) {
        CLEANUP(memory_free_at) char *decimal = memory_format("%lld", (long long)numbers[i]);
        secret_hash_add_string(&hash, decimal);
    }
    for (size_t i = 0; i < COUNT_OF(strings); i++)
        secret_hash_add_string(&hash, strings[i]);
    secret_hash_end(&hash, ret_hash);
}

/* Number and hash of the newest event; 0 and zeros in an empty log. */
static int newest(struct database *database, int64_t *ret_n, unsigned char ret_hash[SECRET_HASH_BYTES])
{
    struct rows rows CLEANUP(rows_end) = {0};
    *ret_n = 0;
    memset(ret_hash, 0, SECRET_HASH_BYTES);
    TRY(database_select(database, &event_newest, BIND_NOTHING, &rows));
    if (rows_next(&rows)) {
        size_t length = 0;
        const void *hash = row_bytes(&rows, 1, &length);
        *ret_n = row_number(&rows, 0);
        if (length != SECRET_HASH_BYTES)
            return fail(FAIL_CORRUPT, "event %lld: its hash has %zu bytes", (long long)*ret_n, length);
        memcpy(ret_hash, hash, length);
    }
    return rows_result(&rows);
}

const struct event_kind *event_kind_find(const char *kind)
{
    for (const struct module *const *module = modules_all(); *module; module++)
        for (const struct event_kind *one = (*module)->events; one && one->kind; one++)
            if (strcmp(one->kind, kind) == 0)
                return one;
    return NULL;
}

bool event_noun_is_declared(const char *noun)
{
    size_t length = strlen(noun);
    for (const struct module *const *module = modules_all(); *module; module++)
        for (const struct event_kind *one = (*module)->events; one && one->kind; one++)
            if (strncmp(one->kind, noun, length) == 0 && one->kind[length] == '.')
                return true;
    return false;
}

#ifdef TRAPPA_FAULTS
static const struct query keys_of = {"event.keys", NULL, "SELECT key FROM json_each(?1)"};

/* A word of the list, or any where the list has a word in capitals. */
static bool key_is_declared(const char *keys, const char *key)
{
    size_t length = strlen(key);
    for (const char *word = keys; *word; word += strcspn(word, " "), word += *word == ' ')
        if (isupper((unsigned char)*word) || (strcspn(word, " ") == length && strncmp(word, key, length) == 0))
            return true;
    return false;
}

static int keys_check(struct database *database, const struct event *event, const char *keys)
{
    struct rows rows CLEANUP(rows_end) = {0};
    TRY(database_select(database, &keys_of, BIND(value_text(event->data ? event->data : "{}")), &rows));
    while (rows_next(&rows))
        if (!key_is_declared(keys, row_text(&rows, 0)))
            return fail(FAIL_SYSTEM, "event '%s': no module declares its key '%s'", event->kind, row_text(&rows, 0));
    return rows_result(&rows);
}
#endif

int event_check(struct database *database, const struct event *event)
{
    (void)database;
    if (event->is_of_plugin)
        return 0;
    const struct event_kind *kind = event_kind_find(event->kind);
    if (!kind)
        return fail(FAIL_SYSTEM, "event '%s': no module declares it", event->kind);
#ifdef TRAPPA_FAULTS
    TRY(keys_check(database, event, kind->keys));
#endif
    return 0;
}

int event_append(struct database *database, const struct event *event, const char *rows, int64_t *ret_n)
{
    unsigned char previous[SECRET_HASH_BYTES], hash[SECRET_HASH_BYTES];
    struct event_line line = {.at = clock_now(),
                              .is_clock_set = clock_is_set(),
                              .actor = event->actor->rid,
                              .kind = event->kind,
                              .about = event->about ? event->about : "",
                              .data = event->data ? event->data : "{}",
                              .rows = rows};
    TRY(newest(database, &line.n, previous));
    *ret_n = ++line.n;
    event_hash(previous, &line, hash);
    return database_execute(database, &event_insert,
                            BIND(value_number(line.n), value_number(line.at), value_number(line.is_clock_set),
                                 value_text(line.actor), value_text(line.kind), value_text(line.about),
                                 value_text(line.data), value_text(line.rows), value_bytes(hash, sizeof hash)));
}

int event_head(struct database *database, char ret_head[SECRET_HEX_BYTES])
{
    int64_t n;
    unsigned char hash[SECRET_HASH_BYTES];
    TRY(newest(database, &n, hash));
    secret_to_hex(hash, sizeof hash, ret_head);
    return 0;
}
