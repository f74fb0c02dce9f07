/* Parses step files and their translations; see step_read.h and docs/curriculum-format.md. */
#include "domain/curriculum/step_read.h"

#include "base/fail.h"
#include "base/line.h"
#include "domain/curriculum/curriculum_words.h"
#include "domain/curriculum/parse_cache.h"
#include "domain/curriculum/schema_pack.h"
#include "domain/curriculum/source_lines.h"

#include <stdio.h>
#include <string.h>

#define NUMBER_MAX 1000000

/* The front matter, before the file's role is known. */
struct front {
    struct step step;
    struct word extends, replaces, hides;
    struct mark because_mark, audience_mark, valid_until_mark;
    enum recurrence_from { RECURRENCE_FROM_DONE } recurrence_from; /* the only word; `on` is the date of the year */
};

#define FRONT(member) .at = offsetof(struct front, member)

static const struct revision no_revision = {.day = DAY_NONE, .change = CHANGE_SUBSTANTIVE};

static const struct schema_row revision_rows[] = {
    {"n", SCHEMA_NUMBER, true, .at = offsetof(struct revision, n), .least = 1, .most = NUMBER_MAX},
    {"date", SCHEMA_DATE, true, .at = offsetof(struct revision, day)},
    {"class", SCHEMA_CHOICE, true, .at = offsetof(struct revision, change), .choices = change_class_words},
    {"note", SCHEMA_LINE, false, .at = offsetof(struct revision, note)},
};
static const struct schema revision_schema = {
    .rows = revision_rows,
    .row_count = COUNT_OF(revision_rows),
    .size = sizeof(struct revision),
    .initial = &no_revision,
    .mark_at = offsetof(struct revision, mark),
};

static const char *const recurrence_from_words[] = {"done", NULL};
static const struct schema_row recurrence_rows[] = {
    {"every", SCHEMA_WORD, true, FRONT(step.recurrence_every)},
    {"on", SCHEMA_WORD, false, FRONT(step.recurrence_on)},
    {"from", SCHEMA_CHOICE, false, FRONT(recurrence_from), .choices = recurrence_from_words},
};
static const struct schema recurrence_schema = {.rows = recurrence_rows, .row_count = COUNT_OF(recurrence_rows)};

static const struct schema_row front_rows[] = {
    {"id", SCHEMA_ID, false, FRONT(step.id)},
    {"title", SCHEMA_WORD, false, FRONT(step.title)},
    {"component", SCHEMA_CHOICE, false, FRONT(step.component), .choices = step_component_words},
    {"kind", SCHEMA_CHOICE, false, FRONT(step.kind), .choices = step_kind_words},
    {"minutes", SCHEMA_NUMBER, false, FRONT(step.minutes), .least = 1, .most = 10000},
    {"due", SCHEMA_DUE, false, FRONT(step.due)},
    {"requires", SCHEMA_IDS, false, FRONT(step.requires)},
    {"signoff", SCHEMA_CHOICE, false, FRONT(step.signoff), .choices = step_signoff_words},
    {"signer-level", SCHEMA_NUMBER, false, FRONT(step.signer_level), .least = 1, .most = 100,
     .mark_at = offsetof(struct front, step.signer_level_mark)},
    {"competences", SCHEMA_AIMS, false, FRONT(step.aims), .least = 1, .most = 5,
     .count_at = offsetof(struct front, step.aim_count)},
    {"for", SCHEMA_WORDS, false, FRONT(step.backgrounds)},
    {"to", SCHEMA_WORDS, false, FRONT(step.audience), .mark_at = offsetof(struct front, audience_mark)},
    {"valid-until", SCHEMA_DATE, false, FRONT(step.valid_until), .mark_at = offsetof(struct front, valid_until_mark)},
    {"again", SCHEMA_WITHIN, false, .of = &recurrence_schema},
    {"continues", SCHEMA_IDS, false, FRONT(step.continues)},
    {"sources", SCHEMA_IDS, false, FRONT(step.sources)},
    {"revisions", SCHEMA_LIST, false, FRONT(step.revisions), .of = &revision_schema,
     .count_at = offsetof(struct front, step.revision_count)},
    {"extends", SCHEMA_ID, false, FRONT(extends)},
    {"replaces", SCHEMA_ID, false, FRONT(replaces)},
    {"based-on", SCHEMA_NUMBER, false, FRONT(step.based_on), .least = 1, .most = NUMBER_MAX,
     .mark_at = offsetof(struct front, step.based_on_mark)},
    {"hides", SCHEMA_ID, false, FRONT(hides)},
    {"because", SCHEMA_LINE, false, FRONT(step.because), .mark_at = offsetof(struct front, because_mark)},
};
static const struct front no_front = {.step = {.component = COMPONENT_PROFESSION, .valid_until = DAY_NONE}};
static const struct schema front_schema = {
    .rows = front_rows,
    .row_count = COUNT_OF(front_rows),
    .size = sizeof(struct front),
    .initial = &no_front,
};

