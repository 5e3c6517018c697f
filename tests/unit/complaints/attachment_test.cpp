#include "client/complaints/attachment.h"

#include "sync/base/limits.h"
#include "tests/unit/complaints/facts.h"

using namespace carrel;
using namespace carrel::client;

namespace {

sync::Bytes bytes(std::string_view text) { return sync::to_bytes(text); }
std::optional<FileKind> kind(std::string_view text, bool whole = true) { return sniff(bytes(text), whole); }

Attachment file(char const* digest, std::uint64_t size) { return {digest, "a.jpg", FileKind::jpeg, size, false}; }

}  // namespace

TEST_CASE("a file is what its bytes say, whatever its name says") {
  CHECK(kind("\xff\xd8\xff\xe0 and so on") == FileKind::jpeg);
  CHECK(kind("\x89PNG\r\n\x1a\n") == FileKind::png);
  CHECK(kind("RIFF1234WEBPVP8 ") == FileKind::webp);
  CHECK(kind("%PDF-1.7\n%\xe2\xe3") == FileKind::pdf);
  CHECK(kind("\xef\xbb\xbf\n%PDF-1.4") == FileKind::pdf);
  CHECK(kind("Bonjour,\r\n\tle 6 novembre\n") == FileKind::text);
  CHECK(kind("le caf\xe9 d'un ancien \xe9""diteur") == FileKind::text);
  CHECK_FALSE(kind(std::string_view("MZ\x90\0program", 11)));
  CHECK_FALSE(kind(std::string_view("PK\x03\x04", 4)));
  CHECK_FALSE(kind(std::string_view("text, then a zero\0 more", 23)));
  CHECK_FALSE(kind(""));
  CHECK(kind("", false));
}

TEST_CASE("a name is shown as it is, without what hides, turns or breaks the line") {
  CHECK(plain_name("été 2026.jpg") == "été 2026.jpg");
  CHECK(plain_name("invoice\u202egpj.exe") == "invoicegpj.exe");
  CHECK(plain_name("a\nb\tc\x7f.txt") == "abc.txt");
  CHECK(plain_name("\u200f\u2066x\u2069\ufeff") == "x");
  CHECK(plain_name("\xff\xfe.jpg") == "\ufffd\ufffd.jpg");
  CHECK(plain_name("\xc3.jpg") == "\ufffd.jpg");
  CHECK(plain_name("\xed\xa0\x80") == "\ufffd\ufffd\ufffd");
  CHECK(plain_name("😀.png") == "😀.png");
  CHECK(plain_name("") == "…");
  CHECK(plain_name("\u202e \u200b") == "…");
  auto const name = plain_name(std::string(300, 'a') + "é-the-end.jpeg");
  CHECK(name.size() <= 80);
  CHECK(name.ends_with("the-end.jpeg"));
  CHECK(name.find("…") != std::string::npos);
  CHECK(sync::is_utf8(plain_name(std::string(79, 'x') + std::string(50, '\xe9'))));
}

TEST_CASE("the limits are data, stated by the policies, and each refuses with its own sentence") {
  auto const limits = shipped_policies().evidence;
  CHECK(limits.files_max == 3);
  CHECK(limits.file_bytes_max == 5'000'000);
  CHECK(limits.bytes_max == 8'000'000);
  std::vector<Attachment> have;
  CHECK(refuse_size(5'000'000, have, limits).empty());
  CHECK(refuse_size(5'000'001, have, limits) == "complaint.files.refused.too_large");
  CHECK(refuse_size(0, have, limits) == "complaint.files.refused.empty");
  have = {file("a", 5'000'000)};
  CHECK(refuse_size(3'000'000, have, limits).empty());
  CHECK(refuse_size(3'000'001, have, limits) == "complaint.files.refused.together");
  have = {file("a", 1), file("b", 1), file("c", 1)};
  CHECK(refuse_size(1, have, limits) == "complaint.files.refused.too_many");
  have[1].removed = true;
  CHECK(refuse_size(1, have, limits).empty());
  CHECK(count_of(have) == 2);
  CHECK(size_of(have) == 2);
  CHECK(refuse_bytes(FileKind::pdf, "a", have, limits) == "complaint.files.refused.twice");
  CHECK(refuse_bytes(FileKind::pdf, "b", have, limits).empty());
  CHECK(refuse_bytes(std::nullopt, "d", have, limits) == "complaint.files.refused.kind");
  auto only_pdf = limits;
  only_pdf.kinds = {"pdf"};
  CHECK(refuse_bytes(FileKind::jpeg, "d", have, only_pdf) == "complaint.files.refused.kind");
}

TEST_CASE("a record of limits above the contract's is cut to it, and one without sense is refused") {
  auto json = sync::Json::object({{"record", "evidence"}, {"version", "2"}, {"languages", sync::JsonArray{"und"}},
                                  {"effective", "2026-11-22"}, {"files_max", 99}, {"file_bytes_max", 1'000'000'000'000},
                                  {"bytes_max", 1'000'000'000'000}, {"kinds", sync::JsonArray{"pdf"}}});
  auto const cut = parse_evidence(json);
  REQUIRE(cut);
  CHECK(cut->files_max == 3);
  CHECK(cut->bytes_max == sync::limits::evidence_bytes_max);
  json.set("file_bytes_max", 0);
  CHECK_FALSE(parse_evidence(json));
  json.set("file_bytes_max", 1);
  json.set("kinds", sync::JsonArray{});
  CHECK_FALSE(parse_evidence(json));
}

TEST_CASE("how far files have come is one sentence") {
  std::vector<FiledFile> files(2);
  CHECK(summary_of(files).key == "complaint.files.sum.waiting");
  files[0].received = moment("2026-11-24T10:00:00Z");
  auto const some = summary_of(files);
  CHECK(some.key == "complaint.files.sum.some");
  CHECK(some.received == 1);
  CHECK(some.waiting == 1);
  files[1].refusal = "file_differs";
  CHECK(summary_of(files).key == "complaint.files.sum.refused");
  files[1].refusal.clear();
  files[1].received = files[0].received;
  CHECK(summary_of(files).key == "complaint.files.sum.received");
  CHECK(parts_of(1) == 1);
  CHECK(parts_of(sync::limits::evidence_part_bytes) == 1);
  CHECK(parts_of(sync::limits::evidence_part_bytes + 1) == 2);
  CHECK(minutes_of(1) == 1);
  CHECK(minutes_of(8'000'000) == 18);
}
