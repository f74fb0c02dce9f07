/* Personal: what plugins keep about a person, handed out with `person export` and erased with `person erase`. */
#pragma once

/* Makes export and erasure ask plugins too. */
void personal_begin(void);