static const struct schema_row translation_rows[] = {
    {"translates", SCHEMA_NUMBER, true, .at = offsetof(struct translation, translates), .least = 1, .most = NUMBER_MAX,
     .mark_at = offsetof(struct translation, translates_mark)},
    {"title", SCHEMA_WORD, true, .at = offsetof(struct translation, title)},
};
static const struct schema translation_schema = {
    .rows = translation_rows, .row_count = COUNT_OF(translation_rows), .size = sizeof(struct translation)};

static struct mark mark_of(const char *bytes, size_t offset)
{
    struct line_place place = line_place(bytes, offset);
    return (struct mark){place.line, place.column};
}

/* "<<<<<<< HEAD" or ">>>>>>> branch" */
static bool is_conflict(const char *line)
{
    size_t marks = *line == '<' || *line == '>' ? strspn(line, (const char[]){*line, '\0'}) : 0;
    return marks == 7 && (!line[marks] || line[marks] == ' ');
}

/* False after a finding about the first line that git left of a conflict, but in fences, where code may show one. */
static bool is_settled(const struct schema_reader *reader, const char *bytes, size_t length)
{
    CLEANUP(arena_finish) struct arena arena = {0};
    struct source_lines lines;
    if (!memmem(bytes, length, "<<<<<<<", 7) && !memmem(bytes, length, ">>>>>>>", 7))
        return true;
    source_lines_cut(&arena, arena_copy_bytes(&arena, bytes, length), &lines);
    for (size_t i = 0; i < lines.count; i++)
        if (lines.is_code[i] != LINE_IS_FENCED && is_conflict(lines.lines[i])) {
            findings_add(reader->findings, schema_place(reader, (struct mark){(int)i + 1, 1}), FINDING_CONFLICT,
                         FINDING_WORDS(lines.lines[i]));
            return false;
        }
    return true;
}

bool source_text_is_good(const struct schema_reader *reader, const char *bytes, size_t length)
{
    char text[32];
    size_t bad = 0;
    const char *nul = length ? memchr(bytes, '\0', length) : NULL;
    if (length > CURRICULUM_FILE_BYTES_MAX) {
        snprintf(text, sizeof text, "%zu KiB", (length + 1023) / 1024);
        findings_add(reader->findings, schema_place(reader, (struct mark){0}), FINDING_FILE_TOO_LARGE,
                     FINDING_WORDS(text, "128 KiB"));
        return false;
    }
    if (source_is_lfs_pointer(bytes, length)) {
        findings_add(reader->findings, schema_place(reader, (struct mark){0}), FINDING_LFS_POINTER, NULL);
        return false;
    }
    if (nul) {
        findings_add(reader->findings, schema_place(reader, mark_of(bytes, (size_t)(nul - bytes))), FINDING_NUL_BYTE,
                     NULL);
        return false;
    }
    if (text_is_utf8(bytes, length, &bad))
        return is_settled(reader, bytes, length);
    snprintf(text, sizeof text, "%02x", (unsigned char)bytes[bad]);
    findings_add(reader->findings, schema_place(reader, mark_of(bytes, bad)), FINDING_NOT_UTF8, FINDING_WORDS(text));
    return false;
}

