#include "client/ctl/pack/markdown_outline.h"

#include <cctype>
#include <optional>

#include "client/ctl/pack/markdown_text.h"
#include "client/ctl/pack/markup.h"

namespace carrel::client {
namespace {

// U+FDD0 to U+FDEF are no characters; we use them as marks (markdown_text), so no author may.
std::string without_marks(std::string_view line) {
  std::string out(line);
  for (std::size_t at = 0; (at = out.find("\xEF\xB7", at)) != std::string::npos; ++at) {
    auto const last = at + 2 < out.size() ? static_cast<unsigned char>(out[at + 2]) : 0u;
    if (last >= 0x90 && last <= 0xAF) out.replace(at, 3, "\xEF\xBF\xBD");
  }
  return out;
}

SourceLines split_lines(std::string_view text) {
  SourceLines out;
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  for (int number = 1; !text.empty(); ++number) {
    auto end = text.find('\n');
    auto line = text.substr(0, end);
    if (line.ends_with('\r')) line.remove_suffix(1);
    out.push_back({without_marks(line), number, false});
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  }
  return out;
}

bool is_blank(std::string_view line) { return trimmed(line).empty(); }

// A code fence: its character and length, or nothing.
struct Fence {
  char mark = 0;
  std::size_t length = 0;
  bool bare = false;  // Nothing behind it, so it can close.
};
std::optional<Fence> read_fence(std::string_view line) {
  auto from = line.find_first_not_of(" >\t");
  if (from == std::string_view::npos) return std::nullopt;
  // "- ```" opens inside a list item.
  if ((line[from] == '-' || line[from] == '*') && from + 1 < line.size() && line[from + 1] == ' ')
    from = line.find_first_not_of(' ', from + 1);
  if (from == std::string_view::npos || (line[from] != '`' && line[from] != '~')) return std::nullopt;
  Fence fence{line[from], 0, false};
  while (from + fence.length < line.size() && line[from + fence.length] == fence.mark) ++fence.length;
  if (fence.length < 3) return std::nullopt;
  auto rest = line.substr(from + fence.length);
  if (fence.mark == '`' && rest.find('`') != std::string_view::npos) return std::nullopt;
  fence.bare = is_blank(rest);
  return fence;
}

// Takes comments out of one line; `inside` says whether a comment is open before and after it.
std::string without_comments(std::string_view line, bool& inside) {
  std::string out;
  for (std::size_t at = 0; at < line.size();) {
    if (inside) {
      auto end = line.find("-->", at);
      inside = end == std::string_view::npos;
      at = inside ? line.size() : end + 3;
    } else if (line[at] == '`') {
      auto run = line.find_first_not_of('`', at);
      auto ticks = line.substr(at, run == std::string_view::npos ? run : run - at);
      auto close = run == std::string_view::npos ? run : line.find(ticks, run);
      auto end = close == std::string_view::npos ? at + ticks.size() : close + ticks.size();
      out += line.substr(at, end - at);
      at = end;
    } else if (line.substr(at).starts_with("<!--")) {
      inside = true;
      at += 4;
    } else {
      out += line[at++];
    }
  }
  return out;
}

// Marks code and removes comments, in one walk because each can contain the other's signs.
void mark_code_and_comments(SourceLines& lines, std::string const& file, PackReport& report) {
  std::optional<Fence> open;
  bool in_comment = false;
  int opened_at = 0;
  SourceLines kept;
  for (auto& line : lines) {
    auto fence = in_comment ? std::nullopt : read_fence(line.text);
    if (open || fence) {
      line.is_code = true;
      if (!open) open = fence, opened_at = line.number;
      else if (fence && fence->bare && fence->mark == open->mark && fence->length >= open->length) open.reset();
      kept.push_back(std::move(line));
      continue;
    }
    bool const was_blank = is_blank(line.text);
    if (!in_comment && line.text.find("<!--") != std::string::npos) opened_at = line.number;
    auto text = without_comments(line.text, in_comment);
    if (is_blank(text) && !was_blank) continue;  // Only a comment: it must not cut a paragraph in two.
    line.text = std::move(text);
    kept.push_back(std::move(line));
  }
  if (open) report.notes.push_back({file, opened_at, "a code block opens here and does not end; the rest of the file is read as code"});
  if (in_comment) report.losses.push_back({file, opened_at, "a comment opens here and does not end; the rest of the file is hidden"});
  lines = std::move(kept);
}

std::size_t colons_at_start(std::string_view line) {
  auto text = trimmed(line);
  auto count = text.find_first_not_of(':');
  return count == std::string_view::npos ? text.size() : count;
}

struct DivLine {
  bool closes = false;
  std::string name, id;
};
std::optional<DivLine> read_div_line(SourceLine const& line) {
  if (line.is_code || colons_at_start(line.text) < 3) return std::nullopt;
  auto rest = trimmed(trimmed(line.text).substr(colons_at_start(line.text)));
  while (rest.ends_with(':')) rest.remove_suffix(1);
  rest = trimmed(rest);
  if (rest.empty()) return DivLine{true, {}, {}};
  if (rest[0] == '{') {
    auto read = read_attributes(rest);
    if (!read || read->length != rest.size()) return std::nullopt;
    return DivLine{false, read->attributes.classes.empty() ? "" : read->attributes.classes[0], read->attributes.id};
  }
  // A word, possibly with attributes behind it: `callout {#id}`.
  std::size_t end = 0;
  while (end < rest.size() && (std::isalnum(static_cast<unsigned char>(rest[end])) || rest[end] == '-' || rest[end] == '_')) ++end;
  auto behind = trimmed(rest.substr(end));
  auto read = read_attributes(behind);
  if (end == 0 || (!behind.empty() && (!read || read->length != behind.size()))) return std::nullopt;
  return DivLine{false, std::string(rest.substr(0, end)), read ? read->attributes.id : ""};
}

// `[label]: target`; footnotes `[^label]: text` are told apart by the caret.
struct Reference {
  std::string label;
  bool is_footnote = false;
  std::size_t behind = 0;
};
std::optional<Reference> read_reference(SourceLine const& line) {
  if (line.is_code) return std::nullopt;
  auto from = line.text.find_first_not_of(' ');
  if (from == std::string::npos || from > 3 || line.text[from] != '[') return std::nullopt;
  auto end = line.text.find("]:", from);
  if (end == std::string::npos || end == from + 1) return std::nullopt;
  auto label = line.text.substr(from + 1, end - from - 1);
  if (label.find_first_of("[]") != std::string::npos || is_blank(std::string_view(line.text).substr(end + 2))) return std::nullopt;
  bool const footnote = label[0] == '^';
  return Reference{footnote ? label.substr(1) : label, footnote, end + 2};
}

bool opens_definition(SourceLine const& line) {
  auto from = line.text.find_first_not_of(' ');
  return !line.is_code && from != std::string::npos && from < 3 && (line.text[from] == ':' || line.text[from] == '~') &&
         from + 1 < line.text.size() && (line.text[from + 1] == ' ' || line.text[from + 1] == '\t') &&
         !is_blank(std::string_view(line.text).substr(from + 1));
}

std::string dedented(std::string const& line, std::size_t most) {
  std::size_t from = 0;
  while (from < line.size() && from < most && line[from] == ' ') ++from;
  return line.substr(from);
}

class OutlineReader {
 public:
  OutlineReader(SourceLines lines, std::string const& file, PackReport& report) : lines_(std::move(lines)), file_(file), report_(report) {}

