/* Step read: one Markdown file with front matter, read into a struct; within the domain only. */
#pragma once

#include "domain/curriculum/schema.h"

/* A text file of the layer: at most CURRICULUM_FILE_BYTES_MAX of UTF-8 without NUL, in the reader's arena. NULL after
 * a finding; a failure only where the file cannot be read at all. */
int source_text_load(const struct schema_reader *reader, const struct source_tree *tree, struct source_file *file,
                     struct yaml_source *ret_text);

/* The same questions about bytes that are already here. */
bool source_text_is_good(const struct schema_reader *reader, const char *bytes, size_t length);

/* What reading gives, from a lesson; NULL if there is none. Where there is one, reading had nothing to complain about.
 */
struct step *step_recall(struct arena *arena, struct parse_cache *parse_cache, struct source_file *file);
struct translation *translation_recall(struct arena *arena, struct parse_cache *parse_cache, struct source_file *file);

/* Makes lessons of what was read without findings. */
void step_keep(struct parse_cache *parse_cache, const struct step *step);
void translation_keep(struct parse_cache *parse_cache, const struct translation *translation);

struct step *step_read(const struct schema_reader *reader, struct source_file *file, const struct yaml_source *text);

/* A translation of some step; NULL if it has no usable front matter. */
struct translation *translation_read(const struct schema_reader *reader, struct source_file *file,
                                     const struct yaml_source *text);
