-- For wrk: requests the paths of a file in turn. PATHS: the file, one path a line.
-- RATE: requests a second, by a schedule that does not wait for responses; 0: as fast
-- as possible.
local ffi = require("ffi")
ffi.cdef([[
typedef struct { long seconds; long nanoseconds; } clock_time;
int clock_gettime(int clock, clock_time *time);
]])

local rate = tonumber(os.getenv("RATE"))
local time = ffi.new("clock_time")
local requests, turn, slot = {}, 0, 0

local function now()
  ffi.C.clock_gettime(1, time)
  return tonumber(time.seconds) + tonumber(time.nanoseconds) / 1e9
end

function init(args)
  for path in io.lines(os.getenv("PATHS")) do
    requests[#requests + 1] = wrk.format("GET", path)
  end
end

function request()
  turn = turn % #requests + 1
  return requests[turn]
end

if rate > 0 then
  -- Milliseconds until the next request is due. What is a second late is left out.
  function delay()
    local moment = now()
    slot = slot == 0 and moment or math.max(slot + 1 / rate, moment - 1)
    return math.max(0, math.floor((slot - moment) * 1000))
  end
end

function done(summary, latency, requests)
  local failed = summary.errors
  io.write(string.format(
    "told: requests=%d microseconds=%d p50=%d p99=%d refused=%d broken=%d\n",
    summary.requests, summary.duration, latency:percentile(50),
    latency:percentile(99), failed.status,
    failed.connect + failed.read + failed.write + failed.timeout
  ))
end
