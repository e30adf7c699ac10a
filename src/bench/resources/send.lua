-- Sends the requests of a file: each is a line of method, path, token and body, with tabs between. Each thread begins in
-- another place of it. With "chain", the body of a request is made of the token that an earlier answer had in it.

local threads = 0
local requests = {}
local position = 1
local chained = {}

function setup(thread)
  thread:set("number", threads)
  threads = threads + 1
end

function init(arguments)
  chain = arguments[2] == "chain"
  of = tonumber(arguments[3])
  local n = 0
  for line in io.lines(arguments[1]) do
    n = n + 1
    if not chain or n % of == number then
      requests[#requests + 1] = line
    end
  end
  if not chain then
    position = 1 + math.floor(#requests * number / of)
  else
    response = function(status, headers, body)
      local token = body:match('"refreshToken":"([^"]+)"')
      if token then chained[#chained + 1] = '{"refreshToken":"' .. token .. '"}' end
    end
  end
end

function request()
  local line = requests[position]
  if not line then line = requests[1] end
  local method, path, token, body = line:match("^([^\t]*)\t([^\t]*)\t([^\t]*)\t(.*)$")
  if chain and position > #requests then
    body = table.remove(chained, 1)
  end
  position = position + 1
  if not chain and position > #requests then position = 1 end
  local text = { method, " ", path, " HTTP/1.1\r\nHost: toward\r\n" }
  if token ~= "" then
    text[#text + 1] = "Authorization: Bearer " .. token .. "\r\n"
  end
  if body ~= "" then
    text[#text + 1] = "Content-Type: application/json\r\nContent-Length: " .. #body .. "\r\n"
  end
  text[#text + 1] = "\r\n"
  text[#text + 1] = body
  return table.concat(text)
end

function done(summary, latency, requests)
  local errors = summary.errors
  print(string.format(
    'RESULT {"requests":%d,"micros":%d,"p50":%d,"p99":%d,"failed":%d}',
    summary.requests, summary.duration, latency:percentile(50), latency:percentile(99),
    errors.status + errors.connect + errors.read + errors.write + errors.timeout))
end
