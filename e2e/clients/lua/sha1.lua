-- SHA-1 (RFC 3174) of a short string, as 20 bytes.

local bits = require('bits')
local band, bor, bxor, bnot, rol = bits.band, bits.bor, bits.bxor, bits.bnot, bits.rol

local WORD = 2 ^ 32

local function word_bytes(word)
  return string.char(
    math.floor(word / 2 ^ 24) % 256,
    math.floor(word / 2 ^ 16) % 256,
    math.floor(word / 2 ^ 8) % 256,
    word % 256
  )
end

local function mixed(round, b, c, d)
  if round < 20 then return bor(band(b, c), band(bnot(b), d)), 0x5a827999 end
  if round < 40 then return bxor(bxor(b, c), d), 0x6ed9eba1 end
  if round < 60 then return bor(bor(band(b, c), band(b, d)), band(c, d)), 0x8f1bbcdc end
  return bxor(bxor(b, c), d), 0xca62c1d6
end

return function(text)
  local padding = (55 - #text) % 64
  local padded = text .. '\128' .. ('\0'):rep(padding) .. '\0\0\0\0' .. word_bytes(#text * 8)
  local h = { 0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0 }
  for start = 1, #padded, 64 do
    local w = {}
    for i = 0, 15 do
      local first, second, third, fourth = padded:byte(start + i * 4, start + i * 4 + 3)
      w[i] = ((first * 256 + second) * 256 + third) * 256 + fourth
    end
    for i = 16, 79 do
      w[i] = rol(bxor(bxor(w[i - 3], w[i - 8]), bxor(w[i - 14], w[i - 16])), 1)
    end
    local a, b, c, d, e = h[1], h[2], h[3], h[4], h[5]
    for i = 0, 79 do
      local f, k = mixed(i, b, c, d)
      a, b, c, d, e = (rol(a, 5) + f + e + k + w[i]) % WORD, a, rol(b, 30), c, d
    end
    h = { (h[1] + a) % WORD, (h[2] + b) % WORD, (h[3] + c) % WORD, (h[4] + d) % WORD, (h[5] + e) % WORD }
  end
  local digest = {}
  for i, word in ipairs(h) do digest[i] = word_bytes(word) end
  return table.concat(digest)
end
