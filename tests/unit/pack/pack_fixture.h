// A course folder made for one test, packed, and read back as a kiosk would.
#pragma once

#include <doctest/doctest.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

#include "client/ctl/pack/pack.h"
#include "client/reader/chapter.h"
#include "sync/base/limits.h"
#include "sync/parcel/manifest.h"
#include "sync/parcel/zstd_text.h"

namespace carrel {

namespace fs = std::filesystem;

/// A folder of its own, gone at the end.
class TempFolder {
 public:
  TempFolder() {
    auto pattern = (fs::temp_directory_path() / "carrel-test-XXXXXX").string();
    REQUIRE(mkdtemp(pattern.data()) != nullptr);
    path_ = pattern;
  }
  ~TempFolder() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
  }
  TempFolder(TempFolder const&) = delete;
  TempFolder& operator=(TempFolder const&) = delete;
  fs::path const& path() const { return path_; }
  void write(std::string const& name, std::string_view text) const {
    fs::create_directories((path_ / name).parent_path());
    std::ofstream(path_ / name, std::ios::binary) << text;
  }

 private:
  fs::path path_;
};

inline std::string file_text(fs::path const& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

/// Courses to try on that are no part of this project; tests say so when they are not there.
inline fs::path real_courses() {
  auto const* told = std::getenv("CARREL_COURSES");
  return told ? fs::path(told) : fs::path(HOUSE_TOP) / ".." / "shared" / "courses";
}

/// A pack on disk.
class PackOnDisk {
 public:
  explicit PackOnDisk(fs::path folder) : folder_(std::move(folder)) {
    auto index = sync::parse_json(file_text(folder_ / "index.json"));
    REQUIRE(index);
    digest_ = index->list("manifests")[0].text_or("digest", "");
    auto parsed = sync::parse_manifest(sync::as_bytes(blob(digest_)));
    REQUIRE(parsed);
    manifest_ = *parsed;
  }
  std::string blob(std::string const& digest) const { return file_text(folder_ / "blobs" / "sha256" / digest.substr(7)); }
  sync::Manifest const& manifest() const { return manifest_; }
  std::string const& digest() const { return digest_; }
  sync::Json json(std::string const& title) const {
    auto const* layer = manifest_.find(title);
    REQUIRE_MESSAGE(layer, title);
    auto unpacked = sync::unpack_zstd(sync::as_bytes(blob(layer->digest.text())), sync::limits::chapter_bytes_max);
    REQUIRE(unpacked);
    return *sync::parse_json(sync::as_text(*unpacked));
  }
  client::Chapter chapter(std::string const& id) const {
    auto read = client::parse_chapter(sync::write_json(json("chapters/" + id + ".json")));
    REQUIRE(read);
    return *read;
  }
  sync::Json config() const { return *sync::parse_json(blob(manifest_.config.digest.text())); }

 private:
  fs::path folder_;
  std::string digest_;
  sync::Manifest manifest_;
};

inline constexpr std::string_view small_course =
    R"({"title":"Small","summary":"s","language":"en","authors":["A"],"licence":"CC0-1.0","version":"2","chapters":["one.md"]})";

/// Packs one chapter with that text; the report must say so.
struct OneChapter {
  explicit OneChapter(std::string_view markdown) {
    source.write("small/course.json", small_course);
    source.write("small/one.md", markdown);
  }
  sync::Result<client::PackReport> pack() { return client::pack_course({source.path() / "small", target.path() / "out", {}}); }
  client::Blocks blocks() {
    auto done = pack();
    REQUIRE_MESSAGE(done, (done ? "" : done.error().place));
    report = *done;
    return PackOnDisk(target.path() / "out").chapter("one").blocks;
  }
  TempFolder source, target;
  client::PackReport report;
};

}  // namespace carrel
