#include "client/ctl/pack/markdown_text.h"

#include <algorithm>
#include <optional>

namespace carrel::client {
namespace {

class Marker {
 public:
  explicit Marker(SourceLines const& lines) {
    for (auto const& line : lines) {
      starts_.emplace_back(source_.size(), line.number);
      codes_.push_back(line.is_code);
      source_ += line.text + "\n";
    }
  }

  MarkedText mark() {
    for (std::size_t at = 0; at < source_.size();) {
      next_line(at);
      if (line_is_code()) {
        auto end = line_end();
        out_.text.append(source_, at, end - at);
        at = end;
      } else {
        at += step(at);
      }
    }
    return std::move(out_);
  }

 private:
  void next_line(std::size_t at) {
    while (line_ < starts_.size() && starts_[line_].first <= at) {
      out_.lines.emplace_back(out_.text.size(), starts_[line_].second);
      ++line_;
    }
  }
  bool line_is_code() const { return line_ > 0 && codes_[line_ - 1]; }
  std::size_t line_end() const { return line_ < starts_.size() ? starts_[line_].first : source_.size(); }

  // Where the paragraph around `at` ends: inline markup does not reach across a blank line or into code.
  std::size_t paragraph_end(std::size_t at) const {
    auto end = source_.find("\n\n", at);
    if (end == std::string::npos) end = source_.size();
    for (auto i = line_; i < starts_.size() && starts_[i].first < end; ++i)
      if (codes_[i]) return starts_[i].first;
    return end;
  }

  // Copies or replaces what begins at `at`; says how much of the source was taken.
  std::size_t step(std::size_t at) {
    char const c = source_[at];
    if (c == '\\' && at + 1 < source_.size()) return copy(at, source_[at + 1] == '\n' ? 1 : 2);
    if (c == '`') return step_code(at);
    if (c == '[') return step_bracket(at);
    if (c == ']' && !closing_.empty() && closing_.back() == at) {
      closing_.pop_back();
      out_.text += mark_close;
      auto read = read_attributes(std::string_view(source_).substr(at + 1));
      return 1 + read->length;
    }
    if (c == '{' && at > 0 && (source_[at - 1] == ')' || source_[at - 1] == ']')) return step_attributes(at);
    if (c == '{' && heading_ends_with(at)) return step_attributes(at);
    return copy(at, 1);
  }

  std::size_t copy(std::size_t at, std::size_t length) {
    out_.text.append(source_, at, length);
    return length;
  }

  std::size_t step_code(std::size_t at) {
    auto run = source_.find_first_not_of('`', at);
    if (run == std::string::npos) return copy(at, source_.size() - at);
    auto const ticks = run - at;
    auto const end = paragraph_end(at);
    for (auto close = run; close < end;) {
      close = source_.find('`', close);
      if (close == std::string::npos || close >= end) break;
      auto behind = std::min(source_.find_first_not_of('`', close), source_.size());
      if (behind - close == ticks) {
        copy_lines(at, behind);
        if (behind < source_.size() && source_[behind] == '{') {
          auto taken = step_attributes(behind);
          return behind - at + taken;
        }
        return behind - at;
      }
      close = behind;
    }
    return copy(at, ticks);
  }

  // Copies text that may hold line ends, remembering where each line begins.
  void copy_lines(std::size_t from, std::size_t end) {
    for (; from < end; ++from) {
      next_line(from);
      out_.text += source_[from];
    }
  }

  std::size_t step_bracket(std::size_t at) {
    if (source_.compare(at, 2, "[^") == 0) {
      auto end = source_.find_first_of(" \n]", at);
      if (end != std::string::npos && source_[end] == ']' && end > at + 2 && (end + 1 >= source_.size() || source_[end + 1] != '(')) {
        out_.text += std::string(mark_footnote) + std::to_string(out_.footnotes.size()) + std::string(mark_end);
        out_.footnotes.push_back(source_.substr(at + 2, end - at - 2));
        return end + 1 - at;
      }
    }
    bool const image = at > 0 && source_[at - 1] == '!' && (at < 2 || source_[at - 2] != '\\');
    auto close = image ? std::nullopt : matching_bracket(at);
    if (!close || *close + 1 >= source_.size() || source_[*close + 1] != '{') return copy(at, 1);
    auto read = read_attributes(std::string_view(source_).substr(*close + 1));
    if (!read) return copy(at, 1);
    out_.text += std::string(mark_open) + std::to_string(out_.attributes.size()) + std::string(mark_end);
    out_.attributes.push_back(std::move(read->attributes));
    closing_.push_back(*close);
    return 1;
  }

  std::optional<std::size_t> matching_bracket(std::size_t at) const {
    int depth = 0;
    for (auto const end = paragraph_end(at); at < end; ++at) {
      if (source_[at] == '\\') ++at;
      else if (source_[at] == '`') {
        auto run = std::min(source_.find_first_not_of('`', at), end);
        auto close = source_.find(source_.substr(at, run - at), run);
        at = (close == std::string::npos || close >= end ? run : close + (run - at)) - 1;
      } else if (source_[at] == '[') ++depth;
      else if (source_[at] == ']' && --depth == 0) return at;
    }
    return std::nullopt;
  }

  std::size_t step_attributes(std::size_t at) {
    auto const rest = std::string_view(source_).substr(at, paragraph_end(at) - at);
    auto read = read_attributes(rest);
    if (!read) return copy(at, 1);
    out_.text += std::string(mark_attributes) + std::to_string(out_.attributes.size()) + std::string(mark_end);
    out_.attributes.push_back(std::move(read->attributes));
    return read->length;
  }

  // `## Title {#name}`: the brace after a space counts only where it ends a heading.
  bool heading_ends_with(std::size_t at) const {
    if (source_[at - (at > 0)] != ' ' || line_ == 0) return false;
    auto const start = starts_[line_ - 1].first;
    auto const text = trimmed(std::string_view(source_).substr(start, line_end() - start));
    if (text.empty() || text[0] != '#' || !text.ends_with('}')) return false;
    auto read = read_attributes(std::string_view(source_).substr(at));
    return read && trimmed(std::string_view(source_).substr(at + read->length, line_end() - at - read->length)).empty();
  }

  std::string source_;
  std::vector<std::pair<std::size_t, int>> starts_;
  std::vector<bool> codes_;
  std::size_t line_ = 0;                // Lines begun so far.
  std::vector<std::size_t> closing_;    // Brackets of open spans, innermost last.
  MarkedText out_;
};

}  // namespace

int MarkedText::line_at(std::size_t offset) const {
  auto after = std::upper_bound(lines.begin(), lines.end(), offset, [](std::size_t o, auto const& line) { return o < line.first; });
  return after == lines.begin() ? 0 : std::prev(after)->second;
}

MarkedText mark_text(SourceLines const& lines, SourceLines const& references) {
  auto out = Marker(lines).mark();
  if (references.empty()) return out;
  out.text += '\n';
  for (auto const& line : references) {
    out.lines.emplace_back(out.text.size(), line.number);
    out.text += line.text + "\n";
  }
  return out;
}

}  // namespace carrel::client
