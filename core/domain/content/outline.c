/* Parses rendered HTML into blocks and words; see outline.h. */
#include "domain/content/outline.h"

#include "base/text.h"

#include <string.h>

#define WORD_BYTES_MAX (2UL * 1024 * 1024)
#define LIST_DEPTH_MAX 32 /* deeper ones are read as that deep */

struct list {
    bool is_numbered;
    int next;
};

struct reader {
    struct arena *arena;
    struct outline_block *blocks;
    size_t block_count, block_capacity;
    struct outline_word *words;
    size_t word_count, word_capacity;
    struct text word; /* the current word */
    unsigned word_style;
    struct list lists[LIST_DEPTH_MAX];
    int list_depth, quote_depth;
    int strong_depth, emphasis_depth, code_depth;
    int cell;
    bool is_in_block, is_in_head, is_preformatted, is_item_fresh;
};

static void reader_finish(struct reader *reader)
{
    memory_free(reader->blocks);
    memory_free(reader->words);
    text_finish(&reader->word);
}

/* ---- blocks and words ---- */

static int depth_of(const struct reader *reader)
{
    return reader->list_depth < LIST_DEPTH_MAX ? reader->list_depth : LIST_DEPTH_MAX;
}

static struct outline_block *block_last(struct reader *reader)
{
    return &reader->blocks[reader->block_count - 1];
}

static void block_begin(struct reader *reader, enum outline_kind kind, int level)
{
    ARRAY_RESERVE(reader->blocks, reader->block_count, reader->block_capacity);
    reader->blocks[reader->block_count++] = (struct outline_block){
        .kind = kind, .level = level, .is_quoted = reader->quote_depth > 0, .first = reader->word_count};
    reader->is_in_block = true;
    reader->is_item_fresh = false;
    reader->cell = -1;
}

static void word_put(struct reader *reader, struct outline_word word)
{
    if (!reader->is_in_block)
        block_begin(reader, OUTLINE_PARAGRAPH, depth_of(reader));
    word.cell = reader->cell < 0 ? 0 : reader->cell;
    ARRAY_RESERVE(reader->words, reader->word_count, reader->word_capacity);
    reader->words[reader->word_count++] = word;
    block_last(reader)->count++;
    reader->is_item_fresh = false;
}

static bool is_digits(const char *bytes, size_t least, size_t most)
{
    size_t digits = strspn(bytes, "0123456789");
    return digits >= least && digits <= most;
}

/* "7" before "050" is one number. */
static struct outline_word *number_before(struct reader *reader)
{
    struct outline_word *last =
        reader->is_in_block && block_last(reader)->count ? &reader->words[reader->word_count - 1] : NULL;
    int cell = reader->cell < 0 ? 0 : reader->cell;
    bool goes_on = last && !last->address && last->cell == cell && !reader->is_preformatted &&
                   is_digits(text_string(&reader->word), 3, 3) && is_digits(last->bytes, 1, 3) &&
                   strspn(last->bytes, "0123456789 ") == strlen(last->bytes);
    return goes_on ? last : NULL;
}

static void word_end(struct reader *reader)
{
    if (!reader->word.length)
        return;
    struct outline_word *number = number_before(reader);
    if (number) {
        number->bytes = arena_format(reader->arena, "%s %s", number->bytes, text_string(&reader->word));
        text_clear(&reader->word);
        return;
    }
    word_put(reader, (struct outline_word){
                         .bytes = arena_copy_bytes(reader->arena, text_string(&reader->word), reader->word.length),
                         .style = reader->word_style});
    text_clear(&reader->word);
}

/* Drops a block without words. */
static void block_end(struct reader *reader)
{
    word_end(reader);
    if (reader->is_in_block && !block_last(reader)->count)
        reader->block_count--;
    reader->is_in_block = false;
}

static unsigned style_now(const struct reader *reader)
{
    return (reader->strong_depth > 0 ? OUTLINE_STRONG : 0U) | (reader->emphasis_depth > 0 ? OUTLINE_EMPHASIS : 0U) |
           (reader->code_depth > 0 && !reader->is_preformatted ? OUTLINE_LITERAL : 0U);
}

static void byte_read(struct reader *reader, char byte)
{
    bool ends = reader->is_preformatted ? byte == '\n' : strchr(" \t\r\n", byte) != NULL;
    if (ends) {
        word_end(reader);
        return;
    }
    if (!reader->word.length)
        reader->word_style = style_now(reader);
    text_add_char(&reader->word, byte);
}

