// teams_card.h - an answer as Microsoft Teams shows it, and a message of Teams as plain words.
#pragma once

#include "command.h"

namespace waymark {

// Texts of the catalog for the Markdown of a card: nothing in them can link or format.
std::string teams_text(std::string_view text);

Json teams_reply(const ChatReply& reply);

// What was written to the webhook: without mentions and tags, entities decoded.
std::string teams_words(std::string_view text);

}  // namespace waymark
