/* Brings plugins and a site together; see attach.h. */
#include "host/attach.h"

#include "domain/site/site.h"

void host_attach(struct site *site)
{
    (void)site;
}
