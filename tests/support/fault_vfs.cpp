#include "tests/support/fault_vfs.h"

#include <sqlite3.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <map>
#include <random>
#include <vector>

namespace carrel::tests {

namespace {

using Content = std::vector<std::uint8_t>;

/// One change since the last sync. A write carries its bytes, a cut to size only `offset`.
struct Change {
  std::uint64_t offset;
  Content bytes;
  bool is_cut_to_size;
};

struct File {
  Content now;
  Content synced;
  bool exists_for_good = false;  // Its name survives a cut.
  std::vector<Change> unsynced;
  // Shared memory of WAL mode, and who holds which of its locks: -1 exclusive, else the number of sharers.
  std::map<int, std::unique_ptr<Content>> shared_regions;
  std::array<int, SQLITE_SHM_NLOCK> shared_locks{};
  int sharing_handles = 0;
};

void put_bytes(Content& content, std::uint64_t offset, std::uint8_t const* bytes, std::size_t size) {
  if (content.size() < offset + size) content.resize(offset + size);
  std::copy_n(bytes, size, content.begin() + static_cast<std::ptrdiff_t>(offset));
}

}  // namespace

struct FaultDisk::State {
  std::string name;
  sqlite3_vfs vfs{};
  std::mt19937_64 random;
  std::map<std::string, std::shared_ptr<File>> files;
  DiskFigures figures;
  std::optional<std::uint64_t> steps_until_cut;
  std::optional<std::uint64_t> room;
  bool cut = false;
  bool fail_sync = false;
  bool lie = false;
  std::uint64_t epoch = 0;  // Handles of an earlier epoch are dead.

  std::uint64_t used() const {
    std::uint64_t sum = 0;
    for (auto const& [path, file] : files) sum += file->now.size();
    return sum;
  }

  void lose_unsynced(File& file) {
    for (auto const& change : file.unsynced) {
      auto const fate = random() % 3;  // Kept, lost, torn.
      if (fate == 1) continue;
      if (change.is_cut_to_size) {
        if (fate == 0) file.synced.resize(change.offset);
        continue;
      }
      auto size = change.bytes.size();
      if (fate == 2) size = std::min<std::size_t>(size, 512 * (random() % (size / 512 + 1)));
      put_bytes(file.synced, change.offset, change.bytes.data(), size);
    }
  }

  void cut_power() {
    cut = true;
    ++epoch;
    steps_until_cut.reset();
    std::map<std::string, std::shared_ptr<File>> left;
    for (auto const& [path, file] : files) {
      if (!file->exists_for_good && random() % 2) continue;
      lose_unsynced(*file);
      auto fresh = std::make_shared<File>();  // Old handles keep the old one; nothing of theirs reaches the new.
      fresh->now = file->synced;
      fresh->synced = file->synced;
      fresh->exists_for_good = true;
      left.emplace(path, std::move(fresh));
    }
    files = std::move(left);
  }

  /// Counts a step; false when the power is, or goes, away.
  bool step() {
    if (cut) return false;
    if (steps_until_cut && *steps_until_cut == 0) {
      cut_power();
      return false;
    }
    if (steps_until_cut) --*steps_until_cut;
    ++figures.steps;
    return true;
  }
};

namespace {

/// Held by SQLite as raw memory; the members live in one object that open makes and close deletes.
struct OpenFile {
  FaultDisk::State* disk;
  std::shared_ptr<File> file;
  std::uint64_t epoch;
  std::string name;
  bool delete_on_close;
  bool shares = false;
  int keep_wal = 0;