  Outline read(std::string front_matter) {
    Outline out;
    out.front_matter = std::move(front_matter);
    out_ = &out;
    out.nodes = nodes(0);
    return out;
  }

 private:
  bool more() const { return at_ < lines_.size(); }
  SourceLine const& line() const { return lines_[at_]; }

  std::vector<OutlineNode> nodes(int depth) {
    std::vector<OutlineNode> out;
    SourceLines text;
    auto close_text = [&] {
      OutlineNode node;
      node.lines = std::exchange(text, {});
      for (auto const& one : node.lines)
        if (!is_blank(one.text)) {
          out.push_back(std::move(node));
          return;
        }
    };
    while (more()) {
      if (auto div = read_div_line(line())) {
        if (div->closes && depth > 0) break;  // The caller takes this line.
        if (div->closes) {
          report_.notes.push_back({file_, line().number, "a line of colons closes a block that was never opened"});
          ++at_;
          continue;
        }
        close_text();
        out.push_back(read_div(std::move(*div), depth));
        continue;
      }
      bool const after_blank = text.empty() || is_blank(text.back().text);
      if (auto reference = read_reference(line()); reference && (reference->is_footnote || after_blank || last_was_reference_)) {
        take_reference(*reference);
        continue;
      }
      last_was_reference_ = false;
      if (opens_definition(line()) && take_definitions(text, out, close_text)) continue;
      text.push_back(line());
      ++at_;
    }
    close_text();
    return out;
  }

  OutlineNode read_div(DivLine div, int depth) {
    OutlineNode node;
    node.kind = OutlineNode::Kind::div;
    node.name = lower_ascii(div.name);
    node.id = div.id;
    node.line = line().number;
    ++at_;
    node.children = nodes(depth + 1);
    if (more()) ++at_;
    else report_.notes.push_back({file_, node.line, "the block \"" + node.name + "\" opens here and is not closed"});
    return node;
  }

