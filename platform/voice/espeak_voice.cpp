#include "platform/voice/espeak_voice.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <sstream>
#include <vector>

#include "platform/process/spawn.h"

namespace carrel::platform {
namespace {

namespace fs = std::filesystem;

std::string from_environment(char const* name) {
  char const* const value = std::getenv(name);
  return value ? value : "";
}

// What a sound server or ALSA is found by, and nothing else that may be in our environment.
std::vector<std::string> sound_environment() {
  std::vector<std::string> kept;
  for (char const* name : {"HOME", "PATH", "XDG_RUNTIME_DIR", "PULSE_SERVER", "PULSE_COOKIE", "PIPEWIRE_REMOTE", "ALSA_CARD",
                           "ALSA_CONFIG_PATH", "ESPEAK_DATA_PATH"})
    if (auto const value = from_environment(name); !value.empty()) kept.push_back(std::string(name) + "=" + value);
  return kept;
}

std::string_view fitting(std::string_view text) {
  if (text.size() <= utterance_bytes_max) return text;
  auto end = utterance_bytes_max;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  return text.substr(0, end);
}

// A file without a name, with the text in it, ready to be read. -1 when there is no memory or no descriptor left.
int file_of(std::string_view text) {
  std::string said(text);
  // Two brackets would begin phonemes.
  for (std::size_t at; (at = said.find("[[")) != said.npos;) said.insert(at + 1, 1, ' ');
  int const file = memfd_create("carrel-voice", MFD_CLOEXEC);
  if (file < 0) return -1;
  for (std::size_t at = 0; at < said.size();) {
    auto const written = ::write(file, said.data() + at, said.size() - at);
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) {
      ::close(file);
      return -1;
    }
    at += static_cast<std::size_t>(written);
  }
  lseek(file, 0, SEEK_SET);
  return file;
}

// A tag becomes the name of a voice; anything but letters, digits and hyphens could be a path.
std::string voice_of(std::string const& language) {
  std::string voice;
  for (char const c : language)
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-') voice += c;
    else if (c >= 'A' && c <= 'Z') voice += static_cast<char>(c - 'A' + 'a');
  return voice.empty() || voice.front() == '-' ? "en" : voice;
}

bool has_playback(fs::path const& devices) {
  std::error_code failed;
  for (auto const& entry : fs::directory_iterator(devices, failed)) {
    auto const name = entry.path().filename().string();
    if (name.starts_with("pcmC") && name.ends_with('p')) return true;
  }
  return false;
}

// A sound server may play on another machine's card.
bool has_sound_server() {
  if (!from_environment("PULSE_SERVER").empty()) return true;
  auto const folder = from_environment("XDG_RUNTIME_DIR");
  std::error_code failed;
  return !folder.empty() && (fs::exists(folder + "/pulse/native", failed) || fs::exists(folder + "/pipewire-0", failed));
}

}  // namespace

fs::path find_program(std::string const& name) {
  std::stringstream folders(from_environment("PATH") + ":/usr/local/bin:/usr/bin");
  for (std::string folder; std::getline(folders, folder, ':');)
    if (!folder.empty() && access((folder + "/" + name).c_str(), X_OK) == 0) return fs::path(folder) / name;
  return {};
}

EspeakVoice::EspeakVoice(Setup setup) : setup_(std::move(setup)) {}

EspeakVoice::~EspeakVoice() { stop(); }

VoiceStanding EspeakVoice::standing() {
  if (setup_.program.empty()) setup_.program = find_program("espeak-ng");
  if (setup_.program.empty() || access(setup_.program.c_str(), X_OK) != 0) return VoiceStanding::no_program;
  bool const heard = !setup_.wav.empty() || has_playback(setup_.sound_devices) || has_sound_server();
  return heard ? VoiceStanding::ready : VoiceStanding::no_sound;
}

bool EspeakVoice::speak(Utterance const& utterance) {
  stop();
  if (standing() != VoiceStanding::ready) return false;
  int const file = file_of(fitting(utterance.text));
  if (file < 0) return false;
  auto const rate = std::clamp(utterance.words_per_minute, rate_min, rate_max);
  auto const loudness = std::clamp(utterance.volume, 0, 100) * 2;  // Its 100 of 200 is our middle.
  std::vector<std::string> words{"--stdin", "-b", "1", "-v", voice_of(utterance.language),
                                 "-s", std::to_string(rate), "-a", std::to_string(loudness)};
  if (!setup_.wav.empty()) words.insert(words.end(), {"-w", setup_.wav.string()});
  child_ = spawn({.program = setup_.program, .arguments = std::move(words), .environment = sound_environment(), .in = file});
  ::close(file);
  if (child_ == 0) return false;
  gone_ = false;
  waiter_ = std::thread([this, child = child_] { wait_for(child); });
  return true;
}

void EspeakVoice::wait_for(pid_t child) {
  siginfo_t how{};
  while (waitid(P_PID, static_cast<id_t>(child), &how, WEXITED | WNOWAIT) < 0 && errno == EINTR) {
  }
  {
    std::lock_guard const lock(mutex_);
    while (waitpid(child, nullptr, 0) < 0 && errno == EINTR) {
    }
    gone_ = true;
  }
  if (setup_.ended) setup_.ended();
}

void EspeakVoice::bury() {
  if (waiter_.joinable()) waiter_.join();
  child_ = 0;
  gone_ = false;
}

void EspeakVoice::stop() {
  if (child_ == 0) return;
  {
    std::lock_guard const lock(mutex_);
    if (!gone_) kill(child_, SIGKILL);
  }
  bury();
}

bool EspeakVoice::is_speaking() const { return child_ != 0 && !gone_; }

bool EspeakVoice::take_end() {
  if (child_ == 0 || !gone_) return false;
  bury();
  return true;
}

}  // namespace carrel::platform
