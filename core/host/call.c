/* The stack of calls into plugins; see call.h. */
#include "host/call.h"

#include "base/fail.h"

static struct call *innermost;
static uint64_t last_number;

void call_begin(struct call *call)
{
    call->outer = innermost;
    innermost = call;
    call->number = ++last_number;
    fail_forget();
}

int call_end(struct call *call, int result)
{
    const char *id = call->plugin->id;
    innermost = call->outer;
    arena_finish(&call->arena);
    if (result == 0 || result == 1)
        return result;
    if (result > 0 || result < FAIL_CORRUPT)
        return fail(FAIL_SYSTEM, "plugin '%s': answered %d, which is no result", id, result);
    if (!fail_last_code())
        return fail((enum fail_code)result, "plugin '%s': failed and did not say why", id);
    return result;
}

struct call *call_current(void)
{
    return innermost;
}

int call_with_site(const char *service, struct call **ret_call)
{
    if (!innermost || !innermost->site || !innermost->viewer)
        return fail(FAIL_RULE, "plugin '%s': %s cannot be used here", innermost ? innermost->plugin->id : "", service);
    *ret_call = innermost;
    return 0;
}
