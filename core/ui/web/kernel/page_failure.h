/* Failure on a page: what went wrong, in words of the page and at the field of the form. */
#pragma once

#include "ui/web/kernel/page.h"

/* The last failure as a sentence in the reader's language, which begins with a capital and ends without a stop. */
const char *page_failure(const struct page *page);

/* The field of the form for the input that the last failure is about: by that name or by the one that forms have for
 * it, if the row accepts it; NULL if there is none. */
const char *page_failed_field(const struct page *page);
