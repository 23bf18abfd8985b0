// ingest_fixture.h - a folder of small exports that a test edits, and the index made of it.
#pragma once

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "waymark/base/strings.h"
#include "waymark/ingest/ingest.h"
#include "waymark/model/asset_json.h"

#include "index_fixture.h"

namespace waymark::testing_support {

// Glue's answer for some tables of one database.
inline std::string glue_export(const std::string& database, const std::vector<std::string>& tables,
                               const std::string& description = "") {
  std::string text = "{\"TableList\":[";
  for (const std::string& table : tables)
    text += (text.back() == '[' ? "" : ",") + ("{\"Name\":\"" + table + "\",\"DatabaseName\":\"" + database) +
            "\",\"CatalogId\":\"111122223333\",\"Description\":\"" + description +
            "\",\"StorageDescriptor\":{\"Columns\":[{\"Name\":\"id\",\"Type\":\"int\"}]}}";
  return text + "]}";
}

class Exports {
 public:
  std::filesystem::path folder() const { return folder_.path() / "exports"; }
  std::filesystem::path index() const { return folder_.path() / "index"; }
  std::filesystem::path path(const std::string& name) const { return folder() / name; }

  void write(const std::string& name, const std::string& text) const {
    std::filesystem::create_directories(path(name).parent_path());
    std::ofstream(path(name), std::ios::binary | std::ios::trunc) << text;
  }
  void remove(const std::string& name) const { std::filesystem::remove(path(name)); }

  IngestOptions options() const {
    IngestOptions options;
    options.exports = {folder()};
    options.index = index();
    options.tool = "test";
    return options;
  }
  // With the sources of this configuration instead of everything below exports/.
  IngestOptions configured(const std::string& yaml) const {
    IngestOptions options = this->options();
    options.exports.clear();
    auto config = parse_config(yaml, "waymark.yaml");
    EXPECT_TRUE(config) << config.error().message;
    if (config) options.config = std::move(*config);
    options.config_folder = folder();
    return options;
  }

  static IngestReport run(const IngestOptions& options) {
    auto report = ingest(options);
    EXPECT_TRUE(report) << report.error().message;
    return report ? std::move(*report) : IngestReport();
  }
  IngestReport run() const { return run(options()); }

  std::string content() const { return content_of(index()); }
  static std::string content_of(const std::filesystem::path& index) {
    const auto generation = Generation::open_current(index);
    EXPECT_TRUE(generation) << generation.error().message;
    return generation ? (*generation)->manifest().content : std::string();
  }
  // What one run over everything that is there now would publish into a fresh index.
  std::string content_of_full_build(IngestOptions options) const {
    const TemporaryFolder fresh;
    options.index = fresh.path() / "index";
    run(options);
    return content_of(options.index);
  }

 private:
  TemporaryFolder folder_;
};

inline const FileReport& file_named(const IngestReport& report, const std::string& name) {
  static const FileReport kNone;
  for (const FileReport& file : report.files)
    if (file.name == name) return file;
  ADD_FAILURE() << "no file " << name << " in the report";
  return kNone;
}

// The asset of that name as it is published, or null.
inline std::optional<Asset> published_asset(const std::filesystem::path& index, const std::string& name) {
  const auto generation = Generation::open_current(index);
  if (!generation) return std::nullopt;
  for (const Shard& shard : (*generation)->shards())
    for (std::uint32_t d = 0; d < shard.columns.size(); ++d)
      if (auto asset = asset_from_json(shard.documents[d]); asset && asset->name == name)
        return std::move(*asset);
  return std::nullopt;
}

}  // namespace waymark::testing_support
