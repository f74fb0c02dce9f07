/* Finding codes about layers on top of others; see finding_table.h. */
#include "domain/curriculum/finding_table.h"

static const struct finding_kind rows[] = {
    {FINDING_NOTHING_BELOW,
     FINDING_ERROR,
     N_("%1$s: no layer below has the step '%2$s'"),
     N_("check an upper layer with the folder of the layer below as its base"),
     N_("extends, replaces and hides are about a step of a layer below this one."),
     {"programmes/introduktion/02-grund/01-norm.md", "---\nextends: normen\n---\n\nSå gör vi.\n", EXAMPLE_UPPER},
     {"programmes/introduktion/02-grund/01-norm.md", "---\nextends: norm\n---\n\nSå gör vi.\n", EXAMPLE_UPPER}},
    {FINDING_DRIFT,
     FINDING_WARNING,
     N_("'%1$s' replaces revision %2$s, and the base is at %3$s: a change of class %4$s"),
     N_("read what changed in the base, take it over, and raise based-on:"),
     N_("A replacement does not follow the base. The class is the highest of the changes since: legal ones first."),
     {"programmes/introduktion/02-grund/01-norm.md", "---\nreplaces: norm\nbased-on: 1\n---\n\nSå gör vi.\n",
      EXAMPLE_UPPER},
     {"programmes/introduktion/02-grund/01-norm.md", "---\nreplaces: norm\nbased-on: 2\n---\n\nSå gör vi.\n",
      EXAMPLE_UPPER}},
    {FINDING_BASED_ON_AHEAD,
     FINDING_ERROR,
     N_("'%1$s' is based on revision %2$s, and the base is only at %3$s"),
     N_("write the base's revision that it was written from"),
     N_("based-on names a revision of the step that is replaced."),
     {"programmes/introduktion/02-grund/01-norm.md", "---\nreplaces: norm\nbased-on: 3\n---\n\nSå gör vi.\n",
      EXAMPLE_UPPER},
     {"programmes/introduktion/02-grund/01-norm.md", "---\nreplaces: norm\nbased-on: 2\n---\n\nSå gör vi.\n",
      EXAMPLE_UPPER}},
    {FINDING_LAYER_ROLE,
     FINDING_ERROR,
     N_("this layer changes '%1$s' already, in %2$s"),
     N_("put both into one file"),
     N_("A layer says one thing about a step of a lower layer."),
     {"programmes/introduktion/02-grund/01-norm.md", "---\nextends: valkommen\n---\n\nSå gör vi också.\n",
      EXAMPLE_UPPER},
     {"programmes/introduktion/02-grund/01-norm.md", "---\nextends: norm\n---\n\nSå gör vi.\n", EXAMPLE_UPPER}},
    {FINDING_RETIRED_BELOW,
     FINDING_WARNING,
     N_("the step '%s' is retired by a layer below"),
     N_("take it away here too, or make a step of your own of what is left: give it an id, a title and continues: "
        "[%s]"),
     N_("A layer below has taken the step away and lists its id in retired:. What this layer says of it is not shown, "
        "and everything else is published."),
     {"programmes/introduktion/02-grund/01-gammal.md", "---\nextends: gammal\n---\n\nSå gör vi.\n", EXAMPLE_UPPER},
     {"programmes/introduktion/02-grund/01-norm.md", "---\nextends: norm\n---\n\nSå gör vi.\n", EXAMPLE_UPPER}},
};

const struct finding_rows finding_rows_layers = {rows, COUNT_OF(rows)};
