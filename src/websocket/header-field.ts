/** One field line of an HTTP message (RFC 9110 §5), its name as it was written. */
export interface HeaderField {
  readonly name: string;
  readonly value: string;
}

/**
 * The value of a field, the first of several; `undefined` where it is not there.
 * @param name in lower case: names have none (RFC 9110 §5.1)
 */
export function headerValue(
  fields: readonly (Pick<HeaderField, 'name'> & Partial<Pick<HeaderField, 'value'>>)[],
  name: string,
): string | undefined {
  return fields.find((field) => field.name.toLowerCase() === name)?.value;
}
