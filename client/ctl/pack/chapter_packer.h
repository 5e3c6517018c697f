// The course around a chapter: resolves its links, packs its pictures and files, numbers its footnotes.
#pragma once

#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "client/ctl/pack/course_source.h"
#include "client/ctl/pack/inline_builder.h"
#include "client/ctl/pack/oci_layout.h"

namespace carrel::client {

/// What all chapters of a course share while it is packed.
struct CoursePacking {
  SourceTree const& tree;
  CourseSource const& course;
  OciLayout& layout;
  PackReport& report;
  std::map<std::string, std::string> titles_by_file;   ///< Attachments and pictures packed so far, by name in the folder.
  std::map<std::string, Figure> figures_by_file;
  std::set<std::string> files_used;
  struct PlaceAsked {
    std::string file;
    int line;
    std::string chapter, place;
  };
  std::vector<PlaceAsked> places_asked;                ///< Checked when every chapter has been read.
  std::optional<sync::Error> stopped;                  ///< Something that must not be packed at all.
};

class ChapterPacker : public Surroundings {
 public:
  ChapterPacker(CoursePacking& all, std::string file, std::string chapter_id)
      : all_(all), file_(std::move(file)), id_(std::move(chapter_id)) {}

  std::string link(std::string_view target, int line) override;
  std::optional<Figure> figure(std::string_view target, int line) override;
  std::string footnote(std::string const& label, std::string& number, int line) override;
  bool has_pandoc_dashes() const override { return all_.course.has_pandoc_dashes; }
  void loss(int line, std::string text) override { all_.report.losses.push_back({file_, line, std::move(text)}); }
  void note(int line, std::string text) override { all_.report.notes.push_back({file_, line, std::move(text)}); }

 private:
  std::string link_in_course(std::string_view path, std::string_view place, int line, bool must_be_there);
  /// The file meant by `path`, or nothing; sets all_.stopped when it leads out of the folder.
  std::optional<std::string> find_file(std::string const& path, int line);
  SourceChapter const* find_chapter(std::string const& path) const;
  std::string to_chapter(SourceChapter const& chapter, std::string_view place, int line);
  std::string attach(std::string const& name, int line);
  std::string free_title(std::string const& folder, std::string const& stem, std::string const& ending) const;

  CoursePacking& all_;
  std::string file_, id_;
  std::vector<std::string> footnotes_;
};

}  // namespace carrel::client
