// A kiosk with courses: editions made by hand, served piece by piece, on a real folder that a test can damage.
#pragma once

#include <fstream>

#include "client/courses/course_flow.h"
#include "tests/unit/flows/kiosk.h"
#include "tests/unit/parcel/shelf.h"

namespace carrel::client {

struct Library : Kiosk {
  tests::Shelf shelf;
  sync::BlobStore store{folder / "blobs"};
  std::unique_ptr<sync::Parcels> parcels;
  CourseFaces faces;

  Library() { start(); }
  void start() {
    parcels.reset();
    auto opened = sync::Parcels::open(*db, store);
    REQUIRE(opened);
    parcels = std::move(*opened);
  }

  static std::string chapter(std::string const& id, std::string const& text) {
    return R"({"v":1,"id":")" + id + R"(","title":")" + id + R"(","minutes":5,"blocks":[{"kind":"para","spans":[{"t":")" + text +
           R"("}]},{"kind":"para","spans":[{"t":"More."}]}]})";
  }
  static std::string_view quiz() {
    return R"({"v":1,"id":"quiz-1","title":"Look again","pass_mark":0.5,"intro":[],"questions":[{"id":"q1","kind":"single",)"
           R"("prompt":[{"kind":"para","spans":[{"t":"Which?"}]}],)"
           R"("choices":[{"id":"a","text":[{"t":"This"}],"correct":true,"feedback":[]},)"
           R"({"id":"b","text":[{"t":"That"}],"correct":false,"feedback":[]}]}]})";
  }

  /// Two chapters ("one" with a quiz, "two"), a preface and a cover; `text` is what the first chapter says.
  std::string publish(std::string const& course, std::string const& edition, std::string const& text) {
    sync::Manifest manifest;
    auto const config = R"({"title":"Title )" + edition + R"(","language":"en","licence":"CC BY 4.0","authors":["Awa K.","Lucas M."],)" +
                        R"("minutes":15,"summary":"About )" + course + R"(","cover":{"layer":"cover.png","alt":"A cloud"},"contents":[)" +
                        R"({"id":"preface","title":"Before","role":"preface","minutes":1},)" +
                        R"({"id":"one","title":"One","minutes":5,"quiz":"quizzes/q.json"},{"id":"two","title":"Two","minutes":9}]})";
    manifest.config = shelf.add("", sync::media::config, sync::to_bytes(config));
    auto const packed = [&](std::string const& title, std::string_view type, std::string_view json) {
      return shelf.add(title, type, sync::pack_zstd(sync::as_bytes(json)));
    };
    manifest.layers = {packed("chapters/preface.json", sync::media::chapter, chapter("preface", "Before we begin.")),
                       packed("chapters/one.json", sync::media::chapter, chapter("one", text)),
                       packed("chapters/two.json", sync::media::chapter, chapter("two", "The end of " + course)),
                       packed("quizzes/q.json", sync::media::quiz, quiz()),
                       shelf.add("cover.png", "image/png", sync::to_bytes("PNG of " + course + edition))};
    manifest.annotations["org.opencontainers.image.version"] = edition;
    return shelf.offer(course, sync::to_bytes(write_manifest(manifest)), manifest.bytes());
  }
  void hear_catalogue() { REQUIRE(parcels->catalogue_arrived("", shelf.catalogue())); }
  void want(std::string const& course) { REQUIRE(parcels->want(course)); }
  /// At most so many pieces; says how many came.
  int fetch(int most = 10'000) {
    for (int count = 0; count < most; ++count) {
      auto const job = parcels->next_piece();
      REQUIRE(job);
      if (!*job) return count;
      REQUIRE(parcels->piece_arrived(**job, shelf.serve(**job)));
    }
    return most;
  }
  void install(std::string const& course, std::string const& edition, std::string const& text) {
    publish(course, edition, text);
    hear_catalogue();
    want(course);
    fetch();
  }

  std::vector<CourseRow> rows(sync::Vault const* vault = nullptr) {
    auto at = desk(vault ? *vault : *awa);
    if (!vault) at.vault = nullptr;
    auto told = course_rows(at, *parcels, faces);
    REQUIRE(told);
    return std::move(*told);
  }
  CourseRow row(std::string const& course, sync::Vault const* vault = nullptr) {
    for (auto& one : rows(vault))
      if (one.id == course) return one;
    FAIL("no row of " << course);
    return {};
  }
  sync::Result<OpenedChapter> open(std::string const& course, std::string const& chapter = "") {
    auto at = desk(*awa);
    return open_chapter(at, *parcels, faces, course, chapter);
  }

  /// Where the file of that layer of the edition that can be read lies.
  std::filesystem::path file_of(std::string const& course, std::string const& title) {
    auto const edition = parcels->active(course);
    REQUIRE((edition && *edition));
    auto const& manifest = (*edition)->manifest;
    auto const* layer = title.empty() ? &manifest.config : manifest.find(title);
    REQUIRE(layer);
    return folder / "blobs" / layer->digest.hex();
  }
  void damage(std::string const& course, std::string const& title) {
    std::fstream file(file_of(course, title), std::ios::binary | std::ios::in | std::ios::out);
    file.put('\x7f');
    REQUIRE(file);
  }
};

inline std::string first_words(OpenedChapter const& open) {
  return std::get<Paragraph>(open.chapter->blocks.at(0).value).spans.at(0).text;
}

}  // namespace carrel::client
