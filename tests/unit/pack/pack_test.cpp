// Whole courses: what is refused, what is the same twice, and that nothing is lost on the way.
#include <map>
#include <regex>

#include "client/ctl/pack/figure.h"
#include "tests/unit/pack/pack_fixture.h"

using namespace carrel;
using namespace carrel::client;

namespace {

constexpr std::string_view svg =
    R"(<svg xmlns="http://www.w3.org/2000/svg" width="600" height="300">)"
                                  R"(<rect width="300" height="300" fill="#c00"/></svg>)";

// Every word of some blocks.
void gather(Blocks const& blocks, std::string& out);
void gather(Spans const& spans, std::string& out) { out += plain_text(spans) + "\n"; }
struct Gather {
  std::string& out;
  void operator()(Heading const& b) const { gather(b.spans, out); }
  void operator()(Paragraph const& b) const { gather(b.spans, out); }
  void operator()(List const& b) const {
    auto number = b.start;
    for (auto const& item : b.items) {
      if (b.ordered) out += std::to_string(number++) + "\n";
      gather(item.blocks, out);
    }
  }
  void operator()(Code const& b) const { out += b.text + "\n"; }
  void operator()(Table const& b) const {
    for (auto const& cell : b.head) gather(cell, out);
    for (auto const& row : b.rows)
      for (auto const& cell : row) gather(cell, out);
  }
  void operator()(Quote const& b) const { gather(b.blocks, out); }
  void operator()(Callout const& b) const { gather(b.title, out), gather(b.blocks, out); }
  void operator()(Figure const& b) const { out += b.alt + "\n", gather(b.caption, out); }
  void operator()(Rule const&) const {}
  void operator()(Definitions const& b) const {
    for (auto const& entry : b.entries) gather(entry.term, out), gather(entry.blocks, out);
  }
};
void gather(Blocks const& blocks, std::string& out) {
  for (auto const& block : blocks) std::visit(Gather{out}, block.value);
}

std::map<std::string, int> words_of(std::string text) {
  for (std::size_t at; (at = text.find("\u2014")) != std::string::npos;) text.replace(at, 3, " ");  // Hyphens, in the source.
  std::map<std::string, int> out;
  std::string word;
  for (std::size_t at; (at = text.find("**")) != std::string::npos;) text.erase(at, 2);  // "**l**ong" is one word.
  text += ' ';
  for (char c : text) {
    if (std::isalnum(static_cast<unsigned char>(c)) || static_cast<unsigned char>(c) >= 0x80) word += c;
    else if (!word.empty()) ++out[std::exchange(word, {})];
  }
  return out;
}

// An author's file without what is not for reading: a second, cruder reading of Markdown than the packer's own.
std::string readable(std::string text) {
  if (text.starts_with("---\n")) text.erase(0, text.find("\n---\n", 4) + 5);
  std::vector<std::regex> const marks{std::regex(R"(\{#[^}]*\}|(\{)?alt=(?=['"]))"), std::regex(R"(\]\([^)\s]*\))"),
                                      std::regex("</?kbd>"), std::regex(R"(\]\[[^\]]*\])")};
  std::string out;
  for (std::size_t from = 0; from < text.size();) {
    auto const end = std::min(text.find('\n', from), text.size());
    auto line = text.substr(from, end - from);
    from = end + 1;
    if (std::regex_match(line, std::regex(R"(:::+.*|\[[^\]]*\]: .*)"))) continue;
    if (std::regex_match(line, std::regex(R"(\s*```.*)"))) continue;
    for (auto const& mark : marks) line = std::regex_replace(line, mark, "");
    out += line + "\n";
  }
  return out;
}

void check_no_word_is_lost(fs::path const& source, PackOnDisk const& pack) {
  auto const config = pack.config();
  for (auto const& entry : config.list("contents")) {
    auto const id = entry.text_or("id", "");
    for (auto const* folder : {"episodes", "learners", "."}) {
      auto const file = source / folder / (id + ".md");
      if (!fs::exists(file)) continue;
      std::string carried;
      gather(pack.chapter(id).blocks, carried);
      auto have = words_of(carried);
      int missing = 0;
      for (auto const& [word, count] : words_of(readable(file_text(file))))
        if (have[word] < count) {
          ++missing;
          MESSAGE(id << " lacks " << word << ": " << have[word] << " of " << count);
        }
      CHECK(missing == 0);
    }
  }
}

}  // namespace

TEST_CASE("the real courses pack whole") {
  bool any = false;
  for (auto const* edition : {"edition-2024", "edition-2026"}) {
    auto const source = real_courses() / "shell-novice" / edition;
    if (!fs::exists(source)) continue;
    any = true;
    CAPTURE(edition);
    TempFolder target;
    auto report = pack_course({source, target.path() / "out", {}});
    REQUIRE(report);
    CHECK(report->losses.empty());
    for (auto const& note : report->notes) CHECK(note.text == "no chapter uses this file; it is not packed");
    PackOnDisk pack(target.path() / "out");
    CHECK(pack.config().list("contents").size() == 12);
    CHECK(report->carried.at("code_blocks") == 320);
    CHECK(report->carried.at("callouts_solution") == 45);
    CHECK(report->carried.at("attached_files") == 1);
    check_no_word_is_lost(source, pack);
  }
  if (!any) MESSAGE("skipped: no courses at " << real_courses());
}

