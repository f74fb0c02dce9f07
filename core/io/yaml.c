/* A tree from libyaml's events; see yaml.h. */
#include "io/yaml.h"

#include "base/fail.h"
#include "base/line.h"
#include "base/map.h"
#include "base/text.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <yaml.h>

struct reader {
    yaml_parser_t parser;
    yaml_event_t event; /* the current event; deleted before the next */
    bool has_event;
    struct arena *arena;
    int line_offset;
    size_t nodes_left;
    int depth;
    struct yaml_place place; /* of the current event or of the error */
};

static void reader_finish(struct reader *reader)
{
    if (reader->has_event)
        yaml_event_delete(&reader->event);
    yaml_parser_delete(&reader->parser);
}

static void place_at(struct reader *reader, struct line_place place)
{
    reader->place = (struct yaml_place){place.line + reader->line_offset, place.column};
}

static void place_set(struct reader *reader, yaml_mark_t mark)
{
    reader->place = (struct yaml_place){(int)mark.line + 1 + reader->line_offset, (int)mark.column + 1};
}

/* libyaml's message, or a clearer one of ours for common mistakes. */
static const char *plain_words(const char *problem)
{
    static const struct {
        const char *theirs, *ours;
    } words[] = {
        {"mapping values are not allowed in this context",
         "a ':' is not possible here; put quotes around a value that contains ': '"},
        {"could not find expected ':'", "a ':' is missing after the key, or a value goes on wrongly on this line"},
        {"found character that cannot start any token", "this character cannot begin a value; put quotes around it"},
        {"found a tab character that violates indentation", "a tab cannot indent; use spaces"},
        {"did not find expected key", "the indentation does not fit the lines above, or a quote or comma is missing"},
        {"did not find expected '-' indicator", "a '-' is expected here, indented like the others of the list"},
        {"did not find expected ',' or '}'", "a ',' or '}' is missing"},
        {"did not find expected ',' or ']'", "a ',' or ']' is missing"},
        {"found unexpected end of stream", "a quote that was opened is never closed"},
        {"did not find expected <document start>", "only one document is allowed, and something follows it"},
    };
    for (size_t i = 0; i < COUNT_OF(words); i++)
        if (text_equal(problem, words[i].theirs))
            return words[i].ours;
    return problem ? problem : "cannot be read as YAML";
}

/* ---- characters that look like something else ---- */

/* The length of the character at `at`, and its number. */
static size_t character_at(const char *at, unsigned *ret_number)
{
    unsigned char first = (unsigned char)*at;
    size_t length = first < 0x80 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
    *ret_number = length == 1 ? first : first & (0x7fU >> length);
    for (size_t i = 1; i < length; i++)
        *ret_number = *ret_number << 6 | ((unsigned char)at[i] & 0x3fU);
    return length;
}

static const char *name_of(unsigned number)
{
    static const struct {
        unsigned number;
        const char *name;
    } names[] = {{'\t', "a tab"},
                 {0x85, "a next line"},
                 {0xa0, "a no-break space"},
                 {0x200b, "a space without width"},
                 {0x2028, "a line separator"},
                 {0x2029, "a paragraph separator"},
                 {0x202f, "a narrow no-break space"},
                 {0x3000, "an ideographic space"},
                 {0xfeff, "a byte order mark"}};
    for (size_t i = 0; i < COUNT_OF(names); i++)
        if (names[i].number == number)
            return names[i].name;
    return number < 0xa0 ? "a control character" : "no ordinary space";
}

/* Characters that no file has on purpose; libyaml takes three of them for line ends. */
static bool is_never_meant(unsigned number)
{
    bool is_control = number < ' ' ? number != '\t' && number != '\n' && number != '\r' : number == 0x7f;
    return is_control || (number >= 0x80 && number < 0xa0) || number == 0x2028 || number == 0x2029 || number == 0xfeff;
}

