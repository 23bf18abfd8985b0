#include "waymark/chat/chat.h"

#include "actions.h"
#include "channels.h"
#include "chat_parts.h"

namespace waymark {
namespace {

constexpr std::size_t kMostBody = std::size_t{256} * 1024, kMostArguments = std::size_t{16} * 1024;

}  // namespace

Chat::Chat(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
Chat::~Chat() = default;

Result<std::unique_ptr<Chat>> Chat::open(ChatOptions options) {
  if ((options.slack || options.teams) && options.api.public_url.empty())
    return fail(ErrorCode::InvalidInput,
                "slack and teams need public_url: the address people open the links of answers at");
  McpOffers offers = options.offers == nullptr ? catalog_offers() : *options.offers;
  auto parts = std::make_unique<Parts>(options.api, Mcp(std::move(offers), options.api.version));
  const auto add = [&](Result<std::unique_ptr<Channel>> channel) -> Status {
    if (!channel) return fail(channel.error());
    parts->channels.push_back(std::move(*channel));
    return {};
  };
  if (options.slack)
    if (const Status opened = add(open_slack(*options.slack, options)); !opened) return fail(opened.error());
  if (options.teams)
    if (const Status opened = add(open_teams(*options.teams, options)); !opened) return fail(opened.error());
  return std::unique_ptr<Chat>(new Chat(std::move(parts)));
}

ApiResponse Chat::answer(const ChatRequest& request, SearchIndex& index, const Caller& caller) const {
  if (is_mcp_path(request.path))
    return parts_->mcp.answer({request.method, request.fields, request.body},
                              CatalogClient(index, caller, parts_->api));
  if (is_action_path(request.path)) return answer_action(request, CatalogClient(index, caller, parts_->api));
  for (const std::unique_ptr<Channel>& channel : parts_->channels) {
    if (!channel->answers(request.path)) continue;
    if (request.method == "POST") return channel->answer(request, index);
    ApiResponse refused = channel_answer(405);
    refused.headers.emplace_back("Allow", "POST");
    return refused;
  }
  return problem_response("not_found", "No chat service is set up at this address.", "");
}

ApiResponse Chat::refusal(int status, std::string_view detail) {
  return mcp_refusal(status, kInvalidRequest, detail);
}

bool is_mcp_path(std::string_view path) { return path == "/mcp"; }

bool is_hook_path(std::string_view path) { return path.starts_with("/hooks/"); }

std::size_t chat_body_limit(std::string_view path) {
  if (is_action_path(path)) return kMostArguments;
  return is_mcp_path(path) || is_hook_path(path) ? kMostBody : 0;
}

ApiResponse channel_answer(int status, const Json* json) {
  ApiResponse answer{.status = status, .headers = {{"Cache-Control", "no-store"}}};
  if (json != nullptr) answer.body = as_text(*json);
  return answer;
}

Caller channel_caller(std::string via, std::string person, std::string clearance) {
  return {.subject = via + ":" + person, .clearance = std::move(clearance), .via = std::move(via)};
}

}  // namespace waymark