int source_text_load(const struct schema_reader *reader, const struct source_tree *tree, struct source_file *file,
                     struct yaml_source *ret_text)
{
    CLEANUP(text_finish) struct text text = TEXT(CURRICULUM_FILE_BYTES_MAX);
    char size[32];
    *ret_text = (struct yaml_source){0};
    if (file->size > CURRICULUM_FILE_BYTES_MAX) {
        snprintf(size, sizeof size, "%llu KiB", (unsigned long long)(file->size + 1023) / 1024);
        findings_add(reader->findings, schema_place(reader, (struct mark){0}), FINDING_FILE_TOO_LARGE,
                     FINDING_WORDS(size, "128 KiB"));
        return 0;
    }
    TRY(source_tree_read(tree, file, &text));
    if (source_text_is_good(reader, text_string(&text), text.length)) {
        ret_text->bytes = arena_copy_bytes(reader->arena, text_string(&text), text.length);
        ret_text->length = text.length;
    }
    return 0;
}

/* True for "---" alone, with white space after it. */
static bool line_is_fence(struct line line)
{
    if (line.length < 3 || memcmp(line.start, "---", 3) != 0)
        return false;
    for (size_t i = 3; i < line.length; i++)
        if (line.start[i] != ' ' && line.start[i] != '\t')
            return false;
    return true;
}

struct front_split {
    const struct yaml_node *root;
    const char *body;
    size_t body_length, body_at;
    int body_line;
};

/* Splits front matter from body; false after a finding. */
static bool front_split(const struct schema_reader *reader, const struct yaml_source *text, struct front_split *ret)
{
    const char *start = text->bytes, *end = text->bytes + text->length;
    if (text->length >= 3 && memcmp(start, "\xef\xbb\xbf", 3) == 0)
        start += 3; /* a byte order mark, which some editors write */
    struct line line = line_at(start, end);
    const char *yaml = line_after(line), *at = yaml;
    bool is_open = line_is_fence(line);
    while (is_open && at < end && !line_is_fence(line = line_at(at, end)))
        at = line_after(line);
    if (!is_open || at >= end) {
        findings_add(reader->findings, schema_place(reader, (struct mark){0}), FINDING_NO_FRONT_MATTER, NULL);
        return false;
    }
    const struct yaml_source source = {.bytes = yaml, .length = (size_t)(at - yaml), .first_line = 2};
    const char *body = line_after(line);
    *ret = (struct front_split){.root = schema_parse(reader, &source),
                                .body = body,
                                .body_length = (size_t)(end - body),
                                .body_at = (size_t)(body - text->bytes),
                                .body_line = 1 + (int)line_endings(start, (size_t)(body - start))};
    return ret->root;
}

static void finding_add(const struct schema_reader *reader, struct mark mark, enum finding_code code, const char *word,
                        const char *other)
{
    findings_add(reader->findings, schema_place(reader, mark), code, FINDING_WORDS(word, other));
}

/* Decides the file's role (one of four), and checks the keys that the role requires. */
static void role_decide(const struct schema_reader *reader, struct front *front)
{
    const struct {
        const char *key;
        const struct word *word;
        enum step_role role;
    } roles[] = {{"extends", &front->extends, STEP_EXTENDS},
                 {"replaces", &front->replaces, STEP_REPLACES},
                 {"hides", &front->hides, STEP_HIDES}};
    const char *role_key = NULL;
    for (size_t i = 0; i < COUNT_OF(roles); i++) {
        if (!roles[i].word->value)
            continue;
        if (role_key) {
            finding_add(reader, roles[i].word->mark, FINDING_KEY_NOT_HERE, roles[i].key, role_key);
            continue;
        }
        role_key = roles[i].key;
        front->step.role = roles[i].role;
        front->step.id = *roles[i].word;
    }
}

/* Checks a key whose requirement depends on others, which a table row cannot express. */
static void require(const struct schema_reader *reader, const struct yaml_node *root, const char *key)
{
    const struct yaml_node *node = yaml_get(root, key);
    if (!node)
        finding_add(reader, schema_mark(root), FINDING_MISSING_KEY, key, NULL);
    else if (yaml_is_null(node))
        finding_add(reader, schema_mark(node), FINDING_EMPTY_VALUE, key, NULL);
}

