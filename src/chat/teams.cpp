#include "waymark/base/hmac.h"
#include "waymark/base/strings.h"
#include "waymark/parse/json.h"

#include "channels.h"
#include "command.h"
#include "mcp_headers.h"
#include "patience.h"
#include "secrets.h"
#include "teams_card.h"

namespace waymark {
namespace {

struct Webhook {
  std::string name, clearance;
  std::shared_ptr<const Secrets> tokens;
};

// Named and numbered entities of what a person can type into a chat.
std::string entities_decoded(std::string_view text) {
  std::string out(text);
  constexpr std::pair<const char*, const char*> kKnown[] = {{"&nbsp;", " "},  {"&lt;", "<"},  {"&gt;", ">"},
                                                            {"&quot;", "\""}, {"&#39;", "'"}, {"&apos;", "'"},
                                                            {"&amp;", "&"}};
  for (const auto& [entity, character] : kKnown) out = replace_all(out, entity, character);
  return out;
}

class Teams : public Channel {
 public:
  explicit Teams(const ChatOptions& options)
      : api_(options.api), clock_(options.clock), patience_(options.teams_patience) {}

  Status open(const TeamsConfig& config, const std::filesystem::path& folder) {
    for (const TeamsWebhook& webhook : config.webhooks) {
      auto tokens = Secrets::open(webhook.token, folder);
      if (!tokens) return fail("teams webhook \"" + webhook.name + "\"", tokens.error());
      for (const std::string& token : (*tokens)->current())
        if (!from_base64(token))
          return fail(ErrorCode::InvalidInput, "teams webhook \"" + webhook.name +
                                                   "\": the security token is not base64, as Teams gives it");
      webhooks_.push_back({webhook.name, webhook.clearance, std::move(*tokens)});
    }
    return {};
  }

  bool answers(std::string_view path) const override { return path == "/hooks/teams/outgoing"; }

  ApiResponse answer(const ChatRequest& request, SearchIndex& index) override {
    const Webhook* webhook = signer(request);
    if (webhook == nullptr || !valid_utf8(request.body)) return unsigned_answer();
    const auto read = parse_json(request.body, DuplicateKeys::Refuse, {.depth = 32});
    if (!read) return channel_answer(400);
    const Value& activity = *read;
    // The signature holds no time, so the message's own has to.
    const Time now = clock_();
    const auto stated = parse_time(activity["timestamp"].text());
    const std::string id = activity["id"].text();
    constexpr std::size_t kLongestId = 200;
    if (!stated || !is_recent(*stated, now) || id.empty() || id.size() > kLongestId) return unsigned_answer();
    const std::string what = webhook->name + " " + id;
    if (auto before = replays_.answered(what, now)) return *before;
    ApiResponse answer = answer_activity(activity, *webhook, index);
    replays_.remember(what, answer, now);
    return answer;
  }

 private:
  const Webhook* signer(const ChatRequest& request) const {
    const std::string header = header_of(request.fields, "Authorization").value_or("");
    constexpr std::string_view kScheme = "HMAC ";
    if (!header.starts_with(kScheme)) return nullptr;
    const std::string_view given = trim(std::string_view(header).substr(kScheme.size()));
    const Webhook* found = nullptr;
    for (const Webhook& webhook : webhooks_)
      for (const std::string& token : webhook.tokens->current()) {
        const auto key = from_base64(token);
        if (key && same_secret(to_base64(bytes_of(hmac_sha256(*key, request.body))), given) &&
            found == nullptr)
          found = &webhook;
      }
    return found;
  }

  ApiResponse answer_activity(const Value& activity, const Webhook& webhook, SearchIndex& index) {
    if (activity["type"].text() != "message") return channel_answer(200);
    // Everybody in the team reads the answer, so it shows what all of them may see.
    const Caller caller = channel_caller("teams", webhook.name, webhook.clearance);
    const Command command = read_command(teams_words(activity["text"].text()));
    const auto reply = patience_.answer(
        [this, &index, command, caller] { return answer_command(command, CatalogClient(index, caller, api_)); });
    const Json json = teams_reply(reply ? *reply : late_reply(command, api_));
    return channel_answer(200, &json);
  }

  const ApiSettings api_;
  const Clock clock_;
  std::vector<Webhook> webhooks_;
  ReplayMemory replays_;
  Patience patience_;  // The last: what it waits for uses the others.
};

}  // namespace

std::string teams_words(std::string_view text) {
  std::string out;
  std::size_t mention = 0;  // Depth of <at>.
  for (std::size_t i = 0; i < text.size(); ++i) {
    const std::size_t end = text[i] == '<' ? text.find('>', i) : std::string_view::npos;
    if (end == std::string_view::npos) {
      if (mention == 0) out += text[i];
      continue;
    }
    const std::string tag = lower(text.substr(i, end - i + 1));
    if (tag == "<at>" || tag.starts_with("<at ")) ++mention;
    if (tag == "</at>" && mention > 0) --mention;
    if (mention == 0) out += ' ';
    i = end;
  }
  return entities_decoded(out);
}

Result<std::unique_ptr<Channel>> open_teams(const TeamsConfig& config, const ChatOptions& options) {
  auto teams = std::make_unique<Teams>(options);
  if (const Status opened = teams->open(config, options.folder); !opened) return fail(opened.error());
  return std::unique_ptr<Channel>(std::move(teams));
}

}  // namespace waymark
