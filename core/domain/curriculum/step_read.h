/* Step read: parses one Markdown file with front matter into a struct; only within this library. */
#pragma once

#include "domain/curriculum/schema.h"

/* Loads a text file of the layer, at most CURRICULUM_FILE_BYTES_MAX of UTF-8 without NUL, into the reader's arena.
 * ret_text->bytes is NULL after a finding; fails only if the file cannot be read at all. */
int source_text_load(const struct schema_reader *reader, const struct source_tree *tree, struct source_file *file,
                     struct yaml_source *ret_text);

/* The same checks of bytes in memory. */
bool source_text_is_good(const struct schema_reader *reader, const char *bytes, size_t length);

/* The parsed step or translation from the parse cache; NULL if absent. An entry means that parsing had no findings. */
struct step *step_recall(struct arena *arena, struct parse_cache *parse_cache, struct source_file *file);
struct translation *translation_recall(struct arena *arena, struct parse_cache *parse_cache, struct source_file *file);

/* Adds a step or translation, parsed without findings, to the parse cache. */
void step_keep(struct parse_cache *parse_cache, const struct step *step);
void translation_keep(struct parse_cache *parse_cache, const struct translation *translation);

/* Parses a step; NULL if it has no usable front matter. */
struct step *step_read(const struct schema_reader *reader, struct source_file *file, const struct yaml_source *text);

/* Parses a translation; NULL if it has no usable front matter. */
struct translation *translation_read(const struct schema_reader *reader, struct source_file *file,
                                     const struct yaml_source *text);
