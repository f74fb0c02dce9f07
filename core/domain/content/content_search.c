/* Full-text search in the newest edition; see content.h. */
#include "domain/content/content_internal.h"
#include "io/unicode.h"

#include <string.h>

#define WORDS_MAX 16 /* of a search; more are left out */
#define SEARCH_BYTES (8 * 1024)

/* Markers around a match; a rendered text cannot contain either. */
#define MATCH_BEGIN '\x01'
#define MATCH_END '\x02'

/* Titles weigh more; the shorter text of two equal ones first. */
static const struct query found = {
    "content.search", NULL,
    "SELECT step, title, snippet(search, 2, char(1), char(2), '…', 24) FROM search WHERE search MATCH ?1"
    " ORDER BY bm25(search, 0.0, 8.0, 1.0), step LIMIT ?2"};

static bool is_word_byte(char c)
{
    unsigned char byte = (unsigned char)c;
    return byte >= 0x80 || (byte >= '0' && byte <= '9') || ((byte | 0x20) >= 'a' && (byte | 0x20) <= 'z');
}

/* Turns user input into an FTS5 query of words only, "word" "word", all of which must match. `after` follows each word:
 * "", or " *" for prefixes. */
static void expression_add(struct text *text, const char *words, const char *after)
{
    int count = 0;
    for (const char *at = words; *at && count < WORDS_MAX; count++) {
        while (*at && !is_word_byte(*at))
            at++;
        size_t length = 0;
        while (at[length] && is_word_byte(at[length]))
            length++;
        if (!length)
            return;
        text_add_char(text, '"');
        text_add_bytes(text, at, length);
        text_addf(text, "\"%s ", after);
        at += length;
    }
}

/* A piece of the snippet without markers, with single spaces. */
static const char *piece(struct arena *arena, const char *bytes, size_t length)
{
    char *kept = arena_copy_bytes(arena, bytes, length);
    size_t used = 0;
    for (size_t i = 0; i < length; i++) {
        char c = bytes[i] == '\n' || bytes[i] == '\t' || bytes[i] == '\r' ? ' ' : bytes[i];
        if (c != MATCH_BEGIN && c != MATCH_END && !(c == ' ' && used && kept[used - 1] == ' '))
            kept[used++] = c;
    }
    kept[used] = '\0';
    return kept;
}

static void excerpt_split(const char *snippet, struct arena *arena, struct content_hit *hit)
{
    const char *begin = strchr(snippet, MATCH_BEGIN);
    const char *end = begin ? strchr(begin, MATCH_END) : NULL;
    if (!end) { /* the match is in the title */
        *hit = (struct content_hit){hit->step, hit->title, piece(arena, snippet, strlen(snippet)), "", ""};
        return;
    }
    hit->before = piece(arena, snippet, (size_t)(begin - snippet));
    hit->match = piece(arena, begin + 1, (size_t)(end - begin - 1));
    hit->after = piece(arena, end + 1, strlen(end + 1));
}

static int search(struct content *content, const char *expression, int most, struct arena *arena,
                  struct content_hit *hits, size_t *ret_count)
{
    struct rows rows CLEANUP(rows_end) = {0};
    *ret_count = 0;
    TRY(database_select(content->database, &found, BIND(value_text(expression), value_number(most)), &rows));
    while (rows_next(&rows)) {
        struct content_hit *hit = &hits[(*ret_count)++];
        hit->step = row_copy(&rows, 0, arena);
        hit->title = row_copy(&rows, 1, arena);
        excerpt_split(row_text(&rows, 2), arena, hit);
    }
    return rows_result(&rows);
}

int content_search(struct content *content, const char *words, int most, struct arena *arena,
                   struct content_hit **ret_hits, size_t *ret_count)
{
    static const char *const endings[] = {"", " *"}; /* prefixes only if whole words find nothing */
    int64_t edition;
    TRY(content_edition_key(content, &edition));
    *ret_hits = arena_zeroed(arena, (size_t)most * sizeof **ret_hits + 1);
    *ret_count = 0;
    if (!text_is_utf8(words, strlen(words), NULL))
        return 0;
    for (size_t i = 0; i < COUNT_OF(endings) && !*ret_count; i++) {
        struct text expression CLEANUP(text_finish) = TEXT(SEARCH_BYTES);
        expression_add(&expression, unicode_compose(arena, words), endings[i]);
        if (!expression.length || expression.is_over)
            return 0;
        TRY(search(content, text_string(&expression), most, arena, *ret_hits, ret_count));
    }
    return 0;
}
