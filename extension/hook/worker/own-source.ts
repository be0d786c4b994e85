/**
 * A script that calls a function with itself, so that it can hand its own text on. One line, so that the lines of what
 * follows keep their numbers, and no failure of it ends the script that follows.
 */
export function withOwnSource(source: string): string {
  return `try{(f=>f(f))(${source})}catch{}`;
}
