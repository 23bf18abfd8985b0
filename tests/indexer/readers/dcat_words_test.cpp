// dcat_words_test.cpp - the words of open data: frequencies, HTML, languages, versions, and JSON-LD as plain
// records.
#include <gtest/gtest.h>

#include "indexer/readers/shared/dcat_record.h"
#include "indexer/readers/shared/html_text.h"
#include "indexer/readers/shared/json_ld.h"
#include "indexer/readers/shared/local_texts.h"
#include "indexer/readers/shared/version.h"

namespace waymark {
namespace {

Value json(std::string_view text) { return parse_json(text).value_or(Value{}); }

TEST(DcatFrequency, IsALengthWhicheverVocabularyItIsFrom) {
  constexpr Seconds kDay{86400};
  EXPECT_EQ(dcat::frequency("R/P1D"), kDay);
  EXPECT_EQ(dcat::frequency("R/PT1H"), Seconds{3600});
  EXPECT_EQ(dcat::frequency("http://publications.europa.eu/resource/authority/frequency/WEEKLY"), 7 * kDay);
  EXPECT_EQ(dcat::frequency("http://purl.org/cld/freq/semiweekly"), 4 * kDay);
  EXPECT_EQ(dcat::frequency("Annual"), 366 * kDay);
  EXPECT_EQ(dcat::frequency("Updated every 6 hours"), Seconds{6 * 3600});
}

TEST(DcatFrequency, OfDataThatIsNotRenewedIsNone) {
  for (const std::string_view none :
       {"", "irregular", "notPlanned", "http://publications.europa.eu/resource/authority/frequency/UNKNOWN",
        "http://publications.europa.eu/resource/authority/frequency/NEVER", "as needed"})
    EXPECT_FALSE(dcat::frequency(none)) << none;
}

TEST(HtmlText, KeepsWordsAndLines) {
  EXPECT_EQ(html_text("<p>One <b>two</b></p><p>three</p>"), "One two\nthree");
  EXPECT_EQ(html_text("a<br/>b<BR>c"), "a\nb\nc");
  EXPECT_EQ(html_text("<a href=\"x\">link</a> &amp; more &#8364; &#x20AC;"), "link & more € €");
}

TEST(HtmlText, LeavesWhatOnlyLooksLikeIt) {
  for (const std::string_view plain :
       {"List<String> a < b", "R&D; AT&T", "x <- y", "&#0; &#xD800; &nosuch;", "<p", "<pear>"})
    EXPECT_EQ(html_text(plain), plain);
  EXPECT_EQ(html_text("&lt;b&gt; stays"), "<b> stays");  // Written out on purpose.
}

TEST(LocalTexts, TellTheMainLanguageFromTheOthers) {
  EXPECT_EQ(
      main_text(json(R"([{"@value":"Zonas","@language":"es"},{"@value":"Zones","@language":"en-GB"}])")),
      "Zones");
  EXPECT_EQ(main_text(json(R"({"fr":"Lacs","de":"Seen"})")), "Lacs");
  EXPECT_EQ(main_text(json(R"(["",{"@id":"http://x/y"}])")), "http://x/y");
  EXPECT_EQ(all_texts(json(R"({"fr":["Eau","Lacs"],"en":"Water","de":"Water"})")),
            (std::vector<std::string>{"Water", "Eau", "Lacs"}));
  EXPECT_EQ(main_text(json("707")), "707");
  EXPECT_EQ(main_text(json(R"({"name":"no language"})")), "");
}

TEST(VersionNumbers, CompareAsPeopleMeanThem) {
  EXPECT_GT(version_numbers("v2.10.0"), version_numbers("2.9.1"));
  EXPECT_GT(version_numbers("1.0.1"), version_numbers("1.0"));
  EXPECT_TRUE(version_numbers("latest").empty());
}

std::vector<std::string> titles_of(std::string_view text, std::string_view type = "Dataset") {
  JsonLd graph;
  graph.add(json(text));
  std::vector<std::string> titles;
  graph.each(type, {}, [&](const Value& node) { titles.push_back(main_text(node["title"])); });
  return titles;
}

TEST(JsonLdText, PrefixesExpandedNamesAndContextsAreOneName) {
  const std::vector<std::string> one = {"A"};
  EXPECT_EQ(titles_of(R"({"@id":"x","@type":"dcat:Dataset","dct:title":"A"})"), one);
  EXPECT_EQ(
      titles_of(
          R"([{"@type":["http://www.w3.org/ns/dcat#Dataset"],"http://purl.org/dc/terms/title":[{"@value":"A"}]}])"),
      one);
  EXPECT_EQ(titles_of(R"({"@context":{"t":"dct:title","Thing":"dcat:Dataset"},"@type":"Dataset","t":"A"})"),
            one);
  EXPECT_EQ(
      titles_of(
          R"({"@graph":[{"@type":"dcat:Catalog","dcat:dataset":{"dct:title":"A","dct:issued":"2020"}}]})"),
      one);
}

TEST(JsonLdText, ANodeThatStandsInTwoPlacesIsOneNode) {
  EXPECT_EQ(
      titles_of(
          R"({"@graph":[{"@type":"dcat:Catalog","dcat:dataset":{"@id":"d","@type":"dcat:Dataset","dct:title":"A"}},
                                    {"@id":"d","@type":"dcat:Dataset","dct:issued":"2020"}]})"),
      (std::vector<std::string>{"A"}));
}

TEST(JsonLdText, ReferencesAreFollowedAndRingsEnd) {
  JsonLd graph;
  graph.add(json(R"({"@graph":[{"@id":"a","@type":"dcat:Dataset","dct:publisher":{"@id":"p"}},
                               {"@id":"p","foaf:name":"P","x:partOf":{"@id":"q"}},{"@id":"q","foaf:name":"Q","x:partOf":{"@id":"p"}}]})"));
  std::size_t seen = 0;
  graph.each("Dataset", {}, [&](const Value& node) {
    ++seen;
    EXPECT_EQ(node["publisher"]["name"].text(), "P");
    EXPECT_EQ(node["publisher"]["partOf"]["name"].text(), "Q");
  });
  EXPECT_EQ(seen, 1u);
}

}  // namespace
}  // namespace waymark
