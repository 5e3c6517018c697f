// Ends a handle of a C library when its owner goes: std::unique_ptr<wl_registry, Closer<wl_registry_destroy>>.
#pragma once

namespace carrel::platform {

template <auto Close>
struct Closer {
  template <class H>
  void operator()(H* handle) const { Close(handle); }
};

}  // namespace carrel::platform
