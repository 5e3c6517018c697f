#include "client/reader/blocks_screen.h"

#include <algorithm>
#include <array>

#include "client/reader/callout_screen.h"

namespace carrel::client {
namespace {

using kit::Icon;
using kit::Style;
using kit::Token;

constexpr float item_gap = 8;
constexpr float definition_indent = 24;
constexpr float narrowest_column = 96;  // At 100 %: below, a row of a table is set as lines of its own.

// Raised and lowered figures that Unicode has as letters; anything else stays on its line.
std::string shifted(std::string const& text, bool raised) {
  constexpr std::array<std::string_view, 10> up{"⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"};
  constexpr std::array<std::string_view, 10> down{"₀", "₁", "₂", "₃", "₄", "₅", "₆", "₇", "₈", "₉"};
  bool const figures = !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
  if (!figures) return text;
  std::string out;
  for (char const c : text) out += (raised ? up : down)[static_cast<std::size_t>(c - '0')];
  return out;
}

// Where the next part would stand; the clip of a scrolled page ends where its room ends.
bool near_the_view(kit::Kit const& kit, float height) {
  auto const view = kit.clip();
  float const y = view.bottom() - kit.left_height();
  return y < view.bottom() + view.h / 2 && y + height > view.y - view.h / 2;
}

kit::Text marker_of(List const& list, std::size_t item, std::string& number) {
  if (!list.ordered) return "•";
  number = std::to_string(list.start + static_cast<std::int64_t>(item)) + ".";
  return number;
}

void draw_item(BlockScene& scene, List const& list, std::size_t item, BlockLook look, std::string const& path) {
  std::string number;
  auto const& entry = list.items[item];
  auto const body = [&] { scene.page.kit.gap(item_gap, [&] { draw_blocks(scene, entry.blocks, look, path); }); };
  if (entry.checked) scene.page.kit.task_item(*entry.checked, look.style, body);
  else scene.page.kit.list_item(marker_of(list, item, number), body, look.style);
}

void draw_entry(BlockScene& scene, Definition const& entry, BlockLook look, std::string const& path) {
  auto& kit = scene.page.kit;
  draw_spans(scene, entry.term, look.style, {.colour = look.colour, .bold = true});
  kit.space(kit::Space::xs);
  kit.indent(definition_indent, [&] { kit.gap(item_gap, [&] { draw_blocks(scene, entry.blocks, look, path); }); });
}

std::string title_of(BlockScene& scene, Callout const& callout, CalloutLook const& look) {
  auto const title = plain_text(callout.title);
  return title.empty() ? scene.page.word(look.word) : title;
}

void draw_barred(BlockScene& scene, Callout const& callout, CalloutLook const& looks, BlockLook look, std::string const& path) {
  auto& kit = scene.page.kit;
  kit.quote([&] {
    auto const title = plain_text(callout.title);
    bool const both = looks.names_itself && !title.empty();
    kit.label(both ? scene.page.word(looks.word) : title_of(scene, callout, looks), {.colour = Token::accent, .icon = looks.icon});
    if (both) {
      kit.space(kit::Space::s);
      draw_spans(scene, callout.title, Style::lead, {.bold = true});
    }
    kit.space(kit::Space::m);
    draw_blocks(scene, callout.blocks, look, path);
  });
}

struct Drawing {
  BlockScene& scene;
  BlockLook look;
  std::string const& path;

  kit::Kit& kit() const { return scene.page.kit; }

