#include <charconv>

#include "waymark/base/files.h"
#include "waymark/base/hmac.h"
#include "waymark/base/strings.h"
#include "waymark/parse/json.h"
#include "waymark/parse/yaml.h"

#include "channels.h"
#include "command.h"
#include "mcp_headers.h"
#include "patience.h"
#include "secrets.h"
#include "slack_blocks.h"

namespace waymark {
namespace {

// What the file of people says of one of them.
struct Person {
  std::string clearance;
  std::vector<std::string> groups;
};
using People = std::map<std::string, Person>;

Result<People> read_people(const std::filesystem::path& path) {
  const auto text = read_file(path);
  if (!text) return fail(ErrorCode::InvalidInput, text.error().message);
  const auto read = parse_yaml(*text);
  if (!read) return fail(ErrorCode::InvalidInput, "\"" + path.string() + "\": " + read.error().message);
  People people;
  for (const auto& [id, value] : read->members()) {
    if (!value["clearance"].is_string())
      return fail(ErrorCode::InvalidInput, "\"" + path.string() + "\": " + id + " has no clearance");
    people[id] = {value["clearance"].text(), value["groups"].texts()};
  }
  return people;
}

// The fields of a form, decoded.
std::map<std::string, std::string> form_of(std::string_view body) {
  const auto decoded = [](std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
      int byte = 0;
      if (text[i] == '+') {
        out += ' ';
      } else if (text[i] == '%' && i + 2 < text.size() + 0 &&
                 std::from_chars(text.data() + i + 1, text.data() + i + 3, byte, 16).ptr ==
                     text.data() + i + 3) {
        out += static_cast<char>(byte);
        i += 2;
      } else {
        out += text[i];
      }
    }
    return out;
  };
  std::map<std::string, std::string> form;
  for (const std::string& pair : split(body, '&')) {
    const std::size_t equals = std::min(pair.find('='), pair.size());
    std::string value = equals == pair.size() ? "" : decoded(std::string_view(pair).substr(equals + 1));
    form.emplace(decoded(std::string_view(pair).substr(0, equals)), std::move(value));
  }
  return form;
}

// Slack writes & < > as entities.
std::string unescaped(std::string_view text) {
  return replace_all(replace_all(replace_all(text, "&lt;", "<"), "&gt;", ">"), "&amp;", "&");
}

class Slack : public Channel {
 public:
  Slack(SlackConfig config, const ChatOptions& options)
      : config_(std::move(config)), api_(options.api), clock_(options.clock), patience_(options.slack_patience) {}

  Status open(const std::filesystem::path& folder) {
    auto secrets = Secrets::open(config_.signing_secret, folder);
    if (!secrets) return fail("slack", secrets.error());
    secrets_ = std::move(*secrets);
    if (config_.users.empty()) return {};
    people_ = std::make_unique<WatchedFile<People>>(folder / config_.users, read_people);
    if (const Status read = people_->open(); !read) return fail("slack.users", read.error());
    return {};
  }

  bool answers(std::string_view path) const override { return path.starts_with("/hooks/slack/"); }

  ApiResponse answer(const ChatRequest& request, SearchIndex& index) override {
    const std::string signature = header_of(request.fields, "X-Slack-Signature").value_or("");
    const Time now = clock_();
    if (!is_signed(request, signature, now) || !valid_utf8(request.body)) return unsigned_answer();
    // The same request again does nothing anew. The address belongs to it: the signature does not cover it.
    const std::string what = std::string(request.path) + " " + signature;
    if (auto before = replays_.answered(what, now)) return *before;
    ApiResponse answer = answer_signed(request, index);
    if (answer.status == 200) replays_.remember(what, answer, now);
    return answer;
  }

 private:
  bool is_signed(const ChatRequest& request, const std::string& signature, Time now) const {
    const std::string stated = header_of(request.fields, "X-Slack-Request-Timestamp").value_or("");
    std::int64_t seconds = 0;
    const auto [end, error] = std::from_chars(stated.data(), stated.data() + stated.size(), seconds);
    constexpr std::size_t kLongest = 12;
    if (stated.empty() || stated.size() > kLongest || error != std::errc() ||
        end != stated.data() + stated.size() || !is_recent(Time(Seconds(seconds)), now))
      return false;
    const std::string signed_text = "v0:" + stated + ":" + std::string(request.body);
    bool fits = false;
    for (const std::string& secret : secrets_->current())
      fits = same_secret("v0=" + to_hex(hmac_sha256(secret, signed_text)), signature) || fits;
    return fits;
  }

