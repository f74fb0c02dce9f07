/* Service data: the services that need an open site. */
#pragma once

#include <trappa/curriculum.h>
#include <trappa/http.h>
#include <trappa/job.h>
#include <trappa/people.h>
#include <trappa/records.h>

extern const struct trappa_records_1 service_records;
extern const struct trappa_people_1 service_people;
extern const struct trappa_curriculum_1 service_curriculum;
extern const struct trappa_jobs_1 service_jobs;
extern const struct trappa_http_1 service_http;
