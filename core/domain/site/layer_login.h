/* Layer login: with what user and password a layer is fetched, from the file that `layer-login` in trappa.yaml names.
 *
 * Each line is for one layer, `LAYER USER PASSWORD`, so that no server is given what belongs to another's. */
#pragma once

#include "domain/publish/layer.h"

/* Reads settings and file anew; *ret_login stays as it is if the file has no line for the layer, or none is named.
 * FAIL_RULE if the file is not there, others may read it, or a line lacks something. */
layer_login_finder layer_login_find;
