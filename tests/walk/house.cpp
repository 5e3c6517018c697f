#include "tests/walk/house.h"

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fstream>
#include <iterator>
#include <thread>

extern char** environ;

namespace carrel::walk {

using namespace std::chrono_literals;
namespace fs = std::filesystem;

namespace {

// Other processes cannot be told to hurry: they are looked at this often, and given up after a time.
constexpr auto look_every = 5ms;

}  // namespace

Folder::Folder() {
  auto form = (fs::temp_directory_path() / "carrel-walk-XXXXXX").string();
  REQUIRE(::mkdtemp(form.data()));
  path = form;
}

Folder::~Folder() {
  std::error_code ignored;
  fs::remove_all(path, ignored);
}

std::string read_text(fs::path const& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

void write_text(fs::path const& file, std::string const& text) {
  std::ofstream out(file, std::ios::binary);
  out << text;
  out.close();
  REQUIRE(out);
}

sync::Json Outcome::json() const {
  auto json = sync::parse_json(out);
  REQUIRE_MESSAGE(json, (out + err));
  return *json;
}

// ---- programs ----

Program::Program(Words words, fs::path const& notes, Words const& environment) : out_(notes / "out"), err_(notes / "err") {
  std::vector<char*> argv, env;
  for (auto& word : words) argv.push_back(word.data());
  argv.push_back(nullptr);
  for (auto const& one : environment) env.push_back(const_cast<char*>(one.c_str()));
  for (char** one = environ; *one; ++one) env.push_back(*one);
  env.push_back(nullptr);
  posix_spawn_file_actions_t files;
  posix_spawn_file_actions_init(&files);
  posix_spawn_file_actions_addopen(&files, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_addopen(&files, STDOUT_FILENO, out_.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
  posix_spawn_file_actions_addopen(&files, STDERR_FILENO, err_.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
  auto const code = posix_spawn(&pid_, argv[0], &files, nullptr, argv.data(), env.data());
  posix_spawn_file_actions_destroy(&files);
  REQUIRE_MESSAGE(code == 0, words.front());
}

Program::~Program() {
  if (status_) return;
  ::kill(pid_, SIGKILL);
  reap(0);
}

bool Program::reap(int flags) {
  int status = 0;
  if (!status_ && waitpid(pid_, &status, flags) == pid_) status_ = status;
  return status_.has_value();
}

bool Program::runs() { return !reap(WNOHANG); }

void Program::kill(int signal) {
  if (!status_) ::kill(pid_, signal);
}

Outcome Program::end(std::chrono::seconds limit) {
  auto const until = std::chrono::steady_clock::now() + limit;
  while (!reap(WNOHANG)) {
    if (std::chrono::steady_clock::now() > until) {
      kill(SIGKILL);
      reap(0);
      FAIL("a program did not end by itself: " << read_text(out_) << read_text(err_));
    }
    std::this_thread::sleep_for(look_every);
  }
  bool const ended = WIFEXITED(*status_);
  return {ended ? WEXITSTATUS(*status_) : -1, ended ? 0 : WTERMSIG(*status_), read_text(out_), read_text(err_)};
}

Outcome run(Words words, Words const& environment) {
  Folder notes;
  Program program(std::move(words), notes.path, environment);
  return program.end();
}

// ---- the hub ----

Hub::Hub(Words const& courses) {
  auto const made = run({HOUSE_TOP "/toolchains/local-ca", folder() / "ca"});
  REQUIRE_MESSAGE(made.exit == 0, made.err);
  run_hub("init", {});
  for (auto const& course : courses) publish(course);
  serve();
  run_hub("demo", {});
}

Outcome Hub::run_hub(std::string const& command, Words const& words) {
  Words line{HOUSE_BIN "/carrel-hub", command, "--dir", folder()};
  line.insert(line.end(), words.begin(), words.end());
  auto outcome = run(line);
  REQUIRE_MESSAGE(outcome.exit == 0, outcome.err);
  return outcome;
}

void Hub::stop() {
  if (!program_) return;
  program_->kill(SIGTERM);
  CHECK(program_->end().exit == 0);
  program_.reset();
}

void Hub::serve() {
  fs::remove(folder() / "port");
  program_.emplace(Words{HOUSE_BIN "/carrel-hub", "serve", "--dir", folder(), "--cert", folder() / "ca/server.pem", "--key",
                         folder() / "ca/server.key", "--port", std::to_string(port_), "--max-seconds", "280"},
                   folder());
  auto const until = std::chrono::steady_clock::now() + 20s;
  while (read_text(folder() / "port").empty()) {
    REQUIRE_MESSAGE(program_->runs(), read_text(folder() / "err"));
    REQUIRE(std::chrono::steady_clock::now() < until);
    std::this_thread::sleep_for(look_every);
  }
  port_ = std::stoi(read_text(folder() / "port"));
}

fs::path Hub::provision_by(int port) {
  auto json = sync::parse_json(read_text(provision()));
  REQUIRE(json);
  json->set("hub_url", "https://127.0.0.1:" + std::to_string(port));
  auto const file = folder() / ("provision-" + std::to_string(port) + ".json");
  write_text(file, write_json(*json));
  return file;
}

void Hub::publish(fs::path const& source) {
  std::string const layout = folder() / ("course-" + std::to_string(++packed_));
  auto const packed = run({HOUSE_BIN "/carrelctl", "pack", source, "-o", layout});
  REQUIRE_MESSAGE(packed.exit == 0, packed.err);
  run_hub("publish", {layout});
}

void Hub::does(std::string const& command, Words words) {
  auto const outcome = run_hub(command, words);
  REQUIRE_MESSAGE(outcome.exit == 0, outcome.err);
}

void Hub::answer(std::string const& reference, Words words) {
  words.insert(words.begin(), reference);
  run_hub("answer", words);
}

std::vector<sync::Json> Hub::complaints() { return run_hub("list", {"--json"}).json().list("complaints"); }

int Hub::count(std::string const& table) {
  sqlite3* db = nullptr;
  sqlite3_stmt* row = nullptr;
  REQUIRE(sqlite3_open_v2((folder() / "hub.sqlite").c_str(), &db, SQLITE_OPEN_READONLY, nullptr) == SQLITE_OK);
  sqlite3_busy_timeout(db, 5000);
  REQUIRE(sqlite3_prepare_v2(db, ("SELECT count(*) FROM " + table).c_str(), -1, &row, nullptr) == SQLITE_OK);
  REQUIRE(sqlite3_step(row) == SQLITE_ROW);
  int const count = sqlite3_column_int(row, 0);
  sqlite3_finalize(row);
  sqlite3_close(db);
  return count;
}

// ---- a device ----

Words Kiosk::line(Words words) const {
  Words line{HOUSE_BIN "/carrelctl", "--data", data()};
  line.insert(line.end(), words.begin(), words.end());
  return line;
}

Outcome Kiosk::ctl(Words words, Words const& environment) { return run(line(std::move(words)), environment); }

void Kiosk::start(std::optional<Program>& program, Words words, Words const& environment) {
  program.emplace(line(std::move(words)), folder_.path, environment);
}

}  // namespace carrel::walk
