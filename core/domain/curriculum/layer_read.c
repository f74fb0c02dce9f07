/* Reads all files of a layer by their paths: curriculum, programmes, steps, staircases and sources. */
#include "domain/curriculum/layer_read.h"

#include "base/fail.h"
#include "base/line.h"
#include "base/map.h"
#include "domain/curriculum/parse_cache.h"
#include "domain/curriculum/schema_pack.h"
#include "domain/curriculum/step_read.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

#define DEPTH_MAX 6

static const struct schema_row curriculum_rows[] = {
    {"id", SCHEMA_ID, true, .at = offsetof(struct layer, id)},
    {"title", SCHEMA_WORD, true, .at = offsetof(struct layer, title)},
    {"language", SCHEMA_LANGUAGE, true, .at = offsetof(struct layer, language)},
    {"licence", SCHEMA_LINE, false, .at = offsetof(struct layer, licence)},
    {"maintainers", SCHEMA_WORDS, false, .at = offsetof(struct layer, maintainers)},
    {"reviewers", SCHEMA_LISTS_UNREAD, false, .at = 0},
    {"retired", SCHEMA_IDS, false, .at = offsetof(struct layer, retired)},
};
static const struct schema curriculum_schema = {.rows = curriculum_rows, .row_count = COUNT_OF(curriculum_rows)};

static const struct schema_row phase_rows[] = {
    {"id", SCHEMA_ID, true, .at = offsetof(struct phase, id)},
    {"title", SCHEMA_WORD, true, .at = offsetof(struct phase, title)},
    {"also", SCHEMA_IDS, false, .at = offsetof(struct phase, also)},
};
static const struct schema phase_schema = {
    .rows = phase_rows, .row_count = COUNT_OF(phase_rows), .size = sizeof(struct phase)};

static const struct schema_row leads_to_rows[] = {
    {"staircase", SCHEMA_ID, true, .at = offsetof(struct programme, leads_to_staircase)},
    {"level", SCHEMA_NUMBER, true, .at = offsetof(struct programme, leads_to_level), .least = 1, .most = 100,
     .mark_at = offsetof(struct programme, leads_to_level_mark)},
};
static const struct schema leads_to_schema = {.rows = leads_to_rows, .row_count = COUNT_OF(leads_to_rows)};

static const struct schema_row programme_rows[] = {
    {"id", SCHEMA_ID, true, .at = offsetof(struct programme, id)},
    {"title", SCHEMA_WORD, true, .at = offsetof(struct programme, title)},
    {"phases", SCHEMA_LIST, true, .at = offsetof(struct programme, phases), .of = &phase_schema,
     .count_at = offsetof(struct programme, phase_count)},
    {"leads-to", SCHEMA_WITHIN, false, .of = &leads_to_schema},
};
static const struct schema programme_schema = {
    .rows = programme_rows, .row_count = COUNT_OF(programme_rows), .size = sizeof(struct programme)};

static const struct citation no_source = {.version = DAY_NONE, .checked = DAY_NONE, .valid_until = DAY_NONE};
static const struct schema_row source_rows[] = {
    {"id", SCHEMA_ID, true, .at = offsetof(struct citation, id)},
    {"title", SCHEMA_WORD, true, .at = offsetof(struct citation, title)},
    {"eli", SCHEMA_LINE, false, .at = offsetof(struct citation, eli)},
    {"version", SCHEMA_DATE, false, .at = offsetof(struct citation, version)},
    {"checked", SCHEMA_DATE_NEVER, false, .at = offsetof(struct citation, checked)},
    {"valid-until", SCHEMA_DATE, false, .at = offsetof(struct citation, valid_until)},
};
static const struct schema source_schema = {
    .rows = source_rows, .row_count = COUNT_OF(source_rows), .size = sizeof(struct citation), .initial = &no_source};

/* True if `name` begins with digits and '-'; *ret_rest is what follows. */
bool layer_strip_prefix(const char *name, const char **ret_rest)
{
    size_t digits = strspn(name, "0123456789");
    bool has_prefix = digits && name[digits] == '-';
    *ret_rest = has_prefix ? name + digits + 1 : name;
    return has_prefix;
}

/* The file being read, with the parts of its path. */
struct visit {
    struct schema_reader reader;
    const struct source_tree *tree;
    struct layer *layer;
    struct source_file *file;
    const char *parts[DEPTH_MAX];
    size_t depth; /* parts; DEPTH_MAX if deeper */
    const char *last_folder;
};

