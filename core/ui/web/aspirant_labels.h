/* Aspirant labels: words and small templates for hours, months and commitments, and the form that logs hours. */
#pragma once

#include "domain/aspirant/aspirant.h"
#include "domain/aspirant/commitment.h"
#include "domain/aspirant/hours.h"
#include "ui/web/kernel/page.h"

const char *aspirant_write_hours(const struct page *page, int seconds);                /* "2,5" */
const char *aspirant_write_stage(enum language language, enum aspirant_stage stage);   /* "på praktik" */
const char *aspirant_write_state(enum language language, enum commitment_state state); /* "erbjudet" */
const char *aspirant_write_kind(enum language language, const char *kind);             /* "Sommarjobb" */
const char *aspirant_write_pause(enum language language, const char *kind);            /* "tentor" */
const char *aspirant_write_left(enum language language, const char *why);              /* "annat arbete" */

/* The commitment's own words, or those of its kind. */
const char *aspirant_write_commitment(const struct page *page, const struct commitment *commitment);

/* True if a commitment is due or broken. */
bool aspirant_has_open_commitment(const struct aspirant *aspirant);

/* The month of today; NULL if there is none. */
const struct hours_month *aspirant_month_now(const struct aspirant *aspirant);

/* "8 av 10 timmar", and why a month asks for less; the latter writes nothing for a whole month. */
void aspirant_month_hours(struct template *into, const struct page *page, const struct hours_month *month);
void aspirant_month_why(struct template *into, const struct page *page, const struct hours_month *month);

/* Until when, or the outcome, in words that show how urgent it is. */
void aspirant_commitment_due(struct template *into, const struct page *page, const struct commitment *commitment);

/* The state that was set last and its day; nothing once it is kept or withdrawn. */
void aspirant_commitment_state(struct template *into, const struct page *page, const struct commitment *commitment);

/* The form: hours and a day, by default today; two interactions, three for another day. */
void aspirant_log_form(struct template *into, const struct page *page);

/* The section of the student's start page: this month and the commitments (I dag). */
void aspirant_today(struct template *into, const struct page *page, const struct aspirant *aspirant);
