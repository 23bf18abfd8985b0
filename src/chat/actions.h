// actions.h - the tools for programs that speak plain HTTP and read OpenAPI, such as custom GPTs:
//
//   POST /actions/searchCatalog {"query": "customer orders"}
//
// Arguments and answers are those of the protocol's tools, as short as those; only what reads is offered.
#pragma once

#include "waymark/chat/chat.h"

#include "client.h"

namespace waymark {

ApiResponse answer_action(const ChatRequest& request, const CatalogClient& catalog);

}  // namespace waymark