/* Spaces that YAML does not take for spaces. */
static bool is_odd_space(unsigned number)
{
    return number == 0xa0 || number == 0x1680 || (number >= 0x2000 && number <= 0x200b) || number == 0x202f ||
           number == 0x205f || number == 0x3000;
}

static int fail_at_character(struct reader *reader, const struct yaml_source *source, size_t at)
{
    char code[12];
    unsigned number = 0;
    character_at(source->bytes + at, &number);
    place_at(reader, line_place(source->bytes, at));
    if (number == '\t')
        return fail(FAIL_INPUT, "not valid YAML: %s", "a tab cannot indent; use spaces");
    snprintf(code, sizeof code, "%04X", number);
    return fail(FAIL_INPUT, "U+%s (%s) cannot stand here; take it away, or write an ordinary space", code,
                name_of(number));
}

/* Refuses characters that nobody means, wherever they are. */
static int refuse_characters(struct reader *reader, const struct yaml_source *source)
{
    unsigned number = 0;
    for (size_t at = 0; at < source->length; at += character_at(source->bytes + at, &number)) {
        character_at(source->bytes + at, &number);
        if (number && is_never_meant(number))
            return fail_at_character(reader, source, at);
    }
    return 0;
}

/* Where a line is read: before its first word, in a key, or behind. */
enum line_part { PART_START, PART_KEY, PART_REST };

static enum line_part part_after(enum line_part part, unsigned number)
{
    if (number == '\n' || number == '\r')
        return PART_START;
    if (part == PART_START && (number == ' ' || number == '-' || number == '?'))
        return PART_START;
    return part == PART_REST || number == ' ' ? PART_REST : PART_KEY;
}

/* Looks for the true cause of a failure, up to the line where it was seen: a tab or an odd space where YAML wants a
 * space, in an indentation or behind a key's colon. */
static int fail_for(struct reader *reader, const struct yaml_source *source, int result)
{
    const int last_line = reader->place.line - reader->line_offset;
    enum line_part part = PART_START;
    unsigned number = 0;
    int line = 1;
    for (size_t at = 0, length; at < source->length && line <= last_line; at += length) {
        length = character_at(source->bytes + at, &number);
        bool wants_space = part == PART_START || (part == PART_KEY && at > 0 && source->bytes[at - 1] == ':');
        if ((wants_space && is_odd_space(number)) || (part == PART_START && number == '\t'))
            return fail_at_character(reader, source, at);
        part = part_after(part, number);
        line += number == '\n' || (number == '\r' && (at + 1 == source->length || source->bytes[at + 1] != '\n'));
    }
    return result;
}

static int fail_of_parser(struct reader *reader)
{
    yaml_mark_t mark = reader->parser.problem_mark;
    if (reader->parser.error == YAML_READER_ERROR)
        mark = reader->parser.mark;
    place_set(reader, mark);
    return fail(FAIL_INPUT, "not valid YAML: %s", plain_words(reader->parser.problem));
}

static int next_event(struct reader *reader)
{
    if (reader->has_event)
        yaml_event_delete(&reader->event);
    reader->has_event = yaml_parser_parse(&reader->parser, &reader->event) != 0;
    if (!reader->has_event)
        return fail_of_parser(reader);
    place_set(reader, reader->event.start_mark);
    return 0;
}

static int refuse_extras(const yaml_event_t *event)
{
    const yaml_char_t *anchor = NULL, *tag = NULL;
    if (event->type == YAML_ALIAS_EVENT)
        return fail(FAIL_INPUT, "references (*name) are not allowed; write the value again");
    if (event->type == YAML_SCALAR_EVENT) {
        anchor = event->data.scalar.anchor;
        tag = event->data.scalar.tag;
    } else if (event->type == YAML_SEQUENCE_START_EVENT) {
        anchor = event->data.sequence_start.anchor;
        tag = event->data.sequence_start.tag;
    } else if (event->type == YAML_MAPPING_START_EVENT) {
        anchor = event->data.mapping_start.anchor;
        tag = event->data.mapping_start.tag;
    }
    if (anchor)
        return fail(FAIL_INPUT, "anchors (&name) are not allowed; write the value where it is used");
    if (tag)
        return fail(FAIL_INPUT, "tags (!name) are not allowed");
    return 0;
}

