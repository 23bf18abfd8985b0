#include "shared/openlineage_names.h"

#include "waymark/base/strings.h"
#include "waymark/model/keys.h"

#include "shared/aws_names.h"

namespace waymark::openlineage {
namespace {

enum class Naming { Parts, Path, Topic };

// What the scheme of a namespace says. A scheme that is not listed names tables on a host.
struct Scheme {
  std::string_view scheme;
  Naming naming;
  bool host_tells;  // The host is the instance. Engines over a catalog that others know by account have none.
  bool bare = false;  // Also stands alone, without "://".
};
constexpr Scheme kSchemes[] = {
    {"bigquery", Naming::Parts, false, true},
    {"awsathena", Naming::Parts, false},
    {"athena", Naming::Parts, false},
    {"trino", Naming::Parts, false},
    {"presto", Naming::Parts, false},
    {"hive", Naming::Parts, false, true},
    {"spark", Naming::Parts, false},
    {"kafka", Naming::Topic, true},
    {"kinesis", Naming::Topic, true},
    {"pulsar", Naming::Topic, true},
    {"pubsub", Naming::Topic, true, true},
    {"s3", Naming::Path, false},
    {"s3a", Naming::Path, false},
    {"s3n", Naming::Path, false},
    {"gs", Naming::Path, false},
    {"gcs", Naming::Path, false},
    {"abfs", Naming::Path, false},
    {"abfss", Naming::Path, false},
    {"wasb", Naming::Path, false},
    {"wasbs", Naming::Path, false},
    {"hdfs", Naming::Path, true, true},
    {"dbfs", Naming::Path, true, true},
    {"file", Naming::Path, true, true},
};

constexpr std::string_view kGlueArn = "arn:aws:glue:";

// "postgres://user:secret@db1:5432,db2:5432/x?password=…" in its parts, without the login.
struct Address {
  std::string scheme, host, path;
};

Address address_of(std::string_view text) {
  if (text.starts_with("jdbc:")) text.remove_prefix(5);
  Address address;
  std::size_t end = text.find("://");
  if (end == std::string_view::npos) {
    // "file:/tmp/warehouse" is a path, "arn:aws:…" and "team:orders" are words.
    const std::size_t colon = text.find(":/");
    address.scheme = lower(text.substr(0, colon));
    if (colon != std::string_view::npos) address.path = text.substr(colon + 1);
    return address;
  }
  address.scheme = lower(text.substr(0, end));
  text.remove_prefix(end + 3);
  text = text.substr(0, text.find_first_of("?;"));
  end = std::min(text.find('/'), text.size());
  address.host = text.substr(0, end);
  address.path = text.substr(end);
  // "container@account" of Azure is no login.
  const std::size_t at = address.host.rfind('@');
  if (at != std::string::npos && address.host.find(':') < at) address.host.erase(0, at + 1);
  return address;
}

// The host alone: the first of several, no port, and nothing for names that only say "here".
std::string instance_of(std::string host) {
  host.resize(std::min(host.find(','), host.size()));
  if (const std::size_t colon = host.rfind(':'); colon != std::string::npos && host.find(':') == colon)
    host.resize(colon);
  return host == "localhost" || host == "127.0.0.1" ? std::string() : host;
}

const Scheme* scheme_of(const std::string& word, bool bare) {
  for (const Scheme& known : kSchemes)
    if (known.scheme == word && (!bare || known.bare)) return &known;
  return nullptr;
}

bool is_address(std::string_view text) {
  return contains(text, "://") || text.find(":/") != std::string_view::npos;
}

// Buckets are known the world over; a path elsewhere begins with its slash.
Place path_place(const Address& where, const Scheme& scheme, std::string_view name) {
  Place place;
  place.type = AssetType::File;
  const std::string platform = normal_platform(scheme.scheme);
  // "wasb" and the like have the platform of their longer form.
  place.physical.platform = scheme.scheme.starts_with("wasb") ? "adls" : platform;
  std::string path = where.path;
  while (path.ends_with('/')) path.pop_back();
  if (name.starts_with('/')) name.remove_prefix(1);
  if (!name.empty()) (path += '/') += name;
  while (path.size() > 1 && path.ends_with('/')) path.pop_back();
  if (!scheme.host_tells) path.insert(0, where.host);
  if (scheme.host_tells) place.physical.instance = instance_of(where.host);
  place.physical.parts = {path};
  if (!scheme.host_tells) place.url = std::string(scheme.scheme) + "://" + path;
  return place;
}

Place glue_place(std::string_view arn, std::string_view name) {
  const std::vector<std::string> words = split(arn, ':');
  std::vector<std::string> path = split(name, '/');
  if (!path.empty() && path.front() == "table") path.erase(path.begin());
  if (path.size() == 1) path = split_qualified(name);  // "sales.orders"
  if (path.size() != 2) return {};
  const Ref ref = glue_ref(words.size() > 4 ? words[4] : "", path[0], path[1]);
  return {.physical = ref.physical, .id = ref.id, .url = "", .type = AssetType::Table};
}

std::string without_login(std::string_view name_space) {
  if (!contains(name_space, "://")) return std::string(name_space);
  const Address address = address_of(name_space);
  return address.scheme + "://" + address.host + address.path;
}

std::string full_name(std::string_view name_space, std::string_view name) {
  return without_login(name_space) + "/" + std::string(name.starts_with('/') ? name.substr(1) : name);
}

}  // namespace

std::string dataset_id(std::string_view name_space, std::string_view name) {
  return "openlineage:" + full_name(name_space, name);
}

std::string job_id(std::string_view name_space, std::string_view name) {
  return "openlineage:job:" + full_name(name_space, name);
}

Place place_of(const Export& file, std::string_view name_space, std::string_view name) {
  if (name_space.starts_with(kGlueArn)) return glue_place(name_space, name);
  if (contains(name, "://")) {  // "file://localhost/in.csv" says it all itself.
    const Address where = address_of(name);
    if (const Scheme* scheme = scheme_of(where.scheme, false); scheme && scheme->naming == Naming::Path)
      return path_place(where, *scheme, "");
  }
  const Address where = address_of(name_space);
  const Scheme* scheme = scheme_of(where.scheme, !is_address(name_space));
  Place place;
  if (scheme == nullptr && !is_address(name_space)) {
    std::vector<std::string> parts = split_qualified(name);
    if (!file.platform.empty() && parts.size() > 1)
      place.physical = {normal_platform(file.platform), file.instance, std::move(parts)};
    return place;
  }
  if (scheme && scheme->naming == Naming::Path) return path_place(where, *scheme, name);
  place.physical.platform = normal_platform(where.scheme);
  place.physical.instance = scheme == nullptr || scheme->host_tells ? instance_of(where.host) : file.instance;
  if (scheme && scheme->naming == Naming::Topic) {
    place.type = AssetType::Topic;
    place.physical.parts = {std::string(name)};
  } else {
    place.physical.parts = split_qualified(name);
  }
  return place;
}

Place symlink_place(const Export& file, std::string_view name_space, std::string_view name) {
  Place place = name_space.empty() ? Place{} : place_of(file, name_space, name);
  if (place.type == AssetType::Table && !place.physical.empty()) return place;
  place = {};
  std::vector<std::string> parts = split_qualified(name);
  if (parts.size() > 1)
    place.physical = {name_space.empty() ? "hive" : "spark",
                      name_space.empty() ? file.instance : without_login(name_space), std::move(parts)};
  return place;
}

std::string platform_of_uri(std::string_view uri) {
  return is_address(uri) ? normal_platform(address_of(uri).scheme) : std::string();
}

}  // namespace waymark::openlineage
