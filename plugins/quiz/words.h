/* Words: pieces of text that end where they end, text that grows up to a ceiling, and what makes two texts the same. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A piece of somebody's text; it lives as long as that does. */
struct span {
    const char *start;
    size_t length;
};

struct span span_of(const char *words);
/* What is left after the first `count` bytes; nothing when there are fewer. */
struct span span_after(struct span span, size_t count);
/* Without white space at both ends. */
struct span span_trim(struct span span);
bool span_begins(struct span span, const char *words);
bool span_equal(struct span span, const char *words);
/* Where `words` stands first, or the span's length when it does not stand there. */
size_t span_find(struct span span, const char *words);

/* Text in a room that somebody else owns; what does not fit is left out and remembered. */
struct bytes {
    char *start;
    size_t length, room;
    bool is_full;
};

void bytes_add(struct bytes *bytes, struct span span);
void bytes_say(struct bytes *bytes, const char *words);
void bytes_number(struct bytes *bytes, int64_t number);
/* Trimmed, and each white space inside as one space, also those that do not break. */
void bytes_add_collapsed(struct bytes *bytes, struct span span);
/* Ends the text with NUL, at a whole character if it was too long, and lends it. */
const char *bytes_end(struct bytes *bytes);

/* Whether both are the same once collapsed; case counts. */
bool span_same(struct span one, struct span other);

/* FNV-1a: tells texts apart, hides nothing. */
#define HASH_START UINT64_C(14695981039346656037)
uint64_t hash_add(uint64_t hash, struct span span);
