#include "client/ctl/pack/pack.h"

#include <algorithm>

#include "client/ctl/pack/chapter_packer.h"
#include "client/ctl/pack/markdown_blocks.h"
#include "client/ctl/pack/quiz_packer.h"
#include "sync/base/limits.h"
#include "sync/parcel/zstd_text.h"

namespace carrel::client {
using sync::Done;
using sync::Error;
using sync::Fault;
using sync::Json;
using sync::JsonArray;
using sync::Result;
namespace {

class Packing {
 public:
  Packing(SourceTree const& tree, CourseSource const& course, OciLayout& layout, PackReport& report)
      : all_{tree, course, layout, report, {}, {}, {}, {}, {}} {}

  Done pack() {
    for (auto const& name : all_.course.own_files) all_.files_used.insert(name);
    for (auto const& chapter : all_.course.chapters) CHECKED(pack_chapter(chapter));
    CHECKED(pack_authors());
    CHECKED(pack_cover());
    check_places();
    name_unused_files();
    return {};
  }

  Json config() const {
    auto const& c = all_.course;
    JsonArray authors;
    for (auto const& author : c.authors) authors.push_back(author);
    auto minutes = c.minutes;
    if (minutes == 0)
      for (auto const& entry : contents_) minutes += static_cast<int>(entry.number_or("minutes", 0));
    auto out = Json::object({{"v", 1},
                             {"id", c.id},
                             {"edition", c.edition},
                             {"title", c.title},
                             {"summary", c.summary.empty() ? summary_ : c.summary},
                             {"language", c.language},
                             {"authors", std::move(authors)},
                             {"licence", c.licence},
                             {"level", c.level},
                             {"minutes", minutes}});
    if (!c.source_address.empty()) out.set("source", c.source_address);
    if (!cover_.layer.empty())
      out.set("cover", Json::object({{"layer", cover_.layer}, {"alt", c.cover_alt}, {"width", cover_.width}, {"height", cover_.height}}));
    if (c.pass_mark > 0) out.set("certificate", Json::object({{"pass_mark", c.pass_mark}}));
    out.set("contents", contents_);
    return out;
  }

 private:
  Done stopped() const { return all_.stopped ? Done(*all_.stopped) : Done(); }

  Done add_text(std::string const& title, std::string_view media_type, Json const& json) {
    auto const text = sync::write_json(json);
    if (text.size() > sync::limits::chapter_bytes_max) return Error{Fault::invalid, title + " is larger than a kiosk can show"};
    return all_.layout.add(title, media_type, sync::pack_zstd(sync::as_bytes(text)));
  }

  Done pack_chapter(SourceChapter const& source) {
    all_.files_used.insert(source.file);
    auto text = all_.tree.read_text(source.file, sync::limits::chapter_bytes_max);
    if (!text) return text.error();
    auto outline = read_outline(*text, source.file, all_.report);
    auto shared = read_references(all_.course.references);
    outline.references.insert(outline.references.end(), shared.begin(), shared.end());
    auto const facts = read_front_matter(outline.front_matter, source.file, all_.report);
    ChapterPacker around(all_, source.file, source.id);
    auto& names = places_[source.id];
    Chapter chapter{source.id, facts.title, facts.minutes, {}, read_outline_blocks(outline, around, names)};
    CHECKED(stopped());
    take_title(chapter, source);
    if (!facts.quiz.empty()) {
      TRY(quiz, pack_quiz_of(source, facts.quiz, around));
      chapter.quiz = std::move(quiz);
    }
    if (source.role == "start") summary_ = first_words(chapter.blocks);
    return add_chapter(chapter, source.role);
  }

  Done add_chapter(Chapter const& chapter, std::string const& role) {
    ++all_.report.carried["chapters"];
    count_blocks(chapter.blocks, all_.report.carried);
    auto const layer = "chapters/" + chapter.id + ".json";
    auto entry = Json::object(
        {{"id", chapter.id}, {"title", chapter.title}, {"layer", layer}, {"role", role}, {"minutes", chapter.minutes}});
    if (!chapter.quiz.empty()) entry.set("quiz", chapter.quiz);
    contents_.push_back(std::move(entry));
    return add_text(layer, sync::media::chapter, write_chapter(chapter));
  }

  // The file's first top heading is its title, unless the lines between the dashes gave one.
  void take_title(Chapter& chapter, SourceChapter const& source) const {
    auto* first = chapter.blocks.empty() ? nullptr : std::get_if<Heading>(&chapter.blocks.front().value);
    bool const top = first && first->level == 1;
    if (top && (chapter.title.empty() || plain_text(first->spans) == chapter.title)) {
      chapter.title = plain_text(first->spans);
      chapter.blocks.erase(chapter.blocks.begin());
    }
    if (chapter.title.empty()) chapter.title = source.role == "start" ? all_.course.title : source.id;
  }