static int read_node(struct reader *reader, struct yaml_node **ret_node);

static int read_scalar(struct reader *reader, const char **ret_value)
{
    const yaml_event_t *event = &reader->event;
    const char *value = (const char *)event->data.scalar.value;
    size_t length = event->data.scalar.length;
    if (memchr(value, '\0', length))
        return fail(FAIL_INPUT, "a value must not contain a NUL character");
    *ret_value = arena_copy_bytes(reader->arena, value, length);
    return 0;
}

static int read_items(struct reader *reader, struct yaml_node *sequence)
{
    const struct yaml_node **link = &sequence->first;
    for (;;) {
        TRY(next_event(reader));
        if (reader->event.type == YAML_SEQUENCE_END_EVENT)
            return 0;
        struct yaml_node *item = NULL;
        TRY(read_node(reader, &item));
        *link = item;
        link = &item->next;
        sequence->count++;
    }
}

static int read_key(struct reader *reader, struct map *keys, struct yaml_node *mapping, const char **ret_key)
{
    TRY(refuse_extras(&reader->event));
    if (reader->event.type != YAML_SCALAR_EVENT)
        return fail(FAIL_INPUT, "a key must be a single word, not a list or a mapping");
    TRY(read_scalar(reader, ret_key));
    if (text_equal(*ret_key, "<<"))
        return fail(FAIL_INPUT, "merge keys (<<) are not allowed");
    if (map_get(keys, *ret_key))
        return fail(FAIL_INPUT, "key '%s': already given above", *ret_key);
    map_put(keys, *ret_key, mapping);
    return 0;
}

static int read_pairs(struct reader *reader, struct yaml_node *mapping)
{
    const struct yaml_node **link = &mapping->first;
    struct map keys CLEANUP(map_finish) = {0};
    for (;;) {
        TRY(next_event(reader));
        if (reader->event.type == YAML_MAPPING_END_EVENT)
            return 0;
        const char *key = NULL;
        struct yaml_place place = reader->place;
        TRY(read_key(reader, &keys, mapping, &key));
        TRY(next_event(reader));
        struct yaml_node *value = NULL;
        TRY(read_node(reader, &value));
        value->key = key;
        value->key_line = place.line;
        value->key_column = place.column;
        *link = value;
        link = &value->next;
        mapping->count++;
    }
}

static int read_children(struct reader *reader, struct yaml_node *node)
{
    if (++reader->depth > YAML_DEPTH_MAX)
        return fail(FAIL_LIMIT, "more than %d levels within each other", YAML_DEPTH_MAX);
    TRY(node->kind == YAML_SEQUENCE ? read_items(reader, node) : read_pairs(reader, node));
    reader->depth--;
    return 0;
}

/* Reads the node that begins with the current event. */
static int read_node(struct reader *reader, struct yaml_node **ret_node)
{
    TRY(refuse_extras(&reader->event));
    if (reader->nodes_left-- == 0)
        return fail(FAIL_LIMIT, "more values than a file may have");
    struct yaml_node *node = arena_zeroed(reader->arena, sizeof *node);
    node->line = reader->place.line;
    node->column = reader->place.column;
    *ret_node = node;
    if (reader->event.type == YAML_SCALAR_EVENT) {
        node->kind = YAML_SCALAR;
        node->is_plain = reader->event.data.scalar.style == YAML_PLAIN_SCALAR_STYLE;
        return read_scalar(reader, &node->value);
    }
    node->kind = reader->event.type == YAML_SEQUENCE_START_EVENT ? YAML_SEQUENCE : YAML_MAPPING;
    return read_children(reader, node);
}

