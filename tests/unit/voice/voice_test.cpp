// The voice as a program of its own: what it is told, how fast it falls silent, and that real speech comes out in both languages.
#include <doctest/doctest.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <future>
#include <iterator>

#include "platform/voice/espeak_voice.h"
#include "platform/voice/headphones.h"

using namespace carrel::platform;
namespace fs = std::filesystem;

namespace {

struct Folder {
  fs::path path;
  Folder() {
    std::string name = (fs::temp_directory_path() / "carrel-voice-XXXXXX").string();
    REQUIRE(mkdtemp(name.data()));
    path = name;
  }
  Folder(Folder const&) = delete;
  Folder& operator=(Folder const&) = delete;
  ~Folder() { fs::remove_all(path); }
};

std::string read_file(fs::path const& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

// Says it and waits for the end as the window does: by being told.
bool say_whole(EspeakVoice::Setup setup, Utterance const& utterance) {
  std::promise<void> told;
  setup.ended = [&] { told.set_value(); };
  EspeakVoice voice(std::move(setup));
  if (!voice.speak(utterance)) return false;
  REQUIRE(told.get_future().wait_for(std::chrono::seconds{30}) == std::future_status::ready);
  return voice.take_end() && !voice.is_speaking() && voice.child() == 0;
}

std::vector<std::int16_t> samples_of(fs::path const& wav) {
  auto const bytes = read_file(wav);
  REQUIRE(bytes.size() > 44);
  REQUIRE(bytes.substr(0, 4) == "RIFF");
  std::vector<std::int16_t> samples((bytes.size() - 44) / 2);
  std::memcpy(samples.data(), bytes.data() + 44, samples.size() * 2);
  return samples;
}

double loudness(std::vector<std::int16_t> const& samples) {
  double sum = 0;
  for (double const s : samples) sum += s * s;
  return std::sqrt(sum / static_cast<double>(samples.size()));
}

fs::path espeak() {
  auto const program = find_program("espeak-ng");
  REQUIRE_MESSAGE(!program.empty(), "espeak-ng is not installed: toolchains/install-packages says how to get it");
  return program;
}

std::size_t threads() {
  std::size_t count = 0;
  for ([[maybe_unused]] auto const& one : fs::directory_iterator("/proc/self/task")) ++count;
  return count;
}

}  // namespace

TEST_CASE("what is said reaches the voice by no command line and no environment") {
  Folder folder;
  setenv("CARREL_SECRET_OF_TEST", "do not pass me on", 1);
  auto const file = folder.path / "told";
  CHECK(say_whole({.program = HOUSE_BUILD "/tests/stand_in_voice", .wav = file},
                  {.text = "Ma réclamation secrète", .language = "fr", .words_per_minute = 9999, .volume = 40, .is_private = true}));
  auto const told = read_file(file);
  auto const text_at = told.find("\ntext: ");
  REQUIRE(text_at != told.npos);
  CHECK(told.substr(text_at) == "\ntext: Ma réclamation secrète\n");
  CHECK(told.substr(0, text_at).find("réclamation") == told.npos);
  CHECK(told.find("do not pass me on") == told.npos);
  CHECK(told.find(" -v fr -s 400 -a 80") != told.npos);
}

TEST_CASE("a language is never a path, and brackets are no phonemes") {
  Folder folder;
  auto const file = folder.path / "told";
  CHECK(say_whole({.program = HOUSE_BUILD "/tests/stand_in_voice", .wav = file}, {.text = "a [[b", .language = "../../x"}));
  auto const told = read_file(file);
  CHECK(told.find(" -v x ") != told.npos);
  CHECK(told.find("text: a [ [b") != told.npos);
}

TEST_CASE("whoever moves on has silence within a fifth of a second, and no process is left") {
  Folder folder;
  auto const pipe = folder.path / "sound";
  REQUIRE(mkfifo(pipe.c_str(), 0600) == 0);
  std::string endless;
  while (endless.size() < utterance_bytes_max) endless += "Une phrase qui ne finit pas encore, et encore une autre. ";
  auto const before = threads();
  EspeakVoice voice({.program = espeak(), .wav = pipe});
  REQUIRE(voice.speak({.text = endless}));
  CHECK(voice.is_speaking());
  // Opening waits for the other side, and the first bytes prove that it is in the middle of speaking.
  int const ear = open(pipe.c_str(), O_RDONLY);
  REQUIRE(ear >= 0);
  char heard[4096];
  REQUIRE(read(ear, heard, sizeof heard) > 0);
  auto const from = std::chrono::steady_clock::now();
  voice.stop();
  auto const took = std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - from);
  MESSAGE("silent after " << took.count() << " ms");
  CHECK(took.count() <= 200);
  CHECK_FALSE(voice.is_speaking());
  CHECK_FALSE(voice.take_end());
  CHECK(waitpid(-1, nullptr, WNOHANG) == -1);  // No child at all.
  CHECK(threads() == before);
  while (read(ear, heard, sizeof heard) > 0) {
  }
  CHECK(read(ear, heard, sizeof heard) == 0);  // Nobody holds the other side any more.
  close(ear);
}

