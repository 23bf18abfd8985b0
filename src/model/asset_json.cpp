// asset_json.cpp - one table of members for each struct, read by the writer and the reader alike: what is
// written comes back, in one order.
#include "waymark/model/asset_json.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "json_reader.h"
#include "json_writer.h"

namespace waymark {
namespace {

template <typename T>
struct MemberRow {
  std::string_view name;
  void (*write)(JsonWriter& out, std::string_view name, const T& from);
  void (*read)(JsonReader& in, T& into);
};

// Specialised below for each struct: `rows`, its members in order.
template <typename T>
struct Members;

// How a member of each kind is written (left out when empty) and read.
struct Codec {
  using Out = JsonWriter;
  using In = JsonReader;
  using Name = std::string_view;

  static void put(Out& out, Name name, std::string_view number_or_word) {
    out.name(name);
    out.raw(number_or_word);
  }

  static void write(Out& out, Name name, const std::string& text) {
    if (text.empty()) return;
    out.name(name);
    out.text(text);
  }
  static void read(In& in, std::string& text) { in.read(text); }

  static void write(Out& out, Name name, bool flag) {
    if (flag) put(out, name, "true");
  }
  static void read(In& in, bool& flag) { in.read(flag); }

  static void write(Out& out, Name name, std::int64_t number) {
    if (number != 0) put(out, name, std::to_string(number));
  }
  static void read(In& in, std::int64_t& number) { in.read(number); }

  static void write(Out& out, Name name, double number) {
    if (number == 0) return;
    std::array<char, 32> digits{};
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number);
    put(out, name, {digits.data(), static_cast<std::size_t>(end.ptr - digits.data())});
  }
  static void read(In& in, double& number) { in.read(number); }

  // The level of access: 0 says something, so it is never left out.
  static void write(Out& out, Name name, std::uint8_t number) { put(out, name, std::to_string(number)); }
  static void read(In& in, std::uint8_t& number) {
    std::int64_t wide = 0;
    in.read(wide);
    number = static_cast<std::uint8_t>(wide);
  }

  static void write(Out& out, Name name, AssetType type) { write(out, name, std::string(info(type).name)); }
  static void read(In& in, AssetType& type) {
    std::string word;
    in.read(word);
    type = parse_type(word).value_or(type);
  }

  static void write(Out& out, Name name, OwnerKind kind) { write(out, name, std::string(to_string(kind))); }
  static void read(In& in, OwnerKind& kind) {
    std::string word;
    in.read(word);
    kind = parse_owner_kind(word);
  }

  static std::string number_of(bool flag) { return flag ? "true" : "false"; }
  static std::string number_of(std::int64_t number) { return std::to_string(number); }
  static std::string number_of(Time time) { return std::to_string(time.time_since_epoch().count()); }
  static std::string number_of(Seconds length) { return std::to_string(length.count()); }
  static void read(In& in, Time& time) {
    std::int64_t seconds = 0;
    in.read(seconds);
    time = Time(Seconds(seconds));
  }
  static void read(In& in, Seconds& length) {
    std::int64_t seconds = 0;
    in.read(seconds);
    length = Seconds(seconds);
  }

  // A known false, zero or empty struct is not the same as an unknown one.
  template <typename T>
  static void write(Out& out, Name name, const std::optional<T>& value) {
    if (!value) return;
    if constexpr (requires { number_of(*value); })
      put(out, name, number_of(*value));
    else
      write_object(out, name, *value);
  }
  template <typename T>
  static void read(In& in, std::optional<T>& value) {
    read(in, value.emplace());
  }

  static void item(Out& out, const std::string& text) { out.text(text); }
  static void item(Out& out, const std::pair<std::string, std::string>& pair) {
    out.begin('[');
    out.text(pair.first);
    out.text(pair.second);
    out.end(']');
  }
  template <typename T>
  static void item(Out& out, const T& value) {
    out.begin('{');
    for (const MemberRow<T>& row : Members<T>::rows) row.write(out, row.name, value);
    out.end('}');
  }
  static void read(In& in, std::pair<std::string, std::string>& pair) {
    int index = 0;
    in.array([&] { index++ == 0 ? in.read(pair.first) : in.read(pair.second); });
  }

