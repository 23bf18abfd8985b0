// export_folder.h - export files written by a test, read through detection and readers, and merged.
#pragma once

#include <filesystem>
#include <fstream>

#include <gtest/gtest.h>

#include "waymark/base/strings.h"
#include "waymark/catalog/derive.h"
#include "waymark/catalog/merge.h"
#include "waymark/readers/reader.h"

namespace waymark {

// What came of one file.
struct ReadExport : ReadSink {
  void fragment(Fragment one) override { fragments.push_back(std::move(one)); }
  void edge(Edge one) override { edges.push_back(std::move(one)); }
  void problem(Problem one) override { problems.push_back(one.place + ": " + one.message); }
  void count(std::string_view kind, std::size_t records) override { counts[std::string(kind)] += records; }

  std::size_t counted(const std::string& kind) const {
    const auto found = counts.find(kind);
    return found == counts.end() ? 0 : found->second;
  }
  const Fragment& named(std::string_view name) const {
    static const Fragment kNone;
    for (const Fragment& one : fragments)
      if (one.facts.name == name) return one;
    ADD_FAILURE() << "nothing is called " << name;
    return kNone;
  }

  const Reader* reader = nullptr;
  std::string unread;  // Why no reader took it.
  std::vector<Fragment> fragments;
  std::vector<Edge> edges;
  std::vector<std::string> problems;
  std::map<std::string, std::size_t> counts;
};

class ExportFolder : public testing::Test {
 protected:
  void SetUp() override {
    const auto* test = testing::UnitTest::GetInstance()->current_test_info();
    folder_ = std::filesystem::temp_directory_path() /
              ("waymark-" + std::string(test->name()) + "-" + std::to_string(::getpid()));
    std::filesystem::create_directories(folder_);
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }

  std::filesystem::path write(const std::string& name, std::string_view bytes) {
    const std::filesystem::path path = folder_ / name;
    std::filesystem::create_directories(path.parent_path());
    std::ofstream(path, std::ios::binary) << bytes;
    return path;
  }

  ReadExport read(const std::string& name, const std::string& instance = {}) const {
    ReadExport result;
    Export file;
    file.path = folder_ / name;
    file.name = name;
    file.folder = std::filesystem::path(name).parent_path().generic_string();
    file.source = "test";
    file.instance = instance;
    const Result<Shape> shape = look_at(file.path);
    if (!shape) {
      result.unread = shape.error().message;
      return result;
    }
    file.shape = *shape;
    result.reader = detect(file.shape);
    if (result.reader == nullptr) {
      result.unread = describe(file.shape);
      return result;
    }
    if (const Status status = result.reader->read(file, result); !status)
      result.problems.push_back(status.error().message);
    return result;
  }
  ReadExport read_text(const std::string& name, std::string_view bytes) {
    write(name, bytes);
    return read(name);
  }

  // The catalog of these files, handed to the merge in this order.
  Catalog catalog_of(const std::vector<std::string>& names, const std::string& instance = {}) const {
    const Config config;
    Merger merger(config);
    for (const std::string& name : names) {
      ReadExport one = read(name, instance);
      if (one.reader == nullptr) {
        ADD_FAILURE() << name << ": " << one.unread;
        continue;
      }
      const SourceInfo source{.name = "test",
                              .format = std::string(one.reader->name),
                              .kind = one.reader->kind,
                              .precedence = {},
                              .file = name,
                              .defaults = {}};
      for (Fragment& fragment : one.fragments) merger.add(std::move(fragment), source);
      for (Edge& edge : one.edges) merger.add(std::move(edge), source);
    }
    Result<Catalog> catalog = build_catalog(merger.finish(), config);
    EXPECT_TRUE(catalog) << (catalog ? "" : catalog.error().message);
    if (catalog) {
      EXPECT_TRUE(make_whole(*catalog));
    }
    return catalog ? std::move(*catalog) : Catalog{};
  }

  std::filesystem::path folder_;
};

inline const Asset* find_asset(const Catalog& catalog, std::string_view name) {
  for (const Asset& asset : catalog.assets)
    if (asset.name == name || asset.qualified_name == name) return &asset;
  return nullptr;
}
inline std::size_t noted(const Catalog& catalog, std::string_view kind) {
  for (const MergeNote& note : catalog.notes)
    if (note.kind == kind) return note.count;
  return 0;
}

}  // namespace waymark
