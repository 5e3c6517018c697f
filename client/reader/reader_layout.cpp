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

std::vector<float> page_starts(ReaderLayout const& layout, Blocks const& blocks, PageRoom const& room) {
  constexpr float head_room = 12, line_room = 4, least_turn = 0.45f, usual_turn = 0.85f;
  std::vector<float> starts{0};
  float const last = std::max(0.0f, room.content - room.view);
  auto const top_of = [&](std::size_t i) { return layout.text_top + layout.tops[i]; };
  auto const is_heading = [&](std::size_t i) {
    return std::holds_alternative<Heading>(blocks[static_cast<std::size_t>(layout.parts[i].block)].value);
  };
  std::size_t part = 0;
  while (room.view > 0 && starts.back() < last - 1) {
    float const now = starts.back(), bottom = now + room.view;
    while (part < layout.parts.size() && top_of(part) + layout.heights[part] <= bottom) ++part;
    float next = now + room.view * usual_turn;
    if (part < layout.parts.size()) {
      std::size_t first = part;
      while (first > 0 && is_heading(first - 1)) --first;
      float const whole_lines = std::floor((bottom - top_of(part)) / room.line);
      if (top_of(first) - head_room >= now + room.view * least_turn) next = top_of(first) - head_room;
      else if (whole_lines >= 1) next = top_of(part) + whole_lines * room.line - line_room;
    }
    if (next < now + room.view * least_turn) next = now + room.view * usual_turn;
    starts.push_back(std::min(std::floor(next), last));
  }
  return starts;
}

PagePlace page_place(std::vector<float> const& starts, float offset) {
  if (starts.empty()) return {};
  constexpr float near = 2;  // Offsets are drawn on whole pixels.
  auto const after = std::find_if(starts.begin(), starts.end(), [offset](float start) { return start > offset + near; });
  auto const index = std::max<std::ptrdiff_t>(0, after - starts.begin() - 1);
  PagePlace place{static_cast<int>(index) + 1, static_cast<int>(starts.size()), after == starts.end(), 0, offset};
  if (after != starts.end()) place.next = *after;
  auto const before = std::find_if(starts.rbegin(), starts.rend(), [offset](float start) { return start < offset - near; });
  if (before != starts.rend()) place.back = *before;
  return place;
}

}  // namespace carrel::client
