// slack_blocks.h - an answer as Slack shows it.
#pragma once

#include "command.h"

namespace waymark {

// Texts of the catalog for Slack's markup: nothing in them can mention, link or format.
std::string slack_text(std::string_view text);

Json slack_reply(const ChatReply& reply, bool in_channel);

}  // namespace waymark
