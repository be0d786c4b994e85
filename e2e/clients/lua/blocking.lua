-- The client on LuaSocket's blocking sockets.

local socket = require('socket')
local exam = require('exam')

exam(function(host, port)
  local connection = assert(socket.tcp())
  connection:settimeout(10)
  assert(connection:connect(host, port))
  return connection
end, pcall)
