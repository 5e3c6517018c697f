#include "client/reader/reader_layout.h"

#include <algorithm>
#include <cmath>

namespace carrel::client {
namespace {

bool holds(Spans const& spans, std::string_view id) {
  return std::any_of(spans.begin(), spans.end(), [id](Span const& span) { return span.id == id; });
}

bool holds(Blocks const& blocks, std::string_view id);

struct Finder {
  std::string_view id;
  bool operator()(Heading const& b) const { return b.id == id || holds(b.spans, id); }
  bool operator()(Paragraph const& b) const { return holds(b.spans, id); }
  bool operator()(ListItem const& b) const { return holds(b.blocks, id); }
  bool operator()(List const& b) const { return std::any_of(b.items.begin(), b.items.end(), *this); }
  bool operator()(Code const&) const { return false; }
  bool operator()(Table const& b) const {
    auto const in_row = [this](std::vector<Spans> const& row) {
      return std::any_of(row.begin(), row.end(), [this](Spans const& cell) { return holds(cell, id); });
    };
    return in_row(b.head) || holds(b.caption, id) || std::any_of(b.rows.begin(), b.rows.end(), in_row);
  }
  bool operator()(Quote const& b) const { return holds(b.blocks, id); }
  bool operator()(Callout const& b) const { return b.id == id || holds(b.title, id) || holds(b.blocks, id); }
  bool operator()(Figure const& b) const { return holds(b.caption, id); }
  bool operator()(Rule const&) const { return false; }
  bool operator()(Definition const& b) const { return b.id == id || holds(b.term, id) || holds(b.blocks, id); }
  bool operator()(Definitions const& b) const { return std::any_of(b.entries.begin(), b.entries.end(), *this); }
};

bool holds(Blocks const& blocks, std::string_view id) {
  return std::any_of(blocks.begin(), blocks.end(), [id](Block const& block) { return std::visit(Finder{id}, block.value); });
}

std::size_t entries_of(Block const& block) {
  if (auto const* list = std::get_if<List>(&block.value)) return list->items.size();
  if (auto const* terms = std::get_if<Definitions>(&block.value)) return terms->entries.size();
  return 0;
}

bool part_holds(Block const& block, int item, std::string_view id) {
  auto const i = static_cast<std::size_t>(std::max(0, item));
  if (item >= 0) {
    if (auto const* list = std::get_if<List>(&block.value)) return Finder{id}(list->items[i]);
    if (auto const* terms = std::get_if<Definitions>(&block.value)) return Finder{id}(terms->entries[i]);
  }
  return std::visit(Finder{id}, block.value);
}

}  // namespace

bool ReaderLayout::measured() const {
  return !heights.empty() && std::all_of(heights.begin(), heights.end(), [](float h) { return h >= 0; });
}

int ReaderLayout::part_at(float offset) const {
  auto const after = std::upper_bound(tops.begin(), tops.end(), offset + 0.5f);
  return after == tops.begin() ? 0 : static_cast<int>(after - tops.begin()) - 1;
}

std::vector<ReaderPart> parts_of(Blocks const& blocks) {
  std::vector<ReaderPart> parts;
  for (int b = 0; b < static_cast<int>(blocks.size()); ++b) {
    auto const entries = static_cast<int>(entries_of(blocks[static_cast<std::size_t>(b)]));
    if (entries == 0) parts.push_back({b, -1});
    for (int i = 0; i < entries; ++i) parts.push_back({b, i});
  }
  return parts;
}

int part_of_block(std::vector<ReaderPart> const& parts, int block) {
  auto const it = std::find_if(parts.begin(), parts.end(), [block](ReaderPart const& part) { return part.block >= block; });
  return it == parts.end() ? -1 : static_cast<int>(it - parts.begin());
}

std::optional<int> part_of_place(Blocks const& blocks, std::vector<ReaderPart> const& parts, std::string_view id) {
  if (id.empty()) return {};
  for (std::size_t i = 0; i < parts.size(); ++i)
    if (part_holds(blocks[static_cast<std::size_t>(parts[i].block)], parts[i].item, id)) return static_cast<int>(i);
  return {};
}

std::vector<ReaderPlace> headings_of(Blocks const& blocks, std::vector<ReaderPart> const& parts) {
  std::vector<ReaderPlace> places;
  for (std::size_t i = 0; i < parts.size(); ++i)
    if (auto const* heading = std::get_if<Heading>(&blocks[static_cast<std::size_t>(parts[i].block)].value))
      places.push_back({plain_text(heading->spans), heading->level, static_cast<int>(i)});
  // Only the upper level is listed: a table of contents of everything is read by nobody.
  auto const top = std::min_element(places.begin(), places.end(), [](auto const& a, auto const& b) { return a.level < b.level; });
  if (top == places.end()) return places;
  std::erase_if(places, [level = top->level](ReaderPlace const& place) { return place.level > level; });
  return places;
}

PageCount count_pages(float offset, float content, float view) {
  float const way = content - view;
  if (view <= 0 || way <= 1) return {};
  float const step = view * page_step;
  int const turns = static_cast<int>(std::ceil((way - 1) / step));
  if (offset >= way - 1) return {turns + 1, turns + 1, true};
  int const page = 1 + static_cast<int>(std::floor((offset + step * 0.02f) / step));
  return {std::min(page, turns), turns + 1, false};
}

}  // namespace carrel::client
