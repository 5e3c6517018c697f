// A disk made of memory, below SQLite, that can be unplugged.
// It keeps what was written apart from what was synced, so that a power cut loses exactly what a real one may lose; it counts
// syncs, runs full, and fails on demand. Everything follows from the seed and the order of calls: the same run, the same ruin.
// Only for tests, one thread. Files other than SQLite's own do not pass here.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

namespace carrel::tests {

struct DiskFigures {
  std::uint64_t syncs = 0;
  std::uint64_t writes = 0;
  std::uint64_t bytes_written = 0;
  std::uint64_t steps = 0;  ///< Everything that changes the medium: writes, syncs, cuts to size, deletions.
};

class FaultDisk {
 public:
  /// Registers itself with SQLite under a name of its own, for as long as it lives. Databases must be closed before it ends.
  explicit FaultDisk(std::uint64_t seed);
  ~FaultDisk();
  FaultDisk(FaultDisk const&) = delete;
  FaultDisk& operator=(FaultDisk const&) = delete;

  /// What OpenWith::vfs wants.
  char const* vfs() const;

  DiskFigures figures() const;
  std::uint64_t file_bytes(std::string const& path) const;  ///< 0 when there is no such file.
  bool has_file(std::string const& path) const;
  std::string content(std::string const& path) const;  ///< As it stands, synced or not; empty when there is no such file.

  /// The power goes now: every unsynced write is kept, lost or torn at 512 bytes, as the seed says. Handles that are open answer
  /// with errors until their database is closed; a database opened after plug_in() finds what the cut left.
  void cut_power();
  /// The power goes right before that many further steps are done (0: before the very next one).
  void cut_power_after(std::uint64_t steps);
  bool is_cut() const;  ///< True from a cut until plug_in().
  void plug_in();       ///< Power is back. Old handles stay dead.

  /// Bytes all files together may take; std::nullopt for no limit. Growing beyond answers SQLITE_FULL.
  void set_room(std::optional<std::uint64_t> bytes);
  std::uint64_t bytes_used() const;
  /// The next sync fails with an I/O error, once, and what it should have synced may still be lost.
  void fail_next_sync();
  /// A medium that lies: syncs are counted and answered with success, and do nothing. For sabotage tests.
  void lie_about_syncs(bool lie);
  /// Turns one bit of the synced and the current content.
  void flip_bit(std::string const& path, std::uint64_t bit);

  struct State;  // Seen by the source only.

 private:
  std::unique_ptr<State> state_;
};

}  // namespace carrel::tests
