#include "handlers.hpp"

#include <functional>
#include <map>
#include <sstream>
#include <stdexcept>

namespace job_queue {
namespace {

std::string greet(const std::string& whom) { return "hello, " + whom; }

std::string count_words(const std::string& text) {
  std::istringstream words(text);
  std::string word;
  int count = 0;
  while (words >> word) ++count;
  return std::to_string(count) + " words";
}

}  // namespace

std::string perform(const Job& job) {
  static const std::map<std::string, std::function<std::string(const std::string&)>> handlers{
      {"greet", greet}, {"count_words", count_words}};
  const auto handler = handlers.find(job.name);
  if (handler == handlers.end()) throw std::runtime_error("no handler for jobs named '" + job.name + "'");
  return handler->second(job.input);
}

}  // namespace job_queue
