/* Find: the block offer's way through a step: questions become blocks with names, and findings. */
#pragma once

#include <trappa/block.h>

int quiz_find(const struct trappa_source_1 *source, const struct trappa_finder_1 *finder);
