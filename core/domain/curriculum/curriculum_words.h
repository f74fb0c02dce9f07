/* Curriculum words: the lists of words for the enumerations of curriculum.h, for schema tables; each ends with NULL. */
#pragma once

extern const char *const step_component_words[];
extern const char *step_kind_words[]; /* Trappa's, then the plugins' */
extern const char *const step_signoff_words[];
extern const char *const change_class_words[];
