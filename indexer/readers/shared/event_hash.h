// event_hash.h - the 64 bits by which event feeds are counted without keeping what they name.
//
//   std::uint64_t run = event_hash({"run", run_id});        // The same run told twice is one event.
//   std::uint64_t who = event_hash({"user", user_name});    // A distinct user, and nobody's name.
//
// The same words give the same number in every run and on every machine: numbers of old exports are united with
// those of new ones. The first word says what is counted, so an event and a user of one name stay two things.
// Words are taken by the letter: fold what differs in case only before.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string_view>

namespace waymark {

std::uint64_t event_hash(std::initializer_list<std::string_view> words);

}  // namespace waymark
