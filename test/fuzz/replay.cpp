#include <cstdio>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include <boost/filesystem.hpp>

#include "fuzz/bytes.hpp"

// replay FOLDER …: the kept inputs of a target, in a build without a fuzzer. Ends with a signal at a broken
// promise.

int main(int argc, char** argv) {
  namespace fs = boost::filesystem;
  std::size_t count = 0;
  for (int i = 1; i < argc; ++i) {
    for (const fs::directory_entry& entry : fs::directory_iterator(argv[i])) {
      std::fprintf(stderr, "%s\n", entry.path().c_str());
      std::ifstream file(entry.path().string(), std::ios::binary);
      const std::vector<char> bytes{std::istreambuf_iterator<char>(file), {}};
      LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size());
      ++count;
    }
  }
  // A corpus that is not there proves nothing.
  return count == 0 ? 1 : 0;
}
