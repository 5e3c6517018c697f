#include "client/ctl/pack/markdown_blocks.h"

#include <md4c.h>

#include "client/ctl/pack/callouts.h"
#include "client/ctl/pack/html_blocks.h"

namespace carrel::client {
namespace {

// md4c's events, told to a BlockBuilder.
class Walk {
 public:
  Walk(MarkedText const& marked, Surroundings& around, PlaceNames& names) : marked_(marked), out_(around, names) {}

  Blocks read() {
    MD_PARSER parser{};
    parser.flags = MD_FLAG_COLLAPSEWHITESPACE | (MD_DIALECT_GITHUB & ~static_cast<unsigned>(MD_FLAG_PERMISSIVEEMAILAUTOLINKS));
    parser.enter_block = [](MD_BLOCKTYPE type, void* detail, void* self) { return static_cast<Walk*>(self)->enter_block(type, detail), 0; };
    parser.leave_block = [](MD_BLOCKTYPE type, void* detail, void* self) { return static_cast<Walk*>(self)->leave_block(type, detail), 0; };
    parser.enter_span = [](MD_SPANTYPE type, void* detail, void* self) { return static_cast<Walk*>(self)->enter_span(type, detail), 0; };
    parser.leave_span = [](MD_SPANTYPE type, void*, void* self) { return static_cast<Walk*>(self)->leave_span(type), 0; };
    parser.text = [](MD_TEXTTYPE type, MD_CHAR const* text, MD_SIZE size, void* self) {
      return static_cast<Walk*>(self)->text(type, {text, size}), 0;
    };
    line_ = marked_.line_at(0);
    if (md_parse(marked_.text.data(), static_cast<MD_SIZE>(marked_.text.size()), &parser, this) != 0)
      out_.around().loss(line_, "the Markdown parser gave up on the text that begins here");
    return out_.take();
  }

 private:
  // md4c does not say where it is, but most of what it hands out lies in our own text.
  void look_at(char const* pointer) {
    auto const* from = marked_.text.data();
    if (pointer >= from && pointer < from + marked_.text.size()) line_ = marked_.line_at(static_cast<std::size_t>(pointer - from));
  }

  // An attribute with its entities read and its marks dropped.
  std::string attribute(MD_ATTRIBUTE const& attribute) {
    std::string out;
    if (!attribute.text || attribute.size == 0) return out;
    look_at(attribute.text);
    for (int i = 0; attribute.substr_offsets[i] < attribute.size; ++i) {
      std::string_view part(attribute.text + attribute.substr_offsets[i], attribute.substr_offsets[i + 1] - attribute.substr_offsets[i]);
      out += attribute.substr_types[i] == MD_TEXT_ENTITY ? read_entity(part).value_or(std::string(part)) : std::string(part);
    }
    return out;
  }

  void enter_block(MD_BLOCKTYPE type, void* detail) {
    switch (type) {
      case MD_BLOCK_QUOTE: return out_.open_quote();
      case MD_BLOCK_UL: return out_.open_list(false, 1);
      case MD_BLOCK_OL: return out_.open_list(true, static_cast<MD_BLOCK_OL_DETAIL*>(detail)->start);
      case MD_BLOCK_LI: {
        auto const* item = static_cast<MD_BLOCK_LI_DETAIL*>(detail);
        return out_.open_item(item->is_task ? std::optional(item->task_mark != ' ') : std::nullopt);
      }
      case MD_BLOCK_CODE: return open_code(*static_cast<MD_BLOCK_CODE_DETAIL*>(detail));
      case MD_BLOCK_HTML: raw_.clear(), raw_line_ = 0, in_html_ = true; [[fallthrough]];
      case MD_BLOCK_P:
      case MD_BLOCK_H: return out_.end_paragraph();
      case MD_BLOCK_TABLE: out_.end_paragraph(), table_ = {}; return;
      case MD_BLOCK_THEAD: in_head_ = true; return;
      case MD_BLOCK_TBODY: in_head_ = false; return;
      case MD_BLOCK_TR: row_.clear(); return;
      case MD_BLOCK_TH:
        table_.align.push_back(static_cast<Align>(static_cast<MD_BLOCK_TD_DETAIL*>(detail)->align));
        return;
      default: return;
    }
  }

  void leave_block(MD_BLOCKTYPE type, void* detail) {
    switch (type) {
      case MD_BLOCK_QUOTE: return out_.close_quote();
      case MD_BLOCK_UL:
      case MD_BLOCK_OL: return out_.close_list();
      case MD_BLOCK_LI: return out_.close_item();
      case MD_BLOCK_HR: out_.end_paragraph(); return out_.add(Block{Rule{}});
      case MD_BLOCK_H: return out_.end_heading(static_cast<int>(static_cast<MD_BLOCK_H_DETAIL*>(detail)->level));
      case MD_BLOCK_P: return out_.end_paragraph();
      case MD_BLOCK_HTML: in_html_ = false; return read_html(raw_, raw_line_ ? raw_line_ : line_, out_);
      case MD_BLOCK_CODE:
        code_.text = std::move(raw_);
        if (code_.text.ends_with('\n')) code_.text.pop_back();
        in_code_ = false;
        return out_.add(Block{std::move(code_)});
      case MD_BLOCK_TH:
      case MD_BLOCK_TD: row_.push_back(out_.run().take_spans()); return;
      case MD_BLOCK_TR:
        if (in_head_) table_.head = std::move(row_);
        else row_.resize(table_.align.size()), table_.rows.push_back(std::move(row_));
        return;
      case MD_BLOCK_TABLE: return out_.add(Block{std::move(table_)});
      default: return;
    }
  }