TEST_CASE("a new utterance ends the one before it") {
  Folder folder;
  auto const pipe = folder.path / "sound";
  REQUIRE(mkfifo(pipe.c_str(), 0600) == 0);
  EspeakVoice voice({.program = espeak(), .wav = pipe});
  REQUIRE(voice.speak({.text = "one"}));
  auto const first = voice.child();
  REQUIRE(voice.speak({.text = "two"}));
  CHECK(voice.child() != first);
  CHECK(kill(first, 0) == -1);
  voice.stop();
  CHECK(voice.child() == 0);
}

TEST_CASE("real speech comes out in French and in English, and faster is shorter") {
  Folder folder;
  auto const say = [&](char const* name, Utterance const& utterance) {
    auto const file = folder.path / name;
    REQUIRE(say_whole({.program = espeak(), .wav = file}, utterance));
    return samples_of(file);
  };
  auto const fr = say("fr.wav", {.text = "Bonjour. Qui apprend ?", .language = "fr"});
  auto const en = say("en.wav", {.text = "Bonjour. Qui apprend ?", .language = "en"});
  auto const slow = say("slow.wav", {.text = "Good evening. Who is learning?", .language = "en", .words_per_minute = 120});
  auto const fast = say("fast.wav", {.text = "Good evening. Who is learning?", .language = "en", .words_per_minute = 300});
  auto const quiet = say("quiet.wav", {.text = "Bonjour. Qui apprend ?", .language = "fr", .volume = 20});
  CHECK(fr.size() > 11025);  // Half a second at least.
  CHECK(loudness(fr) > 300);
  CHECK(loudness(en) > 300);
  CHECK(fr != en);
  CHECK(fast.size() < slow.size() * 3 / 4);
  CHECK(loudness(quiet) < loudness(fr) / 2);
}

TEST_CASE("without the program or without a sound card the voice says so, and begins nothing") {
  Folder folder;
  EspeakVoice absent({.program = folder.path / "no-such-voice"});
  CHECK(absent.standing() == VoiceStanding::no_program);
  CHECK_FALSE(absent.speak({.text = "hello"}));
  unsetenv("PULSE_SERVER");
  unsetenv("XDG_RUNTIME_DIR");
  EspeakVoice mute({.program = "/bin/true", .sound_devices = folder.path});
  CHECK(mute.standing() == VoiceStanding::no_sound);
  CHECK_FALSE(mute.speak({.text = "hello"}));
  std::ofstream(folder.path / "pcmC0D0p");
  CHECK(mute.standing() == VoiceStanding::ready);
}

TEST_CASE("only a socket for ears counts as headphones, and a card that does not feel is no proof") {
  CHECK(headset_of({}) == Headset::unknown);
  CHECK(headset_of({{"Mic Jack", true}, {"Line Out Jack", true}, {"HDMI/DP,pcm=3 Jack", true}}) == Headset::unknown);
  CHECK(headset_of({{"Front Headphone Jack", false}}) == Headset::out);
  CHECK(headset_of({{"Headphone Jack", false}, {"Headset Jack", true}}) == Headset::in);
  CHECK_FALSE(is_for_ears("Headset Mic Jack"));
  CHECK_FALSE(is_for_ears("Headphone Playback Switch"));
  Folder folder;
  SoundCardHeadphones nowhere(folder.path);
  CHECK(nowhere.state() == Headset::unknown);
  auto const before = threads();
  nowhere.watch([] {});
  CHECK(threads() == before);  // Nothing to watch, nothing that runs.
}
