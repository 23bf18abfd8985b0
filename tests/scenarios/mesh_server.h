// mesh_server.h - the fixture MESH as a user meets it: export files indexed, served on a free port, asked
// over HTTP.
#pragma once

#include <filesystem>
#include <fstream>
#include <functional>
#include <memory>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include <gtest/gtest.h>
#include <httplib.h>
#include <nlohmann/json.hpp>

#include "waymark/base/files.h"
#include "waymark/base/strings.h"
#include "waymark/ingest/ingest.h"
#include "waymark/server/server.h"

#include "index_fixture.h"

namespace waymark::testing_support {

using nlohmann::json;
using Parameters = std::vector<std::pair<std::string, std::string>>;

inline std::filesystem::path scenario_folder(const std::string& name) {
  return std::filesystem::path(WAYMARK_SOURCE_DIR) / "tests/scenarios" / name;
}

inline IngestReport index_config(const std::filesystem::path& yaml, const std::filesystem::path& index) {
  auto config = read_config(yaml);
  EXPECT_TRUE(config) << config.error().message;
  IngestOptions options;
  options.index = index;
  options.config = config ? *config : Config{};
  options.config_folder = yaml.parent_path();
  options.tool = "test";
  auto report = ingest(options);
  EXPECT_TRUE(report) << report.error().message;
  return report ? *report : IngestReport{};
}

class MeshServer {
 public:
  // Serves whatever is, or will be, in its index folder.
  explicit MeshServer(const std::filesystem::path& ranking = {}) {
    ServeOptions options;
    options.port = 0;
    options.ranking = ranking;
    options.index = index();
    options.version = "test";
    options.search_enough = options.search_too_long = std::chrono::minutes(5);  // A busy machine changes no answer.
    auto started = Server::start(options);
    EXPECT_TRUE(started) << started.error().message;
    server_ = std::make_unique<Server>(std::move(*started));
    client_ = make_client();
  }

  std::filesystem::path index() const { return folder_.path() / "index"; }

  IngestReport load(const std::filesystem::path& yaml) {
    IngestReport report = index_config(yaml, index());
    await(report.published.generation);
    return report;
  }

  // A copy of a fixture folder with one more file of Waymark JSON lines.
  std::filesystem::path with_lines(const std::string& fixture, const std::string& lines) {
    const auto copy = copy_of(fixture);
    std::filesystem::create_directories(copy / "waymark");
    std::ofstream(copy / "waymark/more.jsonl") << lines;
    return copy / "waymark.yaml";
  }

  // A copy of a fixture folder with `edit` done to one of its files.
  std::filesystem::path edited(const std::string& fixture, const std::string& file,
                               const std::function<std::string(std::string)>& edit) {
    return edited_further(copy_of(fixture) / "waymark.yaml", file, edit);
  }
  // The same copy with one more edit.
  static std::filesystem::path edited_further(const std::filesystem::path& yaml, const std::string& file,
                                              const std::function<std::string(std::string)>& edit) {
    const auto path = yaml.parent_path() / file;
    const auto text = read_file(path);
    EXPECT_TRUE(text) << path;
    const std::string changed = edit(*text);
    EXPECT_NE(changed, *text) << "the edit of " << file << " changes nothing";
    std::ofstream(path, std::ios::binary | std::ios::trunc) << changed;
    return yaml;
  }

  std::unique_ptr<httplib::Client> make_client() const {
    auto client = std::make_unique<httplib::Client>("127.0.0.1", server_->port());
    client->set_keep_alive(true);
    client->set_tcp_nodelay(true);
    return client;
  }

  static std::string address(const std::string& path, const Parameters& parameters) {
    httplib::Params params;
    for (const auto& [name, value] : parameters) params.emplace(name, value);
    return parameters.empty() ? path : path + "?" + httplib::detail::params_to_query_str(params);
  }

  httplib::Result raw(const std::string& path, const Parameters& parameters = {}) const {
    return client_->Get(address(path, parameters));
  }

  json get(const std::string& path, const Parameters& parameters = {}) const {
    const auto answer = raw(path, parameters);
    if (!answer || answer->status != 200) {
      ADD_FAILURE() << path << " answered "
                    << (answer ? std::to_string(answer->status) + " " + answer->body : "nothing");
      return json::object();
    }
    return json::parse(answer->body);
  }
  json search(Parameters parameters) const { return get("/api/v1/search", parameters); }
  json search(const std::string& q) const { return search(Parameters{{"q", q}}); }

  // Refs are long; tests name hits by their name.
  static std::vector<std::string> names(const json& answer) {
    std::vector<std::string> out;
    for (const json& hit : answer.value("hits", json::array())) out.push_back(hit.value("name", ""));
    return out;
  }
  // Names as "ENVIRONMENT-DATABASE.…": the full reference, lower case, for tables that share a name.
  static std::vector<std::string> refs(const json& answer) {
    std::vector<std::string> out;
    for (const json& hit : answer.value("hits", json::array())) out.push_back(lower(hit.value("ref", "")));
    return out;
  }

 private:
  std::filesystem::path copy_of(const std::string& fixture) {
    const auto copy = folder_.path() / ("exports-" + std::to_string(copies_++));
    std::filesystem::copy(scenario_folder(fixture), copy, std::filesystem::copy_options::recursive);
    return copy;
  }
  void await(const std::string& generation) {
    for (int i = 0; i < 400; ++i) {
      const auto answer = raw("/api/v1/status");
      if (answer && answer->status == 200 &&
          json::parse(answer->body)["generation"].value("id", "") == generation)
        return;
      std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
    ADD_FAILURE() << "generation " << generation << " was never served";
  }

  TemporaryFolder folder_;
  std::unique_ptr<Server> server_;
  std::unique_ptr<httplib::Client> client_;
  int copies_ = 0;
};

}  // namespace waymark::testing_support
