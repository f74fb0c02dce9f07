/* Swedish: the plugin's Swedish catalogue, compiled from sv.po by the build. */
#pragma once

#include <trappa/text.h>

extern const struct trappa_catalogue_1 swedish;
