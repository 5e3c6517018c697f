// The icons of the house by their meaning. Code points of Material Icons (assets/fonts: icons.ttf).
#pragma once

namespace carrel::kit {

enum class Icon : char32_t {
  none = 0,
  home = 0xe88a, library = 0xe54b, requests = 0xe158, account = 0xe7fd, leave = 0xe879,
  back = 0xe5c4, forward = 0xe5c8, chevron = 0xe5cc, close = 0xe5cd, down = 0xe5cf, up = 0xe5ce,
  listen = 0xe050, display = 0xe245, contents = 0xe8de, language = 0xe894, search = 0xe8b6, settings = 0xe8b8,
  check = 0xe5ca, check_circle = 0xe86c, circle = 0xe836, received = 0xe168, waits = 0xe8b5, signature = 0xe8e8,
  certificate = 0xef76, lock = 0xe897, unconfirmed = 0xe88b, offline = 0xe2c1, date = 0xe878, complaint = 0xe90e,
  consent = 0xf0dc, stick = 0xe1e0, needs_you = 0xe001, hidden = 0xe8f5, shown = 0xe8f4, info = 0xe88f, mind = 0xf083,
  book = 0xea19, idea = 0xe90f, fetch = 0xe884, quiz = 0xe862, attach = 0xe226, folder = 0xe2c7, storage = 0xe1c2,
  undo = 0xe166, newcomer = 0xe7fe, again = 0xe042, history = 0xe889, edit = 0xe3c9, remove = 0xe872, pause = 0xe034,
  play = 0xe037, mail = 0xe0e1, phone = 0xe0cd, link = 0xe157, copy = 0xe14d, receipt = 0xef6e, place = 0xe55f,
  school = 0xe80c, flag = 0xe153, help = 0xe8fd, document = 0xe873, membership = 0xe8f7, online = 0xe2bf, update = 0xe923,
  moon = 0xe51c, sun = 0xe518, contrast = 0xeb37, key_shift = 0xe316, key_back = 0xe317, key_hide = 0xe31a, plus = 0xe145, minus = 0xe15b,
};

}  // namespace carrel::kit
