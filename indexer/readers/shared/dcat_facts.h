// dcat_facts.h - what a record of DCAT says of the thing it is about, apart from what tells it from others.
#pragma once

#include <string>
#include <string_view>

#include "shared/dcat_record.h"

namespace waymark::dcat {

// Everything but name and title.
void set_facts(const Place& at, const Value& record, Facts& facts);

// "DAILY" of "http://publications.europa.eu/resource/authority/frequency/DAILY"; a text that is no address as
// it is.
std::string_view last_segment(std::string_view text);

}  // namespace waymark::dcat
