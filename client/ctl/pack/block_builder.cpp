#include "client/ctl/pack/block_builder.h"

#include <array>

namespace carrel::client {
namespace {

// "[!NOTE]" at the start of a quote, as GitHub writes callouts.
struct Alert {
  std::string_view sign, style;
};
constexpr std::array alerts{Alert{"[!NOTE]", "note"}, Alert{"[!TIP]", "note"}, Alert{"[!IMPORTANT]", "callout"},
                            Alert{"[!WARNING]", "caution"}, Alert{"[!CAUTION]", "caution"}};

std::optional<Callout> read_alert(Blocks& blocks) {
  auto* first = blocks.empty() ? nullptr : std::get_if<Paragraph>(&blocks.front().value);
  if (!first || first->spans.empty()) return std::nullopt;
  auto& text = first->spans.front().text;
  for (auto const& alert : alerts) {
    if (!text.starts_with(alert.sign)) continue;
    text.erase(0, alert.sign.size());
    first->spans = trimmed_spans(std::move(first->spans));
    if (first->spans.empty()) blocks.erase(blocks.begin());
    return Callout{std::string(alert.style), false, {}, {}, std::move(blocks)};
  }
  return std::nullopt;
}

}  // namespace

std::string PlaceNames::take(std::string const& wanted) {
  auto name = wanted;
  for (int n = 1; has(name); ++n) name = wanted + "-" + std::to_string(n);
  add(name);
  return name;
}

void BlockBuilder::add(Block block) { frames_.back().blocks.push_back(std::move(block)); }

void BlockBuilder::add_figure(InlinePicture& picture) {
  auto figure = around_.figure(picture.source, picture.line);
  auto const* alt = picture.attributes.find("alt");
  auto const& words = alt ? *alt : picture.words;
  if (!figure) {
    if (!words.empty()) add(Block{Paragraph{{Span{words, style_italic, picture.href, {}}}}});
    return;
  }
  figure->alt = words;
  figure->href = picture.href;
  // pandoc: with an alt of its own, the words in the brackets are the caption. Otherwise the title is.
  auto const& caption = alt ? picture.words : picture.title;
  if (!caption.empty()) figure->caption = {Span{caption, 0, {}, {}}};
  if (words.empty()) around_.note(picture.line, "the picture " + picture.source + " has no words for those who do not see it");
  add(Block{std::move(*figure)});
}

void BlockBuilder::end_paragraph() {
  if (inline_.empty()) return;
  bool const is_caption = inline_.is_caption();
  Spans spans;
  auto end_text = [&] {
    auto text = trimmed_spans(std::exchange(spans, {}));
    if (text.empty()) return;
    auto& blocks = frames_.back().blocks;
    auto* table = is_caption && !blocks.empty() ? std::get_if<Table>(&blocks.back().value) : nullptr;
    if (table) table->caption = std::move(text);
    else add(Block{Paragraph{std::move(text)}});
  };
  for (auto& item : inline_.take()) {
    if (auto* span = std::get_if<Span>(&item)) {
      if (!span->id.empty()) names_.add(span->id);
      spans.push_back(std::move(*span));
    } else {
      end_text();
      add_figure(std::get<InlinePicture>(item));
    }
  }
  end_text();
  if (auto name = inline_.take_name(); !name.empty()) names_.add(name);
}

void BlockBuilder::end_heading(int level) {
  auto spans = inline_.take_spans();
  auto name = inline_.take_name();
  if (spans.empty()) return;
  if (name.empty()) name = names_.take(place_name(plain_text(spans)));
  else names_.add(name);
  for (auto const& span : spans)
    if (!span.id.empty()) names_.add(span.id);
  add(Block{Heading{level, std::move(name), std::move(spans)}});
}

BlockBuilder::Frame BlockBuilder::close() {
  end_paragraph();
  auto frame = std::move(frames_.back());
  frames_.pop_back();
  return frame;
}

void BlockBuilder::open_quote() {
  end_paragraph();
  frames_.push_back({Kind::quote, {}, {}, {}, {}});
}
void BlockBuilder::close_quote() {
  while (frames_.back().kind == Kind::fold) close_fold();
  auto frame = close();
  if (auto alert = read_alert(frame.blocks)) add(Block{std::move(*alert)});
  else add(Block{Quote{std::move(frame.blocks)}});
}

void BlockBuilder::open_list(bool ordered, std::int64_t start) {
  end_paragraph();
  frames_.push_back({Kind::list, {}, List{ordered, start, {}}, {}, {}});
}
void BlockBuilder::close_list() {
  auto frame = close();
  add(Block{std::move(frame.list)});
}

void BlockBuilder::open_item(std::optional<bool> checked) {
  end_paragraph();
  frames_.push_back({Kind::item, {}, {}, checked, {}});
}
void BlockBuilder::close_item() {
  while (frames_.back().kind == Kind::fold) close_fold();
  auto frame = close();
  frames_.back().list.items.push_back({frame.checked, std::move(frame.blocks)});
}

void BlockBuilder::open_fold() {
  end_paragraph();
  frames_.push_back({Kind::fold, {}, {}, {}, {}});
}
void BlockBuilder::close_fold() {
  end_paragraph();
  if (frames_.back().kind != Kind::fold) return;
  auto frame = close();
  add(Block{Callout{"spoiler", true, {}, std::move(frame.title), std::move(frame.blocks)}});
}
void BlockBuilder::set_fold_title() {
  if (frames_.back().kind == Kind::fold) frames_.back().title = inline_.take_spans();
  else end_paragraph();
}

Blocks BlockBuilder::take() {
  end_paragraph();
  while (frames_.size() > 1) close_fold();
  return std::exchange(frames_.back().blocks, {});
}

}  // namespace carrel::client
