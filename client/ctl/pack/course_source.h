// What a course's folder says about the course: our own course.json, or a Carpentries lesson's config.yaml.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "client/ctl/pack/report.h"
#include "client/ctl/pack/source_tree.h"

namespace carrel::client {

struct SourceChapter {
  std::string file;  ///< From the top of the folder.
  std::string id;    ///< Unique in the course.
  std::string role;  ///< "start", "chapter", "setup", "reference", "extra" or "licence".
};

struct CourseSource {
  std::string id, edition, title, summary, language = "en", licence, level, source_address;
  std::vector<std::string> authors;
  std::string citation;       ///< How its authors ask to be named; may be empty.
  std::string site;           ///< Address under which the same pages are published, without the final slash; may be empty.
  int minutes = 0;
  std::string cover, cover_alt;
  bool has_pandoc_dashes = false;  ///< See Surroundings.
  double pass_mark = 0;       ///< 0: no certificate rule.
  std::vector<SourceChapter> chapters;
  std::vector<std::string> search_folders;  ///< Where a name is looked for when it is not beside the file that names it.
  std::string references;     ///< Text of links.md, or empty.
  std::vector<std::string> own_files;       ///< Files that were read for their facts.
};

/// What the operator says on the command line; empty fields are taken from the folder.
struct CourseNames {
  std::string id, edition;
};

/// Fault::invalid with a sentence when the folder is neither, or its description is malformed.
sync::Result<CourseSource> read_course(SourceTree const& tree, CourseNames const& names, PackReport& report);

/// The YAML between the dashes of a chapter.
struct FrontMatter {
  std::string title, quiz;
  int minutes = 0;
};
FrontMatter read_front_matter(std::string const& yaml, std::string const& file, PackReport& report);

}  // namespace carrel::client
