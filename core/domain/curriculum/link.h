/* Link: classifies the target of a link or an image in a step's text, for the check, the import and the pages. */
#pragma once

#include "base/memory.h"
#include "domain/curriculum/source_tree.h"

enum link_kind {
    LINK_OUTSIDE, /* http, https, mailto, tel: unchanged */
    LINK_PART,    /* "#heading" of the same text */
    LINK_STEP,    /* "step:ID", with or without "#heading" */
    LINK_FILE,    /* a path within the layer */
    LINK_LEAVES,  /* a path out of the layer, or "//host/..." */
    LINK_REFUSED, /* another scheme, such as javascript: or data: */
    LINK_EMPTY    /* no target */
};

struct link {
    enum link_kind kind;
    const char *to;   /* the step id or the path within the layer; else the target as written */
    const char *part; /* after '#'; NULL if none */
};

/* True for a target that is a path of a file: "../b.md", "bild.png"; false for "#part", "step:id" and other schemes. */
bool link_is_relative(const char *from, const char *target);

/* The id that a heading has for a part as an author writes it: "Överklagande", "%C3%B6verklagande" and "overklagande"
 * are the same. In the arena; the part itself where nothing of it makes an id. */
const char *link_part_id(struct arena *arena, const char *part);

/* Parses a target written in the file at `from`. Strings are in the arena. */
struct link link_read(struct arena *arena, const char *from, const char *target);