  bool is_dead() const { return epoch != disk->epoch || disk->cut; }
};

struct Handle {
  sqlite3_file base;  // First, as SQLite wants it.
  OpenFile* open;
};

OpenFile& of(sqlite3_file* file) { return *reinterpret_cast<Handle*>(file)->open; }

int close_file(sqlite3_file* raw) {
  auto& open = of(raw);
  if (open.delete_on_close) open.disk->files.erase(open.name);
  delete &open;
  raw->pMethods = nullptr;
  return SQLITE_OK;
}

int read_file(sqlite3_file* raw, void* into, int wanted, sqlite3_int64 offset) {
  if (of(raw).is_dead()) return SQLITE_IOERR_READ;
  auto const& content = of(raw).file->now;
  auto const from = std::min<std::uint64_t>(static_cast<std::uint64_t>(offset), content.size());
  auto const count = std::min<std::uint64_t>(static_cast<std::uint64_t>(wanted), content.size() - from);
  std::copy_n(content.begin() + static_cast<std::ptrdiff_t>(from), count, static_cast<std::uint8_t*>(into));
  if (count == static_cast<std::uint64_t>(wanted)) return SQLITE_OK;
  std::memset(static_cast<char*>(into) + count, 0, static_cast<std::size_t>(wanted) - count);
  return SQLITE_IOERR_SHORT_READ;
}

int write_file(sqlite3_file* raw, void const* from, int size, sqlite3_int64 at) {
  auto& open = of(raw);
  auto& disk = *open.disk;
  if (open.is_dead() || !disk.step()) return SQLITE_IOERR_WRITE;
  auto& file = *open.file;
  auto const* bytes = static_cast<std::uint8_t const*>(from);
  auto const offset = static_cast<std::uint64_t>(at);
  auto const count = static_cast<std::size_t>(size);
  auto const end = offset + count;
  if (disk.room && end > file.now.size() && disk.used() + end - file.now.size() > *disk.room) return SQLITE_FULL;
  put_bytes(file.now, offset, bytes, count);
  file.unsynced.push_back({offset, Content(bytes, bytes + count), false});
  ++disk.figures.writes;
  disk.figures.bytes_written += count;
  return SQLITE_OK;
}

int cut_file_to_size(sqlite3_file* raw, sqlite3_int64 size) {
  auto& open = of(raw);
  if (open.is_dead() || !open.disk->step()) return SQLITE_IOERR_TRUNCATE;
  open.file->now.resize(static_cast<std::size_t>(size));
  open.file->unsynced.push_back({static_cast<std::uint64_t>(size), {}, true});
  return SQLITE_OK;
}

int sync_file(sqlite3_file* raw, int) {
  auto& open = of(raw);
  auto& disk = *open.disk;
  if (open.is_dead() || !disk.step()) return SQLITE_IOERR_FSYNC;
  ++disk.figures.syncs;
  if (disk.fail_sync) {
    disk.fail_sync = false;
    return SQLITE_IOERR_FSYNC;
  }
  if (disk.lie) return SQLITE_OK;
  for (auto const& change : open.file->unsynced) {
    if (change.is_cut_to_size) open.file->synced.resize(change.offset);
    else put_bytes(open.file->synced, change.offset, change.bytes.data(), change.bytes.size());
  }
  open.file->unsynced.clear();
  open.file->exists_for_good = true;
  return SQLITE_OK;
}

int size_of_file(sqlite3_file* raw, sqlite3_int64* size) {
  if (of(raw).is_dead()) return SQLITE_IOERR_FSTAT;
  *size = static_cast<sqlite3_int64>(of(raw).file->now.size());
  return SQLITE_OK;
}

// Locks of the rollback journal keep processes apart; here is one process, and WAL mode has its own locks below.
int lock_file(sqlite3_file*, int) { return SQLITE_OK; }
int unlock_file(sqlite3_file*, int) { return SQLITE_OK; }
int is_reserved(sqlite3_file*, int* answer) {
  *answer = 0;
  return SQLITE_OK;
}

int control(sqlite3_file* raw, int what, void* value) {
  if (what != SQLITE_FCNTL_PERSIST_WAL) return SQLITE_NOTFOUND;
  auto& asked = *static_cast<int*>(value);
  if (asked < 0) asked = of(raw).keep_wal;
  else of(raw).keep_wal = asked;
  return SQLITE_OK;
}

int sector_size(sqlite3_file*) { return 4096; }
int characteristics(sqlite3_file*) { return SQLITE_IOCAP_POWERSAFE_OVERWRITE; }

int map_shared(sqlite3_file* raw, int region, int size, int extend, void volatile** into) {
  auto& open = of(raw);
  if (open.is_dead()) return SQLITE_IOERR_SHMMAP;
  auto& file = *open.file;
  if (!open.shares) ++file.sharing_handles;
  open.shares = true;
  auto& memory = file.shared_regions[region];
  if (!memory && extend) memory = std::make_unique<Content>(static_cast<std::size_t>(size));
  *into = memory ? memory->data() : nullptr;
  return SQLITE_OK;
}

int lock_shared(sqlite3_file* raw, int offset, int count, int flags) {
  auto& locks = of(raw).file->shared_locks;
  bool const give_back = flags & SQLITE_SHM_UNLOCK;
  bool const exclusive = flags & SQLITE_SHM_EXCLUSIVE;
  for (auto i = static_cast<std::size_t>(offset); i < static_cast<std::size_t>(offset + count) && !give_back; ++i)
    if (exclusive ? locks[i] != 0 : locks[i] < 0) return SQLITE_BUSY;
  for (auto i = static_cast<std::size_t>(offset); i < static_cast<std::size_t>(offset + count); ++i) {
    if (exclusive) locks[i] = give_back ? 0 : -1;
    else locks[i] += give_back ? -1 : 1;
  }
  return SQLITE_OK;
}

void shared_barrier(sqlite3_file*) {}

int unmap_shared(sqlite3_file* raw, int) {
  auto& open = of(raw);
  if (!open.shares) return SQLITE_OK;
  open.shares = false;
  if (--open.file->sharing_handles == 0) {
    open.file->shared_regions.clear();
    open.file->shared_locks = {};
  }
  return SQLITE_OK;
}

constexpr sqlite3_io_methods methods{2,          close_file,      read_file,    write_file,  cut_file_to_size,
                                     sync_file,  size_of_file,    lock_file,    unlock_file, is_reserved,
                                     control,    sector_size,     characteristics, map_shared, lock_shared,
                                     shared_barrier, unmap_shared, nullptr,     nullptr};

FaultDisk::State& disk_of(sqlite3_vfs* vfs) { return *static_cast<FaultDisk::State*>(vfs->pAppData); }

int open_file(sqlite3_vfs* vfs, char const* path, sqlite3_file* raw, int flags, int* out_flags) {
  auto& disk = disk_of(vfs);
  raw->pMethods = nullptr;
  if (disk.cut) return SQLITE_CANTOPEN;
  std::string const name = path ? path : "temporary-" + std::to_string(disk.random());
  auto found = disk.files.find(name);
  if (found == disk.files.end()) {
    if (!(flags & SQLITE_OPEN_CREATE)) return SQLITE_CANTOPEN;
    found = disk.files.emplace(name, std::make_shared<File>()).first;
  }
  reinterpret_cast<Handle*>(raw)->open =
      new OpenFile{&disk, found->second, disk.epoch, name, (flags & SQLITE_OPEN_DELETEONCLOSE) != 0};
  raw->pMethods = &methods;
  if (out_flags) *out_flags = flags;
  return SQLITE_OK;
}

int delete_file(sqlite3_vfs* vfs, char const* path, int) {
  auto& disk = disk_of(vfs);
  if (!disk.step()) return SQLITE_IOERR_DELETE;
  return disk.files.erase(path) ? SQLITE_OK : SQLITE_IOERR_DELETE_NOENT;
}

int can_access(sqlite3_vfs* vfs, char const* path, int, int* answer) {
  auto const& files = disk_of(vfs).files;
  auto const found = files.find(path);
  *answer = found != files.end() && !found->second->now.empty();
  return SQLITE_OK;
}

int full_path(sqlite3_vfs*, char const* path, int room, char* into) {
  sqlite3_snprintf(room, into, "%s", path);
  return SQLITE_OK;
}

int randomness(sqlite3_vfs* vfs, int size, char* into) {
  for (int i = 0; i < size; ++i) into[i] = static_cast<char>(disk_of(vfs).random());
  return size;
}

int sleep_for(sqlite3_vfs*, int micros) { return micros; }
int last_error(sqlite3_vfs*, int, char*) { return 0; }
int now_in_ms(sqlite3_vfs*, sqlite3_int64* now) {
  *now = 213'000'000'000'000;
  return SQLITE_OK;
}
int now_in_days(sqlite3_vfs*, double* now) {
  *now = 2465277.5;
  return SQLITE_OK;
}

}  // namespace

FaultDisk::FaultDisk(std::uint64_t seed) : state_(std::make_unique<State>()) {
  state_->name = "fault-disk-" + std::to_string(reinterpret_cast<std::uintptr_t>(state_.get()));
  state_->random.seed(seed);
  auto& vfs = state_->vfs;
  vfs.iVersion = 2;
  vfs.szOsFile = sizeof(Handle);
  vfs.mxPathname = 1024;
  vfs.zName = state_->name.c_str();
  vfs.pAppData = state_.get();
  vfs.xOpen = open_file;
  vfs.xDelete = delete_file;
  vfs.xAccess = can_access;
  vfs.xFullPathname = full_path;
  vfs.xRandomness = randomness;
  vfs.xSleep = sleep_for;
  vfs.xCurrentTime = now_in_days;
  vfs.xGetLastError = last_error;
  vfs.xCurrentTimeInt64 = now_in_ms;
  sqlite3_initialize();
  sqlite3_vfs_register(&vfs, 0);
}

FaultDisk::~FaultDisk() { sqlite3_vfs_unregister(&state_->vfs); }

char const* FaultDisk::vfs() const { return state_->name.c_str(); }
DiskFigures FaultDisk::figures() const { return state_->figures; }
bool FaultDisk::has_file(std::string const& path) const { return state_->files.count(path) != 0; }
std::uint64_t FaultDisk::file_bytes(std::string const& path) const {
  auto const found = state_->files.find(path);
  return found == state_->files.end() ? 0 : found->second->now.size();
}
std::string FaultDisk::content(std::string const& path) const {
  auto const found = state_->files.find(path);
  return found == state_->files.end() ? std::string() : std::string(found->second->now.begin(), found->second->now.end());
}

void FaultDisk::cut_power() { state_->cut_power(); }
void FaultDisk::cut_power_after(std::uint64_t steps) { state_->steps_until_cut = steps; }
bool FaultDisk::is_cut() const { return state_->cut; }
void FaultDisk::plug_in() {
  state_->cut = false;
  state_->steps_until_cut.reset();
}

void FaultDisk::set_room(std::optional<std::uint64_t> bytes) { state_->room = bytes; }
std::uint64_t FaultDisk::bytes_used() const { return state_->used(); }
void FaultDisk::fail_next_sync() { state_->fail_sync = true; }
void FaultDisk::lie_about_syncs(bool lie) { state_->lie = lie; }

void FaultDisk::flip_bit(std::string const& path, std::uint64_t bit) {
  auto const found = state_->files.find(path);
  if (found == state_->files.end()) return;
  for (auto* content : {&found->second->now, &found->second->synced})
    if (bit / 8 < content->size()) (*content)[bit / 8] ^= static_cast<std::uint8_t>(1u << (bit % 8));
}

}  // namespace carrel::tests
