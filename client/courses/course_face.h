// What a course says of itself (title, authors, contents, cover), kept by the digest of its edition: an edition never changes, and the
// list of courses is told at every step of a download, so that reading it from the card each time would be hundreds of files.
// Holds no edition: what is here in memory keeps no file from being removed. What a learner has read is not part of it.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "client/courses/course.h"
#include "sync/parcel/parcels.h"

namespace carrel::client {

struct CourseFace {
  std::string title, summary, language, licence, authors;
  int minutes = 0;
  std::vector<CourseChapter> contents;  ///< Chapters first, then the appendix; none is marked as read.
  std::string cover_alt;
  std::shared_ptr<sync::Bytes const> cover;  ///< PNG; null when there is none, or it is damaged.
};

class CourseFaces {
 public:
  /// Fault::corrupt: the file that says it is damaged; it is fetched again. A damaged cover is tried again the next time.
  sync::Result<std::shared_ptr<CourseFace const>> of(sync::Parcels& parcels, sync::Edition const& edition);
  /// Lets go of editions that are no longer those that can be read.
  void forget_others(std::vector<sync::CourseState> const& current);

 private:
  std::map<sync::BlobDigest, std::shared_ptr<CourseFace const>> faces_;
};

}  // namespace carrel::client
