// dcat_catalog.h - a DCAT catalog as plain JSON, record by record: DCAT-US and what CKAN and others write.
#pragma once

#include "waymark/readers/reader.h"

namespace waymark::dcat {

// The first members of the lists a catalog may hold, and the document itself where it is a single record.
bool any_record(const Shape& shape, bool (*holds)(const Value& record));

Status read_catalog(const Export& file, ReadSink& sink);

}  // namespace waymark::dcat
