-- The same coroutine again, resumed by libev (lua-ev), with reads and writes of its own on non-blocking sockets.

local socket = require('socket')
local ev = require('ev')
require('coxpcall')
local exam = require('exam')

local loop = ev.Loop.default
local client

-- Yields until the socket can be read or written.
local function wait(connection, event)
  ev.IO.new(function(loop, watcher)
    watcher:stop(loop)
    assert(coroutine.resume(client))
  end, connection:getfd(), event):start(loop)
  coroutine.yield()
end

local function connect(host, port)
  -- Only a socket that knows its address family has a descriptor before it is connected.
  local connection = assert(socket.tcp4())
  connection:settimeout(0)
  local connected, why = connection:connect(host, port)
  if not connected and why == 'timeout' then
    wait(connection, ev.WRITE)
    connected, why = connection:connect(host, port)
    if why == 'already connected' then connected = true end
  end
  assert(connected, why)
  return {
    send = function(_, data)
      local last = 0
      while last < #data do
        local sent, why, before = connection:send(data, last + 1)
        if not sent and why ~= 'timeout' then return nil, why end
        last = sent or before
        if not sent then wait(connection, ev.WRITE) end
      end
      return last
    end,
    receive = function(_, pattern)
      local so_far
      while true do
        local data, why, part = connection:receive(pattern, so_far)
        if data then return data end
        if why ~= 'timeout' then return nil, why end
        so_far = part
        wait(connection, ev.READ)
      end
    end,
  }
end

client = coroutine.create(function() exam(connect, copcall) end)
assert(coroutine.resume(client))
loop:loop()