  bool is_ours(std::string_view workspace, std::string_view organisation, std::string_view app) const {
    const auto listed = [](const std::vector<std::string>& ids, std::string_view id) {
      return std::find(ids.begin(), ids.end(), id) != ids.end();
    };
    return (listed(config_.workspaces, workspace) || listed(config_.workspaces, organisation)) &&
           (config_.apps.empty() || listed(config_.apps, app));
  }

  ApiResponse answer_signed(const ChatRequest& request, SearchIndex& index) {
    if (request.path == "/hooks/slack/command") return answer_command_form(form_of(request.body), index);
    if (request.path == "/hooks/slack/interactive") return answer_click(form_of(request.body));
    if (request.path == "/hooks/slack/events") return answer_event(request.body);
    return channel_answer(404);
  }

  ApiResponse answer_command_form(std::map<std::string, std::string> form, SearchIndex& index) {
    if (form["ssl_check"] == "1") return channel_answer(200);
    if (!is_ours(form["team_id"], form["enterprise_id"], form["api_app_id"])) return unsigned_answer();
    const Command command = read_command(unescaped(form["text"]));
    const Caller caller = caller_of(form["user_id"], command.share);
    const auto reply = patience_.answer(
        [this, &index, command, caller] { return answer_command(command, CatalogClient(index, caller, api_)); });
    const Json json = slack_reply(reply ? *reply : late_reply(command, api_), command.share);
    return channel_answer(200, &json);
  }

  // Buttons only lead to the page, so a click asks for nothing.
  ApiResponse answer_click(std::map<std::string, std::string> form) const {
    const auto payload = parse_json(form["payload"], DuplicateKeys::Refuse, {.depth = 32});
    if (!payload) return channel_answer(400);
    const Value& click = *payload;
    return is_ours(click["team"]["id"].text(), click["enterprise"]["id"].text(), click["api_app_id"].text())
               ? channel_answer(200)
               : unsigned_answer();
  }

  ApiResponse answer_event(std::string_view body) const {
    const auto read = parse_json(body, DuplicateKeys::Refuse, {.depth = 32});
    if (!read) return channel_answer(400);
    const Value& event = *read;
    // Sent once when the address is entered, before there is a workspace.
    if (event["type"].text() == "url_verification") {
      ApiResponse answer = channel_answer(200);
      answer.content_type = "text/plain; charset=utf-8";
      answer.body = event["challenge"].text();
      return answer;
    }
    return is_ours(event["team_id"].text(), event["enterprise_id"].text(), event["api_app_id"].text())
               ? channel_answer(200)
               : unsigned_answer();
  }

  // What everybody in a channel reads shows what everybody there may see, whoever asked.
  Caller caller_of(const std::string& user, bool share) const {
    if (share) return channel_caller("slack", "channel", config_.channel_clearance);
    Caller caller = channel_caller("slack", user, config_.clearance);
    if (people_ == nullptr) return caller;
    const auto people = people_->content();
    if (const auto found = people->find(user); found != people->end()) {
      caller.clearance = found->second.clearance;
      caller.groups = found->second.groups;
    }
    return caller;
  }

  const SlackConfig config_;
  const ApiSettings api_;
  const Clock clock_;
  std::shared_ptr<const Secrets> secrets_;
  std::unique_ptr<WatchedFile<People>> people_;
  ReplayMemory replays_;
  Patience patience_;  // The last: what it waits for uses the others.
};

}  // namespace

Result<std::unique_ptr<Channel>> open_slack(const SlackConfig& config, const ChatOptions& options) {
  auto slack = std::make_unique<Slack>(config, options);
  if (const Status opened = slack->open(options.folder); !opened) return fail(opened.error());
  return std::unique_ptr<Channel>(std::move(slack));
}

}  // namespace waymark