/* ---- tags ---- */

struct tag {
    const char *name; /* followed by the attributes */
    size_t name_length, length;
    bool is_end;
};

/* Ignores '>' within quotes. Length 0 if it is not a tag. */
static struct tag tag_read(const char *at)
{
    struct tag tag = {.is_end = at[1] == '/'};
    tag.name = at + 1 + tag.is_end;
    tag.name_length = strspn(tag.name, "abcdefghijklmnopqrstuvwxyz123456");
    if (!tag.name_length)
        return tag;
    const char *end = tag.name + tag.name_length;
    for (char quote = 0; *end && (quote || *end != '>'); end++)
        quote = quote ? (*end == quote ? '\0' : quote) : *end == '"' ? '"' : '\0';
    tag.length = *end ? (size_t)(end + 1 - at) : 0;
    return tag;
}

static bool is_tag(const struct tag *tag, const char *name)
{
    return tag->name_length == strlen(name) && memcmp(tag->name, name, tag->name_length) == 0;
}

/* The character of a reference, and its length; only references that our renderer writes. */
static char reference_read(const char *at, size_t *ret_length)
{
    static const struct {
        const char *name;
        char byte;
    } references[] = {{"&amp;", '&'}, {"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'}, {"&#39;", '\''}};
    for (size_t i = 0; i < COUNT_OF(references); i++)
        if (text_starts(at, references[i].name)) {
            *ret_length = strlen(references[i].name);
            return references[i].byte;
        }
    *ret_length = 1;
    return *at;
}

/* The decoded value of an attribute, in the arena; NULL if the tag does not have it. */
static const char *attribute_of(struct reader *reader, const struct tag *tag, const char *name)
{
    CLEANUP(text_finish) struct text value = TEXT(WORD_BYTES_MAX);
    const char *end = tag->name + tag->length - 2 - tag->is_end, *at = tag->name + tag->name_length;
    while (at < end) {
        at += strspn(at, " ");
        size_t length = strcspn(at, "= >");
        bool is_it = length == strlen(name) && memcmp(at, name, length) == 0 && at[length] == '=';
        const char *quote = at + length + (at[length] == '=');
        if (at[length] != '=' || *quote != '"')
            return NULL;
        size_t step = 1;
        for (at = quote + 1; at < end && *at != '"'; at += step) {
            char byte = reference_read(at, &step);
            if (is_it)
                text_add_char(&value, byte);
        }
        if (is_it)
            return arena_copy_string(reader->arena, text_string(&value));
        at++;
    }
    return NULL;
}

static void image_read(struct reader *reader, const struct tag *tag)
{
    const char *words = attribute_of(reader, tag, "alt"), *address = attribute_of(reader, tag, "src");
    word_end(reader);
    word_put(reader, (struct outline_word){
                         .bytes = words ? words : "", .address = address ? address : "", .style = OUTLINE_IMAGE});
}

static void list_begin(struct reader *reader, const struct tag *tag)
{
    const char *start = attribute_of(reader, tag, "start");
    int64_t first = 1;
    block_end(reader);
    if (start)
        (void)text_to_number(start, 0, 1000000000, &first);
    if (reader->list_depth < LIST_DEPTH_MAX)
        reader->lists[reader->list_depth] = (struct list){is_tag(tag, "ol"), (int)first};
    reader->list_depth++;
}

static void item_begin(struct reader *reader)
{
    block_end(reader);
    block_begin(reader, OUTLINE_ITEM, depth_of(reader));
    struct list *list = depth_of(reader) ? &reader->lists[depth_of(reader) - 1] : NULL;
    block_last(reader)->number = list && list->is_numbered ? list->next++ : 0;
    reader->is_item_fresh = true;
}

static void row_begin(struct reader *reader)
{
    block_end(reader);
    block_begin(reader, OUTLINE_ROW, 0);
    block_last(reader)->is_head = reader->is_in_head;
}

static void cell_begin(struct reader *reader)
{
    word_end(reader);
    if (!reader->is_in_block || block_last(reader)->kind != OUTLINE_ROW)
        return;
    reader->cell++;
    block_last(reader)->cell_count = reader->cell + 1;
}

/* Handles a tag that opens or is a block. True if it is one. */
static bool block_tag_begin(struct reader *reader, const struct tag *tag)
{
    if (is_tag(tag, "ul") || is_tag(tag, "ol"))
        list_begin(reader, tag);
    else if (is_tag(tag, "li"))
        item_begin(reader);
    else if (is_tag(tag, "tr"))
        row_begin(reader);
    else if (is_tag(tag, "td") || is_tag(tag, "th"))
        cell_begin(reader);
    else if (tag->name_length == 2 && tag->name[0] == 'h' && tag->name[1] >= '1' && tag->name[1] <= '6') {
        block_end(reader);
        block_begin(reader, OUTLINE_HEADING, tag->name[1] - '0');
    } else if (is_tag(tag, "pre")) {
        block_end(reader);
        block_begin(reader, OUTLINE_CODE, depth_of(reader));
        reader->is_preformatted = true;
    } else if (is_tag(tag, "p")) {
        bool is_of_item = reader->is_item_fresh;
        if (!is_of_item)
            block_end(reader);
    } else
        return false;
    return true;
}

static int change_of(const struct tag *tag)
{
    return tag->is_end ? -1 : 1;
}

static void tag_heard(struct reader *reader, const struct tag *tag)
{
    if (is_tag(tag, "strong")) {
        reader->strong_depth += change_of(tag);
    } else if (is_tag(tag, "em")) {
        reader->emphasis_depth += change_of(tag);
    } else if (is_tag(tag, "code")) {
        reader->code_depth += change_of(tag);
    } else if (is_tag(tag, "img")) {
        image_read(reader, tag);
    } else if (is_tag(tag, "br")) {
        word_end(reader);
    } else if (is_tag(tag, "thead")) {
        reader->is_in_head = !tag->is_end;
    } else if (is_tag(tag, "blockquote")) {
        block_end(reader);
        reader->quote_depth += change_of(tag);
    } else if (!tag->is_end) {
        if (!block_tag_begin(reader, tag) && !is_tag(tag, "a"))
            word_end(reader);
    } else if (!is_tag(tag, "a") && !is_tag(tag, "td") && !is_tag(tag, "th")) {
        block_end(reader);
        reader->is_preformatted = false;
        if ((is_tag(tag, "ul") || is_tag(tag, "ol")) && reader->list_depth > 0)
            reader->list_depth--;
    }
}

/* ---- the whole ---- */

static void outline_keep(struct reader *reader, struct outline *ret_outline)
{
    size_t block_bytes = reader->block_count * sizeof *reader->blocks;
    size_t word_bytes = reader->word_count * sizeof *reader->words;
    *ret_outline = (struct outline){.blocks = arena_zeroed(reader->arena, block_bytes + 1),
                                    .block_count = reader->block_count,
                                    .words = arena_zeroed(reader->arena, word_bytes + 1),
                                    .word_count = reader->word_count};
    if (block_bytes)
        memcpy(ret_outline->blocks, reader->blocks, block_bytes);
    if (word_bytes)
        memcpy(ret_outline->words, reader->words, word_bytes);
}

static void insert_read(struct reader *reader, const char *words)
{
    block_end(reader);
    for (const char *at = words ? words : ""; *at; at++) {
        if (!reader->is_in_block && !strchr(" \t\r\n", *at))
            block_begin(reader, OUTLINE_QUESTION, 0);
        if (*at == '\n')
            block_end(reader);
        else
            byte_read(reader, *at);
    }
    block_end(reader);
}

void outline_read(const struct outline_text *text, struct arena *arena, struct outline *ret_outline)
{
    CLEANUP(reader_finish) struct reader reader = {.arena = arena, .word = TEXT(WORD_BYTES_MAX)};
    const char *html = text->html ? text->html : "";
    size_t inserted = 0;
    for (const char *at = html; *at || inserted < text->insert_count;) {
        size_t length = 1;
        if (inserted < text->insert_count && (!*at || text->inserts[inserted].offset <= (size_t)(at - html))) {
            insert_read(&reader, text->inserts[inserted++].words);
            continue;
        }
        struct tag tag = *at == '<' ? tag_read(at) : (struct tag){0};
        if (tag.length) {
            tag_heard(&reader, &tag);
            at += tag.length;
            continue;
        }
        byte_read(&reader, reference_read(at, &length));
        at += length;
    }
    block_end(&reader);
    outline_keep(&reader, ret_outline);
}
