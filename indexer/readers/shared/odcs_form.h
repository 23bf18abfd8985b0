// odcs_form.h - a filled-in ODCS workbook as the document that the ODCS dialect reads.
#pragma once

#include "waymark/readers/reader.h"

namespace waymark {

// Errors only when a sheet cannot be read. A template that nobody filled in gives a document without an id.
Result<Value> odcs_document(const Workbook& workbook);

}  // namespace waymark