  void open_code(MD_BLOCK_CODE_DETAIL const& detail) {
    out_.end_paragraph();
    raw_.clear();
    in_code_ = true;
    code_ = {};
    // "bash", "{.bash .numberLines}" or "{r, echo=FALSE}".
    auto info = attribute(detail.info);
    auto name = std::string(trimmed(info));
    if (auto read = read_attributes(name)) name = read->attributes.classes.empty() ? "" : read->attributes.classes[0];
    else name = name.substr(name.starts_with('{') ? 1 : 0);
    name = lower_ascii(name.substr(0, name.find_first_of(" ,}\t{")));
    if (name == "output" || name == "error" || name == "source") code_.role = name;
    else if (name != "text" && name != "plaintext" && name != "none") code_.language = name;
  }

  void enter_span(MD_SPANTYPE type, void* detail) {
    auto& run = out_.run();
    switch (type) {
      case MD_SPAN_EM: return run.style(style_italic, true);
      case MD_SPAN_STRONG: return run.style(style_bold, true);
      case MD_SPAN_CODE: return run.style(style_code, true);
      case MD_SPAN_DEL: return run.style(style_strike, true);
      case MD_SPAN_U: return run.style(style_underline, true);
      case MD_SPAN_A: {
        auto target = attribute(static_cast<MD_SPAN_A_DETAIL*>(detail)->href);
        return run.open_link(out_.around().link(target, line_));
      }
      case MD_SPAN_IMG: {
        auto const* image = static_cast<MD_SPAN_IMG_DETAIL*>(detail);
        auto title = attribute(image->title);
        auto source = attribute(image->src);
        return run.open_picture(std::move(source), std::move(title), line_);
      }
      default: return;
    }
  }

  void leave_span(MD_SPANTYPE type) {
    auto& run = out_.run();
    switch (type) {
      case MD_SPAN_EM: return run.style(style_italic, false);
      case MD_SPAN_STRONG: return run.style(style_bold, false);
      case MD_SPAN_CODE: return run.style(style_code, false);
      case MD_SPAN_DEL: return run.style(style_strike, false);
      case MD_SPAN_U: return run.style(style_underline, false);
      case MD_SPAN_A: return run.close_link();
      case MD_SPAN_IMG: return run.close_picture();
      default: return;
    }
  }

  void text(MD_TEXTTYPE type, std::string_view text) {
    look_at(text.data());
    auto& run = out_.run();
    if (in_code_ || in_html_) {
      if (raw_line_ == 0) raw_line_ = line_;
      raw_ += text;
      return;
    }
    switch (type) {
      case MD_TEXT_NORMAL:
      case MD_TEXT_CODE: return run.text(text, &marked_, line_);
      case MD_TEXT_NULLCHAR: return run.text("\xEF\xBF\xBD", nullptr, line_);
      case MD_TEXT_BR: return run.text("\n", nullptr, line_);
      case MD_TEXT_SOFTBR: return run.text(" ", nullptr, line_);
      case MD_TEXT_ENTITY: return entity(text);
      case MD_TEXT_HTML:
        if (auto tag = read_tag(text)) run.tag(*tag, line_);
        else out_.around().loss(line_, "raw HTML is not carried: " + std::string(text.substr(0, 40)));
        return;
      case MD_TEXT_LATEXMATH: return run.text(text, nullptr, line_);
    }
  }

  void entity(std::string_view text) {
    auto known = read_entity(text);
    if (!known) out_.around().note(line_, "the entity " + std::string(text) + " is not known and stands as it was written");
    out_.run().text(known.value_or(std::string(text)), nullptr, line_);
  }

  MarkedText const& marked_;
  BlockBuilder out_;
  int line_ = 0;
  std::string raw_;      // Text of a code or HTML block.
  int raw_line_ = 0;
  bool in_code_ = false, in_html_ = false;
  Code code_;
  Table table_;
  std::vector<Spans> row_;
  bool in_head_ = false;
};

}  // namespace

Blocks read_markdown(SourceLines const& lines, SourceLines const& references, Surroundings& around, PlaceNames& names) {
  auto marked = mark_text(lines, references);
  return Walk(marked, around, names).read();
}

Blocks read_markdown_text(std::string_view text, int first_line, Surroundings& around) {
  SourceLines lines;
  for (std::size_t from = 0; from <= text.size();) {
    auto end = std::min(text.find('\n', from), text.size());
    lines.push_back({std::string(text.substr(from, end - from)), first_line, false});
    from = end + 1;
  }
  PlaceNames names;
  return read_markdown(lines, {}, around, names);
}

}  // namespace carrel::client
