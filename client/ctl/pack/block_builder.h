// Blocks inside blocks, as a parser that walks through a document tells of them.
// Knows nothing of Markdown or HTML; markdown_blocks and html_blocks speak to it.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "client/ctl/pack/inline_builder.h"

namespace carrel::client {

/// Names of places used so far in a chapter, so that each is given once.
class PlaceNames {
 public:
  /// `wanted` when it is free, else wanted-1, wanted-2, ...
  std::string take(std::string const& wanted);
  void add(std::string const& name) { names_.insert(name); }
  bool has(std::string const& name) const { return names_.count(name) > 0; }

 private:
  std::set<std::string> names_;
};

class BlockBuilder {
 public:
  BlockBuilder(Surroundings& around, PlaceNames& names) : around_(around), inline_(around), names_(names) { frames_.push_back({}); }

  Surroundings& around() { return around_; }
  InlineBuilder& run() { return inline_; }

  /// Ends the paragraph being written, if there is one.
  void end_paragraph();
  void end_heading(int level);
  void add(Block block);

  void open_quote();
  void close_quote();
  void open_list(bool ordered, std::int64_t start);
  void close_list();
  void open_item(std::optional<bool> checked);
  void close_item();
  /// A part the learner opens: <details>. Closing one that is not open does nothing.
  void open_fold();
  void close_fold();
  void set_fold_title();

  /// Everything, with whatever is still open closed.
  Blocks take();

 private:
  enum class Kind { document, quote, list, item, fold };
  struct Frame {
    Kind kind = Kind::document;
    Blocks blocks;
    List list;
    std::optional<bool> checked;
    Spans title;
  };
  Frame close();
  void add_figure(InlinePicture& picture);

  Surroundings& around_;
  InlineBuilder inline_;
  PlaceNames& names_;
  std::vector<Frame> frames_;
};

}  // namespace carrel::client