  template <typename T>
  static void write(Out& out, Name name, const std::vector<T>& items) {
    if (items.empty()) return;
    out.name(name);
    out.begin('[');
    for (const T& value : items) item(out, value);
    out.end(']');
  }
  template <typename T>
  static void read(In& in, std::vector<T>& items) {
    items.clear();
    in.array([&] { read(in, items.emplace_back()); });
  }

  template <typename T>
  static void write_object(Out& out, Name name, const T& value) {
    out.name(name);
    item(out, value);
  }
  template <typename T>
  requires(!std::is_arithmetic_v<T>) static void write(Out& out, Name name, const T& value) {
    const JsonWriter::Mark before = out.mark();
    const std::size_t empty_size = before.size + name.size() + std::string_view(",\"\":{}").size();
    write_object(out, name, value);
    if (out.mark().size <= empty_size) out.back_to(before);
  }
  template <typename T>
  requires(!std::is_arithmetic_v<T>) static void read(In& in, T& value) {
    constexpr std::size_t count = std::size(Members<T>::rows);
    std::size_t next = 0;  // Members come in the order of the table, so the search starts where it ended.
    in.object([&](std::string_view name) {
      for (std::size_t i = 0; i < count; ++i, ++next) {
        const MemberRow<T>& row = Members<T>::rows[next % count];
        if (row.name == name) return row.read(in, value);
      }
      in.skip();
    });
  }
};

template <typename T, auto member>
constexpr MemberRow<T> row(std::string_view name) {
  return {name,
          [](JsonWriter& out, std::string_view as, const T& from) { Codec::write(out, as, from.*member); },
          [](JsonReader& in, T& into) { Codec::read(in, into.*member); }};
}

// clang-format off
template <> struct Members<PhysicalName> { static constexpr MemberRow<PhysicalName> rows[] = {
    row<PhysicalName, &PhysicalName::platform>("platform"), row<PhysicalName, &PhysicalName::instance>("instance"),
    row<PhysicalName, &PhysicalName::parts>("parts")}; };

template <> struct Members<Ref> { static constexpr MemberRow<Ref> rows[] = {
    row<Ref, &Ref::id>("id"), row<Ref, &Ref::physical>("physical"), row<Ref, &Ref::name>("name")}; };

template <> struct Members<Owner> { static constexpr MemberRow<Owner> rows[] = {
    row<Owner, &Owner::id>("id"), row<Owner, &Owner::name>("name"), row<Owner, &Owner::mail>("mail"),
    row<Owner, &Owner::kind>("kind"), row<Owner, &Owner::team>("team"), row<Owner, &Owner::inherited>("inherited")}; };

template <> struct Members<Column> { static constexpr MemberRow<Column> rows[] = {
    row<Column, &Column::path>("path"), row<Column, &Column::title>("title"), row<Column, &Column::type>("type"),
    row<Column, &Column::description>("description"), row<Column, &Column::tags>("tags"),
    row<Column, &Column::terms>("terms"), row<Column, &Column::sensitivity>("sensitivity"),
    row<Column, &Column::key_role>("key_role"), row<Column, &Column::nullable>("nullable")}; };

template <> struct Members<Usage> { static constexpr MemberRow<Usage> rows[] = {
    row<Usage, &Usage::queries_30d>("queries_30d"), row<Usage, &Usage::users_30d>("users_30d"),
    row<Usage, &Usage::refreshes_30d>("refreshes_30d"), row<Usage, &Usage::runs_30d>("runs_30d")}; };

template <> struct Members<DayOfActivity> { static constexpr MemberRow<DayOfActivity> rows[] = {
    row<DayOfActivity, &DayOfActivity::day>("day"), row<DayOfActivity, &DayOfActivity::uses>("uses"),
    row<DayOfActivity, &DayOfActivity::users>("users"), row<DayOfActivity, &DayOfActivity::refreshes>("refreshes"),
    row<DayOfActivity, &DayOfActivity::runs>("runs"), row<DayOfActivity, &DayOfActivity::failures>("failures")}; };

template <> struct Members<Quality> { static constexpr MemberRow<Quality> rows[] = {
    row<Quality, &Quality::passed>("passed"), row<Quality, &Quality::failed>("failed")}; };

template <> struct Members<Promise> { static constexpr MemberRow<Promise> rows[] = {
    row<Promise, &Promise::kind>("kind"), row<Promise, &Promise::text>("text"), row<Promise, &Promise::within>("within")}; };

template <> struct Members<ContractObject> { static constexpr MemberRow<ContractObject> rows[] = {
    row<ContractObject, &ContractObject::target>("target"), row<ContractObject, &ContractObject::name>("name"),
    row<ContractObject, &ContractObject::columns>("columns"), row<ContractObject, &ContractObject::required>("required")}; };

template <> struct Members<ContractText> { static constexpr MemberRow<ContractText> rows[] = {
    row<ContractText, &ContractText::format>("format"), row<ContractText, &ContractText::version>("version"),
    row<ContractText, &ContractText::status>("status"), row<ContractText, &ContractText::place>("place"),
    row<ContractText, &ContractText::original>("original")}; };

template <> struct Members<Contract> { static constexpr MemberRow<Contract> rows[] = {
    row<Contract, &Contract::format>("format"), row<Contract, &Contract::version>("version"),
    row<Contract, &Contract::status>("status"), row<Contract, &Contract::objects>("objects"),
    row<Contract, &Contract::promises>("promises"), row<Contract, &Contract::original>("original"),
    row<Contract, &Contract::others>("others")}; };

template <> struct Members<Member> { static constexpr MemberRow<Member> rows[] = {
    row<Member, &Member::asset>("asset"), row<Member, &Member::port>("port")}; };

template <> struct Members<Neighbour> { static constexpr MemberRow<Neighbour> rows[] = {
    row<Neighbour, &Neighbour::key>("key"), row<Neighbour, &Neighbour::kind>("kind"),
    row<Neighbour, &Neighbour::sources>("sources"), row<Neighbour, &Neighbour::columns>("columns"),
    row<Neighbour, &Neighbour::at>("at")}; };

template <> struct Members<SourceNote> { static constexpr MemberRow<SourceNote> rows[] = {
    row<SourceNote, &SourceNote::source>("source"), row<SourceNote, &SourceNote::format>("format"),
    row<SourceNote, &SourceNote::place>("place"), row<SourceNote, &SourceNote::ref>("ref"),
    row<SourceNote, &SourceNote::at>("at")}; };

template <> struct Members<FieldHistory> { static constexpr MemberRow<FieldHistory> rows[] = {
    row<FieldHistory, &FieldHistory::field>("field"), row<FieldHistory, &FieldHistory::values>("values")}; };

template <> struct Members<AccessClass> { static constexpr MemberRow<AccessClass> rows[] = {
    row<AccessClass, &AccessClass::level>("level"), row<AccessClass, &AccessClass::groups>("groups"),
    row<AccessClass, &AccessClass::rule>("rule")}; };

template <> struct Members<Asset> { static constexpr MemberRow<Asset> rows[] = {
    row<Asset, &Asset::key>("key"), row<Asset, &Asset::match_key>("match_key"), row<Asset, &Asset::aliases>("aliases"),
    row<Asset, &Asset::type>("type"), row<Asset, &Asset::name>("name"), row<Asset, &Asset::title>("title"),
    row<Asset, &Asset::qualified_name>("qualified_name"), row<Asset, &Asset::platform>("platform"),
    row<Asset, &Asset::instance>("instance"), row<Asset, &Asset::environment>("environment"),
    row<Asset, &Asset::description>("description"), row<Asset, &Asset::columns>("columns"),
    row<Asset, &Asset::domain>("domain"), row<Asset, &Asset::products>("products"), row<Asset, &Asset::owners>("owners"),
    row<Asset, &Asset::sensitivity>("sensitivity"), row<Asset, &Asset::sensitivity_word>("sensitivity_word"),
    row<Asset, &Asset::criticality>("criticality"), row<Asset, &Asset::certification>("certification"),
    row<Asset, &Asset::lifecycle>("lifecycle"), row<Asset, &Asset::layer>("layer"), row<Asset, &Asset::tags>("tags"),
    row<Asset, &Asset::terms>("terms"), row<Asset, &Asset::synonyms>("synonyms"), row<Asset, &Asset::created>("created"),
    row<Asset, &Asset::updated>("updated"), row<Asset, &Asset::changed>("changed"),
    row<Asset, &Asset::accessed>("accessed"), row<Asset, &Asset::usage>("usage"),
    row<Asset, &Asset::activity>("activity"), row<Asset, &Asset::popular_queries>("popular_queries"),
    row<Asset, &Asset::quality>("quality"),
    row<Asset, &Asset::fresh_within>("fresh_within"), row<Asset, &Asset::contract>("contract"),
    row<Asset, &Asset::members>("members"), row<Asset, &Asset::url>("url"), row<Asset, &Asset::extra>("extra"),
    row<Asset, &Asset::sources>("sources"), row<Asset, &Asset::history>("history"), row<Asset, &Asset::access>("access"),
    row<Asset, &Asset::stub>("stub"), row<Asset, &Asset::domain_inherited>("domain_inherited"),
    row<Asset, &Asset::sensitivity_from>("sensitivity_from"), row<Asset, &Asset::product_keys>("product_keys"),
    row<Asset, &Asset::within>("within"), row<Asset, &Asset::owner_keys>("owner_keys"),
    row<Asset, &Asset::term_keys>("term_keys"), row<Asset, &Asset::contract_keys>("contract_keys"),
    row<Asset, &Asset::contract_state>("contract_state"), row<Asset, &Asset::contract_findings>("contract_findings"),
    row<Asset, &Asset::upstream>("upstream"), row<Asset, &Asset::downstream>("downstream"),
    row<Asset, &Asset::importance>("importance")}; };
// clang-format on

}  // namespace

