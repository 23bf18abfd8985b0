#include <algorithm>
#include <map>

#include "waymark/base/strings.h"
#include "waymark/ingest/ingest.h"
#include "waymark/parse/archive.h"

namespace waymark {
namespace {

namespace fs = std::filesystem;

bool has_wildcard(std::string_view text) { return text.find_first_of("*?") != std::string_view::npos; }

// `*` stays within one part of a path; `**` stands for any number of parts, also none.
bool path_matches(const std::vector<std::string>& pattern, const std::vector<std::string>& path,
                  std::size_t p = 0, std::size_t t = 0) {
  if (p == pattern.size()) return t == path.size();
  if (pattern[p] == "**") {
    for (std::size_t skip = t; skip <= path.size(); ++skip)
      if (path_matches(pattern, path, p + 1, skip)) return true;
    return false;
  }
  return t < path.size() && glob_match(pattern[p], path[t]) && path_matches(pattern, path, p + 1, t + 1);
}

// What stands before the first wildcard: where to look.
fs::path fixed_part(const fs::path& pattern) {
  fs::path fixed;
  for (const fs::path& part : pattern) {
    if (has_wildcard(part.string())) break;
    fixed /= part;
  }
  return fixed;
}

std::string why_not_an_export(const fs::directory_entry& entry) {
  std::error_code error;
  if (entry.is_symlink(error)) return "a symbolic link, which is never followed";
  if (!entry.is_regular_file(error)) return "not a regular file";
  if (entry.path().filename().string().starts_with("~$")) return "the lock file of an open workbook";
  return {};
}

bool is_hidden(const fs::path& path) { return path.filename().string().starts_with("."); }

// It says how exports are to be read. One among them is no export, and is not obeyed for lying there.
bool is_configuration(const fs::path& path) { return path.filename() == "waymark.yaml"; }

// Every regular file below, in a fixed order. Hidden files and folders and configurations are not exports and
// not worth a line.
void walk(const fs::path& folder, const fs::path& base, std::vector<std::pair<fs::path, std::string>>& files,
          std::vector<Skipped>& skipped) {
  std::error_code error;
  std::vector<fs::directory_entry> entries;
  for (const auto& entry : fs::directory_iterator(folder, error)) entries.push_back(entry);
  if (error)
    skipped.push_back({fs::relative(folder, base).generic_string(), "cannot be listed: " + error.message()});
  std::sort(entries.begin(), entries.end(), [](const auto& a, const auto& b) { return a.path() < b.path(); });
  for (const auto& entry : entries) {
    if (is_hidden(entry.path()) || is_configuration(entry.path())) continue;
    const std::string name = entry.path().lexically_relative(base).generic_string();
    if (entry.is_directory(error) && !entry.is_symlink(error)) {
      walk(entry.path(), base, files, skipped);
    } else if (std::string why = why_not_an_export(entry); !why.empty()) {
      skipped.push_back({name, std::move(why)});
    } else {
      files.emplace_back(entry.path(), name);
    }
  }
}

std::vector<std::string> parts_of(const fs::path& path) {
  std::vector<std::string> parts;
  for (const fs::path& part : path.lexically_normal())
    if (!part.empty() && part != "/") parts.push_back(part.string());
  return parts;
}

class Finder {
 public:
  Finder(const Config& config, fs::path folder)
      : config_(config), folder_(fs::absolute(folder.empty() ? fs::path(".") : folder).lexically_normal()) {}

  // A source that is not there does not keep the others from being read: the guards decide what that means.
  FoundFiles configured() {
    for (const SourceConfig& source : config_.sources) {
      const std::size_t before = out_.files.size();
      std::string missing;
      for (const std::string& path : source.paths)
        if (std::string why = add_source_path(source, path); missing.empty()) missing = std::move(why);
      if (out_.files.size() == before)
        out_.empty[source.name] =
            !missing.empty() ? missing : "no file matches \"" + join(source.paths, "\", \"") + "\"";
      else if (!missing.empty())
        out_.skipped.push_back({source.name, missing});
    }
    return std::move(out_);
  }

  Result<FoundFiles> given(const std::vector<fs::path>& exports) {
    for (const fs::path& path : exports) {
      std::error_code error;
      const fs::path root = fs::absolute(path).lexically_normal();
      if (!fs::exists(root, error))
        return fail(ErrorCode::InvalidInput, "no file or folder named \"" + path.string() + "\"");
      std::string name = (root.has_filename() ? root.filename() : root.parent_path().filename()).string();
      std::vector<std::pair<fs::path, std::string>> files;
      if (fs::is_directory(root, error))
        walk(root, root, files, out_.skipped);
      else if (std::string why = why_not_an_export(fs::directory_entry(root)); !why.empty())
        out_.skipped.push_back({name, why});
      else
        files.emplace_back(root, name);
      SourceConfig own;
      own.name = name;
      own.ignore_users = config_.ignore_users;
      if (files.empty()) out_.empty[name] = "no export file found under \"" + path.string() + "\"";
      for (auto& [file, relative] : files) out_.files.push_back({file, relative, source_of(file, own), {}});
    }
    return std::move(out_);
  }

