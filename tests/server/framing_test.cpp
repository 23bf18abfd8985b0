#include "src/server/framing.h"

#include <gmock/gmock.h>

namespace waymark {
namespace {

using State = Frame::State;

Frame read(const std::string& bytes) { return read_frame(bytes, {}); }
std::string refusal(const std::string& bytes) {
  const Frame frame = read(bytes);
  return frame.state == State::Refused ? std::string(frame.refusal) : "taken";
}
std::string get(const std::string& fields) { return "GET / HTTP/1.1\r\nHost: a\r\n" + fields + "\r\n"; }
std::string post(const std::string& fields, const std::string& body) {
  return "POST / HTTP/1.1\r\nHost: a\r\n" + fields + "\r\n" + body;
}

TEST(Framing, APlainRequestIsReadWhole) {
  const Frame frame = read("GET /a?b=c HTTP/1.1\r\nHost: a\r\nX-One:  two \r\n\r\nGET /next");
  EXPECT_EQ(frame.state, State::Whole);
  EXPECT_EQ(frame.method, "GET");
  EXPECT_EQ(frame.target, "/a?b=c");
  EXPECT_EQ(field_of(frame.fields, "x-one"), "two");
  EXPECT_EQ(frame.size, std::string("GET /a?b=c HTTP/1.1\r\nHost: a\r\nX-One:  two \r\n\r\n").size());
}

TEST(Framing, EveryBeginningOfARequestWaitsForMore) {
  const std::string whole = post("Content-Length: 5\r\n", "hello");
  for (std::size_t i = 0; i < whole.size(); ++i) ASSERT_EQ(read(whole.substr(0, i)).state, State::More) << i;
  EXPECT_EQ(read(whole).body, "hello");
  const std::string chunked = post("Transfer-Encoding: chunked\r\n", "3\r\nhel\r\n2\r\nlo\r\n0\r\n\r\n");
  for (std::size_t i = 0; i < chunked.size(); ++i)
    ASSERT_EQ(read(chunked.substr(0, i)).state, State::More) << i;
  EXPECT_EQ(read(chunked).body, "hello");
  EXPECT_EQ(read(chunked).size, chunked.size());
}

TEST(Framing, LengthsThatTwoReadersCouldReadDifferentlyAreRefused) {
  for (const char* fields :
       {"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n", "Content-Length: 5\r\nContent-Length: 5\r\n",
        "Content-Length: -1\r\n", "Content-Length: abc\r\n", "Content-Length: +5\r\n",
        "Content-Length: 0x5\r\n", "Content-Length:\r\n", "Content-Length: 5, 5\r\n",
        "Transfer-Encoding: gzip, chunked\r\n",
        "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n"})
    EXPECT_EQ(refusal(post(fields, "hello")), "bad_request") << fields;
}

TEST(Framing, ChunksAreReadStrictly) {
  for (const char* body : {"5;a=b\r\nhello\r\n0\r\n\r\n", "5\r\nhelloX\r\n0\r\n\r\n", "zz\r\n",
                           "5 \r\nhello\r\n0\r\n\r\n", "0\r\nTrailer: x\r\n\r\n", "123456789\r\n", "\r\n"})
    EXPECT_EQ(refusal(post("Transfer-Encoding: chunked\r\n", body)), "bad_request") << body;
}

TEST(Framing, OddHeadsAreRefused) {
  EXPECT_EQ(refusal("GET / HTTP/1.1\nHost: a\n\n"), "bad_request");
  EXPECT_EQ(refusal(get("X: a\r\n folded\r\n")), "bad_request");
  EXPECT_EQ(refusal(get("X : a\r\n")), "bad_request");
  EXPECT_EQ(refusal(get("X_Y: a\r\n")), "bad_request");
  EXPECT_EQ(refusal(get("X\xe4: a\r\n")), "bad_request");
  EXPECT_EQ(refusal(get(std::string("X: a\0b\r\n", 8))), "bad_request");
  EXPECT_EQ(refusal(get("X: a\rb\r\n")), "bad_request");
  EXPECT_EQ(refusal(get("nonsense\r\n")), "bad_request");
  EXPECT_EQ(refusal(get("Host: b\r\n")), "bad_request");
  EXPECT_EQ(refusal("GET / HTTP/1.1\r\n\r\n"), "bad_request");
  EXPECT_EQ(refusal("GET  / HTTP/1.1\r\nHost: a\r\n\r\n"), "bad_request");
  EXPECT_EQ(refusal("GET / HTTP/2.0\r\nHost: a\r\n\r\n"), "bad_request");
  EXPECT_EQ(refusal("GET /\r\nHost: a\r\n\r\n"), "bad_request");
  EXPECT_EQ(refusal("nonsense\r\n\r\n"), "bad_request");
}

TEST(Framing, SizesAreBounded) {
  EXPECT_EQ(refusal("GET /" + std::string(9000, 'a')), "uri_too_long");
  EXPECT_EQ(refusal("GET /" + std::string(9000, 'a') + " HTTP/1.1\r\nHost: a\r\n\r\n"), "uri_too_long");
  EXPECT_EQ(refusal("GET / HTTP/1.1\r\nX: " + std::string(40000, 'a')), "headers_too_large");
  std::string many;
  for (int i = 0; i < 101; ++i) many += "X: a\r\n";
  EXPECT_EQ(refusal(get(many)), "headers_too_large");
  EXPECT_EQ(refusal(post("Content-Length: 16385\r\n", "")), "too_large");
  EXPECT_EQ(refusal(post("Transfer-Encoding: chunked\r\n", "4001\r\n")), "too_large");
}

TEST(Framing, EncodedBodiesAndTunnelsAreRefused) {
  EXPECT_EQ(refusal(post("Content-Length: 1\r\nContent-Encoding: gzip\r\n", "x")), "unsupported_media_type");
  EXPECT_EQ(refusal("CONNECT a:80 HTTP/1.1\r\nHost: a\r\n\r\n"), "method_not_allowed");
  EXPECT_EQ(refusal(post("", "")), "length_required");
  EXPECT_EQ(refusal(get("Expect: magic\r\n")), "bad_request");
}

TEST(Framing, ATargetWithAHostMustNameTheSameHost) {
  EXPECT_EQ(read("GET http://A/x?y HTTP/1.1\r\nHost: a\r\n\r\n").target, "/x?y");
  EXPECT_EQ(read("GET http://a HTTP/1.1\r\nHost: a\r\n\r\n").target, "/");
  EXPECT_EQ(refusal("GET http://b/x HTTP/1.1\r\nHost: a\r\n\r\n"), "bad_request");
  EXPECT_EQ(refusal("GET x HTTP/1.1\r\nHost: a\r\n\r\n"), "bad_path");
}

TEST(Framing, SaysWhenTheConnectionEnds) {
  EXPECT_FALSE(read(get("")).close);
  EXPECT_TRUE(read(get("Connection: keep-alive, Close\r\n")).close);
  EXPECT_TRUE(read("GET / HTTP/1.0\r\n\r\n").close);
  EXPECT_FALSE(read("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n").close);
}

TEST(Framing, WhatTheLibraryWouldActUponIsTakenOut) {
  const Frame frame = read(get("Range: bytes=0-,0-\r\nUpgrade: h2c\r\nAccept: */*\r\n"));
  EXPECT_EQ(field_of(frame.fields, "Range"), "");
  EXPECT_EQ(field_of(frame.fields, "Upgrade"), "");
  EXPECT_EQ(field_of(frame.fields, "Accept"), "*/*");
}

}  // namespace
}  // namespace waymark
