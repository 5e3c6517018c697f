// A chapter as it is read aloud: sentence by sentence, each with the place where it stands, so that the page can show and follow it.
// Pure; what a figure, a table or code is called in words comes from the words of the screen, the text itself is in the course's language.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "client/kit/words.h"
#include "client/reader/chapter.h"
#include "client/reader/reader_layout.h"
#include "client/voice/saying.h"

namespace carrel::client {

/// Where a sentence stands. Points into the chapter, which must outlive it.
struct AloudPlace {
  int part = -1;                 ///< Of the layout; -1: above the text.
  Spans const* spans = nullptr;  ///< The running text that holds it; nothing for a code line, a table row, a picture.
  std::size_t from = 0, to = 0;  ///< Bytes of the plain text of these spans.
  Block const* block = nullptr;  ///< The block as a whole, where there is no running text.
};

struct ReadAloud {
  Sayings sayings{};
  std::vector<AloudPlace> places{};  ///< As many.
};

struct AloudWay {
  kit::Words const& words;
  std::string language;              ///< Of the course.
  std::set<std::string> const& open; ///< Foldables that stand open, by the reader's paths; the others say that they are closed.
};

ReadAloud read_aloud(Chapter const& chapter, std::vector<ReaderPart> const& parts, AloudWay const& way);

/// The first sentence at or behind this part; -1 when there is none.
int sentence_of_part(ReadAloud const& text, int part);

/// The spans with a new one beginning at byte `from` and at byte `to` of their plain text, and which of them lie between the two.
struct SplitSpans {
  Spans spans{};
  std::size_t first = 0, count = 0;
};
SplitSpans split_at(Spans const& spans, std::size_t from, std::size_t to);

}  // namespace carrel::client
