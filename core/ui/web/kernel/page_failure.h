/* Page failure: the last failure in the words of a page, and at the field of its form. */
#pragma once

#include "ui/web/kernel/page.h"

/* The last failure as a sentence in the reader's language, with a capital letter and without a full stop. */
const char *page_failure(const struct page *page);

/* The form field for the input of the last failure: of the same name, or of the name that forms use for it, if the row
 * accepts it; else NULL. */
const char *page_failed_field(const struct page *page);
