/* The Swedish catalogue; see swedish.h. */
#include "swedish.h"

#include "quiz_sv.h"

const struct trappa_catalogue_1 swedish = {sizeof swedish, "sv", quiz_sv, sizeof quiz_sv - 1};
