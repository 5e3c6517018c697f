#include "platform/voice/headphones.h"

#include <fcntl.h>
#include <poll.h>
#include <sound/asound.h>
#include <sys/eventfd.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>

namespace carrel::platform {
namespace {

// A descriptor of a sound card's controls.
class Control {
 public:
  explicit Control(std::filesystem::path const& path) : fd_(::open(path.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC)) {}
  Control(Control&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
  Control(Control const&) = delete;
  Control& operator=(Control const&) = delete;
  ~Control() {
    if (fd_ >= 0) ::close(fd_);
  }
  int fd() const { return fd_; }

  // The jacks for ears of this card; none when it feels none or may not be read.
  std::vector<Jack> jacks() const {
    snd_ctl_elem_list list{};
    if (fd_ < 0 || ioctl(fd_, SNDRV_CTL_IOCTL_ELEM_LIST, &list) != 0 || list.count == 0) return {};
    std::vector<snd_ctl_elem_id> ids(list.count);
    list.space = list.count;
    list.pids = ids.data();
    if (ioctl(fd_, SNDRV_CTL_IOCTL_ELEM_LIST, &list) != 0) return {};
    ids.resize(list.used);
    std::vector<Jack> found;
    for (auto const& id : ids) {
      auto const* const name = reinterpret_cast<char const*>(id.name);
      std::string const jack(name, strnlen(name, sizeof id.name));
      if (id.iface != SNDRV_CTL_ELEM_IFACE_CARD || !is_for_ears(jack)) continue;
      snd_ctl_elem_value value{};
      value.id = id;
      if (ioctl(fd_, SNDRV_CTL_IOCTL_ELEM_READ, &value) == 0) found.push_back({jack, value.value.integer.value[0] != 0});
    }
    return found;
  }

  bool tell_changes() const {
    int wanted = 1;
    return fd_ >= 0 && ioctl(fd_, SNDRV_CTL_IOCTL_SUBSCRIBE_EVENTS, &wanted) == 0;
  }

 private:
  int fd_ = -1;
};

std::vector<Control> controls_in(std::filesystem::path const& devices) {
  std::vector<Control> controls;
  std::error_code failed;
  for (auto const& entry : std::filesystem::directory_iterator(devices, failed))
    if (entry.path().filename().string().starts_with("controlC")) controls.emplace_back(entry.path());
  return controls;
}

void sleep_until_told(std::vector<Control> const& controls, int end_bell, std::function<void()> const& changed) {
  std::vector<pollfd> waits{{end_bell, POLLIN, 0}};
  for (auto const& control : controls) waits.push_back({control.fd(), POLLIN, 0});
  while (true) {
    if (poll(waits.data(), waits.size(), -1) < 0) {
      if (errno == EINTR) continue;
      return;
    }
    if (waits.front().revents != 0) return;
    bool told = false;
    for (std::size_t i = 1; i < waits.size(); ++i) {
      if (waits[i].revents & (POLLERR | POLLHUP | POLLNVAL)) waits[i].fd = -1;  // The card was pulled out.
      if (waits[i].revents == 0) continue;
      told = true;
      snd_ctl_event event;
      while (waits[i].fd >= 0 && ::read(waits[i].fd, &event, sizeof event) == static_cast<ssize_t>(sizeof event)) {
      }
    }
    if (told) changed();
  }
}

}  // namespace

bool is_for_ears(std::string_view jack) {
  return jack.ends_with(" Jack") && (jack.find("Headphone") != jack.npos || jack.find("Headset") != jack.npos) &&
         jack.find("Mic") == jack.npos;
}

Headset headset_of(std::vector<Jack> const& jacks) {
  auto state = Headset::unknown;
  for (auto const& jack : jacks) {
    if (!is_for_ears(jack.name)) continue;
    if (jack.plugged) return Headset::in;
    state = Headset::out;
  }
  return state;
}

SoundCardHeadphones::SoundCardHeadphones(std::filesystem::path devices) : devices_(std::move(devices)) {}

SoundCardHeadphones::~SoundCardHeadphones() { watch({}); }

Headset SoundCardHeadphones::state() {
  std::vector<Jack> all;
  for (auto const& control : controls_in(devices_))
    for (auto& jack : control.jacks()) all.push_back(std::move(jack));
  return headset_of(all);
}

void SoundCardHeadphones::watch(std::function<void()> changed) {
  if (watcher_.joinable()) {
    eventfd_write(end_bell_, 1);
    watcher_.join();
    ::close(std::exchange(end_bell_, -1));
  }
  if (!changed) return;
  std::vector<Control> feeling;
  for (auto& control : controls_in(devices_))
    if (!control.jacks().empty() && control.tell_changes()) feeling.push_back(std::move(control));
  if (feeling.empty()) return;
  end_bell_ = eventfd(0, EFD_CLOEXEC);
  if (end_bell_ < 0) return;
  watcher_ = std::thread([controls = std::move(feeling), bell = end_bell_, changed = std::move(changed)] {
    sleep_until_told(controls, bell, changed);
  });
}

}  // namespace carrel::platform
