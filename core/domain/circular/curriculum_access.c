/* Asks the audience of a step for those who do not read everything; see curriculum_access.h. */
#include "domain/circular/curriculum_access.h"

#include "base/fail.h"
#include "base/text.h"
#include "domain/circular/audience.h"

#include <string.h>

/* A step by this id; *ret_is_readable is false too if there is none. */
static int step_ask(struct site *site, const struct audience *audience, const struct subject *self, const char *step,
                    bool *ret_is_readable)
{
    CLEANUP(arena_finish) struct arena arena = {0};
    struct content_entry entry;
    int result = content_step(site->content, step, &arena, &entry);
    *ret_is_readable = result == 0 && audience_has(audience, &entry, &self->person);
    return fail_is(result, REASON_STEP_UNKNOWN) ? 0 : result;
}

int curriculum_check_step(struct site *site, const struct subject *self, const char *step)
{
    CLEANUP(arena_finish) struct arena arena = {0};
    struct audience audience;
    bool is_readable;
    if (access_may_site(&self->viewer, SITE_SEE_CURRICULUM))
        return 0;
    TRY(audience_read(site->records, self->person.key, &arena, &audience));
    TRY(step_ask(site, &audience, self, step, &is_readable));
    return is_readable ? 0 : fail_at(FAIL_NOT_FOUND, REASON_STEP_UNKNOWN, NULL, "step '%s': no such step", step);
}

/* ---- images ---- */

/* Whether a part's text shows the image, in any of its languages: the address in the text ends with the blob. */
static int part_shows(struct content *content, const struct content_entry *entry, const char *part, const char *blob,
                      struct arena *arena, bool *ret_shows)
{
    static const char *const languages[] = {"sv", "en"};
    const char *end = arena_format(arena, "/%s\"", blob);
    for (size_t i = 0; i < COUNT_OF(languages) && !*ret_shows; i++) {
        struct content_text text;
        TRY(content_text(content, entry->id, part, languages[i], arena, &text));
        *ret_shows = strstr(text.html, end) != NULL;
    }
    return 0;
}

static int entry_shows(struct content *content, const struct content_entry *entry, const char *blob,
                       struct arena *arena, bool *ret_shows)
{
    struct content_part *parts;
    size_t count;
    TRY(content_step_parts(entry, arena, &parts, &count));
    for (size_t i = 0; i < count && !*ret_shows; i++)
        TRY(part_shows(content, entry, parts[i].blob, blob, arena, ret_shows));
    return 0;
}

int curriculum_check_image(struct site *site, const struct subject *self, const char *blob)
{
    CLEANUP(arena_finish) struct arena arena = {0};
    struct audience audience;
    struct content_entries all;
    bool shows = false;
    if (access_may_site(&self->viewer, SITE_SEE_CURRICULUM))
        return 0;
    TRY(audience_read(site->records, self->person.key, &arena, &audience));
    TRY(content_steps(site->content, &arena, &all));
    for (size_t i = 0; i < all.count && !shows; i++)
        if (audience_has(&audience, &all.items[i], &self->person))
            TRY(entry_shows(site->content, &all.items[i], blob, &arena, &shows));
    return shows ? 0 : fail(FAIL_NOT_FOUND, "image '%s': no such image", blob);
}
