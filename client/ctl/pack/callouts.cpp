#include "client/ctl/pack/callouts.h"

#include <array>

#include "client/ctl/pack/markdown_blocks.h"

namespace carrel::client {
namespace {

constexpr std::array names{
    CalloutName{"objectives", "objectives"},   CalloutName{"objective", "objectives"},
    CalloutName{"questions", "questions"},     CalloutName{"keypoints", "keypoints"},
    CalloutName{"key-points", "keypoints"},    CalloutName{"prereq", "prereq"},
    CalloutName{"prerequisites", "prereq"},    CalloutName{"prereqs", "prereq"},
    CalloutName{"callout", "callout"},         CalloutName{"important", "callout"},
    CalloutName{"challenge", "challenge"},     CalloutName{"exercise", "challenge"},
    CalloutName{"exercises", "challenge"},     CalloutName{"solution", "solution", true},
    CalloutName{"answer", "solution", true},   CalloutName{"hint", "hint", true},
    CalloutName{"discussion", "discussion"},   CalloutName{"testimonial", "testimonial"},
    CalloutName{"spoiler", "spoiler", true},   CalloutName{"details", "spoiler", true},
    CalloutName{"instructor", "instructor", true}, CalloutName{"instructor-note", "instructor", true},
    CalloutName{"checklist", "checklist"},     CalloutName{"caution", "caution"},
    CalloutName{"warning", "caution"},         CalloutName{"tip", "note"},
    CalloutName{"info", "note"},               CalloutName{"note", "note"},
    CalloutName{"tab", "tab"},                 CalloutName{"group-tab", "tab"},
    CalloutName{"columns", ""},                CalloutName{"column", ""},
    CalloutName{"center", ""},                 CalloutName{"figure", ""},
    CalloutName{"row", ""},                    CalloutName{"empty", ""},
};

// In a callout, the heading that comes first is its title.
Callout callout_of(std::string_view style, bool foldable, std::string id, Blocks blocks) {
  Callout out{std::string(style), foldable, std::move(id), {}, {}};
  if (auto* title = blocks.empty() ? nullptr : std::get_if<Heading>(&blocks.front().value)) {
    out.title = std::move(title->spans);
    if (out.id.empty()) out.id = std::move(title->id);
    else if (!title->id.empty() && !out.title.empty() && out.title.front().id.empty()) out.title.front().id = std::move(title->id);
    blocks.erase(blocks.begin());
  }
  out.blocks = std::move(blocks);
  return out;
}

class Nodes {
 public:
  Nodes(Outline const& outline, Surroundings& around, PlaceNames& names) : outline_(outline), around_(around), names_(names) {}

  Blocks read() {
    auto out = blocks(outline_.nodes);
    add_footnotes(out);
    return out;
  }

 private:
  Blocks text(SourceLines const& lines) { return read_markdown(lines, outline_.references, around_, names_); }

  Blocks blocks(std::vector<OutlineNode> const& nodes) {
    Blocks out;
    for (auto const& node : nodes) {
      Blocks inner;
      switch (node.kind) {
        case OutlineNode::Kind::text: inner = text(node.lines); break;
        case OutlineNode::Kind::div: inner = div(node); break;
        case OutlineNode::Kind::definitions: inner.push_back(Block{definitions(node)}); break;
      }
      out.insert(out.end(), std::make_move_iterator(inner.begin()), std::make_move_iterator(inner.end()));
    }
    return out;
  }

  Blocks div(OutlineNode const& node) {
    auto inner = blocks(node.children);
    auto const* known = find_callout(node.name);
    if (!node.id.empty()) names_.add(node.id);
    if (!known) around_.note(node.line, "the block \"" + node.name + "\" is not one we know; it is carried as a note");
    if (known && known->style.empty()) return inner;
    if (known && known->style == "tab") return tabs(std::move(inner), node);
    Blocks out;
    out.push_back(Block{callout_of(known ? known->style : "note", known && known->foldable, node.id, std::move(inner))});
    return out;
  }

  // Every heading begins a tab; without a screen full of tabs they follow one another.
  Blocks tabs(Blocks inner, OutlineNode const& node) {
    Blocks out, current;
    auto end_tab = [&] {
      if (!current.empty()) out.push_back(Block{callout_of("tab", false, {}, std::exchange(current, {}))});
    };
    for (auto& block : inner) {
      if (std::holds_alternative<Heading>(block.value)) end_tab();
      current.push_back(std::move(block));
    }
    end_tab();
    if (!node.id.empty() && !out.empty()) {
      auto& first = std::get<Callout>(out.front().value);
      if (first.title.empty() || !first.title.front().id.empty()) first.title.insert(first.title.begin(), Span{"", 0, {}, node.id});
      else first.title.front().id = node.id;
    }
    return out;
  }

  Definitions definitions(OutlineNode const& node) {
    Definitions out;
    for (auto const& entry : node.entries) {
      Definition one;
      for (auto& block : text(entry.term))
        if (auto* paragraph = std::get_if<Paragraph>(&block.value)) one.term = std::move(paragraph->spans);
      if (!one.term.empty()) one.id = std::exchange(one.term.front().id, {});
      one.blocks = text(entry.body);
      out.entries.push_back(std::move(one));
    }
    return out;
  }

  void add_footnotes(Blocks& out) {
    if (outline_.footnotes.empty()) return;
    Definitions all;
    for (auto const& note : outline_.footnotes) {
      std::string number;
      auto href = around_.footnote(note.label, number, 0);
      auto place = href.substr(href.find('#') + 1);
      names_.add(place);
      all.entries.push_back({place, {Span{number, 0, {}, {}}}, text(note.body)});
    }
    out.push_back(Block{Rule{}});
    out.push_back(Block{std::move(all)});
  }

  Outline const& outline_;
  Surroundings& around_;
  PlaceNames& names_;
};

}  // namespace

CalloutName const* find_callout(std::string_view name) {
  for (auto const& one : names)
    if (one.name == name) return &one;
  return nullptr;
}

Blocks read_outline_blocks(Outline const& outline, Surroundings& around, PlaceNames& names) { return Nodes(outline, around, names).read(); }

}  // namespace carrel::client
