#include "client/kit/kit.h"

#include "client/kit/letters.h"

namespace carrel::kit {

sync::Result<Kit> Kit::open(std::filesystem::path const& share, Text language) {
  TRY(stage, Stage::open(share / "fonts"));
  Kit kit(std::move(stage));
  kit.share_ = share;
  kit.languages_ = installed_languages(share / "words").all;
  CHECKED(kit.set_language(language));
  return kit;
}

void Kit::begin(Extent extent) {
  spoken_area_.reset();
  begin_stage(extent);
  begin_hands();
  begin_layout();
  bool const was_up = keyboard_up_;
  if (!writing_.seen) keyboard_hidden_ = false;
  keyboard_up_ = wants_keyboard();
  if (keyboard_up_) {
    dock_bottom(metrics().keyboard);
    if (!was_up) {
      keyboard_page_ = writing_.digits || writing_.keys == Keys::digits ? 1 : 0;
      reveal_ = writing_.id;
      changed_ = true;
    }
  }
  if (!writing_.seen) writing_.id = 0;
  writing_.seen = false;
  writing_.next = last_field_ = 0;
  follow_switch();
  below_page_.label.clear();
}

void Kit::end() {
  if (keyboard_up_) screen_keyboard();
  if (wants_keyboard() != keyboard_up_) changed_ = true;
  end_layout();
  end_hands();
  offer_to_switch();
  end_stage();
}

sync::Done Kit::set_language(Text tag) {
  TRY(words, Words::load(share_ / "words", tag));
  words_ = std::move(words);
  filed_.clear();
  set_direction(words_.language().direction);
  return {};
}

std::string const& Kit::filed_under(Text text) {
  constexpr std::size_t kept_max = 4096;
  if (filed_.size() >= kept_max) filed_.clear();
  auto const [it, fresh] = filed_.try_emplace(std::string(text));
  if (fresh) it->second = sort_key(text, language());
  return it->second;
}

std::string Kit::word(Text key, Args args) {
  if (!words_.has(key)) say({Role::missing_word, key}, {});
  return words_.say(key, args);
}

}  // namespace carrel::kit
