// Runs of text, links and pictures of one paragraph, as md4c and HTML tags tell of them.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "client/ctl/pack/markdown_text.h"
#include "client/ctl/pack/markup.h"
#include "client/reader/chapter.h"

namespace carrel::client {

/// What a chapter needs to know of the course around it. Lines are lines of the chapter's file.
class Surroundings {
 public:
  virtual ~Surroundings() = default;
  /// The href to write for a link of the source; empty when the link leads nowhere (which it then has remarked on).
  virtual std::string link(std::string_view target, int line) = 0;
  /// The picture's layer and sizes, packed on first use; nothing when it cannot be carried (remarked on).
  virtual std::optional<Figure> figure(std::string_view target, int line) = 0;
  /// The href of a footnote's text, by its label.
  virtual std::string footnote(std::string const& label, std::string& number, int line) = 0;
  /// Three hyphens in running text mean a long dash, as in sources written for pandoc.
  virtual bool has_pandoc_dashes() const = 0;
  virtual void loss(int line, std::string text) = 0;
  virtual void note(int line, std::string text) = 0;
};

struct InlinePicture {
  std::string source, words, title, href;  ///< `words`: what stands in the brackets, or an HTML alt.
  Attributes attributes;
  int line = 0;
};
using InlineItem = std::variant<Span, InlinePicture>;

class InlineBuilder {
 public:
  explicit InlineBuilder(Surroundings& around) : around_(around) {}

  /// Text of a source, whose marks are looked up in `marked` (nullptr when there can be none).
  void text(std::string_view text, MarkedText const* marked, int line);
  void style(std::uint16_t bit, bool on);
  void open_link(std::string href);
  void close_link();
  void open_picture(std::string source, std::string title, int line);
  void close_picture();
  void tag(HtmlTag const& tag, int line);

  bool empty() const { return items_.empty(); }
  bool in_picture() const { return picture_.has_value(); }
  bool is_caption() const { return is_caption_; }
  std::vector<InlineItem> take();
  /// What was taken as text alone; a picture becomes its words, and that is remarked on.
  Spans take_spans();
  /// `{#name}` behind a heading's text; empty when there was none.
  std::string take_name() { return std::exchange(name_, {}); }

 private:
  void plain(std::string_view text);
  void apply(Attributes const& attributes);
  void mark(std::string_view sign, std::size_t index, MarkedText const& marked, int line);

  Surroundings& around_;
  std::vector<InlineItem> items_;
  std::uint16_t style_ = 0;
  int depth_[16] = {};                       // How often each bit of style_ is open.
  std::vector<std::string> links_;
  std::vector<std::uint16_t> open_spans_;    // Style each bracketed span added.
  std::vector<std::string> open_titles_;     // Of <abbr>.
  std::optional<InlinePicture> picture_;
  std::string next_id_, name_;
  bool is_caption_ = false;
};

/// Spans without blanks at both ends.
Spans trimmed_spans(Spans spans);

}  // namespace carrel::client
