/* Show: writes a question in the page, as a form or as its result. */
#pragma once

#include <trappa/block.h>

int quiz_show(const struct trappa_shown_1 *shown);
