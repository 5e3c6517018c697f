#include "client/reader/read_aloud.h"

#include <algorithm>

#include "client/voice/sentences.h"
#include "client/voice/spoken.h"

namespace carrel::client {
namespace {

bool is_code(Span const& span) { return span.style & (style_code | style_key); }

// The plain text between two bytes, program text in it by the names of its signs.
std::string said_between(Spans const& spans, std::size_t from, std::size_t to, AloudWay const& way) {
  std::string said;
  std::size_t at = 0;
  for (auto const& span : spans) {
    auto const begin = std::max(from, at), end = std::min(to, at + span.text.size());
    if (begin < end) {
      auto const text = std::string_view(span.text).substr(begin - at, end - begin);
      if (is_code(span) && !said.empty() && said.back() != ' ') said += ' ';
      said += is_code(span) ? spoken_code(text, way.words) : std::string(text);
      if (is_code(span) && to > at + span.text.size()) said += ' ';
    }
    at += span.text.size();
  }
  return spoken(said, way.language);
}

struct Reader {
  AloudWay const& way;
  ReadAloud out{};
  int part = -1;

  void tell(std::string text, AloudPlace place, bool in_lesson) {
    if (text.empty()) return;
    place.part = part;
    out.sayings.push_back({std::move(text), in_lesson ? way.language : way.words.language().tag});
    out.places.push_back(place);
  }
  void word(std::string_view key, Block const* block = nullptr, kit::Args args = {}) {
    AloudPlace place;
    place.block = block;
    tell(way.words.say(key, args), place, false);
  }

  void spans(Spans const& spans) {
    auto const text = plain_text(spans);
    for (auto const& [from, to] : sentences_of(text)) tell(said_between(spans, from, to, way), {-1, &spans, from, to, nullptr}, true);
  }
  void blocks(Blocks const& blocks, std::string const& path) {
    for (std::size_t i = 0; i < blocks.size(); ++i) block(blocks[i], path + "." + std::to_string(i));
  }
  void block(Block const& block, std::string const& path);
  void item(List const& list, std::size_t i, std::string const& path) {
    auto const& entry = list.items[i];
    if (entry.checked) word(*entry.checked ? "voice.read.task_done" : "voice.read.task_open");
    else if (list.ordered) tell(std::to_string(list.start + static_cast<std::int64_t>(i)) + ".", {}, true);
    blocks(entry.blocks, path);
  }
  void definition(Definition const& entry, std::string const& path) {
    spans(entry.term);
    blocks(entry.blocks, path);
  }
};

struct Telling {
  Reader& r;
  Block const& block;
  std::string const& path;

