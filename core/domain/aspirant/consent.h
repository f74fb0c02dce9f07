/* Consent: a student lets the contact of the own university see hours and dates. Only the student gives and withdraws
 * it, at any time; a mentor, a manager or the operator cannot.
 *
 * A contact (role `contact`) belongs to one university. A contact sees a student only with consent, of the same
 * university, and only if the student is not employed, gone or erased and has no protected identity (visible to the
 * person, the mentor and the manager only). */
#pragma once

#include "domain/aspirant/aspirant.h"

/* For the student alone: FAIL_DENIED for everybody else. FAIL_RULE if there is a consent already, or none. */
int aspirant_consent_give(struct site *site, const struct actor *actor, struct subject_ref person);
int aspirant_consent_withdraw(struct site *site, const struct actor *actor, struct subject_ref person);

/* Sets the university of a contact. SITE_ACCOUNTS; FAIL_RULE without the role `contact`. */
int aspirant_contact_set(struct site *site, const struct actor *actor, struct subject_ref person,
                         const char *university);

/* The university of a contact; *ret_university is NULL for anybody else. */
int aspirant_contact_of(struct records *records, int64_t person_key, struct arena *arena, const char **ret_university);

/* The students whom the actor, a contact, may see: hours by month and dates; no commitments, and nothing else may be
 * shown. FAIL_DENIED for an actor without the role. */
int aspirant_contact_students(struct site *site, const struct actor *actor, struct arena *arena,
                              struct aspirants *ret_students);

/* One of them; FAIL_NOT_FOUND with the sentence of an unknown person if this contact may not see the student. */
int aspirant_contact_student(struct site *site, const struct actor *actor, const char *rid, struct arena *arena,
                             struct aspirant *ret_student);

/* True if two names of a university differ only in capitals, accents and punctuation. */
bool university_is_same(const char *one, const char *other);
