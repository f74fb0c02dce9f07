/* Lists the places of a programme, and numbers between two; see step_place.h. */
#include "domain/proposal/step_place.h"

#include "base/fail.h"
#include "domain/proposal/step_place_internal.h"

#include <string.h>

/* ---- names ---- */

size_t place_folder_length(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? (size_t)(slash - path) + 1 : 0;
}

const char *place_digits(const char *path, struct arena *arena)
{
    const char *name = path + place_folder_length(path);
    return arena_format(arena, "%.*s", (int)strspn(name, "0123456789"), name);
}

const char *place_rest(const char *path)
{
    const char *name = path + place_folder_length(path);
    size_t digits = strspn(name, "0123456789");
    return digits && name[digits] == '-' ? name + digits + 1 : name;
}

static bool is_listed(const struct git_listing *listing, const char *path)
{
    for (size_t i = 0; i < listing->count; i++)
        if (text_equal(listing->files[i].path, path))
            return true;
    return false;
}

/* "01-ett.en.md" beside "01-ett.md". */
static bool is_translation(const struct git_listing *listing, const char *path)
{
    CLEANUP(arena_finish) struct arena arena = {0};
    size_t length = strlen(path) - strlen(".md");
    const char *dot = memrchr(path, '.', length);
    size_t letters = dot ? (size_t)(path + length - dot) - 1 : 0;
    return letters >= 2 && letters <= 3 && dot > path + place_folder_length(path) &&
           is_listed(listing, arena_format(&arena, "%.*s.md", (int)(dot - path), path));
}

bool place_is_step(const struct git_listing *listing, const char *path)
{
    const char *name = path + place_folder_length(path);
    size_t folders = 0;
    for (const char *at = path; *at; at++)
        folders += *at == '/';
    return folders == 3 && text_starts(path, "programmes/") && text_ends(path, ".md") && *name != '.' &&
           !text_starts(name, "README") && !is_translation(listing, path);
}

/* ---- numbers ---- */

/* One more, in as many digits; false for nines alone. */
static bool number_raise(const char *number, struct text *into)
{
    size_t at = strlen(number);
    while (at && number[at - 1] == '9')
        at--;
    if (!at)
        return false;
    text_add_bytes(into, number, at - 1);
    text_add_char(into, (char)(number[at - 1] + 1));
    for (size_t i = at; number[i]; i++)
        text_add_char(into, '0');
    return true;
}

bool step_place_number(const char *before, const char *after, struct text *into)
{
    CLEANUP(text_finish) struct text raised = TEXT(256);
    if (!*before && !after)
        return text_add(into, "01"), true;
    if (after && strcmp(before, after) >= 0)
        return false;
    if (*before && number_raise(before, &raised) && (!after || strcmp(text_string(&raised), after) < 0))
        return text_add(into, text_string(&raised)), true;
    text_add(into, before);
    if (!after || !text_starts(after, before))
        return text_add_char(into, '5'), true;
    const char *rest = after + strlen(before);
    for (; *rest == '0'; rest++)
        text_add_char(into, '0');
    if (*rest == '1')
        text_add(into, "05");
    else if (*rest)
        text_add_char(into, (char)('0' + (*rest - '0') / 2));
    return *rest != '\0';
}

/* ---- places ---- */

static const char *phase_title(struct site *site, const char *path, struct arena *arena)
{
    struct content_programme programme;
    const char *id = path + strlen("programmes/"), *folder = strchr(id, '/') + 1;
    const char *name = arena_format(arena, "%.*s", (int)strcspn(folder, "/"), folder);
    const char *phase = place_rest(name);
    if (content_programme(site->content, arena_format(arena, "%.*s", (int)(folder - 1 - id), id), arena, &programme) !=
        0) {
        fail_forget();
        return phase;
    }
    for (size_t i = 0; i < programme.phase_count; i++)
        if (text_equal(programme.phases[i].id, phase))
            return programme.phases[i].title;
    return phase;
}

static const char *step_title(const struct git *git, const struct git_file *file, struct arena *arena)
{
    CLEANUP(findings_finish) struct findings findings = {0};
    CLEANUP(text_finish) struct text text = TEXT(CURRICULUM_FILE_BYTES_MAX);
    struct source_file source = {.path = file->path};
    if (git_store_read(git, file->blob, &text) != 0) {
        fail_forget();
        return place_rest(file->path);
    }
    struct step *step = step_read_bytes(arena, &source, text_string(&text), text.length, &findings);
    return step && step->title.value ? step->title.value : place_rest(file->path);
}

struct places {
    struct step_place *items;
    size_t count;
};

static void place_add(struct places *places, const struct step_place *place)
{
    places->items[places->count++] = *place;
}

int step_place_list(struct site *site, const char *layer, const char *path, struct arena *arena,
                    struct step_place **ret_places, size_t *ret_count)
{
    CLEANUP(git_store_close_at) struct git *git = NULL;
    struct git_listing listing;
    char commit[GIT_ID_BYTES];
    TRY(layer_recall(site->records, layer, &git, commit));
    TRY(git_store_list(git, commit, arena, &listing));
    const char *id = path + strlen("programmes/");
    size_t length = text_starts(path, "programmes/") ? strlen("programmes/") + strcspn(id, "/") + 1 : 0;
    struct places places = {.items = arena_zeroed(arena, (2 * listing.count + 1) * sizeof *places.items)};
    const char *folder = "";
    for (size_t i = 0; length && i < listing.count; i++) {
        const struct git_file *file = &listing.files[i];
        if (strncmp(file->path, path, length) != 0 || !place_is_step(&listing, file->path))
            continue;
        if (!text_starts(file->path, folder) || !*folder) {
            folder = arena_format(arena, "%.*s", (int)place_folder_length(file->path), file->path);
            place_add(&places, &(struct step_place){.where = folder, .phase = phase_title(site, file->path, arena)});
        }
        struct step_place *last = &places.items[places.count - 1];
        bool is_itself = text_equal(file->path, path);
        last->is_here |= is_itself;
        place_add(&places, &(struct step_place){.where = file->path,
                                                .title = step_title(git, file, arena),
                                                .phase = last->phase,
                                                .is_here = is_itself});
    }
    *ret_places = places.items;
    *ret_count = places.count;
    return 0;
}