static void finding_add(const struct visit *visit, enum finding_code code, const char *word)
{
    findings_add(visit->reader.findings, (struct place){.path = visit->file->path}, code, FINDING_WORDS(word));
}

static void path_split(struct visit *visit)
{
    const char *at = visit->file->path;
    visit->depth = 0;
    while (visit->depth < DEPTH_MAX) {
        size_t length = strcspn(at, "/");
        visit->parts[visit->depth++] = arena_copy_bytes(visit->reader.arena, at, length);
        if (!at[length])
            break;
        at += length + 1;
    }
}

static const char *visit_name(const struct visit *visit)
{
    return visit->parts[visit->depth - 1];
}

/* Parses a YAML file; NULL after a finding, or if it cannot be read, with *ret_status set. */
static const struct yaml_node *yaml_file(const struct visit *visit, int *ret_status)
{
    struct yaml_source text = {0};
    *ret_status = source_text_load(&visit->reader, visit->tree, visit->file, &text);
    const struct yaml_node *root = *ret_status == 0 && text.bytes ? schema_parse(&visit->reader, &text) : NULL;
    if (!root)
        visit->layer->has_unread_others = true;
    return root;
}

static int visit_curriculum(struct visit *visit)
{
    int status = 0;
    const struct yaml_node *root = yaml_file(visit, &status);
    if (root)
        schema_read(&visit->reader, &curriculum_schema, root, visit->layer);
    return status;
}

static size_t finding_count(const struct visit *visit)
{
    return visit->reader.findings->errors + visit->reader.findings->warnings;
}

static bool programme_recall(const struct visit *visit, struct programme *programme)
{
    struct unpack from;
    if (!parse_cache_recall(visit->tree->parse_cache, PARSE_CACHE_PROGRAMME, visit->file->blob, &from))
        return false;
    schema_unpack(visit->reader.arena, &programme_schema, &from, programme);
    return !from.is_bad;
}

/* False after findings that leave nothing, or if the file cannot be read, with *ret_status set. */
static bool programme_read(const struct visit *visit, struct programme *programme, int *ret_status)
{
    CLEANUP(text_finish) struct text entry = TEXT(PARSE_CACHE_BYTES_MAX);
    size_t findings_before = finding_count(visit);
    const struct yaml_node *root = yaml_file(visit, ret_status);
    if (!root)
        return false;
    memset(programme, 0, sizeof *programme);
    schema_read(&visit->reader, &programme_schema, root, programme);
    if (visit->tree->parse_cache && finding_count(visit) == findings_before) {
        schema_pack(&programme_schema, programme, &entry);
        parse_cache_keep(visit->tree->parse_cache, PARSE_CACHE_PROGRAMME, visit->file->blob, &entry);
    }
    return true;
}

static int visit_programme(struct visit *visit)
{
    int status = 0;
    struct programme *programme = &visit->layer->programmes[visit->layer->programme_count];
    if (!programme_recall(visit, programme) && !programme_read(visit, programme, &status))
        return status;
    visit->layer->programme_count++;
    programme->file = visit->file;
    if (programme->id.value && !text_equal(programme->id.value, visit->parts[1]))
        findings_add(visit->reader.findings, schema_place(&visit->reader, programme->id.mark), FINDING_ID_NOT_FOLDER,
                     FINDING_WORDS(programme->id.value, visit->parts[1]));
    programme->id.value = visit->parts[1]; /* its steps are found by the folder's name */
    return 0;
}

static int visit_staircase(struct visit *visit)
{
    int status = 0;
    const struct yaml_node *root = yaml_file(visit, &status);
    if (root)
        staircase_parse(&visit->reader, root, visit->file, &visit->layer->staircases[visit->layer->staircase_count++]);
    return status;
}

static int visit_sources(struct visit *visit)
{
    int status = 0;
    const struct yaml_node *root = yaml_file(visit, &status);
    struct layer *layer = visit->layer;
    if (!root || root->is_empty)
        return status;
    if (root->kind != YAML_SEQUENCE) {
        findings_add(visit->reader.findings, schema_place(&visit->reader, schema_mark(root)), FINDING_WRONG_TYPE,
                     FINDING_WORDS("sources.yaml", "a list of mappings",
                                   root->kind == YAML_MAPPING ? "a mapping" : "one value"));
        return 0;
    }
    schema_read_list(&visit->reader, &source_schema, root, &layer->sources, &layer->source_count);
    for (size_t i = 0; i < layer->source_count; i++) {
        struct citation *source = &layer->sources[i];
        source->file = visit->file;
        if (source->id.value)
            source->snapshot =
                source_tree_find(visit->tree, arena_format(visit->reader.arena, "sources/%s.md", source->id.value));
    }
    return 0;
}