  void operator()(Heading const& heading) const {
    r.word("voice.role.heading");
    r.spans(heading.spans);
  }
  void operator()(Paragraph const& paragraph) const { r.spans(paragraph.spans); }
  void operator()(List const& list) const {
    r.word("voice.read.list", nullptr, {{"count", static_cast<int>(list.items.size())}});
    for (std::size_t i = 0; i < list.items.size(); ++i) r.item(list, i, path + "/" + std::to_string(i));
  }
  void operator()(Code const& code) const {
    bool const output = code.role == "output", error = code.role == "error";
    r.word(output ? "voice.read.output" : error ? "voice.read.error" : "voice.read.code", &block);
    std::string_view text = code.text;
    while (!text.empty()) {
      auto const end = std::min(text.find('\n'), text.size());
      r.tell(spoken_code(text.substr(0, end), r.way.words), {-1, nullptr, 0, 0, &block}, false);
      text.remove_prefix(std::min(end + 1, text.size()));
    }
    r.word("voice.read.code_end", &block);
  }
  void operator()(Table const& table) const {
    r.word("voice.read.table", &block,
           {{"count", static_cast<int>(table.rows.size())}, {"columns", std::to_string(table.rows.empty() ? 0 : table.rows[0].size())}});
    r.spans(table.caption);
    for (auto const& row : table.rows) {
      std::string said;
      for (std::size_t i = 0; i < row.size(); ++i) {
        auto const head = i < table.head.size() ? plain_text(table.head[i]) : std::string();
        auto const cell = said_between(row[i], 0, plain_text(row[i]).size(), r.way);
        said += (said.empty() ? "" : "; ") + (head.empty() ? cell : head + ": " + cell);
      }
      r.tell(std::move(said), {-1, nullptr, 0, 0, &block}, true);
    }
  }
  void operator()(Quote const& quote) const {
    r.word("voice.read.quote");
    r.blocks(quote.blocks, path);
    r.word("voice.read.quote_end");
  }
  void operator()(Callout const& callout) const {
    auto const own = "reader.callout." + callout.style;
    if (callout.title.empty()) r.word(r.way.words.has(own) ? own : "reader.callout.note");
    else r.spans(callout.title);
    if (callout.foldable && !r.way.open.contains(path)) return r.word("voice.read.closed");
    r.blocks(callout.blocks, path);
  }
  void operator()(Figure const& figure) const {
    r.word(figure.alt.empty() ? "voice.read.figure_untold" : "voice.read.figure", &block);
    for (auto const& [from, to] : sentences_of(figure.alt))
      r.tell(spoken(std::string_view(figure.alt).substr(from, to - from), r.way.language), {-1, nullptr, 0, 0, &block}, true);
    r.spans(figure.caption);
  }
  void operator()(Rule const&) const {}
  void operator()(Definitions const& definitions) const {
    for (std::size_t i = 0; i < definitions.entries.size(); ++i) r.definition(definitions.entries[i], path + "/" + std::to_string(i));
  }
};

void Reader::block(Block const& block, std::string const& path) { std::visit(Telling{*this, block, path}, block.value); }

}  // namespace

ReadAloud read_aloud(Chapter const& chapter, std::vector<ReaderPart> const& parts, AloudWay const& way) {
  Reader reader{way};
  reader.tell(spoken(chapter.title, way.language), {}, true);
  for (std::size_t i = 0; i < parts.size(); ++i) {
    auto const& part = parts[i];
    auto const& block = chapter.blocks[static_cast<std::size_t>(part.block)];
    auto const item = static_cast<std::size_t>(std::max(0, part.item));
    auto const path = std::to_string(part.block) + (part.item < 0 ? "" : "/" + std::to_string(item));
    reader.part = static_cast<int>(i);
    if (auto const* list = std::get_if<List>(&block.value); list && part.item >= 0) {
      if (part.item == 0) reader.word("voice.read.list", nullptr, {{"count", static_cast<int>(list->items.size())}});
      reader.item(*list, item, path);
    } else if (auto const* terms = std::get_if<Definitions>(&block.value); terms && part.item >= 0) {
      reader.definition(terms->entries[item], path);
    } else {
      reader.block(block, path);
    }
  }
  return std::move(reader.out);
}

int sentence_of_part(ReadAloud const& text, int part) {
  auto const at = std::find_if(text.places.begin(), text.places.end(), [part](auto const& place) { return place.part >= part; });
  return at == text.places.end() ? -1 : static_cast<int>(at - text.places.begin());
}

SplitSpans split_at(Spans const& spans, std::size_t from, std::size_t to) {
  SplitSpans split;
  std::size_t at = 0;
  for (auto const& span : spans) {
    auto const end = at + span.text.size();
    std::size_t begin = at;
    for (auto const cut : {std::clamp(from, at, end), std::clamp(to, at, end), end}) {
      if (cut <= begin) continue;
      Span piece = span;
      piece.text = span.text.substr(begin - at, cut - begin);
      if (begin > at) piece.id.clear();
      if (begin >= from && cut <= to) {
        if (split.count == 0) split.first = split.spans.size();
        ++split.count;
      }
      split.spans.push_back(std::move(piece));
      begin = cut;
    }
    if (span.text.empty()) split.spans.push_back(span);
    at = end;
  }
  return split;
}

}  // namespace carrel::client
