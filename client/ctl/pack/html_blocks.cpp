#include "client/ctl/pack/html_blocks.h"

#include <algorithm>
#include <array>

namespace carrel::client {
namespace {

// Elements that only group or place what is inside them.
constexpr std::array<std::string_view, 17> groups{"div", "p", "section", "article", "aside", "header", "footer", "nav", "main",
                                                  "figure", "figcaption", "center", "dl", "address", "picture", "body", "html"};
// Elements whose text is kept while their shape is not.
constexpr std::array<std::string_view, 13> shapes{"table", "ul", "ol", "tr", "td",   "th",      "thead",
                                                  "tbody", "li", "dt", "dd", "form", "fieldset"};
constexpr std::array<std::string_view, 6> embedded{"iframe", "video", "audio", "embed", "object", "canvas"};

bool is_one_of(std::string_view name, auto const& names) { return std::find(names.begin(), names.end(), name) != names.end(); }

// Past the end of <script> or <style>, whose content is not text.
std::size_t behind_element(std::string_view html, std::string const& name) {
  auto end = lower_ascii(html).find("</" + name);
  auto close = end == std::string::npos ? end : html.find('>', end);
  return close == std::string_view::npos ? html.size() : close + 1;
}

void block_tag(HtmlTag const& tag, int line, BlockBuilder& out) {
  auto const& name = tag.name;
  if (name == "details") return tag.closing ? out.close_fold() : out.open_fold();
  if (name == "summary") return tag.closing ? out.set_fold_title() : out.end_paragraph();
  if (name == "hr") {
    out.end_paragraph();
    return out.add(Block{Rule{}});
  }
  if (name.size() == 2 && name[0] == 'h' && name[1] >= '1' && name[1] <= '6')
    return tag.closing ? out.end_heading(name[1] - '0') : out.end_paragraph();
  if (name == "blockquote") return tag.closing ? out.close_quote() : out.open_quote();
  if (is_one_of(name, embedded)) {
    if (tag.closing) return;
    auto source = tag.value("src");
    out.around().loss(line, "what <" + name + "> shows cannot be carried" +
                                (source.empty() ? "" : "; a link to " + source + " takes its place"));
    if (source.empty()) return;
    out.end_paragraph();
    out.run().open_link(out.around().link(source, line));
    out.run().text(source, nullptr, line);
    out.run().close_link();
    return out.end_paragraph();
  }
  if (is_one_of(name, groups)) return out.end_paragraph();
  if (!is_one_of(name, shapes)) return out.run().tag(tag, line);
  if ((name == "table" || name == "ul" || name == "ol") && !tag.closing)
    out.around().loss(line, "the shape of the HTML element <" + name + "> is not carried; its text is");
  out.end_paragraph();
}

}  // namespace

void read_html(std::string_view html, int line, BlockBuilder& out) {
  std::string text;
  auto end_text = [&] {
    if (!trimmed(text).empty() || !out.run().empty()) out.run().text(without_entities(text), nullptr, line);
    text.clear();
  };
  while (!html.empty()) {
    auto tag = html[0] == '<' ? read_tag(html) : std::nullopt;
    if (!tag) {
      // A line feed is a blank here; the parser's own line count goes on.
      text += html[0] == '\n' ? ' ' : html[0];
      line += html[0] == '\n';
      html.remove_prefix(1);
      continue;
    }
    end_text();
    auto taken = tag->length;
    if ((tag->name == "script" || tag->name == "style") && !tag->closing) {
      taken = behind_element(html, tag->name);
      if (tag->name == "script") out.around().loss(line, "a script cannot be carried");
    } else if (tag->name != "script" && tag->name != "style") {
      block_tag(*tag, line, out);
    }
    line += static_cast<int>(std::count(html.begin(), html.begin() + static_cast<std::ptrdiff_t>(taken), '\n'));
    html.remove_prefix(taken);
  }
  end_text();
  out.end_paragraph();
}

}  // namespace carrel::client
