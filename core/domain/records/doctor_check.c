/* What checks of the doctor share; see doctor_check.h. */
#include "domain/records/doctor_check.h"

int doctor_warn(struct doctor *doctor, int result)
{
    doctor->is_only_warning = true;
    return result;
}
