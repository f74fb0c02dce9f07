/* Quiz: the services that the host gave to the plugin, for all its files. */
#pragma once

#include <trappa/clock.h>
#include <trappa/curriculum.h>
#include <trappa/output.h>
#include <trappa/people.h>
#include <trappa/plugin.h>
#include <trappa/records.h>
#include <trappa/text.h>
#include <trappa/web.h>

/* Marks a sentence for translation; the code that shows it translates it. */
#define N_(sentence) sentence

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

extern const struct trappa_host *host;
extern const struct trappa_clock_1 *clock;
extern const struct trappa_curriculum_1 *curriculum;
extern const struct trappa_people_1 *people;
extern const struct trappa_records_1 *records;
extern const struct trappa_table_1 *table;
extern const struct trappa_text_1 *text;
extern const struct trappa_web_1 *web;
