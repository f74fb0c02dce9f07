/* Finds links by "](" and "]:"; see relink.h. */
#include "domain/proposal/relink.h"

#include "domain/curriculum/link.h"

#include <string.h>

/* How many bytes of both are the same folders. */
static size_t folders_shared(const char *one, const char *other)
{
    size_t shared = 0;
    for (size_t i = 0; one[i] && one[i] == other[i]; i++)
        if (one[i] == '/')
            shared = i + 1;
    return shared;
}

static bool is_same_folder(const char *one, const char *other)
{
    size_t shared = folders_shared(one, other);
    return shared == folders_shared(one, one) && shared == folders_shared(other, other);
}

const char *relink_path(struct arena *arena, const char *from, const char *to)
{
    CLEANUP(text_finish) struct text text = TEXT(64UL * 1024);
    size_t shared = folders_shared(from, to);
    for (const char *at = strchr(from + shared, '/'); at; at = strchr(at + 1, '/'))
        text_add(&text, "../");
    for (const char *at = to + shared; *at; at++)
        if (strchr(" ()<>#?%", *at)) /* what would end the target or mean something in it */
            text_addf(&text, "%%%02X", (unsigned char)*at);
        else
            text_add_char(&text, *at);
    return arena_copy_string(arena, text_string(&text));
}

static const char *moved(const char *path, const struct file_move *moves, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (text_equal(moves[i].from, path))
            return moves[i].to;
    return path;
}

/* Where a target begins behind this place; NULL if none does. */
static const char *target_at(const char *at)
{
    if (at[0] != ']' || (at[1] != '(' && at[1] != ':'))
        return NULL;
    return at + 2 + strspn(at + 2, " ");
}

/* What is written instead of a target; NULL where it stays. */
static const char *target_moved(const char *path, const char *target, const struct file_move *moves, size_t count,
                                struct arena *arena)
{
    const char *now = moved(path, moves, count);
    struct link link = link_read(arena, path, target);
    if (link.kind != LINK_FILE)
        return NULL;
    const char *to = moved(link.to, moves, count);
    bool stays = text_equal(to, link.to) && is_same_folder(now, path);
    return stays ? NULL : relink_path(arena, now, to);
}

bool relink(const char *path, const char *bytes, const struct file_move *moves, size_t count, struct arena *arena,
            struct text *into)
{
    bool is_changed = false;
    for (const char *at = bytes, *target; *at;) {
        target = target_at(at);
        if (!target) {
            text_add_char(into, *at++);
            continue;
        }
        size_t length = strcspn(target, " \t\n)>"), path_length = strcspn(target, " \t\n)>#?");
        const char *instead = target_moved(path, arena_format(arena, "%.*s", (int)length, target), moves, count, arena);
        text_add_bytes(into, at, (size_t)(target - at));
        is_changed |= instead != NULL;
        text_add_bytes(into, instead ? instead : target, instead ? strlen(instead) : path_length);
        text_add_bytes(into, target + path_length, length - path_length);
        at = target + length;
    }
    return is_changed;
}
