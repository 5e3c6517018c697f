#include "client/reader/link_screen.h"

#include "client/reader/chapter.h"

namespace carrel::client {
namespace {

struct LinkWords {
  std::string title, where, advice;
  kit::Icon icon = kit::Icon::link;
};

LinkWords words_for(Page const& page, Link const& link) {
  switch (link.kind) {
    case Link::Kind::web:
      return {page.word("reader.link.web.title"), page.word("reader.link.web.where", {{"host", host_of(link.target)}}),
              page.word("reader.link.web.advice"), kit::Icon::link};
    case Link::Kind::mail:
      return {page.word("reader.link.mail.title"), page.word("reader.link.mail.where"), page.word("reader.link.mail.advice"),
              kit::Icon::mail};
    case Link::Kind::file:
      return {page.word("reader.link.file.title"), page.word("reader.link.file.where"), page.word("reader.link.file.advice"),
              kit::Icon::attach};
    case Link::Kind::chapter: break;
  }
  return {page.word("reader.link.chapter.title"), page.word("reader.link.chapter.where"), {}, kit::Icon::book};
}

}  // namespace

std::string host_of(std::string const& address) {
  auto const start = address.find("://");
  if (start == std::string::npos) return address;
  auto const host = start + 3;
  return address.substr(host, address.find_first_of("/?#:", host) - host);
}

bool draw_link_sheet(Page& page, std::string const& href) {
  auto const link = read_link(href);
  if (!link) return true;
  auto& kit = page.kit;
  auto const words = words_for(page, *link);
  bool closed = false;
  bool const dismissed = kit.sheet(words.title, [&] {
    kit.body(words.where, {.icon = words.icon});
    kit.space(kit::Space::m);
    kit.code_block({.text = link->target});
    if (!words.advice.empty()) {
      kit.space(kit::Space::m);
      kit.body(words.advice);
    }
    kit.space(kit::Space::xl);
    kit.flow([&] { closed = kit.second_button({.label = page.word("reader.link.close")}); }, true);
    kit.space(kit::Space::xs);
  });
  return closed || dismissed;
}

}  // namespace carrel::client
