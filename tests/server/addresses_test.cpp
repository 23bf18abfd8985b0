#include "src/server/addresses.h"

#include <gtest/gtest.h>

namespace waymark {
namespace {

Network network(const char* text) {
  const auto read = Network::read(text);
  EXPECT_TRUE(read) << text;
  return *read;
}

TEST(Networks, HoldTheAddressesInThem) {
  EXPECT_TRUE(network("10.0.0.7").holds("10.0.0.7"));
  EXPECT_FALSE(network("10.0.0.7").holds("10.0.0.8"));
  EXPECT_TRUE(network("10.1.0.0/16").holds("10.1.255.3"));
  EXPECT_FALSE(network("10.1.0.0/16").holds("10.2.0.1"));
  EXPECT_TRUE(network("0.0.0.0/0").holds("8.8.8.8"));
  EXPECT_FALSE(network("0.0.0.0/0").holds("fd00::1"));
  EXPECT_TRUE(network("fd00::/8").holds("fd12:3456::1"));
  EXPECT_FALSE(network("::1").holds("::2"));
  EXPECT_TRUE(network("::ffff:10.0.0.7").holds("10.0.0.7"));
  EXPECT_FALSE(network("10.0.0.7").holds(""));
}

TEST(Networks, WhatIsNoneIsRefused) {
  for (const char* text : {"", "10.0.0", "10.0.0.0/33", "10.0.0.0/", "10.0.0.0/x", "::/129", "localhost", "10.0.0.0/-1"})
    EXPECT_FALSE(Network::read(text)) << text;
}

TEST(AskingAddress, IsThePeerUnlessATrustedProxySaysOtherwise) {
  const std::vector<Network> proxies = {network("10.0.0.7"), network("::1")};
  EXPECT_EQ(asking_address("10.0.0.9", "1.2.3.4", proxies), "10.0.0.9");
  EXPECT_EQ(asking_address("10.0.0.7", "", proxies), "10.0.0.7");
  EXPECT_EQ(asking_address("10.0.0.7", "1.2.3.4", proxies), "1.2.3.4");
  // Everything before the last entry is what the caller wrote himself.
  EXPECT_EQ(asking_address("10.0.0.7", "9.9.9.9, 1.2.3.4", proxies), "1.2.3.4");
  EXPECT_EQ(asking_address("::1", "[2001:db8::1]:4711", proxies), "2001:db8::1");
  EXPECT_EQ(asking_address("::1", "1.2.3.4:80", proxies), "1.2.3.4");
  EXPECT_EQ(asking_address("10.0.0.7", "unknown", proxies), "10.0.0.7");
  EXPECT_EQ(asking_address("10.0.0.7", "1.2.3.4,", proxies), "10.0.0.7");
}

TEST(CallerNetwork, TakesTheHalfOfALongAddressThatOneCallerHas) {
  EXPECT_EQ(caller_network("10.0.0.7"), "10.0.0.7");
  EXPECT_EQ(caller_network("2001:db8:1:2:3:4:5:6"), "2001:db8:1:2::");
  EXPECT_EQ(caller_network("2001:db8:1:2::9"), caller_network("2001:db8:1:2:ffff::"));
  EXPECT_EQ(caller_network(""), "");
}

}  // namespace
}  // namespace waymark
