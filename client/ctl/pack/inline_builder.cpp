#include "client/ctl/pack/inline_builder.h"

#include <algorithm>
#include <array>

namespace carrel::client {
namespace {

struct TagStyle {
  std::string_view name;
  std::uint16_t bit;
};
constexpr std::array tag_styles{
    TagStyle{"em", style_italic},   TagStyle{"i", style_italic},   TagStyle{"cite", style_italic}, TagStyle{"dfn", style_italic},
    TagStyle{"var", style_italic},  TagStyle{"strong", style_bold}, TagStyle{"b", style_bold},     TagStyle{"code", style_code},
    TagStyle{"tt", style_code},     TagStyle{"samp", style_code},  TagStyle{"kbd", style_key},     TagStyle{"del", style_strike},
    TagStyle{"s", style_strike},    TagStyle{"strike", style_strike}, TagStyle{"u", style_underline}, TagStyle{"ins", style_underline},
    TagStyle{"sub", style_sub},     TagStyle{"sup", style_sup},    TagStyle{"mark", style_mark},
};
// Tags whose text is the whole of their meaning here.
constexpr std::array<std::string_view, 12> see_through{"span", "small", "big",    "font", "time", "bdi",
                                                       "bdo",  "label", "center", "nobr", "wbr",  "data"};

std::uint16_t style_of_class(std::string_view name) {
  if (name == "underline" || name == "ul") return style_underline;
  if (name == "mark") return style_mark;
  if (name == "kbd") return style_key;
  return 0;
}

}  // namespace

void InlineBuilder::style(std::uint16_t bit, bool on) {
  for (int i = 0; i < 16; ++i)
    if (bit >> i & 1) {
      depth_[i] = std::max(0, depth_[i] + (on ? 1 : -1));
      style_ = static_cast<std::uint16_t>(depth_[i] ? style_ | 1u << i : style_ & ~(1u << i));
    }
}

void InlineBuilder::plain(std::string_view text) {
  if (text.empty()) return;
  if (auto dash = text.find("---"); dash != std::string_view::npos && !(style_ & style_code) && around_.has_pandoc_dashes()) {
    plain(text.substr(0, dash));
    plain("\xE2\x80\x94");
    return plain(text.substr(dash + 3));
  }
  if (picture_) {
    picture_->words += text;
    return;
  }
  auto const& href = links_.empty() ? std::string() : links_.back();
  auto* last = items_.empty() ? nullptr : std::get_if<Span>(&items_.back());
  if (last && last->style == style_ && last->href == href && next_id_.empty()) last->text += text;
  else items_.push_back(Span{std::string(text), style_, href, std::exchange(next_id_, {})});
}

void InlineBuilder::apply(Attributes const& attributes) {
  if (!items_.empty() && std::holds_alternative<InlinePicture>(items_.back())) {
    std::get<InlinePicture>(items_.back()).attributes = attributes;
    return;
  }
  if (!attributes.id.empty()) name_ = attributes.id;
}

void InlineBuilder::mark(std::string_view sign, std::size_t index, MarkedText const& marked, int line) {
  if (sign == mark_footnote && index < marked.footnotes.size()) {
    std::string number;
    auto href = around_.footnote(marked.footnotes[index], number, line);
    style(style_sup, true);
    open_link(std::move(href));
    plain(number);
    close_link();
    style(style_sup, false);
  } else if (index < marked.attributes.size()) {
    auto const& attributes = marked.attributes[index];
    if (sign == mark_attributes) return apply(attributes);
    if (!attributes.id.empty()) next_id_ = attributes.id;
    std::uint16_t bits = 0;
    for (auto const& name : attributes.classes) bits |= style_of_class(name);
    style(bits, true);
    open_spans_.push_back(bits);
  }
}

void InlineBuilder::text(std::string_view text, MarkedText const* marked, int line) {
  while (!text.empty()) {
    auto at = marked ? text.find("\xEF\xB7") : std::string_view::npos;
    plain(text.substr(0, at));
    if (at == std::string_view::npos) return;
    auto const sign = text.substr(at, 3);
    text.remove_prefix(std::min(text.size(), at + 3));
    if (sign == mark_caption) {
      is_caption_ = true;
    } else if (sign == mark_close) {
      if (open_spans_.empty()) continue;
      style(open_spans_.back(), false);
      open_spans_.pop_back();
    } else if (sign == mark_attributes || sign == mark_open || sign == mark_footnote) {
      std::size_t index = 0, used = 0;
      for (; used < text.size() && text[used] >= '0' && text[used] <= '9'; ++used)
        index = index * 10 + static_cast<std::size_t>(text[used] - '0');
      text.remove_prefix(used);
      if (text.starts_with(mark_end)) text.remove_prefix(mark_end.size());
      mark(sign, index, *marked, line);
    } else {
      plain(sign);
    }
  }
}

void InlineBuilder::open_link(std::string href) { links_.push_back(std::move(href)); }
void InlineBuilder::close_link() {
  if (!links_.empty()) links_.pop_back();
}

void InlineBuilder::open_picture(std::string source, std::string title, int line) {
  picture_ = InlinePicture{std::move(source), {}, std::move(title), links_.empty() ? "" : links_.back(), {}, line};
}
void InlineBuilder::close_picture() {
  if (!picture_) return;
  items_.push_back(std::move(*picture_));
  picture_.reset();
}

void InlineBuilder::tag(HtmlTag const& tag, int line) {
  if (auto id = tag.value("id"); !id.empty() && !tag.closing) next_id_ = id;
  if (auto found = std::find_if(tag_styles.begin(), tag_styles.end(), [&](TagStyle const& s) { return s.name == tag.name; });
      found != tag_styles.end()) {
    style(found->bit, !tag.closing);
  } else if (tag.name == "br") {
    plain("\n");
  } else if (tag.name == "a") {
    if (tag.closing) return close_link();
    if (auto name = tag.value("name"); !name.empty()) next_id_ = name;
    auto target = tag.value("href");
    open_link(target.empty() ? "" : around_.link(target, line));
  } else if (tag.name == "img") {
    open_picture(tag.value("src"), tag.value("title"), line);
    plain(tag.value("alt"));
    close_picture();
  } else if (tag.name == "q") {
    plain(tag.closing ? "\xE2\x80\x9D" : "\xE2\x80\x9C");
  } else if (tag.name == "abbr") {
    if (!tag.closing) return open_titles_.push_back(tag.value("title"));
    if (open_titles_.empty()) return;
    if (!open_titles_.back().empty()) plain(" (" + open_titles_.back() + ")");
    open_titles_.pop_back();
  } else if (std::find(see_through.begin(), see_through.end(), tag.name) == see_through.end() && !tag.closing) {
    around_.loss(line, "the HTML element <" + tag.name + "> is not carried; the text inside it is");
  }
}

std::vector<InlineItem> InlineBuilder::take() {
  // An anchor at the very end still has to be found by a link.
  if (!next_id_.empty()) items_.push_back(Span{"", style_, {}, std::exchange(next_id_, {})});
  is_caption_ = false;
  return std::exchange(items_, {});
}

Spans InlineBuilder::take_spans() {
  Spans out;
  for (auto& item : take()) {
    if (auto* span = std::get_if<Span>(&item)) {
      out.push_back(std::move(*span));
      continue;
    }
    auto& picture = std::get<InlinePicture>(item);
    auto const* alt = picture.attributes.find("alt");
    around_.loss(picture.line, "a picture inside a heading or a table is carried as its words only: " + picture.source);
    out.push_back(Span{alt ? *alt : picture.words, 0, {}, {}});
  }
  return trimmed_spans(std::move(out));
}

Spans trimmed_spans(Spans spans) {
  auto blank = [](char c) { return c == ' ' || c == '\n' || c == '\t'; };
  while (!spans.empty()) {
    auto& text = spans.front().text;
    text.erase(text.begin(), std::find_if_not(text.begin(), text.end(), blank));
    if (!text.empty() || !spans.front().id.empty()) break;
    spans.erase(spans.begin());
  }
  while (!spans.empty()) {
    auto& text = spans.back().text;
    text.erase(std::find_if_not(text.rbegin(), text.rend(), blank).base(), text.end());
    if (!text.empty() || !spans.back().id.empty()) break;
    spans.pop_back();
  }
  return spans;
}

}  // namespace carrel::client