static int read_document(struct reader *reader, struct yaml_node **ret_root)
{
    TRY(next_event(reader)); /* stream start */
    TRY(next_event(reader));
    if (reader->event.type == YAML_STREAM_END_EVENT) {
        *ret_root = arena_zeroed(reader->arena, sizeof **ret_root);
        **ret_root = (struct yaml_node){.kind = YAML_MAPPING, .is_empty = true, .line = reader->line_offset + 1};
        (*ret_root)->column = 1;
        return 0;
    }
    TRY(next_event(reader));
    TRY(read_node(reader, ret_root));
    TRY(next_event(reader)); /* document end */
    TRY(next_event(reader));
    if (reader->event.type != YAML_STREAM_END_EVENT)
        return fail(FAIL_INPUT, "only one document is allowed, and another one begins here");
    if (yaml_is_null(*ret_root)) { /* "---" alone, or "~" */
        (*ret_root)->kind = YAML_MAPPING;
        (*ret_root)->value = NULL;
        (*ret_root)->is_empty = true;
    }
    return 0;
}

/* Checks the bytes first: after a byte order mark libyaml would read UTF-16. */
static int refuse_bytes(struct reader *reader, const struct yaml_source *source)
{
    size_t bad;
    if (text_is_utf8(source->bytes, source->length, &bad))
        return 0;
    place_at(reader, line_place(source->bytes, bad));
    return fail(FAIL_INPUT, "not UTF-8");
}

/* Without a byte order mark, which some editors write first. */
static struct yaml_source without_mark(const struct yaml_source *source)
{
    struct yaml_source text = *source;
    if (text.length >= 3 && memcmp(text.bytes, "\xef\xbb\xbf", 3) == 0) {
        text.bytes += 3;
        text.length -= 3;
    }
    text.bytes = text.length ? text.bytes : "";
    return text;
}

int yaml_parse(const struct yaml_source *source, struct arena *arena, const struct yaml_node **ret_root,
               struct yaml_place *ret_place)
{
    struct reader reader CLEANUP(reader_finish) = {.arena = arena};
    struct yaml_node *root = NULL;
    reader.line_offset = source->first_line > 0 ? source->first_line - 1 : 0;
    reader.nodes_left = source->nodes_most ? source->nodes_most : YAML_NODES_MAX;
    reader.place = (struct yaml_place){reader.line_offset + 1, 1};
    if (!yaml_parser_initialize(&reader.parser))
        return fail(FAIL_SYSTEM, "YAML: no memory for the parser");
    struct yaml_source text = without_mark(source);
    yaml_parser_set_input_string(&reader.parser, (const unsigned char *)text.bytes, text.length);
    yaml_parser_set_encoding(&reader.parser, YAML_UTF8_ENCODING);
    int result = refuse_bytes(&reader, &text);
    if (result == 0)
        result = refuse_characters(&reader, &text);
    if (result == 0)
        result = read_document(&reader, &root);
    if (reader.parser.error != YAML_NO_ERROR || (result == 0 && root->kind == YAML_SCALAR))
        result = fail_for(&reader, &text, result);
    if (result == 0)
        *ret_root = root;
    else
        *ret_place = reader.place;
    return result;
}

const struct yaml_node *yaml_get(const struct yaml_node *node, const char *key)
{
    if (!node || node->kind != YAML_MAPPING)
        return NULL;
    for (const struct yaml_node *child = node->first; child; child = child->next)
        if (text_equal(child->key, key))
            return child;
    return NULL;
}

const char *yaml_value(const struct yaml_node *node)
{
    return node && node->kind == YAML_SCALAR ? node->value : NULL;
}

bool yaml_is_null(const struct yaml_node *node)
{
    if (!node || node->kind != YAML_SCALAR || !node->is_plain)
        return false;
    return !*node->value || text_equal(node->value, "~") || text_equal(node->value, "null");
}
