/** A line without its end; `null` in place of one that is too long to be kept. */
export type Line = string | null;

/** The lines of a file in UTF-8, of which never more than one line and one piece are held. */
export async function* readLines(file: Blob, maxLength: number): AsyncGenerator<Line> {
  const reader = file.stream().getReader();
  const decoder = new TextDecoder();
  let line: Line = '';
  for (;;) {
    const { done, value } = await reader.read();
    const [first = '', ...others] = decoder.decode(value, { stream: !done }).split('\n');
    line = joined(line, first, maxLength);
    for (const other of others) {
      yield line;
      line = joined('', other, maxLength);
    }
    if (done) break;
  }
  if (line !== '') yield line;
}

function joined(line: Line, more: string, maxLength: number): Line {
  return line === null || line.length + more.length > maxLength ? null : line + more;
}
