/* Layer read internals, shared by the files that read a layer; only within this library. */
#pragma once

#include "domain/curriculum/schema.h"

/* Reads a staircase file into `into`. */
void staircase_parse(const struct schema_reader *reader, const struct yaml_node *root, struct source_file *file,
                     struct staircase *into);

/* True if `name` begins with a number prefix, "NN-"; *ret_rest is the rest, else the whole name. */
bool layer_strip_prefix(const char *name, const char **ret_rest);