TEST_CASE("the demo courses pack without any loss or slip") {
  for (auto const* name : {"read-the-weather", "ecrire-clairement"}) {
    CAPTURE(name);
    TempFolder target;
    auto report = pack_course({fs::path(HOUSE_TOP) / "assets" / "courses" / name, target.path() / "out", {}});
    REQUIRE(report);
    for (auto const& loss : report->losses) FAIL_CHECK(loss.file << ":" << loss.line << " " << loss.text);
    for (auto const& note : report->notes) FAIL_CHECK(note.file << ":" << note.line << " " << note.text);
    CHECK(report->carried.at("quizzes") == 3);
    CHECK(PackOnDisk(target.path() / "out").config().find("cover") != nullptr);
  }
}

TEST_CASE("the same folder gives the same bytes, and packing again replaces the earlier pack") {
  OneChapter one("![a](p.svg)\n\n[d](data.bin)\n");
  one.source.write("small/p.svg", svg);
  one.source.write("small/data.bin", std::string(100'000, 'x'));
  auto first = one.pack();
  REQUIRE(first);
  one.source.write("small/one.md", "![a](p.svg)\n\nother\n");
  REQUIRE(one.pack());
  auto const blobs = one.target.path() / "out" / "blobs" / "sha256";
  CHECK(std::distance(fs::directory_iterator(blobs), fs::directory_iterator()) == 4);  // Manifest, config, chapter, picture.
  one.source.write("small/one.md", "![a](p.svg)\n\n[d](data.bin)\n");
  auto again = one.pack();
  REQUIRE(again);
  CHECK(again->manifest == first->manifest);
  auto const pack = PackOnDisk(one.target.path() / "out");
  auto const* data = pack.manifest().find("files/data.bin");
  REQUIRE(data);
  CHECK(data->pieces.size() == 4);
  CHECK(data->pieces[0] == data->pieces[1]);
  CHECK(data->pieces[3] == sync::BlobDigest::of(sync::as_bytes(std::string(100'000 - 3 * 32768, 'x'))));
}

TEST_CASE("paths that lead out of the folder are refused with a sentence, and nothing is packed") {
  for (std::string text : {"[x](../secret.txt)", "![x](../../etc/passwd)", "[x](/etc/passwd)", "![x](out.png)", "[x](%2e%2e/secret.txt)"}) {
    CAPTURE(text);
    OneChapter one("first\n\n" + text + "\n");
    one.source.write("secret.txt", "secret");
    fs::create_symlink("../secret.txt", one.source.path() / "small" / "out.png");
    auto report = one.pack();
    REQUIRE(!report);
    CHECK(report.error().fault == sync::Fault::refused);
    CHECK(report.error().place.find("one.md:3") != std::string::npos);
    CHECK(report.error().place.find("out of the course's folder") != std::string::npos);
    CHECK(!fs::exists(one.target.path() / "out"));
  }
}

TEST_CASE("a folder that is no course, and a target that is something else, are refused") {
  TempFolder empty, full;
  CHECK(pack_course({empty.path(), full.path() / "out", {}}).error().fault == sync::Fault::invalid);
  OneChapter one("text\n");
  full.write("holiday.txt", "mine");
  auto refused = pack_course({one.source.path() / "small", full.path(), {}});
  REQUIRE(!refused);
  CHECK(refused.error().fault == sync::Fault::refused);
  CHECK(file_text(full.path() / "holiday.txt") == "mine");
}

TEST_CASE("a quiz that nobody could answer is refused with the question's name") {
  auto pack_with = [](std::string const& choices, std::string const& kind) {
    OneChapter one("---\ntitle: T\nquiz: q.json\n---\ntext\n");
    one.source.write("small/q.json", R"({"title":"Q","pass_mark":0.5,"questions":[{"id":"q1","kind":")" + kind +
                                         R"(","prompt":"P","choices":[)" + choices + "]}]}");
    auto done = one.pack();
    return done ? std::string("ok") : done.error().place;
  };
  std::string const right = R"({"id":"a","text":"A","correct":true})",
                    wrong = R"({"id":"b","text":"B","correct":false})",
                    second = R"({"id":"c","text":"C","correct":true})";
  CHECK(pack_with(right + "," + wrong, "single") == "ok");
  CHECK(pack_with(right + "," + wrong + "," + second, "multiple") == "ok");
  for (auto const& [choices, kind] : std::vector<std::pair<std::string, std::string>>{
           {right, "single"}, {right + "," + second, "single"}, {wrong + "," + wrong, "multiple"}, {right + "," + wrong, "guess"}}) {
    auto said = pack_with(choices, kind);
    CHECK_MESSAGE(said.find("\"q1\"") != std::string::npos, said);
  }
}

TEST_CASE("drawings are drawn on paper and large pictures become small enough for a kiosk") {
  TempFolder folder;
  folder.write("a.svg", svg);
  auto drawn = pack_picture(folder.path() / "a.svg");
  REQUIRE(drawn);
  CHECK(drawn->width == 1200);
  CHECK(drawn->height == 600);
  CHECK(drawn->shown_width == 600);
  CHECK(drawn->bytes.size() < 5'000);
  folder.write("w.svg", R"(<svg xmlns="http://www.w3.org/2000/svg" width="4000" height="100"><text y="50">x</text></svg>)");
  auto wide = pack_picture(folder.path() / "w.svg");
  REQUIRE(wide);
  CHECK(wide->width == figure_width_max);
  CHECK(wide->shown_width == figure_width_max);
  folder.write("bad.svg", "<svg");
  CHECK(!pack_picture(folder.path() / "bad.svg"));
  folder.write("x.png", "not a picture");
  CHECK(!pack_picture(folder.path() / "x.png"));
  folder.write("a.png", sync::as_text(drawn->bytes));
  auto kept = pack_picture(folder.path() / "a.png");
  REQUIRE(kept);
  CHECK(kept->bytes == drawn->bytes);
}