  static std::string first_words(Blocks const& blocks) {
    for (auto const& block : blocks)
      if (auto const* paragraph = std::get_if<Paragraph>(&block.value)) return plain_text(paragraph->spans);
    return {};
  }

  Result<std::string> pack_quiz_of(SourceChapter const& source, std::string const& name, ChapterPacker&) {
    auto const folder = std::filesystem::path(source.file).parent_path().string();
    auto const file = resolve_name(folder, name);
    if (!file)
      return Error{Fault::refused,
                   source.file + ": the quiz \"" + name + "\" leads out of the course's folder; nothing was packed"};
    auto const id = std::filesystem::path(*file).stem().string();
    auto const title = "quizzes/" + id + ".json";
    all_.files_used.insert(*file);
    if (all_.layout.has(title)) return title;
    TRY(text, all_.tree.read_text(*file, sync::limits::answer_bytes_max));
    ChapterPacker around(all_, *file, source.id);
    TRY(quiz, pack_quiz(text, *file, id, around));
    CHECKED(stopped());
    ++all_.report.carried["quizzes"];
    all_.report.carried["quiz_questions"] += static_cast<std::int64_t>(quiz.list("questions").size());
    CHECKED(add_text(title, sync::media::quiz, quiz));
    return title;
  }

  // A long list of people and a wish how to be named deserve a page, not only a field.
  Done pack_authors() {
    if (all_.course.citation.empty()) return {};
    ChapterPacker around(all_, "CITATION", "authors");
    Chapter page{"authors",
                 all_.course.language == "fr" ? "Auteurs" : "Authors",
                 0,
                 {},
                 read_markdown_text(all_.course.citation, 1, around)};
    List people;
    for (auto const& author : all_.course.authors) people.items.push_back({std::nullopt, {Block{Paragraph{{Span{author, 0, {}, {}}}}}}});
    if (!people.items.empty()) page.blocks.push_back(Block{std::move(people)});
    return add_chapter(page, "licence");
  }

  Done pack_cover() {
    if (all_.course.cover.empty()) return {};
    ChapterPacker around(all_, "course.json", "");
    auto cover = around.figure(all_.course.cover, 0);
    CHECKED(stopped());
    if (!cover) return {};
    cover_ = std::move(*cover);
    if (all_.course.cover_alt.empty()) around.note(0, "the cover has no words for those who do not see it");
    return {};
  }

  void check_places() {
    for (auto const& asked : all_.places_asked)
      if (!places_[asked.chapter].has(asked.place))
        all_.report.notes.push_back({asked.file, asked.line,
                                     "a link names the place \"" + asked.place + "\" in \"" + asked.chapter +
                                         "\", which is not there; it leads to the top"});
  }

  void name_unused_files() {
    std::vector<std::string> unused;
    for (auto it = std::filesystem::recursive_directory_iterator(all_.tree.root());
         it != std::filesystem::recursive_directory_iterator(); ++it) {
      auto const name = it->path().lexically_relative(all_.tree.root()).generic_string();
      if (name.starts_with('.')) {
        it.disable_recursion_pending();
        continue;
      }
      if (it->is_regular_file() && all_.files_used.count(name) == 0) unused.push_back(name);
    }
    std::sort(unused.begin(), unused.end());
    for (auto& name : unused) all_.report.notes.push_back({std::move(name), 0, "no chapter uses this file; it is not packed"});
  }

  CoursePacking all_;
  std::map<std::string, PlaceNames> places_;
  JsonArray contents_;
  std::string summary_;
  Figure cover_;
};

}  // namespace

Result<PackReport> pack_course(PackOrder const& order) {
  TRY(tree, SourceTree::open(order.source));
  PackReport report;
  TRY(course, read_course(tree, order.names, report));
  TRY(layout, OciLayout::open(order.target));
  Packing packing(tree, course, layout, report);
  if (auto packed = packing.pack(); !packed) {
    layout.abandon();
    return packed.error();
  }
  std::map<std::string, std::string> annotations{{"org.opencontainers.image.title", course.title},
                                                 {"org.opencontainers.image.version", course.edition}};
  if (!course.licence.empty()) annotations.emplace("org.opencontainers.image.licenses", course.licence);
  if (!course.source_address.empty()) annotations.emplace("org.opencontainers.image.source", course.source_address);
  auto const config = sync::write_json(packing.config());
  TRY(digest, layout.finish(sync::as_bytes(config), std::move(annotations), course.id + ":" + course.edition));
  report.course = course.id;
  report.edition = course.edition;
  report.title = course.title;
  report.manifest = digest.text();
  report.layers = static_cast<std::int64_t>(layout.manifest().layers.size());
  report.bytes = static_cast<std::int64_t>(layout.manifest().bytes());
  return report;
}

}  // namespace carrel::client
