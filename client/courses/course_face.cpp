#include "client/courses/course_face.h"

#include <algorithm>
#include <set>

#include "sync/base/limits.h"

namespace carrel::client {
namespace {

using sync::Json;
using sync::Result;

std::string joined(sync::JsonArray const& texts) {
  std::string all;
  for (auto const& item : texts)
    if (auto const* text = item.string()) all += (all.empty() ? "" : ", ") + *text;
  return all;
}

std::vector<CourseChapter> chapters_of(Json const& config) {
  std::vector<CourseChapter> chapters;
  for (auto const& entry : config.list("contents")) {
    CourseChapter chapter{entry.text_or("id", ""), entry.text_or("title", ""), static_cast<int>(entry.number_or("minutes", 0)), false,
                          entry.text_or("quiz", "")};
    chapter.appendix = entry.text_or("role", "chapter") != "chapter";
    chapters.push_back(std::move(chapter));
  }
  // A course of nothing but a preface is read as one of chapters.
  if (std::all_of(chapters.begin(), chapters.end(), [](auto const& c) { return c.appendix; }))
    for (auto& chapter : chapters) chapter.appendix = false;
  std::stable_partition(chapters.begin(), chapters.end(), [](auto const& c) { return !c.appendix; });
  return chapters;
}

}  // namespace

Result<std::shared_ptr<CourseFace const>> CourseFaces::of(sync::Parcels& parcels, sync::Edition const& edition) {
  if (auto const known = faces_.find(edition.digest); known != faces_.end()) return known->second;
  TRY(config, parcels.read_config(edition));
  auto face = std::make_shared<CourseFace>(CourseFace{
      config.text_or("title", ""), config.text_or("summary", ""), config.text_or("language", ""), config.text_or("licence", ""),
      joined(config.list("authors")), static_cast<int>(config.number_or("minutes", 0)), chapters_of(config), {}, {}});
  bool whole = true;
  if (auto const* cover = config.find("cover")) {
    face->cover_alt = cover->text_or("alt", "");
    auto picture = parcels.read_layer(edition, cover->text_or("layer", ""), sync::limits::chapter_bytes_max);
    if (picture) face->cover = std::make_shared<sync::Bytes const>(std::move(*picture));
    whole = static_cast<bool>(picture);
  }
  if (whole) faces_[edition.digest] = face;
  return std::shared_ptr<CourseFace const>(std::move(face));
}

void CourseFaces::forget_others(std::vector<sync::CourseState> const& current) {
  std::set<sync::BlobDigest> kept;
  for (auto const& state : current)
    if (state.active) kept.insert(state.active->digest);
  std::erase_if(faces_, [&](auto const& face) { return !kept.contains(face.first); });
}

}  // namespace carrel::client