  void operator()(Heading const& heading) const {
    if (heading.level <= 2) draw_spans(scene, heading.spans, Style::head, {});
    else draw_spans(scene, heading.spans, Style::lead, {.bold = true});
  }
  void operator()(Paragraph const& paragraph) const { draw_spans(scene, paragraph.spans, look.style, {.colour = look.colour}); }
  void operator()(List const& list) const {
    kit().gap(item_gap, [&] {
      for (std::size_t i = 0; i < list.items.size(); ++i) draw_item(scene, list, i, look, path + "/" + std::to_string(i));
    });
  }
  void operator()(Code const& code) const;
  void operator()(Table const& table) const;
  void operator()(Quote const& quote) const {
    kit().quote([&] { draw_blocks(scene, quote.blocks, {look.style, Token::ink2}, path); });
  }
  void operator()(Callout const& callout) const;
  void operator()(Figure const& figure) const;
  void operator()(Rule const&) const { kit().divider(); }
  void operator()(Definitions const& definitions) const {
    for (std::size_t i = 0; i < definitions.entries.size(); ++i)
      draw_entry(scene, definitions.entries[i], look, path + "/" + std::to_string(i));
  }

 private:
  void stacked(Table const& table) const;
};

void Drawing::operator()(Code const& code) const {
  auto& page = scene.page;
  bool const output = code.role == "output", error = code.role == "error";
  auto const language = code.language == "text" ? std::string() : code.language;
  auto const name = output ? page.word("reader.code.output") : error ? page.word("reader.code.error") : language;
  auto text = code.text;
  while (!text.empty() && text.back() == '\n') text.pop_back();
  auto const copy = page.word("reader.code.copy");
  kit().code_block({.text = text, .language = name, .output = output || error}, output || error ? kit::Text{} : kit::Text(copy));
}

void Drawing::operator()(Table const& table) const {
  std::size_t const columns = !table.head.empty() ? table.head.size() : table.rows.empty() ? 0 : table.rows.front().size();
  if (columns == 0) return;
  float const least = narrowest_column * static_cast<float>(kit().metrics().percent) / 100;
  if (!table.head.empty() && kit().width() < least * static_cast<float>(columns)) return stacked(table);
  kit::Table shown;
  for (auto const& cell : table.head) shown.head.push_back(to_kit(cell));
  for (auto const& row : table.rows) {
    auto& cells = shown.rows.emplace_back();
    for (auto const& cell : row) cells.push_back(to_kit(cell));
  }
  for (auto const align : table.align) shown.align.push_back(align == Align::right ? 'r' : align == Align::center ? 'c' : 'l');
  if (auto const went = kit().table(shown)) scene.touched = *went;
  if (table.caption.empty()) return;
  kit().space(kit::Space::s);
  draw_spans(scene, table.caption, Style::small, {.colour = Token::ink2});
}

// A table with more columns than there is room for: each row becomes a few lines, the head's words before the values.
void Drawing::stacked(Table const& table) const {
  kit().gap(4, [&] {
    for (auto const& row : table.rows) {
      for (std::size_t i = 0; i < row.size(); ++i) {
        Spans line;
        if (i > 0 && i < table.head.size()) {
          line = table.head[i];
          for (auto& span : line) span.style |= style_bold;
          line.push_back({scene.page.word("reader.table.colon"), style_bold, {}, {}});
        }
        line.insert(line.end(), row[i].begin(), row[i].end());
        draw_spans(scene, line, Style::body, {.colour = look.colour, .bold = i == 0 ? std::optional(true) : std::nullopt});
      }
      kit().space(kit::Space::s);
      kit().divider();
      kit().space(kit::Space::s);
    }
  });
  if (!table.caption.empty()) draw_spans(scene, table.caption, Style::small, {.colour = Token::ink2});
}

void Drawing::operator()(Callout const& callout) const {
  auto const& looks = callout_look(callout.style);
  auto const title = title_of(scene, callout, looks);
  if (callout.foldable && scene.open) {
    bool open = scene.open->contains(path);
    kit().foldable(title, open, [&] { draw_blocks(scene, callout.blocks, look, path); });
    if (open) scene.open->insert(path);
    else scene.open->erase(path);
    return;
  }
  if (looks.form == CalloutForm::barred) return draw_barred(scene, callout, looks, look, path);
  Token const ink = looks.tone == kit::Tone::soft ? Token::onsoft : Token::ink;
  kit().callout(looks.tone, looks.icon, title, [&] {
    kit().gap(item_gap, [&] { draw_blocks(scene, callout.blocks, {Style::body, ink}, path); });
  });
}

void Drawing::operator()(Figure const& figure) const {
  auto const name = scene.pictures_of + "/" + figure.layer;
  float const grown = static_cast<float>(std::min(kit().metrics().percent, 150)) / 100;
  float const width = static_cast<float>(figure.shown_width > 0 ? figure.shown_width : figure.width) * grown;
  float const height = figure.width > 0 ? width * static_cast<float>(figure.height) / static_cast<float>(figure.width) : 0;
  if (scene.pictures && !kit().has_picture(name) && near_the_view(kit(), height) && !(scene.unshown && scene.unshown->contains(name))) {
    auto const file = scene.pictures->find(figure.layer);
    bool const kept = file != scene.pictures->end() && static_cast<bool>(kit().keep_picture(name, file->second));
    if (!kept && scene.unshown) scene.unshown->insert(name);
  }
  if (kit().figure({.picture = name, .alt = figure.alt, .width = width, .height = height, .opens = scene.figures_open})) {
    scene.figure = name;
    scene.figure_alt = figure.alt;
  }
  if (!figure.caption.empty()) {
    kit().space(kit::Space::m);
    draw_spans(scene, figure.caption, Style::small, {.colour = Token::ink2});
  }
  if (!figure.href.empty()) {
    kit().space(kit::Space::s);
    draw_spans(scene, {{scene.page.word("reader.figure.leads"), 0, figure.href, {}}}, Style::small, {});
  }
}

}  // namespace

std::vector<kit::Span> to_kit(Spans const& spans) {
  std::vector<kit::Span> out;
  out.reserve(spans.size());
  for (auto const& span : spans) {
    bool const small = span.style & (style_sub | style_sup);
    kit::Span to{small ? shifted(span.text, span.style & style_sup) : span.text};
    to.bold = span.style & (style_bold | style_mark);
    to.italic = span.style & (style_italic | style_underline);
    to.code = span.style & (style_code | style_key);
    to.strike = span.style & style_strike;
    if (read_link(span.href)) to.href = span.href;
    out.push_back(std::move(to));
  }
  return out;
}

void draw_spans(BlockScene& scene, Spans const& spans, kit::Style style, kit::TextLook look) {
  if (spans.empty()) return;
  if (scene.spoken && scene.spoken->spans == &spans) {
    auto const split = split_at(spans, scene.spoken->from, scene.spoken->to);
    auto const shown = to_kit(split.spans);
    if (auto const went = scene.page.kit.rich(shown, style, look, {split.first, split.count})) scene.touched = *went;
    return;
  }
  auto const shown = to_kit(spans);
  if (auto const went = scene.page.kit.rich(shown, style, look)) scene.touched = *went;
}

void draw_block(BlockScene& scene, Block const& block, BlockLook look, std::string const& path) {
  auto const draw = [&] { std::visit(Drawing{scene, look, path}, block.value); };
  if (scene.spoken && scene.spoken->block == &block) scene.page.kit.spoken(draw);
  else draw();
}

void draw_blocks(BlockScene& scene, Blocks const& blocks, BlockLook look, std::string const& path) {
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    auto const here = path + "." + std::to_string(i);
    scene.page.kit.named(here, [&] { draw_block(scene, blocks[i], look, here); });
  }
}

void draw_part(BlockScene& scene, Blocks const& blocks, ReaderPart part, BlockLook look) {
  auto const& block = blocks[static_cast<std::size_t>(part.block)];
  auto const item = static_cast<std::size_t>(std::max(0, part.item));
  auto const path = std::to_string(part.block) + (part.item < 0 ? "" : "/" + std::to_string(item));
  scene.page.kit.named(path, [&] {
    if (auto const* list = std::get_if<List>(&block.value); list && part.item >= 0) return draw_item(scene, *list, item, look, path);
    if (auto const* terms = std::get_if<Definitions>(&block.value); terms && part.item >= 0)
      return draw_entry(scene, terms->entries[item], look, path);
    draw_block(scene, block, look, path);
  });
}

}  // namespace carrel::client
