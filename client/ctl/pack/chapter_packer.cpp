#include "client/ctl/pack/chapter_packer.h"

#include <algorithm>
#include <array>
#include <cctype>

#include "client/ctl/pack/figure.h"

namespace carrel::client {
namespace {

struct MediaType {
  std::string_view ending, type;
};
constexpr std::array media_types{
    MediaType{".zip", "application/zip"}, MediaType{".pdf", "application/pdf"}, MediaType{".csv", "text/csv"},
    MediaType{".txt", "text/plain"},      MediaType{".json", "application/json"}, MediaType{".gz", "application/gzip"},
    MediaType{".png", "image/png"},       MediaType{".jpg", "image/jpeg"},      MediaType{".html", "text/html"},
};

std::string_view media_type_of(std::string const& name) {
  auto const lower = lower_ascii(name);
  for (auto const& one : media_types)
    if (lower.ends_with(one.ending)) return one.type;
  return "application/octet-stream";
}

// "https", "mailto" or nothing.
std::string scheme_of(std::string_view target) {
  auto end = target.find(':');
  if (end == std::string_view::npos || end == 0 || target.find_first_of("/#?") < end) return {};
  for (char c : target.substr(0, end))
    if (!std::isalnum(static_cast<unsigned char>(c)) && c != '+' && c != '-' && c != '.') return {};
  return lower_ascii(target.substr(0, end));
}

std::string folder_of(std::string const& file) { return std::filesystem::path(file).parent_path().string(); }

bool is_page(std::string_view path) {
  for (std::string_view ending : {".md", ".Rmd", ".html", ".htm", "/"})
    if (path.ends_with(ending)) return true;
  return false;
}

}  // namespace

std::string ChapterPacker::to_chapter(SourceChapter const& chapter, std::string_view place, int line) {
  auto const name = without_percent(place);
  if (!name.empty()) all_.places_asked.push_back({file_, line, chapter.id, name});
  return "chapter:" + chapter.id + (name.empty() ? "" : "#" + name);
}

SourceChapter const* ChapterPacker::find_chapter(std::string const& path) const {
  auto const wanted = resolve_name(folder_of(file_), path);
  auto const stem = std::filesystem::path(path.ends_with('/') ? path + "index.md" : path).stem().string();
  SourceChapter const* by_stem = nullptr;
  for (auto const& chapter : all_.course.chapters) {
    if (wanted && chapter.file == *wanted) return &chapter;
    if (std::filesystem::path(chapter.file).stem().string() == stem) by_stem = &chapter;
  }
  return by_stem;
}

std::optional<std::string> ChapterPacker::find_file(std::string const& path, int line) {
  auto const beside = resolve_name(folder_of(file_), path);
  if (!beside) {
    all_.stopped = sync::Error{sync::Fault::refused, file_ + ":" + std::to_string(line) + ": \"" + path +
                                                         "\" leads out of the course's folder; nothing was packed"};
    return std::nullopt;
  }
  std::vector<std::string> candidates{*beside};
  for (auto const& folder : all_.course.search_folders)
    if (auto name = resolve_name(folder, path)) candidates.push_back(*name);
  for (auto const& name : candidates) {
    if (!all_.tree.has_file(name)) continue;
    if (auto path_there = all_.tree.locate(name); !path_there) {
      all_.stopped = sync::Error{path_there.error().fault, file_ + ":" + std::to_string(line) + ": " +
                                                               path_there.error().place + "; nothing was packed"};
      return std::nullopt;
    }
    return name;
  }
  return std::nullopt;
}

std::string ChapterPacker::free_title(std::string const& folder, std::string const& stem, std::string const& ending) const {
  std::string plain;
  for (char c : stem) plain += std::isalnum(static_cast<unsigned char>(c)) || c == '-' || c == '_' || c == '.' ? c : '-';
  while (plain.starts_with('.')) plain.erase(0, 1);
  if (plain.empty()) plain = "file";
  auto title = folder + "/" + plain + ending;
  for (int n = 2; all_.layout.has(title); ++n) title = folder + "/" + plain + "-" + std::to_string(n) + ending;
  return title;
}

std::string ChapterPacker::attach(std::string const& name, int line) {
  all_.files_used.insert(name);
  if (auto known = all_.titles_by_file.find(name); known != all_.titles_by_file.end()) return "file:" + known->second;
  auto path = all_.tree.locate(name);
  auto const as_path = std::filesystem::path(name);
  auto const title = free_title("files", as_path.stem().string(), as_path.extension().string());
  auto added = path ? all_.layout.add_file(title, media_type_of(name), *path) : sync::Done(path.error());
  if (!added) {
    all_.stopped = sync::Error{added.error().fault, file_ + ":" + std::to_string(line) + ": " + added.error().place};
    return {};
  }
  all_.titles_by_file.emplace(name, title);
  ++all_.report.carried["attached_files"];
  return "file:" + title;
}

std::string ChapterPacker::link_in_course(std::string_view path_text, std::string_view place, int line, bool must_be_there) {
  auto const path = without_percent(path_text.substr(0, path_text.find('?')));
  if (path.empty() || path == "/") return to_chapter(all_.course.chapters.front(), place, line);
  // A page that is no chapter may still be a file of the course.
  if (auto const* chapter = is_page(path) || path.find('.') == std::string::npos ? find_chapter(path) : nullptr)
    return to_chapter(*chapter, place, line);
  if (!must_be_there) return {};
  if (auto name = find_file(path, line)) return attach(*name, line);
  if (!all_.stopped) loss(line, "the link leads to \"" + path + "\", which is not in the course");
  return {};
}

std::string ChapterPacker::link(std::string_view target, int line) {
  target = trimmed(target);
  auto const hash = target.find('#');
  auto const place = hash == std::string_view::npos ? std::string_view() : target.substr(hash + 1);
  auto const scheme = scheme_of(target);
  if (target.empty()) {
    note(line, "a link leads nowhere");
    return {};
  }
  if (scheme.empty() && hash == 0) {
    if (place.empty()) return "chapter:" + id_;
    all_.places_asked.push_back({file_, line, id_, without_percent(place)});
    return "chapter:" + id_ + "#" + without_percent(place);
  }
  if (scheme.empty() && target.starts_with("//")) return "https:" + std::string(target);
  if (scheme.empty()) return link_in_course(target.substr(0, hash), place, line, true);
  if (auto const& site = all_.course.site; !site.empty() && target.starts_with(site) &&
      (target.size() == site.size() || target[site.size()] == '/' || target[site.size()] == '#')) {
    auto path = target.substr(0, hash).substr(site.size());
    if (path.starts_with('/')) path.remove_prefix(1);
    if (auto inside = link_in_course(path, place, line, false); !inside.empty()) return inside;
  }
  if (scheme == "http" || scheme == "https" || scheme == "mailto" || scheme == "ftp") return std::string(target);
  loss(line, "a link with \"" + scheme + ":\" is not carried; its text is");
  return {};
}

std::optional<Figure> ChapterPacker::figure(std::string_view target, int line) {
  target = trimmed(target);
  if (auto const scheme = scheme_of(target); !scheme.empty() || target.starts_with("//")) {
    loss(line, "the picture " + std::string(target.substr(0, 80)) + " is not in the course's folder and cannot be carried");
    return std::nullopt;
  }
  auto const path = without_percent(target.substr(0, target.find_first_of("?#")));
  auto const name = find_file(path, line);
  if (!name) {
    if (!all_.stopped) loss(line, "the picture \"" + path + "\" is not in the course");
    return std::nullopt;
  }
  all_.files_used.insert(*name);
  if (auto known = all_.figures_by_file.find(*name); known != all_.figures_by_file.end()) return known->second;
  auto there = all_.tree.locate(*name);
  auto packed = there ? pack_picture(*there) : sync::Result<PackedPicture>(there.error());
  if (!packed) {
    loss(line, "the picture \"" + path + "\" cannot be carried: " + packed.error().place);
    return std::nullopt;
  }
  auto const title = free_title("figures", std::filesystem::path(*name).stem().string(), packed->ending);
  if (auto added = all_.layout.add(title, packed->ending == ".png" ? "image/png" : "image/jpeg", packed->bytes); !added) {
    all_.stopped = added.error();
    return std::nullopt;
  }
  ++all_.report.carried["pictures"];
  Figure out{title, {}, {}, packed->width, packed->height, packed->shown_width, {}};
  all_.figures_by_file.emplace(*name, out);
  return out;
}

std::string ChapterPacker::footnote(std::string const& label, std::string& number, int) {
  auto found = std::find(footnotes_.begin(), footnotes_.end(), label);
  if (found == footnotes_.end()) found = footnotes_.insert(footnotes_.end(), label);
  number = std::to_string(found - footnotes_.begin() + 1);
  auto const place = "fn-" + number;
  all_.places_asked.push_back({file_, 0, id_, place});
  return "chapter:" + id_ + "#" + place;
}

}  // namespace carrel::client
