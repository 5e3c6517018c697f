#include "client/ctl/pack/course_source.h"

#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <array>
#include <set>

#include "client/ctl/pack/markup.h"
#include "sync/base/limits.h"
#include "sync/parcel/manifest.h"

namespace carrel::client {
using sync::Error;
using sync::Fault;
using sync::Result;
namespace {

constexpr std::size_t description_bytes_max = 1 << 20;
constexpr std::size_t chapters_max = 1000;

Error invalid(std::string text) { return {Fault::invalid, std::move(text)}; }

// yaml-cpp throws; nothing of that leaves this file.
Result<YAML::Node> parse_yaml(std::string const& text, std::string const& file) {
  try {
    return YAML::Load(text);
  } catch (YAML::Exception const& failed) {
    return invalid(file + ":" + std::to_string(failed.mark.line + 1) + ": not readable as YAML: " + failed.msg);
  }
}
std::string text_of(YAML::Node const& node, char const* key) {
  try {
    return node.IsMap() && node[key] && node[key].IsScalar() ? node[key].as<std::string>() : "";
  } catch (YAML::Exception const&) {
    return {};
  }
}
std::vector<std::string> list_of(YAML::Node const& node, char const* key) {
  std::vector<std::string> out;
  try {
    if (node.IsMap() && node[key] && node[key].IsSequence())
      for (auto const& one : node[key])
        if (one.IsScalar()) out.push_back(one.as<std::string>());
  } catch (YAML::Exception const&) {
  }
  return out;
}
int minutes_of(std::string const& text) {
  int out = 0;
  for (char c : text) {
    if (c < '0' || c > '9' || out > 10'000) break;
    out = out * 10 + (c - '0');
  }
  return out;
}

std::string stem_of(std::string const& file) { return std::filesystem::path(file).stem().string(); }

// "The Unix Shell" and "CC-BY 4.0" in the forms that addresses and SPDX want.
std::string course_name_of(std::string const& text) {
  std::string out;
  for (char c : lower_ascii(text)) {
    bool const letter = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    if (letter) out += c;
    else if (!out.empty() && out.back() != '-') out += '-';
  }
  while (out.ends_with('-')) out.pop_back();
  return out;
}
std::string spdx_of(std::string text) {
  for (char& c : text)
    if (c == ' ') c = '-';
  return text == "CC-BY" ? "CC-BY-4.0" : text;
}

std::vector<std::string> lines_of(std::string const& text) {
  std::vector<std::string> out;
  for (std::size_t from = 0; from < text.size();) {
    auto end = std::min(text.find('\n', from), text.size());
    if (auto line = trimmed(std::string_view(text).substr(from, end - from)); !line.empty()) out.emplace_back(line);
    from = end + 1;
  }
  return out;
}

class Chapters {
 public:
  Chapters(SourceTree const& tree, CourseSource& course) : tree_(tree), course_(course) {}
  bool add(std::string const& file, std::string role) {
    if (!tree_.has_file(file) || !files_.insert(file).second) return false;
    auto id = stem_of(file);
    for (int n = 2; !ids_.insert(id).second; ++n) id = stem_of(file) + "-" + std::to_string(n);
    course_.chapters.push_back({file, id, std::move(role)});
    return true;
  }

 private:
  SourceTree const& tree_;
  CourseSource& course_;
  std::set<std::string> files_, ids_;
};

Result<CourseSource> read_own(SourceTree const& tree) {
  TRY(text, tree.read_text("course.json", description_bytes_max));
  auto json = sync::parse_json(text);
  if (!json) return invalid("course.json is not well-formed JSON");
  CourseSource out;
  out.title = json->text_or("title", "");
  if (out.title.empty()) return invalid("course.json has no \"title\"");
  out.id = json->text_or("id", course_name_of(tree.root().filename().string()));
  out.summary = json->text_or("summary", "");
  out.language = json->text_or("language", "");
  if (out.language.empty()) return invalid("course.json has no \"language\"");
  for (auto const& author : json->list("authors"))
    if (author.string()) out.authors.push_back(*author.string());
  out.licence = json->text_or("licence", "");
  out.level = json->text_or("level", "");
  out.minutes = static_cast<int>(std::clamp<std::int64_t>(json->number_or("minutes", 0), 0, 100'000));
  out.edition = json->text_or("version", "");
  out.cover = json->text_or("cover", "");
  out.cover_alt = json->text_or("cover_alt", "");
  if (auto const* certificate = json->find("certificate"))
    if (auto const* mark = certificate->find("pass_mark"))
      out.pass_mark = mark->real() ? *mark->real() : static_cast<double>(certificate->number_or("pass_mark", 0));
  if (out.pass_mark < 0 || out.pass_mark > 1) return invalid("course.json: \"pass_mark\" lies between 0 and 1");
  Chapters chapters(tree, out);
  for (auto const& one : json->list("chapters")) {
    if (!one.string()) return invalid("course.json: \"chapters\" is a list of file names");
    CHECKED([&]() -> sync::Done { TRY(path, tree.locate(*one.string())); (void)path; return {}; }());
    if (!chapters.add(*one.string(), "chapter")) return invalid("course.json names " + *one.string() + " twice");
  }
  if (out.chapters.empty()) return invalid("course.json names no chapters");
  chapters.add("LICENSE.md", "licence");
  out.own_files = {"course.json"};
  return out;
}

Result<CourseSource> read_carpentries(SourceTree const& tree) {
  TRY(text, tree.read_text("config.yaml", description_bytes_max));
  TRY(yaml, parse_yaml(text, "config.yaml"));
  CourseSource out;
  out.title = text_of(yaml, "title");
  if (out.title.empty()) return invalid("config.yaml has no \"title\"");
  out.source_address = text_of(yaml, "source");
  auto const source = std::filesystem::path(out.source_address).filename().string();
  out.id = course_name_of(source.empty() ? out.title : source);
  out.edition = tree.root().filename().string();
  if (auto language = text_of(yaml, "lang"); !language.empty()) out.language = language;
  out.licence = spdx_of(text_of(yaml, "license"));
  out.site = text_of(yaml, "url");
  while (out.site.ends_with('/')) out.site.pop_back();
  out.summary = text_of(yaml, "description");

  Chapters chapters(tree, out);
  chapters.add("index.md", "start");
  chapters.add("learners/setup.md", "setup");
  auto add_folder = [&](char const* key, std::string const& folder, std::string const& role) -> sync::Done {
    auto named = list_of(yaml, key);
    for (auto const& name : named)
      if (!chapters.add(folder + "/" + name, role) && name != "setup.md")
        return invalid("config.yaml names " + folder + "/" + name + ", which is not there or stands twice");
    if (named.empty())
      for (auto const& name : tree.list(folder, "md")) chapters.add(name, role);
    return {};
  };
  CHECKED(add_folder("episodes", "episodes", "chapter"));
  chapters.add("learners/reference.md", "reference");
  CHECKED(add_folder("learners", "learners", "extra"));
  CHECKED(add_folder("instructors", "instructors", "extra"));
  CHECKED(add_folder("profiles", "profiles", "extra"));
  chapters.add("LICENSE.md", "licence");
  out.has_pandoc_dashes = true;
  out.search_folders = {"episodes", "learners", "instructors", "profiles", ""};
  if (auto authors = tree.read_text("AUTHORS", description_bytes_max)) out.authors = lines_of(*authors);
  if (auto citation = tree.read_text("CITATION", description_bytes_max)) out.citation = *citation;
  if (auto links = tree.read_text("links.md", description_bytes_max)) out.references = *links;
  out.own_files = {"config.yaml", "AUTHORS", "CITATION", "links.md"};
  return out;
}

}  // namespace

Result<CourseSource> read_course(SourceTree const& tree, CourseNames const& names, PackReport& report) {
  bool const own = tree.has_file("course.json");
  if (!own && !tree.has_file("config.yaml"))
    return invalid("the folder holds neither a course.json nor a Carpentries config.yaml");
  auto read = own ? read_own(tree) : read_carpentries(tree);
  if (!read) return read.error();
  auto& course = *read;
  if (!names.id.empty()) course.id = names.id;
  if (!names.edition.empty()) course.edition = names.edition;
  if (course.edition.empty()) course.edition = "1";
  if (!sync::is_course_name(course.id))
    return invalid("\"" + course.id + "\" cannot name a course: lower case letters, digits and hyphens");
  if (course.chapters.size() > chapters_max) return invalid("a course has at most 1000 chapters");
  if (course.licence.empty()) report.notes.push_back({own ? "course.json" : "config.yaml", 0, "the course names no licence"});
  if (course.authors.empty()) report.notes.push_back({own ? "course.json" : "AUTHORS", 0, "the course names no authors"});
  return read;
}

FrontMatter read_front_matter(std::string const& yaml, std::string const& file, PackReport& report) {
  FrontMatter out;
  if (yaml.empty()) return out;
  auto node = parse_yaml(yaml, file);
  if (!node) {
    report.losses.push_back({file, 1, "the lines between the dashes cannot be read; title and minutes are lost"});
    return out;
  }
  out.title = text_of(*node, "title");
  out.quiz = text_of(*node, "quiz");
  out.minutes = minutes_of(text_of(*node, "minutes"));
  if (out.minutes == 0) out.minutes = minutes_of(text_of(*node, "teaching")) + minutes_of(text_of(*node, "exercises"));
  return out;
}

}  // namespace carrel::client
