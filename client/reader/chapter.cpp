#include "client/reader/chapter.h"

#include <algorithm>
#include <array>

#include "sync/base/limits.h"

namespace carrel::client {
using sync::Error;
using sync::Fault;
using sync::Json;
using sync::JsonArray;
using sync::Result;
namespace {

struct StyleName {
  std::uint16_t bit;
  std::string_view name;
};
constexpr std::array style_names{
    StyleName{style_bold, "b"},      StyleName{style_italic, "i"}, StyleName{style_code, "c"},
    StyleName{style_strike, "s"},    StyleName{style_underline, "u"}, StyleName{style_key, "k"},
    StyleName{style_sub, "sub"},     StyleName{style_sup, "sup"},  StyleName{style_mark, "m"},
};
constexpr std::array<std::string_view, 4> align_names{"none", "left", "center", "right"};
constexpr std::array<std::string_view, 16> callout_styles{
    "objectives", "questions", "keypoints", "prereq", "callout", "challenge", "solution", "hint",
    "discussion", "testimonial", "spoiler", "instructor", "checklist", "caution", "tab", "note"};

Error corrupt(std::string_view what) { return {Fault::corrupt, "chapter " + std::string(what)}; }

// Counts what it has read, so that a small file cannot grow into more than the reader can hold.
class Reading {
 public:
  Result<Blocks> blocks(JsonArray const& array, int depth);
  Result<Spans> spans(JsonArray const& array);

