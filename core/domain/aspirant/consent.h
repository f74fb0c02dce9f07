/* Consent: that a student lets the contact person of the own university see hours and dates. Only the student gives it
 * and takes it back, whenever; a mentor, a manager or the operator cannot.
 *
 * A contact (role `contact`) is of one university. What a contact may see of a student is decided here, and it is
 * nothing unless the consent stands, the universities are the same, the student is neither employed, gone nor erased,
 * and has no protected identity (which only oneself, the mentor and the manager see). */
#pragma once

#include "domain/aspirant/aspirant.h"

/* By the student alone: FAIL_DENIED for everybody else. FAIL_RULE when it stands already, or does not stand. */
int aspirant_consent_give(struct site *site, const struct actor *actor, struct subject_ref person);
int aspirant_consent_take_back(struct site *site, const struct actor *actor, struct subject_ref person);

/* Of which university somebody is the contact. SITE_ACCOUNTS; FAIL_RULE without the role `contact`. */
int aspirant_contact_set(struct site *site, const struct actor *actor, struct subject_ref person,
                         const char *university);

/* *ret_university is NULL for somebody who is no contact of any. */
int aspirant_contact_of(struct records *records, int64_t person_key, struct arena *arena, const char **ret_university);

/* The students whose hours and dates the actor, a contact, may see: with months, no promises. FAIL_DENIED for
 * an actor without the role. Nothing else of them is for a contact. */
int aspirant_contact_students(struct site *site, const struct actor *actor, struct arena *arena,
                              struct aspirants *ret_students);

/* The same for one student; FAIL_NOT_FOUND with the sentence of an unknown person when it is not for this contact. */
int aspirant_contact_student(struct site *site, const struct actor *actor, const char *rid, struct arena *arena,
                             struct aspirant *ret_student);

/* Two names of a university are the same if they differ in capitals, accents and signs only. */
bool university_is_same(const char *one, const char *other);
