// `waymark lineage` as a process: the tree, the other forms, ways, and exit codes.
#include <gmock/gmock.h>

#include "waymark/search/search_index.h"

#include "program.h"

namespace waymark {
namespace {

using namespace testing_support;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

class LineageCommand : public testing::Test {
 protected:
  void SetUp() override {
    Asset raw = table("PROD.RAW.ORDERS_RAW"), orders = table("PROD.SALES.ORDERS", "Sales"),
          other = table("DEV.X.TWIN"), twin = table("PROD.X.TWIN"), last = table("PROD.SALES.LAST");
    const auto flow = [](Asset& from, Asset& to) {
      to.upstream.push_back({.key = from.key, .kind = "data", .sources = {"dbt"}, .columns = "id", .at = {}});
      from.downstream.push_back({.key = to.key, .kind = "data", .sources = {"dbt"}, .columns = {}, .at = {}});
    };
    flow(raw, orders), flow(orders, last);
    last.owners = {{.id = {}, .name = "Ana", .mail = "ana@example.com"}};
    last.title = "Say \"last\"";
    publish_assets({raw, orders, other, twin, last}, folder_.path());
  }
  int run(std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), "lineage");
    arguments.insert(arguments.end(), {"--index", folder_.path().string()});
    Program program(std::move(arguments));
    const int code = program.wait();
    out_ = program.out(), err_ = program.err();
    return code;
  }

  TemporaryFolder folder_;
  std::string out_, err_;
};

TEST_F(LineageCommand, TheTreeShowsBothSidesAndWhatAChangeTouches) {
  EXPECT_EQ(run({"orders"}), 0) << err_;
  EXPECT_THAT(out_,
              AllOf(HasSubstr("ORDERS  table, snowflake"), HasSubstr("Comes from  1\n└─ ORDERS_RAW"),
                    HasSubstr("Goes to  1\n└─ Say \"last\""), HasSubstr("data by dbt"),
                    HasSubstr("A change here affects 1 asset, 0 data products, 0 dashboards; tell Ana.")));
}

TEST_F(LineageCommand, OtherFormsAreWellFormed) {
  EXPECT_EQ(run({"orders", "--format", "dot"}), 0);
  EXPECT_THAT(out_, AllOf(HasSubstr("digraph lineage {"), HasSubstr("label=\"Say \\\"last\\\"\"")));
  EXPECT_EQ(run({"orders", "--format", "mermaid"}), 0);
  EXPECT_THAT(out_, AllOf(HasSubstr("flowchart LR"), HasSubstr("Say #34;last#34;")));
  EXPECT_EQ(run({"orders", "--json"}), 0);
  EXPECT_THAT(out_, HasSubstr("\"total_up\":1"));
}

TEST_F(LineageCommand, AColumnAndAWayAreFollowed) {
  EXPECT_EQ(run({"orders_raw", "--column", "ID", "--down", "5"}), 0) << err_;
  EXPECT_THAT(out_, HasSubstr("ORDERS.id"));
  EXPECT_EQ(run({"orders_raw", "--to", "PROD.SALES.LAST"}), 0) << err_;
  EXPECT_THAT(out_, HasSubstr("ORDERS_RAW → ORDERS → Say"));
  EXPECT_EQ(run({"orders_raw", "--to", "snowflake:DEV.X.TWIN"}), 1);
}

TEST_F(LineageCommand, NamesThatAreNotOneThingAreRefused) {
  EXPECT_EQ(run({"twin"}), 2);
  EXPECT_THAT(err_, AllOf(HasSubstr("2 things"), HasSubstr("DEV.X.TWIN")));
  EXPECT_EQ(run({"nothing_like_it"}), 1);
  EXPECT_EQ(run({"orders", "--level", "product"}), 1);
  EXPECT_EQ(run({"orders", "--level", "column"}), 2);
  EXPECT_EQ(run({"orders", "--format", "svg"}), 2);
}

}  // namespace
}  // namespace waymark
