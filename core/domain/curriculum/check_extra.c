/* Lets plugins look at every step's body; see check_use_extra() in check.h. */
#include "domain/curriculum/check_parts.h"

#include <string.h>

static int (*look)(const struct check_text *text, check_finding *finding);

void check_use_extra(int (*step)(const struct check_text *text, check_finding *finding))
{
    look = step;
}

/* Which step is looked at: what plugins call has no context. */
static struct {
    struct check_pass *pass;
    const struct step *step;
} now;

static void finding_take(int code, size_t line, size_t column, const char *detail)
{
    if (line > (size_t)INT32_MAX / 2 || column > (size_t)INT32_MAX / 2)
        return;
    const struct place place = {now.step->file->path, now.step->body_line + (int)line, (int)column + 1};
    findings_add(now.pass->findings, place, (enum finding_code)code, FINDING_WORDS(detail));
}

/* ---- which lines are code ---- */

struct fence {
    char letter; /* '`' or '~'; 0 outside */
    size_t length;
};

/* A fence as CommonMark 4.5 has it: at most three spaces, then three or more of one letter. */
static bool line_turns_fence(const char *line, struct fence *fence)
{
    size_t spaces = strspn(line, " ");
    const char *at = line + spaces;
    size_t length = *at == '`' ? strspn(at, "`") : *at == '~' ? strspn(at, "~") : 0;
    if (spaces > 3 || length < 3)
        return false;
    if (!fence->letter) {
        if (*at == '`' && strchr(at + length, '`'))
            return false;
        *fence = (struct fence){*at, length};
        return true;
    }
    bool is_end = *at == fence->letter && length >= fence->length && text_is_blank(at + length);
    if (is_end)
        *fence = (struct fence){0};
    return is_end;
}

/* Fences, and lines of four spaces after an empty line or another such. Text within lists stays text. */
static void code_mark(const char *const *lines, size_t count, unsigned char *is_code)
{
    struct fence fence = {0};
    for (size_t i = 0; i < count; i++) {
        bool was_fence = fence.letter != 0, turns = line_turns_fence(lines[i], &fence);
        bool is_indented = text_starts(lines[i], "    ") && (!i || text_is_blank(lines[i - 1]) || is_code[i - 1]);
        is_code[i] = was_fence || turns || (is_indented && !text_is_blank(lines[i]));
    }
}

/* ---- the lines ---- */

static const char **lines_cut(struct arena *arena, char *body, size_t *ret_count)
{
    size_t count = 1;
    for (const char *at = body; (at = strchr(at, '\n')); at++)
        count++;
    const char **lines = arena_zeroed(arena, count * sizeof *lines);
    count = 0;
    for (char *at = body; at;) {
        char *end = strchr(at, '\n');
        lines[count++] = at;
        if (end && end > at && end[-1] == '\r')
            end[-1] = '\0';
        if (end)
            *end++ = '\0';
        at = end;
    }
    *ret_count = count;
    return lines;
}

static int step_look(struct check_pass *pass, const struct step *step)
{
    CLEANUP(arena_finish) struct arena scratch = {0};
    struct check_text text = {.step = step->id.value ? step->id.value : ""};
    text.lines = lines_cut(&scratch, arena_copy_bytes(&scratch, step->body, step->body_length), &text.line_count);
    unsigned char *is_code = arena_zeroed(&scratch, text.line_count);
    code_mark(text.lines, text.line_count, is_code);
    text.is_code = is_code;
    now.pass = pass;
    now.step = step;
    return look(&text, finding_take);
}

int check_extra(struct check_pass *pass)
{
    for (size_t i = 0; look && i < pass->layer->step_count; i++)
        TRY(step_look(pass, pass->layer->steps[i]));
    return 0;
}
