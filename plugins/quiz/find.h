/* Find: finds the questions of a step and reports them as blocks, with findings. */
#pragma once

#include <trappa/block.h>

int quiz_find(const struct trappa_source_1 *source, const struct trappa_finder_1 *finder);