static int visit_snapshot(struct visit *visit)
{
    struct yaml_source text = {0};
    struct unpack known;
    if (parse_cache_recall(visit->tree->parse_cache, PARSE_CACHE_SNAPSHOT, visit->file->blob, &known))
        return 0;
    TRY(source_text_load(&visit->reader, visit->tree, visit->file, &text));
    if (text.bytes)
        parse_cache_keep(visit->tree->parse_cache, PARSE_CACHE_SNAPSHOT, visit->file->blob, &TEXT(0));
    return 0;
}

/* For a translation, NAME.xx.md or NAME.xxx.md, the path of NAME.md, and the language; NULL for other names. Three
 * letters are a language only beside the text that is translated: "01-om.ekb.md" alone is a step. */
static const char *translated_path(const struct visit *visit, const char **ret_language)
{
    const char *path = visit->file->path;
    size_t length = strlen(path) - strlen(".md"), letters = 0;
    while (letters < length && path[length - letters - 1] >= 'a' && path[length - letters - 1] <= 'z')
        letters++;
    if (letters < 2 || letters > 3 || letters + 1 >= length || path[length - letters - 1] != '.')
        return NULL;
    const char *of = arena_format(visit->reader.arena, "%.*s.md", (int)(length - letters - 1), path);
    if (letters == 3 && !source_tree_find(visit->tree, of))
        return NULL;
    *ret_language = arena_copy_bytes(visit->reader.arena, path + length - letters, letters);
    return of;
}

static void translation_add(struct visit *visit, struct step *step, const struct translation *translation)
{
    size_t count = step->translation_count; /* few, since a language has two or three letters */
    struct translation *all = arena_zeroed(visit->reader.arena, (count + 1) * sizeof *all);
    if (count)
        memcpy(all, step->translations, count * sizeof *all);
    all[step->translation_count++] = *translation;
    step->translations = all;
}

static int visit_translation(struct visit *visit, const char *of, const char *language)
{
    struct yaml_source text = {0};
    const struct source_file *original = source_tree_find(visit->tree, of);
    struct translation *translation = translation_recall(visit->reader.arena, visit->tree->parse_cache, visit->file);
    if (!translation)
        TRY(source_text_load(&visit->reader, visit->tree, visit->file, &text));
    if (!translation && !text.bytes)
        return 0;
    if (!original) {
        finding_add(visit, FINDING_TRANSLATION_OF_NOTHING, of);
        return 0;
    }
    size_t findings_before = finding_count(visit);
    if (!translation) {
        translation = translation_read(&visit->reader, visit->file, &text);
        if (translation && finding_count(visit) == findings_before)
            translation_keep(visit->tree->parse_cache, translation);
    }
    if (!translation || !original->step)
        return 0;
    translation->language = language;
    translation_add(visit, original->step, translation);
    return 0;
}

/* Remembers the id of an unreadable file, so that references to it are not reported too. */
static void unread_note(struct visit *visit, const char *text)
{
    struct words *unread = &visit->layer->unread;
    const char *end = text ? text + strlen(text) : NULL, *line = text;
    visit->layer->has_unread_steps = true;
    while (line < end && !text_starts(line, "id:"))
        line = line_after(line_at(line, end));
    if (line == end)
        return;
    line += strlen("id:");
    line += strspn(line, " \t\"'");
    const char *id = arena_copy_bytes(visit->reader.arena, line, strcspn(line, " \t\r\n\"'#"));
    if (text_is_id(id))
        unread->items[unread->count++].value = id;
}

/* The step, from the parse cache or the file; NULL after findings that leave nothing of it. */
static int step_learn(struct visit *visit, struct step **ret_step)
{
    struct yaml_source text = {0};
    size_t findings_before = finding_count(visit);
    *ret_step = step_recall(visit->reader.arena, visit->tree->parse_cache, visit->file);
    if (*ret_step)
        return 0;
    TRY(source_text_load(&visit->reader, visit->tree, visit->file, &text));
    *ret_step = text.bytes ? step_read(&visit->reader, visit->file, &text) : NULL;
    if (!*ret_step)
        unread_note(visit, text.bytes);
    else if (finding_count(visit) == findings_before)
        step_keep(visit->tree->parse_cache, *ret_step);
    return 0;
}

