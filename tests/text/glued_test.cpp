#include <gmock/gmock.h>

#include "waymark/text/analyzer.h"

namespace waymark {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;

std::vector<std::string> words(std::string_view name, const KnowsWord* more = nullptr,
                               std::string_view language = "english") {
  std::vector<std::string> out;
  for (const Token& token : Analyzer(language).analyze(name, TextKind::Name, more))
    if (token.kind == TokenKind::Part) out.push_back(token.folded);
  return out;
}

TEST(Glued, NamesWrittenTogetherAreCutIntoTheirWords) {
  EXPECT_THAT(words("FINANCIALSERVICEACCOUNT"), ElementsAre("financial", "service", "account"));
  EXPECT_THAT(words("HASTICKERSYMBOL"), ElementsAre("has", "ticker", "symbol"));
  EXPECT_THAT(words("ISOWNEDBY"), ElementsAre("is", "owned", "by"));
  EXPECT_THAT(words("debtid"), ElementsAre("debt", "id"));
  EXPECT_THAT(words("DEFERREDTAXASSETSANDLIABILITIES"),
              ElementsAre("deferred", "tax", "assets", "and", "liabilities"));
  EXPECT_THAT(words("ADDRESSLINE1"), ElementsAre("address", "line", "1"));
}

TEST(Glued, ACutNameHasTheTermsOfASplitOne) {
  const auto terms = [](std::string_view name) {
    std::vector<std::string> out;
    for (const Token& token : Analyzer().analyze(name, TextKind::Name)) out.push_back(token.term);
    return out;
  };
  EXPECT_EQ(terms("FINANCIALSERVICEACCOUNT"), terms("FinancialServiceAccount"));
  EXPECT_THAT(terms("FINANCIALSERVICEACCOUNT"), Contains("financialserviceaccount"));
}

TEST(Glued, EveryWordKeepsItsPlaceInTheName) {
  const std::string name = "x.ÉTATPOSTALADDRESS";
  for (const Token& token : Analyzer().analyze("x.POSTALADDRESS", TextKind::Name))
    if (token.folded == "address") {
      EXPECT_EQ(std::string("x.POSTALADDRESS").substr(token.begin, token.end - token.begin), "ADDRESS");
    }
  const KnowsWord etat = [](std::string_view word) { return word == "etat"; };
  for (const Token& token : Analyzer().analyze(name, TextKind::Name, &etat))
    if (token.folded == "postal") {
      EXPECT_EQ(name.substr(token.begin, token.end - token.begin), "POSTAL");
    }
}

TEST(Glued, WordsNamesAndAbbreviationsStayWhole) {
  for (const char* name :
       {"customer",   "therapist", "carpet",      "notable",  "manslaughter", "understanding", "timestamp",
        "databricks", "snowflake", "salesforce",  "metadata", "dataset",      "kubernetes",    "davarian",
        "acctnbr",    "xvisium",   "methylation", "johnson",  "isin",         "qwertyuiop"})
    EXPECT_EQ(words(name).size(), 1U) << name << ": " << testing::PrintToString(words(name));
}

TEST(Glued, ProseAndTypedTextAreNotCut) {
  for (const TextKind kind : {TextKind::Prose, TextKind::Typed})
    EXPECT_EQ(Analyzer().analyze("financialserviceaccount", kind).size(), 1U);
}

TEST(Glued, WhatTheListsDoNotTellIsMarkedAndCutWithWordsOfOnesOwn) {
  const KnowsWord own = [](std::string_view word) {
    return word == "zephyr" || word == "kunden" || word == "auftrag";
  };
  EXPECT_THAT(words("ZEPHYRBILLING"), ElementsAre("zephyr", "billing"));  // Both are in the dictionary.
  EXPECT_THAT(words("KUNDENAUFTRAG"), ElementsAre("kundenauftrag"));
  EXPECT_TRUE(Analyzer().analyze("KUNDENAUFTRAG", TextKind::Name).front().strange);
  EXPECT_FALSE(Analyzer().analyze("CUSTOMER", TextKind::Name).front().strange);
  EXPECT_THAT(words("KUNDENAUFTRAG", &own), ElementsAre("kunden", "auftrag"));
}

TEST(Glued, TheEnglishListIsForEnglish) {
  EXPECT_THAT(words("bestand", nullptr, "german"), ElementsAre("bestand"));
  const KnowsWord own = [](std::string_view word) { return word == "kunden" || word == "auftrag"; };
  EXPECT_THAT(words("KUNDENAUFTRAG", &own, "german"), ElementsAre("kunden", "auftrag"));
}

TEST(Glued, WordsTypedTogetherAreCutWithWhatSomebodyHas) {
  const KnowsWord nobody = [](std::string_view) { return false; };
  EXPECT_THAT(Analyzer().glued_words("customerledgers", nobody), ElementsAre("customer", "ledgers"));
  EXPECT_THAT(Analyzer().glued_words("customer", nobody), IsEmpty());
  EXPECT_THAT(Analyzer().glued_words("xqzcustomer", nobody), IsEmpty());
}

TEST(Languages, EndingsAndQuestionWordsAreThoseOfTheLanguage) {
  EXPECT_EQ(Analyzer("german").stem("bestellungen"), Analyzer("german").stem("bestellung"));
  EXPECT_NE(Analyzer("english").stem("bestellungen"), Analyzer("english").stem("bestellung"));
  EXPECT_EQ(Analyzer("none").stem("orders"), "orders");
  EXPECT_TRUE(is_question_word("welche", "german"));
  EXPECT_FALSE(is_question_word("welche"));
  EXPECT_FALSE(is_question_word("which", "german"));
}

}  // namespace
}  // namespace waymark