 private:
  Result<Block> block(Json const& json, int depth);
  Result<Block> list(Json const& json, int depth);
  Result<Block> table(Json const& json);
  Result<Block> callout(Json const& json, int depth);
  Result<Block> figure(Json const& json);
  Result<Block> definitions(Json const& json, int depth);
  Result<std::vector<Spans>> cells(JsonArray const& array, std::size_t columns);
  bool count() { return ++parts_ <= chapter_parts_max; }
  std::size_t parts_ = 0;
};

Result<Spans> Reading::spans(JsonArray const& array) {
  Spans out;
  out.reserve(array.size());
  for (auto const& json : array) {
    if (!count()) return corrupt("is too long");
    TRY(text, json.text("t"));
    Span span{std::move(text), 0, json.text_or("href", ""), json.text_or("id", "")};
    for (auto const& style : style_names)
      if (json.number_or(style.name, 0) != 0) span.style |= style.bit;
    out.push_back(std::move(span));
  }
  return out;
}

Result<Blocks> Reading::blocks(JsonArray const& array, int depth) {
  if (depth > block_depth_max) return corrupt("is too deep");
  Blocks out;
  out.reserve(array.size());
  for (auto const& json : array) {
    if (!count()) return corrupt("is too long");
    TRY(one, block(json, depth));
    out.push_back(std::move(one));
  }
  return out;
}

Result<Block> Reading::list(Json const& json, int depth) {
  List list;
  list.ordered = json.flag_or("ordered", false);
  list.start = json.number_or("start", 1);
  auto const& checks = json.list("checks");
  for (auto const& item : json.list("items")) {
    if (!item.array()) return corrupt("list item");
    TRY(inner, blocks(*item.array(), depth + 1));
    ListItem one{std::nullopt, std::move(inner)};
    if (auto at = list.items.size(); at < checks.size() && checks[at].boolean()) one.checked = *checks[at].boolean();
    list.items.push_back(std::move(one));
  }
  return Block{std::move(list)};
}

Result<std::vector<Spans>> Reading::cells(JsonArray const& array, std::size_t columns) {
  if (array.size() != columns) return corrupt("table row");
  std::vector<Spans> row;
  for (auto const& cell : array) {
    if (!cell.array()) return corrupt("table cell");
    TRY(inner, spans(*cell.array()));
    row.push_back(std::move(inner));
  }
  return row;
}

Result<Block> Reading::table(Json const& json) {
  Table table;
  for (auto const& name : json.list("align")) {
    auto found = std::find(align_names.begin(), align_names.end(), name.string() ? *name.string() : "");
    if (found == align_names.end()) return corrupt("table alignment");
    table.align.push_back(static_cast<Align>(found - align_names.begin()));
  }
  if (auto const& head = json.list("head"); !head.empty()) {
    TRY(row, cells(head, table.align.size()));
    table.head = std::move(row);
  }
  for (auto const& json_row : json.list("rows")) {
    if (!json_row.array() || !count()) return corrupt("table row");
    TRY(row, cells(*json_row.array(), table.align.size()));
    table.rows.push_back(std::move(row));
  }
  TRY(caption, spans(json.list("caption")));
  table.caption = std::move(caption);
  return Block{std::move(table)};
}

Result<Block> Reading::callout(Json const& json, int depth) {
  Callout out;
  TRY(style, json.text("style"));
  // A style of a later program is still worth reading.
  out.style = std::find(callout_styles.begin(), callout_styles.end(), style) == callout_styles.end() ? "note" : style;
  out.foldable = json.flag_or("foldable", false);
  out.id = json.text_or("id", "");
  TRY(title, spans(json.list("title")));
  TRY(inner, blocks(json.list("blocks"), depth + 1));
  out.title = std::move(title);
  out.blocks = std::move(inner);
  return Block{std::move(out)};
}

Result<Block> Reading::figure(Json const& json) {
  Figure out;
  TRY(layer, json.text("layer"));
  TRY(width, json.number("width"));
  TRY(height, json.number("height"));
  if (width < 1 || height < 1 || width > 8192 || height > 8192) return corrupt("figure size");
  TRY(caption, spans(json.list("caption")));
  out.layer = std::move(layer);
  out.alt = json.text_or("alt", "");
  out.caption = std::move(caption);
  out.width = static_cast<int>(width);
  out.height = static_cast<int>(height);
  out.shown_width = static_cast<int>(std::clamp<std::int64_t>(json.number_or("shown_width", width), 1, 8192));
  out.href = json.text_or("href", "");
  return Block{std::move(out)};
}

Result<Block> Reading::definitions(Json const& json, int depth) {
  Definitions out;
  for (auto const& entry : json.list("entries")) {
    if (!count()) return corrupt("is too long");
    TRY(term, spans(entry.list("term")));
    TRY(inner, blocks(entry.list("blocks"), depth + 1));
    out.entries.push_back({entry.text_or("id", ""), std::move(term), std::move(inner)});
  }
  return Block{std::move(out)};
}

Result<Block> Reading::block(Json const& json, int depth) {
  TRY(kind, json.text("kind"));
  if (kind == "heading") {
    TRY(inner, spans(json.list("spans")));
    auto level = static_cast<int>(std::clamp<std::int64_t>(json.number_or("level", 2), 1, 6));
    return Block{Heading{level, json.text_or("id", ""), std::move(inner)}};
  }
  if (kind == "para") {
    TRY(inner, spans(json.list("spans")));
    return Block{Paragraph{std::move(inner)}};
  }
  if (kind == "code") {
    TRY(text, json.text("text"));
    return Block{Code{json.text_or("lang", ""), json.text_or("role", ""), std::move(text)}};
  }
  if (kind == "quote") {
    TRY(inner, blocks(json.list("blocks"), depth + 1));
    return Block{Quote{std::move(inner)}};
  }
  if (kind == "rule") return Block{Rule{}};
  if (kind == "list") return list(json, depth);
  if (kind == "table") return table(json);
  if (kind == "callout") return callout(json, depth);
  if (kind == "figure") return figure(json);
  if (kind == "definitions") return definitions(json, depth);
  return Error{Fault::stale, "chapter block " + kind};
}

void set_text(Json& json, std::string_view name, std::string const& text) {
  if (!text.empty()) json.set(name, text);
}

Json write_rows(std::vector<Spans> const& cells) {
  JsonArray out;
  for (auto const& cell : cells) out.push_back(write_spans(cell));
  return out;
}

struct Writing {
  Json operator()(Heading const& b) const {
    auto out = Json::object({{"kind", "heading"}, {"level", b.level}});
    set_text(out, "id", b.id);
    out.set("spans", write_spans(b.spans));
    return out;
  }
  Json operator()(Paragraph const& b) const { return Json::object({{"kind", "para"}, {"spans", write_spans(b.spans)}}); }
  Json operator()(List const& b) const {
    JsonArray items, checks;
    for (auto const& item : b.items) {
      items.push_back(write_blocks(item.blocks));
      checks.emplace_back();
      if (item.checked) checks.back() = Json(*item.checked);
    }
    auto out = Json::object({{"kind", "list"}, {"ordered", b.ordered}, {"start", b.start}});
    if (std::any_of(b.items.begin(), b.items.end(), [](auto const& i) { return i.checked.has_value(); }))
      out.set("checks", std::move(checks));
    out.set("items", std::move(items));
    return out;
  }
  Json operator()(Code const& b) const {
    auto out = Json::object({{"kind", "code"}});
    set_text(out, "lang", b.language);
    set_text(out, "role", b.role);
    out.set("text", b.text);
    return out;
  }
  Json operator()(Table const& b) const {
    JsonArray align, rows;
    for (auto one : b.align) align.push_back(align_names[static_cast<std::size_t>(one)]);
    for (auto const& row : b.rows) rows.push_back(write_rows(row));
    auto out = Json::object({{"kind", "table"}, {"align", std::move(align)}});
    if (!b.head.empty()) out.set("head", write_rows(b.head));
    out.set("rows", std::move(rows));
    if (!b.caption.empty()) out.set("caption", write_spans(b.caption));
    return out;
  }
  Json operator()(Quote const& b) const { return Json::object({{"kind", "quote"}, {"blocks", write_blocks(b.blocks)}}); }
  Json operator()(Callout const& b) const {
    auto out = Json::object({{"kind", "callout"}, {"style", b.style}});
    if (b.foldable) out.set("foldable", true);
    set_text(out, "id", b.id);
    if (!b.title.empty()) out.set("title", write_spans(b.title));
    out.set("blocks", write_blocks(b.blocks));
    return out;
  }
  Json operator()(Figure const& b) const {
    auto out = Json::object({{"kind", "figure"}, {"layer", b.layer}, {"alt", b.alt}, {"width", b.width}, {"height", b.height},
                             {"shown_width", b.shown_width}});
    if (!b.caption.empty()) out.set("caption", write_spans(b.caption));
    set_text(out, "href", b.href);
    return out;
  }
  Json operator()(Rule const&) const { return Json::object({{"kind", "rule"}}); }
  Json operator()(Definitions const& b) const {
    JsonArray entries;
    for (auto const& entry : b.entries) {
      Json out{sync::JsonObject{}};
      set_text(out, "id", entry.id);
      out.set("term", write_spans(entry.term));
      out.set("blocks", write_blocks(entry.blocks));
      entries.push_back(std::move(out));
    }
    return Json::object({{"kind", "definitions"}, {"entries", std::move(entries)}});
  }
};

}  // namespace

// Compared member by member; declared apart because Block is not complete inside its own parts.
bool Heading::operator==(Heading const&) const = default;
bool Paragraph::operator==(Paragraph const&) const = default;
bool ListItem::operator==(ListItem const&) const = default;
bool List::operator==(List const&) const = default;
bool Code::operator==(Code const&) const = default;
bool Table::operator==(Table const&) const = default;
bool Quote::operator==(Quote const&) const = default;
bool Callout::operator==(Callout const&) const = default;
bool Figure::operator==(Figure const&) const = default;
bool Definition::operator==(Definition const&) const = default;
bool Definitions::operator==(Definitions const&) const = default;

std::optional<Link> read_link(std::string_view href) {
  auto after = [&](std::string_view scheme) -> std::optional<std::string_view> {
    return href.starts_with(scheme) ? std::optional(href.substr(scheme.size())) : std::nullopt;
  };
  if (auto rest = after("chapter:")) {
    auto hash = rest->find('#');
    if (hash == std::string_view::npos) return Link{Link::Kind::chapter, std::string(*rest), {}};
    return Link{Link::Kind::chapter, std::string(rest->substr(0, hash)), std::string(rest->substr(hash + 1))};
  }
  if (auto rest = after("file:")) return Link{Link::Kind::file, std::string(*rest), {}};
  if (auto rest = after("mailto:")) return Link{Link::Kind::mail, std::string(*rest), {}};
  if (after("https://") || after("http://") || after("ftp://")) return Link{Link::Kind::web, std::string(href), {}};
  return std::nullopt;
}

Result<Chapter> parse_chapter(std::string_view text) {
  if (text.size() > sync::limits::chapter_bytes_max) return corrupt("is too large");
  TRY(json, sync::parse_json(text));
  TRY(version, json.number("v"));
  if (version != 1) return Error{Fault::stale, "chapter version"};
  TRY(id, json.text("id"));
  TRY(title, json.text("title"));
  Reading reading;
  TRY(blocks, reading.blocks(json.list("blocks"), 1));
  auto minutes = static_cast<int>(std::clamp<std::int64_t>(json.number_or("minutes", 0), 0, 100'000));
  return Chapter{std::move(id), std::move(title), minutes, json.text_or("quiz", ""), std::move(blocks)};
}

Json write_chapter(Chapter const& chapter) {
  auto out = Json::object({{"v", 1}, {"id", chapter.id}, {"title", chapter.title}, {"minutes", chapter.minutes}});
  set_text(out, "quiz", chapter.quiz);
  out.set("blocks", write_blocks(chapter.blocks));
  return out;
}

Result<Spans> parse_spans(JsonArray const& array) { return Reading().spans(array); }
Result<Blocks> parse_blocks(JsonArray const& array) { return Reading().blocks(array, 1); }

Json write_spans(Spans const& spans) {
  JsonArray out;
  for (auto const& span : spans) {
    auto one = Json::object({{"t", span.text}});
    for (auto const& style : style_names)
      if (span.style & style.bit) one.set(style.name, 1);
    set_text(one, "href", span.href);
    set_text(one, "id", span.id);
    out.push_back(std::move(one));
  }
  return out;
}

Json write_blocks(Blocks const& blocks) {
  JsonArray out;
  for (auto const& block : blocks) out.push_back(std::visit(Writing{}, block.value));
  return out;
}

std::string plain_text(Spans const& spans) {
  std::string out;
  for (auto const& span : spans) out += span.text;
  return out;
}

}  // namespace carrel::client
