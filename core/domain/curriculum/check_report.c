/* What the parts of the check share: places of findings, and guesses at what an unknown id meant; see
 * check_internal.h. */
#include "domain/curriculum/check_internal.h"

struct place check_place(const char *path, struct mark mark)
{
    return (struct place){path, mark.line, mark.column};
}

static const char *nearest(struct check_pass *pass, const char *id, enum id_space space)
{
    size_t count = pass->id_counts[space];
    if (count > pass->guesses_left)
        return NULL;
    pass->guesses_left -= count;
    return text_nearest(id, pass->ids[space], count);
}

const char *check_nearest_step(struct check_pass *pass, const char *id)
{
    return nearest(pass, id, SPACE_STEPS);
}

bool check_add_retired_below(struct check_pass *pass, struct place place, const char *id)
{
    if (!map_get(&pass->retired_below, id))
        return false;
    findings_add(pass->findings, place, FINDING_RETIRED_BELOW, FINDING_WORDS(id, id));
    return true;
}

void check_add_unknown(struct check_pass *pass, const char *path, const struct word *word, enum id_space space)
{
    static const enum finding_code codes[SPACE_COUNT] = {
        [SPACE_STEPS] = FINDING_NO_SUCH_STEP,
        [SPACE_SOURCES] = FINDING_NO_SUCH_SOURCE,
        [SPACE_COMPETENCES] = FINDING_NO_SUCH_COMPETENCE,
        [SPACE_STAIRCASES] = FINDING_NO_SUCH_STAIRCASE,
        [SPACE_PROGRAMMES] = FINDING_NO_SUCH_PROGRAMME,
    };
    if (space == SPACE_STEPS ? map_get(&pass->unread, word->value) != NULL : pass->has_unread_others)
        return;
    if (space == SPACE_STEPS && check_add_retired_below(pass, check_place(path, word->mark), word->value))
        return;
    const struct finding_guess guess = {codes[space], nearest(pass, word->value, space)};
    findings_add_guess(pass->findings, check_place(path, word->mark), guess, FINDING_WORDS(word->value));
}