 private:
  // Why there is nothing at the path, or "".
  std::string add_source_path(const SourceConfig& source, const std::string& path) {
    const fs::path pattern = (folder_ / path).lexically_normal();
    const fs::path start = fixed_part(pattern);
    std::error_code error;
    if (!fs::exists(start, error)) return "no file or folder named \"" + start.string() + "\"";
    std::vector<std::pair<fs::path, std::string>> files;
    if (fs::is_directory(start, error))
      walk(start, folder_, files, out_.skipped);
    else
      files.emplace_back(start, start.lexically_relative(folder_).generic_string());
    const bool everything = start == pattern || start == pattern.parent_path() / "";
    for (auto& [file, name] : files)
      if (everything || path_matches(parts_of(pattern), parts_of(file)))
        out_.files.push_back({file, name, source, {}});
    return {};
  }

  // A configured source may name files below a path given on the command line.
  SourceConfig source_of(const fs::path& file, const SourceConfig& otherwise) const {
    for (const SourceConfig& source : config_.sources)
      for (const std::string& path : source.paths) {
        const fs::path pattern = (folder_ / path).lexically_normal();
        std::vector<std::string> parts = parts_of(pattern);
        if (!has_wildcard(path) && file != pattern) parts.emplace_back("**");
        if (path_matches(parts, parts_of(file))) return source;
      }
    return otherwise;
  }

  const Config& config_;
  fs::path folder_;
  FoundFiles out_;
};

// Hidden members and what macOS packs along are not exports, as hidden files of a folder are not.
bool is_hidden_member(std::string_view name) {
  for (const std::string& part : split(name, '/'))
    if (part == "__MACOSX" || (part.starts_with('.') && part.find_first_not_of('.') != std::string::npos))
      return true;
  return false;
}

// An archive of exports is read as if it were a folder of that name. One that cannot be listed stays itself,
// and looking at it tells why; so does an Office file, which is an archive only inside.
std::vector<FoundFile> members_of(const FoundFile& file, std::vector<Skipped>& skipped) {
  if (!is_archive(file.path)) return {};
  const auto members = list_archive(file.path);
  if (!members || !document_in(*members).empty()) return {};
  std::vector<FoundFile> out;
  for (const ArchiveMember& member : *members) {
    if (is_hidden_member(member.name) || is_configuration(member.name)) continue;
    const std::string name = file.name + "/" + member.name;
    if (fs::path(member.name).filename().string().starts_with("~$"))
      skipped.push_back({name, "the lock file of an open workbook"});
    else
      out.push_back({file.path, name, file.source, member.name});
  }
  return out;
}

void open_archives(FoundFiles& found) {
  std::vector<FoundFile> files;
  for (FoundFile& file : found.files) {
    std::vector<FoundFile> members = members_of(file, found.skipped);
    if (members.empty()) files.push_back(std::move(file));
    for (FoundFile& member : members) files.push_back(std::move(member));
  }
  found.files = std::move(files);
}

}  // namespace

Result<FoundFiles> find_exports(const std::vector<fs::path>& exports, const Config& config,
                                const fs::path& config_folder) {
  Finder finder(config, config_folder);
  auto found = exports.empty() ? Result<FoundFiles>(finder.configured()) : finder.given(exports);
  if (!found) return found;
  if (found->files.empty() && found->empty.empty() && exports.empty())
    return fail(ErrorCode::InvalidInput,
                "nothing to index: name the exports or give sources in waymark.yaml");
  open_archives(*found);
  std::stable_sort(found->files.begin(), found->files.end(), [](const FoundFile& a, const FoundFile& b) {
    return a.source.name != b.source.name ? a.source.name < b.source.name : a.name < b.name;
  });
  return found;
}

std::vector<fs::path> export_places(const std::vector<fs::path>& exports, const Config& config,
                                    const fs::path& config_folder) {
  if (!exports.empty()) return exports;
  std::vector<fs::path> places;
  for (const SourceConfig& source : config.sources)
    for (const std::string& path : source.paths)
      places.push_back(fixed_part(fs::absolute(config_folder / path).lexically_normal()));
  return places;
}

}  // namespace waymark
