# SQLite as one static file, without the doors we do not use.
if(NOT EXISTS "${sqlite3_dir}/sqlite3.c")
  message(FATAL_ERROR "${sqlite3_dir} has no sqlite3.c: point FETCHCONTENT_SOURCE_DIR_SQLITE3 at SQLite's amalgamation.")
endif()
add_library(dep_sqlite STATIC EXCLUDE_FROM_ALL "${sqlite3_dir}/sqlite3.c")
target_include_directories(dep_sqlite SYSTEM PUBLIC "${sqlite3_dir}")
target_compile_definitions(dep_sqlite
  PUBLIC SQLITE_ENABLE_SESSION SQLITE_ENABLE_PREUPDATE_HOOK SQLITE_OMIT_LOAD_EXTENSION SQLITE_OMIT_DEPRECATED
  PRIVATE
  HAVE_FDATASYNC=1                  # A save syncs the data of one file, not its times.
  SQLITE_DQS=0                      # A misspelt column is an error, not a string.
  SQLITE_THREADSAFE=2               # One owner a connection; several connections a process (the hub).
  SQLITE_DEFAULT_SYNCHRONOUS=2      # "Saved" means synced, also if a pragma is forgotten.
  SQLITE_DEFAULT_WAL_SYNCHRONOUS=2
  SQLITE_DEFAULT_FOREIGN_KEYS=1
  SQLITE_DEFAULT_MEMSTATUS=0
  SQLITE_LIKE_DOESNT_MATCH_BLOBS
  SQLITE_OMIT_SHARED_CACHE
  SQLITE_TRUSTED_SCHEMA=0           # A file is data; its schema calls nothing.
  SQLITE_TEMP_STORE=2               # Learners' rows never reach a temporary file.
  SQLITE_SECURE_DELETE=1            # What is deleted is overwritten: shared machines, curious neighbours.
  SQLITE_STRICT_SUBTYPE=1
  SQLITE_USE_ALLOCA
  SQLITE_ENABLE_FTS5
  SQLITE_ENABLE_MATH_FUNCTIONS)
target_link_libraries(dep_sqlite PUBLIC m Threads::Threads)
add_library(dep::sqlite ALIAS dep_sqlite)
