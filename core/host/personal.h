/* Personal: exports and erases plugins' data about a person, with `person export` and `person erase`. */
#pragma once

/* Adds plugins' tables to export and erasure. */
void personal_begin(void);
