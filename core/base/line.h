/* Line: where the lines of a text end. A line ends with a line feed, a carriage return, or both (CommonMark 2.1).
 *
 * Whatever counts lines beside cmark counts them here, so that the two cannot differ. */
#pragma once

#include <stddef.h>

/* A line at `start`: its bytes, and those that end it (0 to 2; 0 only at the end of the text). */
struct line {
    const char *start;
    size_t length, ending;
};

struct line line_at(const char *start, const char *end);

/* The start of the line after it; the end of the text after the last. */
const char *line_after(struct line line);

/* The number of line endings in the bytes. */
size_t line_endings(const char *bytes, size_t length);

/* The line and the column of a byte, both from 1; a column counts characters. */
struct line_place {
    int line, column;
};
struct line_place line_place(const char *bytes, size_t offset);

/* The offset of a place; `length` beyond the last line. */
size_t line_offset(const char *bytes, size_t length, struct line_place place);
