// Draws the blocks of a chapter or of a question: text, lists, code, tables, quotes, callouts, figures, definitions.
// Keeps nothing: what is open and which pictures are there comes in, a touched link goes out. Which blocks are drawn at all is
// reader_screen's decision.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "client/app/page.h"
#include "client/reader/read_aloud.h"
#include "client/reader/reader_layout.h"

namespace carrel::client {

struct BlockScene {
  Page& page;
  std::string pictures_of;                                     ///< Course and edition, before the names of pictures.
  std::map<std::string, sync::Bytes> const* pictures = nullptr;
  std::set<std::string>* open = nullptr;                       ///< Foldables that were opened; without it they stand open.
  std::set<std::string>* unshown = nullptr;                    ///< Pictures that could not be decoded.
  bool figures_open = false;                                   ///< Figures can be touched, to be seen by themselves.
  std::string figure{}, figure_alt{};                          ///< The one that was touched in this frame.
  AloudPlace const* spoken = nullptr;                          ///< What a voice says now is shown.
  std::string touched{};                                       ///< The link that was touched in this frame.
};

struct BlockLook {
  kit::Style style = kit::Style::lead;
  kit::Token colour = kit::Token::ink;
};

/// `path` names the place in the chapter, for what is open and for the ids of what can be touched.
void draw_blocks(BlockScene& scene, Blocks const& blocks, BlockLook look, std::string const& path);
void draw_block(BlockScene& scene, Block const& block, BlockLook look, std::string const& path);
/// A whole block, or one entry of a list or of definitions.
void draw_part(BlockScene& scene, Blocks const& blocks, ReaderPart part, BlockLook look);

/// The kit's spans: small raised and lowered figures become letters of their own, keys are set as code.
std::vector<kit::Span> to_kit(Spans const& spans);
/// Running text; notes a touched link.
void draw_spans(BlockScene& scene, Spans const& spans, kit::Style style, kit::TextLook look);

}  // namespace carrel::client