static int visit_step(struct visit *visit)
{
    struct step *step = NULL;
    TRY(step_learn(visit, &step));
    if (!step)
        return 0;
    visit->file->step = step;
    visit->layer->steps[visit->layer->step_count++] = step;
    if (visit->depth == 4) {
        step->programme = visit->parts[1];
        layer_strip_prefix(visit->parts[2], &step->phase);
    }
    bool is_case = step->kind == STEP_CASE || step->kind == STEP_CIRCULAR;
    const char *folder = step->kind == STEP_CASE ? "cases" : step->kind == STEP_CIRCULAR ? "circulars" : "programmes";
    if (step->role == STEP_ADDS && (is_case || visit->depth == 2) && !text_equal(visit->parts[0], folder))
        finding_add(visit, FINDING_KIND_PLACE, step_kind_word(step->kind));
    return 0;
}

/* Checks the number prefixes of the phase folder (reported once) and of the file. */
static void prefixes_check(struct visit *visit)
{
    const char *rest = NULL;
    char *folder = arena_format(visit->reader.arena, "%s/%s", visit->parts[1], visit->parts[2]);
    if (!text_equal(folder, visit->last_folder) && !layer_strip_prefix(visit->parts[2], &rest))
        finding_add(visit, FINDING_FOLDER_PREFIX, visit->parts[2]);
    visit->last_folder = folder;
    if (!layer_strip_prefix(visit_name(visit), &rest))
        finding_add(visit, FINDING_STEP_PREFIX, visit_name(visit));
}

static bool is_step_place(const struct visit *visit)
{
    if (text_equal(visit->parts[0], "programmes"))
        return visit->depth == 4;
    return visit->depth == 2;
}

static int visit_markdown(struct visit *visit)
{
    const char *language = NULL, *of = translated_path(visit, &language);
    if (!is_step_place(visit)) {
        finding_add(visit, FINDING_MISPLACED_FILE, visit->file->path);
        return 0;
    }
    if (of)
        return visit_translation(visit, of, language);
    if (visit->depth == 4)
        prefixes_check(visit);
    return visit_step(visit);
}

static int visit_yaml(struct visit *visit)
{
    const char *top = visit->parts[0];
    if (visit->depth == 3 && text_equal(top, "programmes") && text_equal(visit->parts[2], "programme.yaml"))
        return visit_programme(visit);
    if (visit->depth == 2 && text_equal(top, "staircases") && text_ends(visit_name(visit), ".yaml"))
        return visit_staircase(visit);
    finding_add(visit, FINDING_MISPLACED_FILE, visit->file->path);
    return 0;
}

static bool ends_in_either_case(const char *path, const char *end)
{
    size_t length = strlen(path), tail = strlen(end);
    return length > tail && strcasecmp(path + length - tail, end) == 0;
}

/* Files that the author may have meant as YAML or Markdown; only .yaml and .md are read. */
static bool is_like_yaml(const char *path)
{
    return ends_in_either_case(path, ".yaml") || ends_in_either_case(path, ".yml");
}

static bool is_like_markdown(const char *path)
{
    return ends_in_either_case(path, ".md") || ends_in_either_case(path, ".markdown");
}

/* Translations are read after all originals. */
enum pass { PASS_ORIGINALS, PASS_TRANSLATIONS };

static int visit_file(struct visit *visit, enum pass pass)
{
    static const char *const folders[] = {"programmes", "cases", "circulars", "staircases"};
    const char *path = visit->file->path, *unused = NULL;
    bool is_markdown = text_ends(path, ".md"), is_yaml = is_like_yaml(path) || is_like_markdown(path);
    if (!is_markdown && !is_yaml)
        return 0;
    path_split(visit);
    if (visit_name(visit)[0] == '.' || text_starts(visit_name(visit), "README"))
        return 0;
    if ((is_markdown && translated_path(visit, &unused)) != (pass == PASS_TRANSLATIONS))
        return 0;
    if (text_equal(path, "curriculum.yaml"))
        return visit_curriculum(visit);
    if (text_equal(path, "sources.yaml"))
        return visit_sources(visit);
    if (is_markdown && visit->depth == 2 && text_equal(visit->parts[0], "sources"))
        return visit_snapshot(visit);
    for (size_t i = 0; i < COUNT_OF(folders); i++)
        if (visit->depth > 1 && text_equal(visit->parts[0], folders[i]))
            return is_markdown && i < 3 ? visit_markdown(visit) : visit_yaml(visit);
    return 0;
}

