// What the screens may know of the voice, and what they may ask of it. Values only; client/app/ears does it.
#pragma once

namespace carrel::client {

struct VoiceView {
  enum class Standing { ready, no_program, no_sound, needs_headphones };
  Standing standing = Standing::ready;
  bool explores = false;  ///< A finger asks what lies under it, and two taps choose.
  bool on = false;        ///< Speaks whatever happens on the screen.
  bool reading = false;   ///< A page or a chapter is read aloud, or waits in its middle.
  bool paused = false;
  int rate = 175;         ///< Words a minute.
  int volume = 50;        ///< 0 to 100.
  int sentence = -1;      ///< Of the chapter that is read aloud; -1: none is.
  bool runs() const { return reading && !paused; }
  bool operator==(VoiceView const&) const = default;
};

struct VoiceWish {
  /// listen_page, listen_chapter: begin to read aloud; what runs ends by it, what waits goes on.
  enum class Kind { on, off, rate, volume, repeat, listen_page, listen_chapter, stop, pause, step, explore };
  Kind kind = Kind::stop;
  int value = 0;          ///< rate, volume: the new one. step: 1 or -1. explore: 1 or 0. listen_chapter: the sentence to begin with.
};

}  // namespace carrel::client