static void role_check(const struct schema_reader *reader, const struct yaml_node *root, const struct front *front)
{
    enum step_role role = front->step.role;
    if (role == STEP_ADDS) {
        require(reader, root, "id");
        require(reader, root, "title");
    }
    if (role == STEP_REPLACES)
        require(reader, root, "based-on");
    else if (front->step.based_on)
        finding_add(reader, front->step.based_on_mark, FINDING_KEY_NOT_HERE, "based-on", "a step that replaces none");
    if (role == STEP_HIDES)
        require(reader, root, "because");
    else if (front->step.because)
        finding_add(reader, front->because_mark, FINDING_KEY_NOT_HERE, "because", "a step that hides none");
    if (front->step.audience.count && front->step.kind != STEP_CIRCULAR && !front->step.recurrence_every.value)
        finding_add(reader, front->audience_mark, FINDING_KEY_NOT_HERE, "to",
                    "a step that is no circular and does not come again");
    if (front->step.recurrence_every.value && role == STEP_EXTENDS)
        finding_add(reader, front->step.recurrence_every.mark, FINDING_KEY_NOT_HERE, "again", "an addition to a step");
    if (front->step.valid_until != DAY_NONE && front->step.kind != STEP_CIRCULAR)
        finding_add(reader, front->valid_until_mark, FINDING_KEY_NOT_HERE, "valid-until", "a step that is no circular");
}

/* Revision numbers must decrease strictly; a step without revisions has one. */
static void revisions_check(const struct schema_reader *reader, struct step *step)
{
    char n[16], before[16];
    for (size_t i = 1; i < step->revision_count; i++) {
        const struct revision *newer = &step->revisions[i - 1], *older = &step->revisions[i];
        if (older->n < newer->n || !older->n)
            continue;
        snprintf(n, sizeof n, "%d", older->n);
        snprintf(before, sizeof before, "%d", newer->n);
        finding_add(reader, older->mark, FINDING_REVISION_ORDER, n, before);
    }
    if (step->revision_count)
        return;
    step->revisions = arena_zeroed(reader->arena, sizeof *step->revisions);
    step->revisions[0] = (struct revision){.n = 1, .day = DAY_NONE, .change = CHANGE_SUBSTANTIVE};
    step->revision_count = 1;
}

/* Reports an error once, at the interval. */
static void recurrence_check(const struct schema_reader *reader, struct step *step)
{
    const char *every = step->recurrence_every.value, *on = step->recurrence_on.value;
    if (every && !recurrence_parse(every, on, &step->recurrence))
        finding_add(reader, step->recurrence_every.mark, FINDING_BAD_RECURRENCE, every, on ? on : "-");
}

struct step *step_read(const struct schema_reader *reader, struct source_file *file, const struct yaml_source *text)
{
    struct front_split split = {0};
    if (!front_split(reader, text, &split))
        return NULL;
    struct front *front = arena_zeroed(reader->arena, sizeof *front);
    schema_read(reader, &front_schema, split.root, front);
    role_decide(reader, front);
    role_check(reader, split.root, front);
    struct step *step = &front->step;
    revisions_check(reader, step);
    recurrence_check(reader, step);
    step->file = file;
    step->body = split.body;
    step->body_length = split.body_length;
    step->body_at = split.body_at;
    step->body_line = split.body_line;
    if (text_is_blank(split.body) && step->role != STEP_HIDES)
        finding_add(reader, (struct mark){split.body_line, 1}, FINDING_EMPTY_BODY, NULL, NULL);
    return step;
}

struct step *step_read_bytes(struct arena *arena, struct source_file *file, const char *bytes, size_t length,
                             struct findings *findings)
{
    const struct schema_reader reader = {arena, findings, file->path};
    if (!source_text_is_good(&reader, bytes, length))
        return NULL;
    const struct yaml_source text = {.bytes = arena_copy_bytes(arena, bytes, length), .length = length};
    return step_read(&reader, file, &text);
}

