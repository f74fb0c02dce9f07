/* Words: spans of text, text that grows up to a ceiling, and comparison of texts. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A piece of a text; it lives as long as the text. */
struct span {
    const char *start;
    size_t length;
};

struct span span_of(const char *words);
/* The span without its first `count` bytes; empty if it has fewer. */
struct span span_after(struct span span, size_t count);
/* Without white space at both ends. */
struct span span_trim(struct span span);
bool span_begins(struct span span, const char *words);
bool span_equal(struct span span, const char *words);
/* The offset of the first `words` in the span; the span's length if absent. */
size_t span_find(struct span span, const char *words);

/* Text in a buffer of the caller's; drops what does not fit and sets `is_full`. */
struct bytes {
    char *start;
    size_t length, room;
    bool is_full;
};

void bytes_add(struct bytes *bytes, struct span span);
void bytes_add_string(struct bytes *bytes, const char *words);
void bytes_number(struct bytes *bytes, int64_t number);
/* Adds the span trimmed, with each run of white space (also no-break spaces) as one space. */
void bytes_add_collapsed(struct bytes *bytes, struct span span);
/* Terminates the text with NUL, after a whole character if it was cut, and lends it. */
const char *bytes_end(struct bytes *bytes);

/* Whether both are equal when collapsed; case counts. */
bool span_same(struct span one, struct span other);

/* FNV-1a: distinguishes texts, hides nothing. */
#define HASH_START UINT64_C(14695981039346656037)
uint64_t hash_add(uint64_t hash, struct span span);
