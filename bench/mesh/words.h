// words.h - the language of the generated mesh: domains, things, columns and a vocabulary for descriptions.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "mesh/random.h"

namespace waymark::mesh {

constexpr unsigned kVocabularyBits = 14;
constexpr std::size_t kDomains = 200;  // In three levels.
constexpr std::size_t kPeople = 5'000;
constexpr std::size_t kTerms = 500;
constexpr unsigned kTagBits = 11;  // About 2,000 tags.

// By rank, the most frequent first: business words, then made ones.
std::string vocabulary(std::size_t rank);
std::string sentence(Random& random, std::size_t words);  // Of Zipfian words, with a capital and a full stop.

std::string domain_path(std::size_t domain);   // "Sales/Orders/Europe"
std::size_t domain_of_area(std::size_t area);  // The second-level domain of one of 60 areas.
std::string_view top_domain(std::size_t top);  // 20 of them.
constexpr std::size_t kAreas = 60;

std::string person_mail(std::size_t person);
std::string tag(std::size_t rank);

// Different for every `index` below kThingNames: "customer_order_daily".
std::string thing_name(std::size_t index);
// Different for every `index` below kColumnNames: "customer_id".
std::string column_name(std::size_t index);
constexpr std::size_t kThingNames = 58'800;
constexpr std::size_t kColumnNames = 2'000;

}  // namespace waymark::mesh
