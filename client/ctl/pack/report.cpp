#include "client/ctl/pack/report.h"

#include <cstdio>

namespace carrel::client {
namespace {

using Counts = std::map<std::string, std::int64_t>;

void count_spans(Spans const& spans, Counts& carried) {
  bool inside = false;
  for (auto const& span : spans) {
    if (!span.href.empty()) ++carried["links"];
    for (char c : span.text) {
      bool const letter = c != ' ' && c != '\n' && c != '\t';
      if (letter && !inside) ++carried["words"];
      inside = letter;
    }
  }
}

struct Counting {
  Counts& carried;
  void operator()(Heading const& b) const { ++carried["headings"], count_spans(b.spans, carried); }
  void operator()(Paragraph const& b) const { ++carried["paragraphs"], count_spans(b.spans, carried); }
  void operator()(List const& b) const {
    ++carried["lists"];
    for (auto const& item : b.items) ++carried["list_items"], count_blocks(item.blocks, carried);
  }
  void operator()(Code const&) const { ++carried["code_blocks"]; }
  void operator()(Table const& b) const {
    ++carried["tables"];
    for (auto const& cell : b.head) count_spans(cell, carried);
    for (auto const& row : b.rows)
      for (auto const& cell : row) count_spans(cell, carried);
    count_spans(b.caption, carried);
  }
  void operator()(Quote const& b) const { ++carried["quotes"], count_blocks(b.blocks, carried); }
  void operator()(Callout const& b) const {
    ++carried["callouts"], ++carried["callouts_" + b.style];
    count_spans(b.title, carried);
    count_blocks(b.blocks, carried);
  }
  void operator()(Figure const& b) const { ++carried["figures"], count_spans(b.caption, carried); }
  void operator()(Rule const&) const { ++carried["rules"]; }
  void operator()(Definitions const& b) const {
    for (auto const& entry : b.entries) {
      ++carried["definitions"];
      count_spans(entry.term, carried);
      count_blocks(entry.blocks, carried);
    }
  }
};

std::string with_spaces(std::string name) {
  for (char& c : name)
    if (c == '_') c = ' ';
  return name;
}

void add_remarks(std::string& out, std::vector<Remark> const& remarks) {
  for (auto const& one : remarks)
    out += "  " + one.file + (one.line ? ":" + std::to_string(one.line) : "") + ": " + one.text + "\n";
}

sync::Json remarks_json(std::vector<Remark> const& remarks) {
  sync::JsonArray out;
  for (auto const& one : remarks) out.push_back(sync::Json::object({{"file", one.file}, {"line", one.line}, {"text", one.text}}));
  return out;
}

}  // namespace

void count_blocks(Blocks const& blocks, Counts& carried) {
  for (auto const& block : blocks) std::visit(Counting{carried}, block.value);
}

std::string report_text(PackReport const& report) {
  char size[64];
  std::snprintf(size, sizeof size, "%.1f kB in %lld files", static_cast<double>(report.bytes) / 1000.0,
                static_cast<long long>(report.layers));
  std::string out = "Packed \"" + report.title + "\" (" + report.course + ", edition " + report.edition + "): " + size + "\n" +
                    report.manifest + "\nCarried:\n";
  for (auto const& [name, count] : report.carried) out += "  " + with_spaces(name) + ": " + std::to_string(count) + "\n";
  if (report.losses.empty()) out += "Lost: nothing.\n";
  else out += "Lost, " + std::to_string(report.losses.size()) + ":\n";
  add_remarks(out, report.losses);
  if (!report.notes.empty()) out += "Worth a look, " + std::to_string(report.notes.size()) + ":\n";
  add_remarks(out, report.notes);
  return out;
}

sync::Json report_json(PackReport const& report) {
  sync::Json carried{sync::JsonObject{}};
  for (auto const& [name, count] : report.carried) carried.set(name, count);
  return sync::Json::object({{"course", report.course}, {"edition", report.edition}, {"title", report.title},
                             {"manifest", report.manifest}, {"bytes", report.bytes}, {"layers", report.layers},
                             {"carried", std::move(carried)}, {"losses", remarks_json(report.losses)},
                             {"notes", remarks_json(report.notes)}});
}

}  // namespace carrel::client
