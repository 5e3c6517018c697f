// A course as the library shows it, and its table of contents.
// Plain values, filled from the store by course_flow; what a course is made of on the disk is sync/parcel's business.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "sync/base/bytes.h"

namespace carrel::client {

struct CourseChapter {
  std::string id, title;
  int minutes = 0;
  bool read = false;   ///< The learner was at its end once.
  std::string quiz;    ///< Title of the quiz's layer, or empty.
  bool appendix = false;  ///< Preparation, reference, licence: can be read, counts for nothing, stands after the chapters.
};

/// What may be done with a course here and now.
enum class CourseStanding {
  offered,    ///< In the catalogue, nothing of it is here.
  fetching,   ///< Partly here; goes on by itself at the next connection.
  here,       ///< Can be read without a network.
  update,     ///< Can be read; the platform has a newer edition.
  updating,   ///< Can be read; the newer edition is partly here.
  damaged,    ///< A part did not have the bytes that were promised; it is fetched again.
};

struct CourseRow {
  std::string id, title, summary, language, licence, authors;
  int minutes = 0;                      ///< Reading time of the whole course; 0 when it is not known.
  CourseStanding standing = CourseStanding::offered;
  bool opened = false;                  ///< By this learner, ever.
  bool installed = false;               ///< An edition can be opened now, whatever else goes on.
  std::uint64_t bytes = 0;              ///< Of the newest edition, as its manifest says; 0 when it is not known.
  std::uint64_t bytes_missing = 0;      ///< Still to be fetched, counted in whole pieces.
  std::string stopped_at;               ///< Nothing more is fetched until somebody chooses it again: this file never came whole.
  int chapters = 0, chapters_read = 0;  ///< Without the appendix.
  std::vector<CourseChapter> contents;  ///< Only of an installed edition; the appendix last.
  std::string cover_alt;
  std::shared_ptr<sync::Bytes const> cover;  ///< PNG; empty when there is none here.
};

}  // namespace carrel::client
