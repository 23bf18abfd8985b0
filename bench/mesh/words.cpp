#include "mesh/words.h"

namespace waymark::mesh {
namespace {

constexpr std::string_view kTops[] = {"Sales",       "Finance", "Marketing", "Customer", "Supply",
                                      "Logistics",   "People",  "Risk",      "Payments", "Product",
                                      "Platform",    "Service", "Retail",    "Web",      "Inventory",
                                      "Procurement", "Legal",   "Insurance", "Energy",   "Travel"};
constexpr std::string_view kAreaWords[] = {"Orders", "Accounts", "Planning"};
constexpr std::string_view kRegions[] = {"Europe", "Americas"};
constexpr std::size_t kTopCount = std::size(kTops),
                      kPerTop = 10;  // Itself, three areas, two regions in each.

constexpr std::string_view kEntities[] = {
    "customer", "order",    "invoice", "payment", "product", "shipment", "store",    "supplier",  "employee",
    "contract", "campaign", "session", "ticket",  "refund",  "price",    "stock",    "warehouse", "vendor",
    "account",  "ledger",   "budget",  "claim",   "policy",  "visit",    "delivery", "carrier",   "route",
    "driver",   "vehicle",  "sensor",  "meter",   "booking", "flight",   "hotel",    "coupon",    "discount",
    "basket",   "review",   "rating",  "message", "device",  "login",    "consent",  "address",   "region",
    "currency", "tax",      "salary",  "shift",   "project"};
constexpr std::string_view kShapes[] = {"daily",    "weekly", "monthly", "history",  "current", "line",
                                        "header",   "event",  "summary", "detail",   "change",  "balance",
                                        "forecast", "target", "status",  "link",     "score",   "segment",
                                        "list",     "hourly", "rollup",  "snapshot", "audit",   "delta"};
constexpr std::string_view kColumnEnds[] = {
    "id",     "code",  "name",   "date",   "amount",   "type",  "status", "count",   "flag",  "number",
    "key",    "value", "at",     "rate",   "currency", "email", "phone",  "country", "city",  "group",
    "reason", "score", "source", "region", "hash",     "level", "order",  "start",   "end",   "total",
    "share",  "limit", "label",  "note",   "version",  "batch", "owner",  "period",  "index", "class"};
constexpr std::string_view kCommon[] = {
    "the",          "of",         "and",        "data",      "each",     "for",       "with",
    "from",         "one",        "row",        "daily",     "table",    "source",    "system",
    "report",       "used",       "by",         "team",      "orders",   "customers", "after",
    "loaded",       "monthly",    "revenue",    "billing",   "per",      "contains",  "history",
    "records",      "active",     "customer",   "order",     "product",  "price",     "value",
    "date",         "key",        "identifier", "status",    "type",     "created",   "updated",
    "amount",       "currency",   "region",     "country",   "channel",  "store",     "online",
    "retail",       "raw",        "cleaned",    "joined",    "view",     "model",     "pipeline",
    "quality",      "checked",    "trusted",    "official",  "finance",  "sales",     "marketing",
    "supply",       "logistics",  "service",    "platform",  "risk",     "payments",  "people",
    "invoice",      "payment",    "refund",     "return",    "shipment", "delivery",  "carrier",
    "warehouse",    "stock",      "inventory",  "forecast",  "budget",   "target",    "margin",
    "cost",         "discount",   "campaign",   "session",   "visit",    "click",     "churn",
    "segment",      "score",      "metric",     "dashboard", "weekly",   "hourly",    "snapshot",
    "deduplicated", "latest",     "agreed",     "legal",     "contract", "policy",    "claim",
    "premium",      "energy",     "meter",      "sensor",    "device",   "employee",  "salary",
    "shift",        "contractor", "vendor",     "supplier",  "purchase", "approval",  "ledger",
    "account"};
constexpr std::string_view kSyllables[] = {"ba",  "cor", "del", "fin", "gar", "hel", "ion", "jun",
                                           "kel", "lum", "mar", "nor", "pol", "qui", "ras", "sol",
                                           "tan", "ulm", "ver", "wes", "xen", "yor", "zan", "tri",
                                           "mon", "est", "all", "eri", "osa", "uni", "ami", "ort"};
constexpr std::string_view kFirst[] = {
    "ana",  "ben",  "carla", "david",  "elif",  "femi",  "greta", "hugo", "ines", "jonas",
    "kira", "luis", "mei",   "nils",   "olga",  "priya", "quinn", "rosa", "sami", "tara",
    "uwe",  "vera", "wen",   "ximena", "yusuf", "zoe",   "arne",  "bea",  "cem",  "dora",
    "emil", "fay",  "gil",   "hana",   "ivo",   "jana",  "karl",  "lena", "marc", "nora",
    "otto", "paul", "rita",  "sven",   "tom",   "ulla",  "vito",  "wim",  "xavi", "yara"};
constexpr std::size_t kLastNames = kPeople / std::size(kFirst);

std::string made_word(std::size_t number, std::size_t syllables) {
  std::string word;
  for (std::size_t i = 0; i < syllables; ++i, number /= std::size(kSyllables))
    word += kSyllables[number % std::size(kSyllables)];
  return word;
}

}  // namespace

std::string vocabulary(std::size_t rank) {
  if (rank < std::size(kCommon)) return std::string(kCommon[rank]);
  return made_word(rank, 3);
}

std::string sentence(Random& random, std::size_t words) {
  std::string text;
  for (std::size_t i = 0; i < words; ++i) {
    if (i > 0) text += ' ';
    text += vocabulary(random.zipf(kVocabularyBits));
  }
  if (text.empty()) return text;
  text.front() = static_cast<char>(text.front() - 'a' + 'A');
  return text + '.';
}

std::string_view top_domain(std::size_t top) { return kTops[top % kTopCount]; }

std::string domain_path(std::size_t domain) {
  std::string path(kTops[domain / kPerTop % kTopCount]);
  const std::size_t place = domain % kPerTop;
  if (place == 0) return path;
  const std::size_t area = (place - 1) / 3, region = (place - 1) % 3;
  path += '/';
  path += kAreaWords[area];
  if (region > 0) (path += '/') += kRegions[region - 1];
  return path;
}

std::size_t domain_of_area(std::size_t area) { return area / 3 % kTopCount * kPerTop + 1 + area % 3 * 3; }

std::string person_mail(std::size_t person) {
  const std::size_t last = person / std::size(kFirst) % kLastNames;
  return std::string(kFirst[person % std::size(kFirst)]) + "." + made_word(last * 7 + 3, 2) + "@mesh.example";
}

std::string tag(std::size_t rank) { return vocabulary(rank * 5 + 2); }

std::string thing_name(std::size_t index) {
  const std::size_t entities = std::size(kEntities);
  std::string name(kEntities[index % entities]);
  (name += '_') += kEntities[(index % entities + 1 + index / entities % (entities - 1)) % entities];
  (name += '_') += kShapes[index / (entities * (entities - 1)) % std::size(kShapes)];
  return name;
}

std::string column_name(std::size_t index) {
  return std::string(kEntities[index % std::size(kEntities)]) + "_" +
         std::string(kColumnEnds[index / std::size(kEntities) % std::size(kColumnEnds)]);
}

}  // namespace waymark::mesh