/* Checks for files that no layer may contain, whatever their names. */
static void tree_check(struct findings *findings, const struct source_tree *tree)
{
    if (tree->is_truncated)
        findings_add(findings, (struct place){.path = "curriculum.yaml"}, FINDING_TOO_MANY_FILES, NULL);
    if (!source_tree_find(tree, "curriculum.yaml"))
        findings_add(findings, (struct place){.path = "curriculum.yaml"}, FINDING_NO_CURRICULUM_FILE, NULL);
    for (size_t i = 0; i < tree->count; i++) {
        const struct place place = {.path = tree->files[i].path};
        if (tree->files[i].kind == SOURCE_LINK)
            findings_add(findings, place, FINDING_SYMBOLIC_LINK, NULL);
        else if (tree->files[i].kind == SOURCE_SPECIAL)
            findings_add(findings, place, FINDING_SPECIAL_FILE, NULL);
        else if (tree->files[i].kind == SOURCE_SUBMODULE)
            findings_add(findings, place, FINDING_SUBMODULE, NULL);
    }
}

/* Lower case of ASCII and of the Latin letters of Swedish and neighbouring languages. */
static void lower(char *path)
{
    for (unsigned char *at = (unsigned char *)path; *at; at++) {
        bool is_latin = at > (unsigned char *)path && at[-1] == 0xc3 && *at >= 0x80 && *at <= 0x9e && *at != 0x97;
        if ((*at >= 'A' && *at <= 'Z') || is_latin)
            *at = (unsigned char)(*at + 0x20);
    }
}

static void case_check(struct findings *findings, struct arena *arena, const struct source_tree *tree)
{
    CLEANUP(map_finish) struct map seen = {0};
    for (size_t i = 0; i < tree->count; i++) {
        char *key = arena_copy_string(arena, tree->files[i].path);
        lower(key);
        const struct source_file *first = map_get(&seen, key);
        if (first)
            findings_add(findings, (struct place){.path = tree->files[i].path}, FINDING_CASE_CLASH,
                         FINDING_WORDS(first->path));
        else
            map_put(&seen, key, &tree->files[i]);
    }
}

static struct layer *layer_new(struct arena *arena, const struct source_tree *tree)
{
    size_t programmes = 0, staircases = 0, texts = 0;
    struct layer *layer = arena_zeroed(arena, sizeof *layer);
    for (size_t i = 0; i < tree->count; i++) {
        programmes += text_ends(tree->files[i].path, "/programme.yaml");
        staircases += text_starts(tree->files[i].path, "staircases/");
        texts += text_ends(tree->files[i].path, ".md");
    }
    layer->tree = tree;
    layer->programmes = arena_zeroed(arena, programmes * sizeof *layer->programmes);
    layer->staircases = arena_zeroed(arena, staircases * sizeof *layer->staircases);
    layer->steps = arena_zeroed(arena, texts * sizeof(struct step *));
    layer->unread.items = arena_zeroed(arena, texts * sizeof *layer->unread.items);
    return layer;
}

int layer_read(struct arena *arena, const struct source_tree *tree, struct findings *findings, struct layer **ret_layer)
{
    struct visit visit = {.tree = tree, .layer = layer_new(arena, tree)};
    tree_check(findings, tree);
    case_check(findings, arena, tree);
    for (enum pass pass = PASS_ORIGINALS; pass <= PASS_TRANSLATIONS; pass++)
        for (size_t i = 0; i < tree->count; i++) {
            visit.file = &tree->files[i];
            visit.reader = (struct schema_reader){arena, findings, visit.file->path};
            if (visit.file->kind == SOURCE_FILE)
                TRY(visit_file(&visit, pass));
        }
    const struct layer *layer = visit.layer;
    bool has_unread = layer->has_unread_steps || layer->has_unread_others;
    if (!layer->step_count && !layer->staircase_count && !layer->source_count && !layer->programme_count && !has_unread)
        findings_add(findings, (struct place){.path = "curriculum.yaml"}, FINDING_EMPTY_LAYER, NULL);
    *ret_layer = visit.layer;
    return 0;
}
