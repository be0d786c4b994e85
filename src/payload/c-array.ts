/** Bytes in a line of source text. */
const PER_LINE = 12;

/** Bytes as the definition of a C array, which C++, Java and others read with little change. */
export function cArrayOf(bytes: Uint8Array): string {
  const lines: string[] = [];
  for (let i = 0; i < bytes.length; i += PER_LINE) {
    const line = Array.from(
      bytes.subarray(i, i + PER_LINE),
      (byte) => `0x${byte.toString(16).padStart(2, '0')}`,
    );
    lines.push(`  ${line.join(', ')},`);
  }
  return `static const unsigned char payload[${bytes.length}] = {\n${lines.join('\n')}\n};\n`;
}