struct translation *translation_read(const struct schema_reader *reader, struct source_file *file,
                                     const struct yaml_source *text)
{
    struct front_split split = {0};
    if (!front_split(reader, text, &split))
        return NULL;
    struct translation *translation = arena_zeroed(reader->arena, sizeof *translation);
    schema_read(reader, &translation_schema, split.root, translation);
    translation->file = file;
    translation->body = split.body;
    translation->body_length = split.body_length;
    translation->body_at = split.body_at;
    translation->body_line = split.body_line;
    if (text_is_blank(split.body))
        finding_add(reader, (struct mark){split.body_line, 1}, FINDING_EMPTY_BODY, NULL, NULL);
    return translation;
}

/* ---- parse cache ---- */

static void place_pack(struct text *into, size_t length, size_t at, int line)
{
    pack_number(into, (int64_t)length);
    pack_number(into, (int64_t)at);
    pack_number(into, line);
}

void step_keep(struct parse_cache *parse_cache, const struct step *step)
{
    CLEANUP(text_finish) struct text bytes = TEXT(PARSE_CACHE_BYTES_MAX);
    const struct front front = {.step = *step};
    if (!parse_cache)
        return;
    pack_number(&bytes, step->role);
    place_pack(&bytes, step->body_length, step->body_at, step->body_line);
    schema_pack(&front_schema, &front, &bytes);
    parse_cache_keep(parse_cache, PARSE_CACHE_STEP, step->file->blob, &bytes);
}

struct step *step_recall(struct arena *arena, struct parse_cache *parse_cache, struct source_file *file)
{
    struct unpack from;
    if (!parse_cache_recall(parse_cache, PARSE_CACHE_STEP, file->blob, &from))
        return NULL;
    struct front *front = arena_zeroed(arena, sizeof *front);
    struct step *step = &front->step;
    step->role = (enum step_role)unpack_number(&from);
    step->body_length = (size_t)unpack_number(&from);
    step->body_at = (size_t)unpack_number(&from);
    step->body_line = (int)unpack_number(&from);
    schema_unpack(arena, &front_schema, &from, front);
    if (step->recurrence_every.value)
        (void)recurrence_parse(step->recurrence_every.value, step->recurrence_on.value, &step->recurrence);
    step->file = file;
    return from.is_bad || !step->revision_count ? NULL : step;
}

void translation_keep(struct parse_cache *parse_cache, const struct translation *translation)
{
    CLEANUP(text_finish) struct text bytes = TEXT(PARSE_CACHE_BYTES_MAX);
    if (!parse_cache)
        return;
    place_pack(&bytes, translation->body_length, translation->body_at, translation->body_line);
    schema_pack(&translation_schema, translation, &bytes);
    parse_cache_keep(parse_cache, PARSE_CACHE_TRANSLATION, translation->file->blob, &bytes);
}

struct translation *translation_recall(struct arena *arena, struct parse_cache *parse_cache, struct source_file *file)
{
    struct unpack from;
    if (!parse_cache_recall(parse_cache, PARSE_CACHE_TRANSLATION, file->blob, &from))
        return NULL;
    struct translation *translation = arena_zeroed(arena, sizeof *translation);
    translation->body_length = (size_t)unpack_number(&from);
    translation->body_at = (size_t)unpack_number(&from);
    translation->body_line = (int)unpack_number(&from);
    schema_unpack(arena, &translation_schema, &from, translation);
    translation->file = file;
    return from.is_bad ? NULL : translation;
}

int body_load(struct arena *arena, const struct source_tree *tree, struct source_file *file, size_t body_at,
              const char **ret_body)
{
    CLEANUP(text_finish) struct text text = TEXT(CURRICULUM_FILE_BYTES_MAX);
    TRY(source_tree_read(tree, file, &text));
    if (body_at > text.length)
        return fail(FAIL_CORRUPT, "file '%s': is not what it was when it was read first", file->path);
    *ret_body = arena_copy_bytes(arena, text_string(&text) + body_at, text.length - body_at);
    return 0;
}
