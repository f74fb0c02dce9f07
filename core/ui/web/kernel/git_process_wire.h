/* What a worker and the git process say to each other; used by these two only. */
#pragma once

#include "ui/web/kernel/git_process.h"

struct git_reply {
    uint64_t id;
    enum git_outcome outcome;
};