  void take_reference(Reference const& reference) {
    if (!reference.is_footnote) {
      out_->references.push_back(line());
      last_was_reference_ = true;
      ++at_;
      return;
    }
    OutlineFootnote note{reference.label, {}};
    note.body.push_back({line().text.substr(reference.behind), line().number, false});
    take_body(note.body);
    out_->footnotes.push_back(std::move(note));
  }

  // The rest of a footnote or definition: lines until a blank one, and indented paragraphs behind blank lines.
  void take_body(SourceLines& body) {
    for (++at_; more(); ++at_) {
      if (is_blank(line().text)) {
        auto next = at_;
        while (next < lines_.size() && is_blank(lines_[next].text)) ++next;
        if (next == lines_.size() || !lines_[next].text.starts_with("    ")) return;
      } else if (!line().is_code && (read_div_line(line()) || read_reference(line()) || opens_definition(line()))) {
        return;
      }
      auto copy = line();
      copy.text = dedented(copy.text, 4);
      body.push_back(std::move(copy));
    }
  }

  // A term is the single line before; a table before means that this is the table's caption.
  template <class Close>
  bool take_definitions(SourceLines& text, std::vector<OutlineNode>& out, Close const& close_text) {
    std::size_t term = text.size();
    while (term > 0 && is_blank(text[term - 1].text)) --term;
    if (term == 0 || text.size() - term > 1) return extend_definitions(text, out);
    auto const& before = text[term - 1];
    if (before.is_code || trimmed(before.text).front() == '|') return take_caption(text);
    if (term > 1 && !is_blank(text[term - 2].text)) return false;  // A paragraph of several lines.
    OutlineEntry entry{{before}, {}};
    text.resize(term - 1);
    close_text();
    take_entry(entry);
    if (out.empty() || out.back().kind != OutlineNode::Kind::definitions) {
      OutlineNode node;
      node.kind = OutlineNode::Kind::definitions;
      out.push_back(std::move(node));
    }
    out.back().entries.push_back(std::move(entry));
    return true;
  }

  // A second `:` paragraph for the term just read.
  bool extend_definitions(SourceLines const& text, std::vector<OutlineNode>& out) {
    for (auto const& one : text)
      if (!is_blank(one.text)) return false;
    if (out.empty() || out.back().kind != OutlineNode::Kind::definitions) return false;
    auto& body = out.back().entries.back().body;
    body.push_back({"", line().number, false});
    OutlineEntry more_of_it;
    take_entry(more_of_it);
    body.insert(body.end(), more_of_it.body.begin(), more_of_it.body.end());
    return true;
  }

  void take_entry(OutlineEntry& entry) {
    auto first = line();
    first.text = std::string(trimmed(first.text.substr(first.text.find_first_not_of(' ') + 1)));
    entry.body.push_back(std::move(first));
    take_body(entry.body);
  }

  bool take_caption(SourceLines& text) {
    while (!text.empty() && is_blank(text.back().text)) text.pop_back();
    auto caption = line();
    caption.text = std::string(mark_caption) + std::string(trimmed(caption.text.substr(caption.text.find(':') + 1)));
    text.push_back({"", caption.number, false});
    text.push_back(std::move(caption));
    ++at_;
    return true;
  }

  SourceLines lines_;
  std::string const& file_;
  PackReport& report_;
  Outline* out_ = nullptr;
  std::size_t at_ = 0;
  bool last_was_reference_ = false;
};

}  // namespace

Outline read_outline(std::string_view text, std::string const& file, PackReport& report) {
  auto lines = split_lines(text);
  std::string front_matter;
  if (!lines.empty() && trimmed(lines[0].text) == "---") {
    std::size_t end = 1;
    while (end < lines.size() && trimmed(lines[end].text) != "---" && trimmed(lines[end].text) != "...") ++end;
    if (end < lines.size()) {
      for (std::size_t i = 1; i < end; ++i) front_matter += lines[i].text + "\n";
      lines.erase(lines.begin(), lines.begin() + static_cast<std::ptrdiff_t>(end) + 1);
    }
  }
  mark_code_and_comments(lines, file, report);
  return OutlineReader(std::move(lines), file, report).read(std::move(front_matter));
}

SourceLines read_references(std::string_view text) {
  SourceLines out;
  for (auto& line : split_lines(text))
    if (auto reference = read_reference(line); reference && !reference->is_footnote) out.push_back(std::move(line));
  return out;
}

}  // namespace carrel::client
