/* Aspirant part: the words for hours, months and promises, and the form that logs hours, for the pages of students. */
#pragma once

#include "domain/aspirant/aspirant.h"
#include "domain/aspirant/commitment.h"
#include "domain/aspirant/hours.h"
#include "ui/web/kernel/page.h"

const char *aspirant_write_hours(const struct page *page, int hundredths);             /* "2,5" */
const char *aspirant_write_stage(enum language language, enum aspirant_stage stage);   /* "på praktik" */
const char *aspirant_write_state(enum language language, enum commitment_state state); /* "erbjudet" */
const char *aspirant_write_kind(enum language language, const char *kind);             /* of a promise: "Sommarjobb" */
const char *aspirant_write_pause(enum language language, const char *kind);            /* "tentor" */
const char *aspirant_write_left(enum language language, const char *why);              /* "annat arbete" */

/* Its own words, or those of its kind. */
const char *aspirant_write_commitment(const struct page *page, const struct commitment *commitment);

/* Whether something is promised that is not kept. */
bool aspirant_has_open_commitment(const struct aspirant *aspirant);

/* The month of today; NULL. */
const struct hours_month *aspirant_month_now(const struct aspirant *aspirant);

/* "8 av 10 timmar", and why a month asks for less; nothing for a whole one. */
void aspirant_month_hours(struct template *into, const struct page *page, const struct hours_month *month);
void aspirant_month_why(struct template *into, const struct page *page, const struct hours_month *month);

/* Until when, or what became of it: in words that say how urgent it is. */
void aspirant_commitment_due(struct template *into, const struct page *page, const struct commitment *commitment);

/* What was last said of it, and by whom that can be answered. */
void aspirant_commitment_said(struct template *into, const struct page *page, const struct commitment *commitment);

/* Hours and a day, which is today at first: two interactions, three for another day. */
void aspirant_log_form(struct template *into, const struct page *page);

/* The student's own: this month and what is promised (I dag). */
void aspirant_today(struct template *into, const struct page *page, const struct aspirant *aspirant);
