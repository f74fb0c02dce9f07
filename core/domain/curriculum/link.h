/* Link: what a link or an image in a step's text leads to, the same for the check, the import and the pages. */
#pragma once

#include "base/memory.h"
#include "domain/curriculum/source_tree.h"

enum link_kind {
    LINK_OUTSIDE, /* http, https, mailto, tel: left as it is */
    LINK_PART,    /* "#heading" of the same text */
    LINK_STEP,    /* "step:ID", with or without "#heading" */
    LINK_FILE,    /* a path within the layer */
    LINK_LEAVES,  /* a path out of the layer, or "//host/..." */
    LINK_REFUSED, /* another scheme, such as javascript: or data: */
    LINK_EMPTY    /* nothing was given */
};

struct link {
    enum link_kind kind;
    const char *to;   /* the step id or the path within the layer; else the target as written */
    const char *part; /* after '#'; NULL if none */
};

/* True for what is looked up among files: "../b.md", "bild.png"; false for "#part", "step:id" and other schemes. The
 * same wherever the file lies. */
bool link_is_relative(const char *from, const char *target);

/* Reads a target written in the file at `from`. Strings live in the arena. */
struct link link_read(struct arena *arena, const char *from, const char *target);