std::string asset_to_json(const Asset& asset) {
  std::string text;
  JsonWriter out(text);
  Codec::item(out, asset);
  return text;
}

Result<Asset> asset_from_json(std::string_view text) {
  Asset asset;
  JsonReader in(text);
  Codec::read(in, asset);
  if (!in.finished()) return fail(ErrorCode::Unreadable, "reading an asset: " + in.problem());
  return asset;
}

Result<Asset> asset_from_json(std::string_view text, std::span<const std::string_view> members) {
  Asset asset;
  JsonReader in(text);
  in.object([&](std::string_view name) {
    if (std::find(members.begin(), members.end(), name) == members.end()) return in.skip();
    for (const MemberRow<Asset>& row : Members<Asset>::rows)
      if (row.name == name) return row.read(in, asset);
    in.skip();
  });
  if (!in.finished()) return fail(ErrorCode::Unreadable, "reading an asset: " + in.problem());
  return asset;
}

Status each_column(std::string_view text, const std::function<void(const Column&)>& on_column) {
  JsonReader in(text);
  in.object([&](std::string_view member) {
    if (member != "columns") return in.skip();
    in.array([&] {
      Column column;
      Codec::read(in, column);
      on_column(column);
    });
  });
  if (!in.finished()) return fail(ErrorCode::Unreadable, "reading columns: " + in.problem());
  return {};
}

}  // namespace waymark
